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

/** A sentence of the gate and what is filled in. */
export interface Saying {
  readonly sentence: Sentence;
  readonly values?: Readonly<Record<string, string>>;
}

/** Says a sentence in the page's language. */
export type Say = (sentence: Sentence, values?: Readonly<Record<string, string>>) => string;

/** A sentence of the gate. */
export function say(sentence: Sentence, language: string, values: Readonly<Record<string, string>> = {}): string {
  return told(SENTENCES, sentence, language, values);
}

/** A day, given as "2026-12-05", as the language writes it: in full, or briefly without the year. */
export function dayIn(day: string, language: string, length: "full" | "brief"): string {
  const parts: Intl.DateTimeFormatOptions =
    length === "full" ? { year: "numeric", month: "long", day: "numeric" } : { month: "short", day: "numeric" };
  // A day is the same day everywhere: no time zone may move it.
  return new Intl.DateTimeFormat(language || "en", { ...parts, timeZone: "UTC" }).format(new Date(day));
}
