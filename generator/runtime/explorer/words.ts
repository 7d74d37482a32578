/** What the explorer says, in the page's language: the page brings the sentences along, the index the words for codes. */

import type { Facet } from "./directory";

/** The sentences of the page by name, with `{names}` to be filled in. */
export type Sentences = Readonly<Record<string, string>>;
/** Words for the codes of some facets, of one language. */
export type Codes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The facets whose values somebody wrote, in the site's first language. */
const WRITTEN: readonly Facet[] = ["department", "title", "place", "skill"];

export class Words {
  private readonly numbers: Intl.NumberFormat;
  private readonly languages: Intl.DisplayNames;

  constructor(
    private readonly sentences: Sentences,
    private readonly codes: Codes,
    readonly language: string,
    /** The language in which profiles are written. */
    private readonly written: string,
  ) {
    this.numbers = new Intl.NumberFormat(language);
    this.languages = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
  }

  say(name: string, values: Readonly<Record<string, string | number>> = {}): string {
    return (this.sentences[name] ?? "").replace(/\{(\w+)\}/g, (whole, key: string) => {
      const value = values[key];
      return value === undefined ? whole : typeof value === "number" ? this.number(value) : value;
    });
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** A sentence that has a form of its own for one. */
  count(one: string, many: string, n: number, values: Readonly<Record<string, string>> = {}): string {
    return this.say(n === 1 ? one : many, { ...values, n });
  }

  /** A value of a facet in words. */
  value(facet: string, value: string): string {
    if (facet === "language") return this.languageName(value);
    return this.codes[facet]?.[value] ?? value;
  }

  /** The language of a facet's values where it is not the page's. */
  languageOf(facet: string): string | null {
    return (WRITTEN as readonly string[]).includes(facet) && this.written !== this.language ? this.written : null;
  }

  /** The language of what people wrote where it is not the page's. */
  get writtenIn(): string | null {
    return this.written === this.language ? null : this.written;
  }

  kind(code: string): string {
    return code === "here" ? this.say("here") : this.value("since", code);
  }

  private languageName(code: string): string {
    try {
      return this.languages.of(code) ?? code;
    } catch {
      return code;
    }
  }
}
