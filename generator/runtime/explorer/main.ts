/** The script of the page of all people. It comes after the gate, and shows the explorer in place of the list as served. */

import { GROWN } from "../moments";
import { placeOf } from "../place";
import { breathing } from "../search/breathing";
import { Finder, Shelf } from "../search/finder";
import { people } from "../search/people";
import { library, type Head, type Shard } from "../search/shards";
import { onShown } from "../shown";
import { Directory } from "./directory";
import { shared } from "./draw";
import { Explorer, type Everybody, type Search } from "./explorer";
import { Words, type Sentences } from "./words";

/** Whoever waits longer is shown that there is something to wait for. */
const SOON_MS = 400;

const { root } = placeOf((document.currentScript as HTMLScriptElement).src, location.href);

onShown((region, signal) => {
  const section = region.querySelector<HTMLElement>(".y-explorer");
  if (section) void start(section, signal);
});

/** Sets the explorer up as soon as the first part of the index is there; until then, and where it does not come, the served list stays. */
async function start(section: HTMLElement, signal: AbortSignal): Promise<void> {
  const soon = setTimeout(() => (section.dataset["state"] = "waiting"), SOON_MS);
  signal.addEventListener("abort", () => clearTimeout(soon));
  try {
    const shard = (await library(root)).shards[0]!;
    const head = await shard.head();
    if (signal.aborted) return;
    section.dataset["state"] = "ready";
    // Nobody is to stand in the page twice, for those who search in it or listen to it.
    section.parentElement!.querySelector(".y-served")?.remove();
    explore(section, shard, head, signal);
  } catch {
    if (signal.aborted) return;
    section.dataset["state"] = "failed";
    section.querySelector("[data-retry]")!.addEventListener("click", () => void start(section, signal), { once: true, signal });
  } finally {
    clearTimeout(soon);
  }
}

function explore(section: HTMLElement, shard: Shard, head: Head, signal: AbortSignal): void {
  const language = document.documentElement.lang;
  const sentences = JSON.parse(section.dataset["words"] ?? "{}") as Sentences;
  const words = new Words(sentences, head.words[language] ?? {}, language, section.dataset["written"] ?? language);
  const first = { total: head.counts.people, directory: new Directory(people(head.first.columns), head.today), facets: head.facets };
  const ways = { root, prefix: section.dataset["prefix"] ?? "" };
  const grown = (): void => void document.dispatchEvent(new Event(GROWN));
  section.before(shared(signsIn(section)));
  new Explorer(section, { first, everybody: () => everybody(shard, head) }, words, ways, grown, signal);
}

/** Everybody, and the search over them, which takes a little longer to be ready than the facets. */
async function everybody(shard: Shard, head: Head): Promise<Everybody> {
  const data = people(await shard.columns("people"));
  const search = async (): Promise<Search> => {
    const shelf = await Shelf.ofPeople(shard, data, breathing());
    const finder = new Finder([shelf]);
    return {
      find: (words) => finder.people(words),
      get hasMore() {
        return shelf.hasMore;
      },
      more: () => shelf.more(),
    };
  };
  return { directory: new Directory(data, head.today), search };
}

/** The signs of all kinds, as the build draws them. */
function signsIn(section: HTMLElement): ReadonlyMap<string, string> {
  const signs = [...section.querySelectorAll<HTMLElement>("[data-sign]")];
  return new Map(signs.map((sign) => [sign.dataset["sign"] ?? "", sign.querySelector("path")?.getAttribute("d") ?? ""]));
}
