/** People as the explorer asks for them: each with what its row shows, and all of them as columns to be sorted into facets. */

import type { Spell } from "../career/chain";
import type { Lists } from "../search/columns";
import type { People } from "../search/people";
import { columnOf, type Column } from "./facets";
import type { Measures } from "./order";

/** The facets, by the names that the index and the page have for them. */
export const FACETS = ["department", "joined", "left", "since", "industry", "title", "place", "skill", "language", "offer", "returned", "story"] as const;
export type Facet = (typeof FACETS)[number];

/** The one value of a facet that is either so or not. */
const YES = "yes";
const HERE = "here";
const RETURN = "return";
/** Month 0 of the index. */
const EPOCH = 1940 * 12;

/** A spell with what may be told of it; months count from year 0. */
export interface Stay extends Spell {
  readonly entry: string;
  readonly department: string;
  readonly industry: string;
  readonly title: string;
  readonly org: string;
}

export interface Person {
  readonly address: string;
  readonly display: string;
  readonly kana: string;
  readonly romaji: string;
  readonly headline: string;
  /** Where the picture lies and for whom it is sealed (`public` where it is open); null for none. */
  readonly photo: { readonly address: string; readonly audience: string } | null;
  readonly stays: readonly Stay[];
}

export class Directory {
  readonly size: number;
  readonly measures: Measures;
  private readonly stays: readonly (readonly Stay[])[];

  /** `today` is the day of the build, "2026-12-05". */
  constructor(
    private readonly people: People,
    readonly today: string,
  ) {
    this.size = people.size;
    this.stays = Array.from({ length: people.size }, (_, row) => staysOf(people, row));
    const months = this.stays.map((stays) => monthsHere(stays, this.month));
    this.measures = { addresses: people.addresses, months, confirmed: people.confirmed };
  }

  /** The month of the day of the build. */
  get month(): number {
    const [year = "0", month = "1"] = this.today.split("-");
    return Number(year) * 12 + Number(month) - 1;
  }

  person(row: number): Person {
    const { addresses, names, headlines, photos, photosFor, readers } = this.people;
    const photo = photos[row] ?? "";
    const reader = readers[(photosFor[row] ?? 0) - 1];
    return {
      ...names[row]!,
      address: addresses[row] ?? "",
      headline: headlines[row] ?? "",
      photo: photo && reader ? { address: photo, audience: reader } : null,
      stays: this.stays[row] ?? [],
    };
  }

  /** The columns of all facets, in their order; offers that have ended since the build count for nobody. */
  facets(): readonly Column[] {
    return FACETS.map((facet) => this.facet(facet));
  }

  private facet(facet: Facet): Column {
    switch (facet) {
      case "department":
      case "industry":
      case "title":
        return this.ofStays((stay) => stay[facet]);
      case "joined":
        return this.ofStays((stay) => (stay.kind === HERE ? yearOf(stay.from) : ""));
      case "left":
        return this.ofStays((stay) => (stay.kind === HERE && stay.until !== null ? yearOf(stay.until - 1) : ""));
      case "since":
        return this.named((row) => sinceHere(this.stays[row] ?? []));
      case "returned":
        return this.ofStays((stay) => (stay.entry === RETURN ? YES : ""));
      case "place":
        return this.numbered(this.people.places, (row) => [this.people.place[row] ?? 0]);
      case "skill":
        return this.numbered(this.people.skills, (row) => itemsOf(this.people.skill, row));
      case "language":
        return this.numbered(this.people.languages, (row) => itemsOf(this.people.language, row));
      case "offer":
        return this.offers();
      case "story":
        return this.numbered([YES], (row) => (itemsOf(this.people.story, row).length > 0 ? [1] : []));
    }
  }

  private offers(): Column {
    const { offer, offers, until } = this.people;
    const now = Math.max(this.month, monthOf(new Date()));
    const lasts = (row: number) => (_: number, index: number) => until[offer.starts[row]! + index]! + EPOCH >= now;
    return this.numbered(offers, (row) => itemsOf(offer, row).filter(lasts(row)));
  }

  /** A column from numbers that count from 1, as dictionaries do, 0 being none. */
  private numbered(values: readonly string[], of: (row: number) => readonly number[]): Column {
    return columnOf(this.size, values, (row) => of(row).filter((number) => number > 0).map((number) => number - 1));
  }

  private ofStays(value: (stay: Stay) => string): Column {
    return this.named((row) => (this.stays[row] ?? []).map(value));
  }

  private named(of: (row: number) => readonly string[]): Column {
    const values: string[] = [];
    const numbers = new Map<string, number>();
    const number = (value: string): number => {
      if (!numbers.has(value)) numbers.set(value, values.push(value) - 1);
      return numbers.get(value)!;
    };
    return columnOf(this.size, values, (row) => of(row).filter(Boolean).map(number));
  }
}

function itemsOf({ starts, items }: Lists, row: number): readonly number[] {
  return [...items.subarray(starts[row], starts[row + 1])];
}

function staysOf({ spells, what, whats, title, titles, org, orgs, from, to }: People, row: number): readonly Stay[] {
  const [first, after] = [spells[row]!, spells[row + 1]!];
  return Array.from({ length: after - first }, (_, index): Stay => {
    const at = first + index;
    const { kind = "", entry = "", department = "", industry = "" } = whats[what[at]! - 1] ?? {};
    return {
      ...{ kind, entry, department, industry },
      title: titles[title[at]! - 1] ?? "",
      org: orgs[org[at]! - 1] ?? "",
      from: from[at]! + EPOCH,
      until: to[at] ? to[at]! + EPOCH : null,
    };
  });
}

function monthOf(day: Date): number {
  return day.getFullYear() * 12 + day.getMonth();
}

function yearOf(month: number): string {
  return String(Math.floor(month / 12));
}

/** The kinds of what began with or after the first spell here. */
function sinceHere(stays: readonly Stay[]): readonly string[] {
  const first = Math.min(...stays.filter(({ kind }) => kind === HERE).map(({ from }) => from));
  return stays.filter(({ kind, from }) => kind !== HERE && from >= first).map(({ kind }) => kind);
}

/** The months spent here, those that overlap counted once. */
export function monthsHere(stays: readonly Spell[], today: number): number {
  let [months, after] = [0, 0];
  const here = stays.filter(({ kind }) => kind === HERE).sort((a, b) => a.from - b.from);
  for (const { from, until } of here) {
    const end = Math.max(until ?? today + 1, from);
    months += Math.max(0, end - Math.max(from, after));
    after = Math.max(after, end);
  }
  return months;
}
