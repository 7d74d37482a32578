/** The words of the page, as it brings them along: its own sentences, and what codes are called. */

export interface PageWords {
  readonly say: Readonly<Record<string, string>>;
  /** The words for kinds, ways in and industries. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whatever else they are called, in all languages of the site. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
  readonly codes: readonly string[];
  readonly entries: readonly string[];
  readonly industries: readonly string[];
  /** The language of what people wrote. */
  readonly language: string;
  /** The way to people's pages. */
  readonly people: string;
  /** The month after the present one, counted from year 0. */
  readonly now: number;
}

/** A sentence with its {names} filled in; with `n` 1, the form for one if there is one. */
export function say(words: PageWords, name: string, values: Readonly<Record<string, string | number>> = {}): string {
  const form = values["n"] === 1 && `${name}1` in words.say ? `${name}1` : name;
  return (words.say[form] ?? "").replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}

/** The short name of a spell: the department, what the work was, or what kind of road it is. */
export function station(words: PageWords, spell: { kind: string; department: string; industry: string; title: string }): string {
  if (spell.kind === "here") return spell.department || spell.title || (words.labels["here"] ?? "");
  if (spell.kind === "job" && spell.industry !== "") return words.labels[spell.industry] ?? "";
  return words.labels[spell.kind] ?? "";
}
