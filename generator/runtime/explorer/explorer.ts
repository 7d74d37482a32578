/** The explorer: what is asked in the address, what the facets and the list show, and the way between them. */

import { Fragment } from "../fragment";
import { Announcements } from "./announcements";
import { Asked } from "./asked";
import { FACETS, type Directory } from "./directory";
import { tally, type Column, type Filter } from "./facets";
import { LongList } from "./list";
import { ordered, ordersOf, type Order, type Orders } from "./order";
import { facetsIn, within, type FacetView, type Offer } from "./panel";
import { Press } from "./press";
import { element, rowOf, type Ways } from "./row";
import { choosing, namesOf, NOTHING, stateOf, valuesFor, type State } from "./state";
import type { Words } from "./words";

/** The search over everybody. */
export interface Search {
  /** Who has all that is searched for: 1 for each row that has, or null where nothing is. */
  find(words: string): Uint8Array | null;
  /** Whether there is something to search that is loaded only when it is asked for. */
  readonly hasMore: boolean;
  /** Loads that; throws Trouble. */
  more(): Promise<void>;
}

/** Everybody whom the reader may see, and what makes the search over them ready. */
export interface Everybody {
  readonly directory: Directory;
  readonly search: () => Promise<Search>;
}

/** What is there at once: how many there are, with whom the day's order begins, and how many have which value. */
export interface First {
  readonly total: number;
  readonly directory: Directory;
  readonly facets: Readonly<Record<string, readonly (readonly [string, number])[]>>;
}

export interface Source {
  readonly first: First;
  readonly everybody: () => Promise<Everybody>;
}

interface Known {
  readonly directory: Directory;
  readonly columns: readonly Column[];
  readonly orders: Orders;
}

/** How a change came about: that decides what the way back leads through. */
type How = "chosen" | "typed" | "address";

export class Explorer {
  private state: State = NOTHING;
  private known: Known | null = null;
  private search: Search | null = null;
  private coming: Promise<void> | null = null;
  private typing = false;
  /** How far down the reader was when she went on to somebody, until she is there again. */
  private place = placeKept();
  private readonly facets: readonly FacetView[];
  private readonly list: LongList;
  private readonly asked: Asked;
  private readonly announcements: Announcements;
  private readonly press: Press;
  private readonly fragment: Fragment;
  private readonly field = this.part<HTMLInputElement>(".y-explorer__words");
  private readonly order = this.part<HTMLSelectElement>("#y-explorer-order");
  private readonly count = this.part(".y-explorer__count");
  private readonly deeper = this.part("[data-deeper]");

  constructor(
    private readonly section: HTMLElement,
    private readonly source: Source,
    private readonly words: Words,
    private readonly ways: Ways,
    grown: () => void,
    private readonly signal: AbortSignal,
  ) {
    const found = this.part(".y-found");
    this.facets = facetsIn(this.part(".y-explorer__facets"), words, (facet, values) => this.choose(facet, values));
    this.asked = new Asked(section, this.facets, words, (rest) => this.ask(rest, "chosen"));
    this.list = new LongList(found, (row) => this.row(row), { missing: () => void this.load(), grown }, signal);
    this.press = new Press(signal);
    this.announcements = new Announcements(this.part(".y-explorer__announcer"), signal);
    this.listen();
    // A link to somewhere else in the page asks nothing.
    this.fragment = new Fragment(namesOf(FACETS), (asked) => asked && this.ask(stateOf(asked), "address"), signal);
    this.ask(stateOf(this.fragment.values), "address");
  }

  private part<T extends HTMLElement>(selector: string): T {
    return this.section.querySelector<T>(selector)!;
  }

  private on(target: EventTarget, name: string, then: (event: Event) => void): void {
    target.addEventListener(name, then, { signal: this.signal });
  }

  private listen(): void {
    this.on(this.field, "input", (event) => {
      // What an input method is still composing is no word yet, but shows what it would find.
      if (event instanceof InputEvent) this.ask({ ...this.state, words: this.field.value }, "typed");
    });
    this.on(this.field, "search", () => this.ask({ ...this.state, words: this.field.value }, "typed"));
    this.on(this.order, "change", () => this.ask({ ...this.state, order: this.order.value as Order }, "chosen"));
    // Whoever turns to the facets or the search will want everybody: they are on their way by the time that she asks.
    for (const name of ["pointerdown", "focusin"]) this.on(this.section, name, () => void this.load());
    this.on(this.part("[data-retry]"), "click", () => void this.retry());
    this.on(this.part("[data-clear]"), "click", () => this.clear());
    this.on(this.deeper, "click", () => void this.searchMore());
    const open = this.part(".y-explorer__open");
    const panel = (shown: boolean): void => {
      this.section.toggleAttribute("data-open", shown);
      open.setAttribute("aria-expanded", String(shown));
    };
    this.on(open, "click", () => panel(!this.section.hasAttribute("data-open")));
    this.on(this.part("[data-close]"), "click", () => {
      panel(false);
      this.count.focus();
    });
    this.on(this.part(".y-found"), "click", keepPlace);
  }

  private clear(): void {
    this.ask({ ...NOTHING, order: this.state.order }, "chosen");
    this.count.focus();
  }

  private choose(facet: string, values: readonly string[]): void {
    this.ask(choosing(this.state, FACETS, facet, values), "chosen");
  }

  private ask(state: State, how: How): void {
    this.state = state;
    this.write(how);
    this.show();
    if (!this.known && !this.untouched) void this.load();
  }

  /** Whether nothing is asked beyond what the first part of the index answers. */
  private get untouched(): boolean {
    return this.state.words === "" && this.state.chosen.size === 0 && this.state.order === NOTHING.order;
  }

  /** The address; a word that is being typed is one step of the way back, not one for each letter. */
  private write(how: How): void {
    const on = how === "typed" && this.typing;
    this.typing = how === "typed";
    if (how !== "address") this.fragment.write(valuesFor(this.state), on ? "replaceState" : "pushState");
  }

  /** Loads everybody, once; afterwards all that is asked can be answered. */
  private load(): Promise<void> {
    if (this.search) return Promise.resolve();
    this.coming ??= this.loadOnce().finally(() => (this.coming = null));
    return this.coming;
  }

  private async loadOnce(): Promise<void> {
    try {
      const { directory, search } = await this.source.everybody();
      await this.press.released();
      if (this.signal.aborted) return;
      this.known = { directory, columns: directory.facets(), orders: ordersOf(directory.measures, directory.today) };
      this.section.dataset["state"] = "whole";
      this.list.clear();
      this.show();
      this.search = await search();
      if (this.state.words !== "" && !this.signal.aborted) this.show();
    } catch {
      if (!this.signal.aborted) this.section.dataset["state"] = "partial";
    }
  }

  /** Tries once more to load what did not come. */
  private async retry(): Promise<void> {
    if (this.search) return this.searchMore();
    await this.load();
    this.count.focus();
  }

  /** Searches what people wrote beside their careers as well. */
  private async searchMore(): Promise<void> {
    try {
      await this.search?.more();
      this.section.dataset["state"] = "whole";
    } catch {
      this.section.dataset["state"] = "partial";
    }
    if (this.signal.aborted) return;
    this.show();
    this.count.focus();
  }

  private show(): void {
    if (this.field.value !== this.state.words) this.field.value = this.state.words;
    this.order.value = this.state.order;
    this.asked.show(this.state);
    this.deeper.hidden = this.state.words === "" || !this.search?.hasMore;
    if (this.known && (this.search || this.state.words === "")) this.showKnown(this.known);
    else this.showFirst(this.source.first);
    this.comeBack();
  }

  /** Goes to where she was, as soon as there is a list that has its height. */
  private comeBack(): void {
    if (this.place === 0 || this.part(".y-found").hidden) return;
    scrollTo({ top: this.place, behavior: "instant" });
    this.place = 0;
  }

  private showKnown(known: Known): void {
    const filters = FACETS.map((facet, number): Filter => filterOf(facet, known.columns[number]!, this.state.chosen.get(facet) ?? []));
    const result = tally(known.columns, filters, known.directory.size, this.search?.find(this.state.words) ?? null);
    const rows = ordered(result.rows, known.orders[this.state.order]);
    this.showCount(rows.length, known.directory.size);
    this.asked.showNothing(this.state, rows.length === 0 && known.directory.size > 0 ? result : null);
    this.showFacets((facet) => {
      const number = FACETS.indexOf(facet as (typeof FACETS)[number]);
      return { values: known.columns[number]!.values, counts: result.counts[number]! };
    });
    this.part(".y-explorer__wait").hidden = true;
    // The list comes last: it asks where it stands, and the browser lays out what has changed above it once.
    this.list.show(rows, rows.length);
  }

  private showFirst({ total, directory, facets }: First): void {
    // Something is asked that the first part cannot answer: the answer is on its way.
    this.part(".y-explorer__wait").hidden = this.untouched;
    this.asked.showNothing(this.state, null);
    this.showCount(this.untouched ? total : null, total);
    this.showFacets((facet) => {
      const values = facets[facet] ?? [];
      return { values: values.map(([value]) => value), counts: values.map(([, count]) => count) };
    });
    if (this.untouched) this.list.show(directory.measures.addresses.map((_, row) => row), total);
  }

  private showFacets(offers: (facet: string) => Omit<Offer, "chosen">): void {
    for (const facet of this.facets) facet.update({ ...offers(facet.name), chosen: this.state.chosen.get(facet.name) ?? [] });
  }

  private showCount(count: number | null, total: number): void {
    const told = count === null ? "" : this.words.count("people_one", "people", count);
    this.count.textContent = told;
    if (count !== null && count !== total) this.count.append(element("small", "", this.words.say("of", { n: total })));
    if (count !== null) this.part("[data-close]").textContent = this.words.count("showOne", "show", count);
    this.part(".y-found").hidden = count === null || count === 0;
    if (count !== null) this.announcements.tell(told);
  }

  private row(row: number): HTMLElement {
    const { directory } = this.known ?? this.source.first;
    return rowOf(directory.person(row), directory.month, this.words, this.ways);
  }
}

function filterOf(facet: string, { values }: Column, chosen: readonly string[]): Filter {
  if (chosen.length === 0) return null;
  const years = facet === "joined" || facet === "left";
  const fits = (value: string): boolean => (years ? chosen.some((span) => within(value, span)) : chosen.includes(value));
  return new Set(values.flatMap((value, number) => (fits(value) ? [number] : [])));
}

/** Remembers with the page's entry in the history how far down the reader was when she went on to somebody. */
function keepPlace(): void {
  try {
    history.replaceState({ y: scrollY }, "");
  } catch {
    // Then the list begins at its head.
  }
}

function placeKept(): number {
  const y = (history.state as { y?: unknown } | null)?.y;
  return typeof y === "number" ? y : 0;
}
