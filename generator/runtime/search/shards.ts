/** Shards: what this reader may search, fetched part by part when it is first needed and kept in this page's memory only. */

import { isRecord } from "../bytes";
import { loadText } from "../load";
import { ASKED, type Opener } from "../opener";
import { Trouble } from "../trouble";
import { outOfWords } from "./columns";

export type Group = "people" | "stories" | "texts" | "notes";
export type Column = readonly string[] | string;
export type Columns = Readonly<Record<string, Column>>;

/** Part 0, see docs/search-format.md. */
export interface Head {
  readonly v: number;
  readonly edition: string;
  readonly today: string;
  readonly counts: Readonly<Record<"people" | "stories" | "pages", number>>;
  readonly parts: Readonly<Record<Group, readonly number[]>>;
  readonly facets: Readonly<Record<string, readonly (readonly [string, number])[]>>;
  readonly words: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  readonly first: { readonly numbers: readonly number[]; readonly columns: Columns };
}

/** One reader's shard. Whatever failed is asked for anew the next time. */
export class Shard {
  private readonly groups = new Map<Group, Promise<Columns>>();
  private current: Promise<Head> | null = null;

  constructor(
    readonly name: string,
    private readonly part: (number: number, cache: RequestCache) => Promise<string>,
  ) {}

  /** Part 0; throws Trouble. */
  head(): Promise<Head> {
    this.current ??= this.loadHead("no-cache").catch((thrown: unknown) => {
      this.current = null;
      throw thrown;
    });
    return this.current;
  }

  /** The columns of a group; throws Trouble. */
  columns(group: Group): Promise<Columns> {
    const known = this.groups.get(group);
    if (known) return known;
    const coming = this.loadGroup(group).catch((thrown: unknown) => {
      this.groups.delete(group);
      throw thrown;
    });
    this.groups.set(group, coming);
    return coming;
  }

  private async loadHead(cache: RequestCache): Promise<Head> {
    const head = parse(await this.part(0, cache));
    if (!isRecord(head["parts"]) || !isRecord(head["first"])) throw new Trouble("refused");
    return head as unknown as Head;
  }

  private async loadGroup(group: Group): Promise<Columns> {
    const { edition, parts } = await this.head();
    const pieces = await Promise.all(parts[group].map((number) => this.piece(number, edition)));
    const columns: Record<string, Column> = {};
    for (const piece of pieces)
      for (const [name, column] of Object.entries(piece)) columns[name] = joined(columns[name], column);
    return outOfWords(columns);
  }

  private async piece(number: number, edition: string): Promise<Columns> {
    // A copy in the browser's cache may come from another build than part 0.
    for (const cache of ["default", "reload"] as const) {
      const { edition: its, columns } = parse(await this.part(number, cache));
      if (its === edition && isRecord(columns)) return columns as Columns;
    }
    this.current = null;
    throw new Trouble("rebuilt");
  }
}

function parse(source: string): Readonly<Record<string, unknown>> {
  const data: unknown = JSON.parse(source);
  if (!isRecord(data) || data["v"] !== 1) throw new Trouble("rebuilt");
  return data;
}

function joined(before: Column | undefined, piece: Column): Column {
  if (before === undefined) return piece;
  if (typeof before === "string" && typeof piece === "string") return before + piece;
  if (typeof before !== "string" && typeof piece !== "string") return [...before, ...piece];
  throw new Trouble("refused");
}

/** All shards of a reader: that of the narrowest audience first, then those of her passes. */
export interface Library {
  readonly shards: readonly Shard[];
  /** Whether there is an audience that this reader is not of. */
  readonly more: boolean;
}

let known: { readonly names: string; readonly library: Library } | null = null;

/** The shards that are open to this reader now, the same as before where nothing has changed. */
export async function library(site: URL): Promise<Library> {
  const opener = await ask();
  const names = opener?.names ?? [];
  const key = names.join();
  if (known?.names !== key) known = { names: key, library: shelves(site, opener, names) };
  return known.library;
}

function shelves(site: URL, opener: Opener | null, names: readonly string[]): Library {
  const audiences = audiencesOfSite();
  const own = [...audiences].reverse().find((name) => names.includes(name));
  const passes = names.filter((name) => !audiences.includes(name));
  const open = new Shard("public", async (number, cache) => (await loadText(new URL(`index/public/${number}.json`, site), cache)).text);
  const sealed = [...(own === undefined ? [] : [own]), ...passes].map(
    (name) => new Shard(name, (number, cache) => (opener ? opener.part(name, number, cache) : Promise.reject(new Trouble("beyond")))),
  );
  return {
    shards: own === undefined ? [open, ...sealed] : sealed,
    more: own !== audiences[audiences.length - 1],
  };
}

/** The names of the site's audiences, the widest first. */
function audiencesOfSite(): readonly string[] {
  const config: unknown = JSON.parse(document.getElementById("y-config")?.textContent ?? "{}");
  const listed: unknown = isRecord(config) ? config["audiences"] : null;
  return Array.isArray(listed) ? (listed as unknown[]).map((one) => String((one as unknown[])[0])) : [];
}

/** What the gate opens; null where it does not run. */
async function ask(): Promise<Opener | null> {
  await gateHasRun();
  return new Promise((resolve) => {
    const event = new CustomEvent(ASKED, { detail: resolve, cancelable: true });
    if (document.dispatchEvent(event)) resolve(null);
  });
}

/** Resolves as soon as the gate's script has run, or cannot. */
function gateHasRun(): Promise<void> {
  const script = document.querySelector<HTMLScriptElement>('script[src*="/gate.js"]');
  if (!script || document.documentElement.dataset["gate"] !== undefined) return Promise.resolve();
  return new Promise((resolve) => {
    for (const kind of ["load", "error"]) script.addEventListener(kind, () => resolve(), { once: true });
  });
}
