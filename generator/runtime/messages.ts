/** The sentences in the page's language: the table of translations is baked in by the build from runtime.po. */

import { SENTENCES, type Sentence } from "./sentences";

declare const TRANSLATIONS: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** One of the sentences of `english` in `language` (a BCP 47 tag; English where there is no table for it), `{names}` filled in. */
export function told<S extends string>(
  english: Readonly<Record<S, string>>,
  sentence: S,
  language: string,
  values: Readonly<Record<string, string>> = {},
): string {
  const primary = language.toLowerCase().split("-")[0] ?? "";
  const words: string = TRANSLATIONS[primary]?.[sentence] ?? english[sentence];
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A sentence of the gate. */
export function say(sentence: Sentence, language: string, values: Readonly<Record<string, string>> = {}): string {
  return told(SENTENCES, sentence, language, values);
}
