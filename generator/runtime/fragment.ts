/**
 * What is asked of a page, behind the `#` of its address: `#question=leaving&road=founder`.
 *
 * A browser sends that to nobody. A query would go into the host's records each time that the page is loaded, and what is
 * asked for may be sealed words.
 */

import { LINK } from "./signs";

/** By name, in the order of the names, what was given for it; none is empty. */
export type Values = ReadonlyMap<string, readonly string[]>;

/** More than anybody means; an address comes from anywhere. */
const MOST = 50;
const LONGEST = 300;

/** The values of these names in a fragment; null where that is the place of something in the page, such as a heading. */
export function valuesIn(fragment: string, names: readonly string[]): Values | null {
  const text = fragment.replace(/^#/, "");
  return text === "" || text.includes("=") ? valuesOf(new URLSearchParams(text), names) : null;
}

function valuesOf(given: URLSearchParams, names: readonly string[]): Values {
  const values = new Map<string, readonly string[]>();
  for (const name of names) {
    const told = new Set(given.getAll(name).map((value) => value.slice(0, LONGEST)));
    told.delete("");
    if (told.size > 0) values.set(name, [...told].slice(0, MOST));
  }
  return values;
}

/** The values as a fragment, "" where there are none. */
export function fragmentOf(values: Values): string {
  const pairs = [...values].flatMap(([name, told]) => told.map((value) => [name, value]));
  return pairs.length > 0 ? `#${new URLSearchParams(pairs).toString()}` : "";
}

/** Values of which each name has one at most; "" stands for none. */
export function single(given: Readonly<Record<string, string>>): Values {
  return new Map(Object.entries(given).flatMap(([name, value]) => (value === "" ? [] : [[name, [value]] as const])));
}

/** How the address becomes another: by one step more on the way back, or in place of the present one. */
export type How = "pushState" | "replaceState";

/** The fragment of the page's own address. */
export class Fragment {
  private asked: Values;

  /**
   * Reads it. From then on, until `signal` ends, `changed` gets what is asked whenever the reader goes back or forward or
   * edits the address by hand, and null where she followed a link to a place in the page.
   */
  constructor(
    private readonly names: readonly string[],
    changed: (asked: Values | null) => void,
    signal: AbortSignal,
  ) {
    this.moveQuery();
    this.asked = this.read() ?? new Map();
    this.carry();
    addEventListener("hashchange", () => this.follow(changed), { signal });
  }

  get values(): Values {
    return this.asked;
  }

  write(asked: Values, how: How): void {
    this.asked = asked;
    const fragment = fragmentOf(asked);
    // Where the gate has yet to take a pass's token, nothing may take its place.
    if (fragment !== location.hash && !location.hash.startsWith(LINK)) put(fragment, location.search, how);
    this.carry();
  }

  private read(): Values | null {
    return valuesIn(location.hash, this.names);
  }

  private follow(changed: (asked: Values | null) => void): void {
    const asked = this.read();
    this.asked = asked ?? this.asked;
    changed(asked);
    // A link into the page, such as the one past the header, leaves what is asked: that is to last over a reload, too.
    if (this.read() === null && this.asked.size > 0) put(fragmentOf(this.asked), location.search, "replaceState");
    this.carry();
  }

  /** The page in another language is asked the same, or shows the same place. */
  private carry(): void {
    const fragment = this.read() === null ? location.hash : fragmentOf(this.asked);
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a.y-switch")) link.hash = fragment;
  }

  /** Addresses had it in their query once, and may be printed: it goes behind the `#`, so that no reload tells it again. */
  private moveQuery(): void {
    const query = new URLSearchParams(location.search);
    const given = valuesOf(query, this.names);
    if (given.size === 0) return;
    for (const name of this.names) query.delete(name);
    // A place gives way; what is asked already goes before, and so does a pass's token that the gate has yet to take.
    const before = this.read() === null ? "" : location.hash.slice(1);
    put([before, fragmentOf(given).slice(1)].filter(Boolean).join("&"), query.toString(), "replaceState");
  }
}

function put(fragment: string, query: string, how: How): void {
  const url = new URL(location.href);
  [url.search, url.hash] = [query, fragment];
  try {
    history[how](how === "pushState" ? null : history.state, "", url.href);
  } catch {
    // Browsers refuse too many changes in a short time: then the address is a little behind.
  }
}
