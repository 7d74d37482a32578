/** Finds people, stories and pages: every word must be found, and what has it in a telling place comes first. */

import { Corpus, type AnyField, type Texts } from "./corpus";
import { plain } from "./fold";
import { notes, people, type Notes, type People } from "./people";
import { noteFields, peopleCorpus, type Breathe } from "./peopled";
import { parse, wordOf, type Word } from "./query";
import type { Head, Shard } from "./shards";
import { pageCorpus, pages, passages, stories, storyCorpus, textCorpus, type Pages, type Passages, type Stories } from "./told";
import { forgiving, meant } from "./typo";

const MOST_MEANT = 4;
/** So many words' scores are kept. */
const MOST_KNOWN = 30;
/** So many words are gathered before the page may go on. */
const AT_ONCE = 1000;
const KINDS = ["people", "stories", "pages"] as const;

export interface Found<T> {
  readonly hits: readonly T[];
  /** How many there are in all. */
  readonly total: number;
}

/** A question that several stories answer, in the words in which they ask it. */
export interface Question {
  readonly anchor: string;
  readonly heading: string;
  readonly answers: number;
}

/** A row of one of the shards. */
export interface Hit {
  readonly shelf: Shelf;
  readonly row: number;
}

export interface Results {
  /** What was looked for, with what a mistyped word was taken for. */
  readonly words: readonly Word[];
  readonly people: Found<Hit>;
  readonly stories: Found<Hit>;
  readonly pages: Found<Hit>;
  /** Words of the query that were found only with a typing error in them. */
  readonly mended: readonly string[];
}

/** What people wrote beside their careers is loaded with the rest up to so many parts; where it is more, once it is asked for. */
const FEW_PARTS = 1;

/** What is searched of one shard, as far as it has come. */
export class Shelf {
  people: { readonly data: People; readonly corpus: Corpus } | null = null;
  stories: { readonly data: Stories; readonly corpus: Corpus } | null = null;
  pages: { readonly data: Pages; readonly corpus: Corpus } | null = null;
  texts: { readonly data: Passages; readonly corpus: Corpus; readonly told: Texts } | null = null;
  notes: Notes | null = null;

  /** The Latin words of all that can be found, for those with a typing error. */
  readonly vocabulary = new Set<string>();
  /** Scores of words that were looked for lately. */
  readonly known = new Map<string, Float32Array | null>();

  private constructor(
    private readonly shard: Shard,
    readonly head: Head,
    private readonly breathe: Breathe,
  ) {}

  /** Loads everything from a shard but long notes, people first; tells each time that there is more to find. Throws Trouble. */
  static async of(shard: Shard, breathe: Breathe, tell: (shelf: Shelf) => void): Promise<Shelf> {
    const more = (shelf: Shelf): void => {
      shelf.known.clear();
      tell(shelf);
    };
    const shelf = new Shelf(shard, await shard.head(), breathe);
    const [all, some] = [shard.columns("people"), shard.columns("stories")];
    const texts = shard.columns("texts");
    for (const coming of [all, some, texts]) coming.catch(() => undefined);
    const data = people(await all);
    shelf.people = { data, corpus: await peopleCorpus(data, shelf.head.words, breathe) };
    more(shelf);
    const columns = await some;
    const [told, own] = [stories(columns), pages(columns)];
    shelf.stories = { data: told, corpus: storyCorpus(columns) };
    shelf.pages = { data: own, corpus: pageCorpus(own) };
    more(shelf);
    const passage = passages(await texts);
    const [corpus, text] = await textCorpus(passage, breathe);
    shelf.texts = { data: passage, corpus, told: text };
    more(shelf);
    for (const part of [shelf.people, shelf.stories, shelf.pages, shelf.texts]) await shelf.learn(part.corpus.fields);
    await shelf.fewMore();
    more(shelf);
    return shelf;
  }

  /** What is searched where only people are. Throws Trouble. */
  static async ofPeople(shard: Shard, data: People, breathe: Breathe): Promise<Shelf> {
    const shelf = new Shelf(shard, await shard.head(), breathe);
    shelf.people = { data, corpus: await peopleCorpus(data, shelf.head.words, breathe) };
    await shelf.learn(shelf.people.corpus.fields);
    await shelf.fewMore();
    return shelf;
  }

  /** Whether there is something to search that is loaded only when it is asked for. */
  get hasMore(): boolean {
    return this.people !== null && this.notes === null && this.head.parts.notes.length > 0;
  }

  /** Loads that where it is not much; what does not come can still be asked for. */
  private async fewMore(): Promise<void> {
    if (this.hasMore && this.head.parts.notes.length <= FEW_PARTS) await this.more().catch(() => undefined);
  }

  /** Loads what people wrote beside their careers, and searches it from then on. Throws Trouble. */
  async more(): Promise<void> {
    const { data, corpus } = this.people!;
    const told = notes(await this.shard.columns("notes"));
    const fields = await noteFields(data, told, this.breathe);
    this.notes = told;
    this.people = { data, corpus: new Corpus(corpus.size, [...corpus.fields, ...fields]) };
    this.known.clear();
    await this.learn(fields);
  }

  private async learn(fields: readonly AnyField[]): Promise<void> {
    let count = 0;
    for (const field of fields)
      for (const word of field.words()) {
        this.vocabulary.add(word);
        if (++count % AT_ONCE === 0) await this.breathe();
      }
  }
}

export type Kind = "people" | "stories" | "pages";

/** How well each row of one kind has a word; null where there is none of that kind yet. Not to be changed. */
function scoresOf(kind: Kind, shelf: Shelf, word: Word): Float32Array | null {
  const key = `${kind} ${word.field} ${word.plain}`;
  const known = shelf.known.get(key);
  if (known !== undefined) return known;
  const scores = counted(kind, shelf, word);
  // Who types on has most words as they were.
  if (shelf.known.size >= MOST_KNOWN) shelf.known.delete(shelf.known.keys().next().value as string);
  shelf.known.set(key, scores);
  return scores;
}

function counted(kind: Kind, shelf: Shelf, word: Word): Float32Array | null {
  return kind === "stories" ? storyScores(shelf, word) : (shelf[kind]?.corpus.scores(word) ?? null);
}

/** A story has what its text has. */
function storyScores(shelf: Shelf, word: Word): Float32Array | null {
  const scores = shelf.stories?.corpus.scores(word) ?? null;
  if (scores && shelf.texts) {
    const { data, corpus } = shelf.texts;
    corpus.scores(word).forEach((score, row) => {
      const story = data.story[row]!;
      if (score > scores[story]!) scores[story] = score;
    });
  }
  return scores;
}

export class Finder {
  constructor(readonly shelves: readonly Shelf[]) {}

  /** What has all words of a query; at most so many of each kind, the best first. */
  find(query: string, most: { readonly people: number; readonly stories: number; readonly pages: number }): Results {
    const words = parse(query);
    const chosen = words.map((word) => this.alternatives(word));
    const found = (kind: Kind, limit: number): Found<Hit> => (words.length === 0 ? NONE : this.ranked(kind, chosen, limit));
    return {
      words: chosen.flat(),
      people: found("people", most.people),
      stories: found("stories", most.stories),
      pages: found("pages", most.pages),
      mended: words.filter((word, at) => chosen[at]!.some((one) => one.plain !== word.plain)).map(({ typed }) => typed),
    };
  }

  /** For each person of the first shard that has people, 1 if she has all words of a query; null where nothing was asked. */
  people(query: string): Uint8Array | null {
    const shelf = this.shelves.find((one) => one.people);
    const words = parse(query);
    if (!shelf || words.length === 0) return null;
    const all = together(words.map((word) => this.alternatives(word)), (word) => scoresOf("people", shelf, word));
    return all && Uint8Array.from(all, (score) => (score > 0 ? 1 : 0));
  }

  /** The words of a query without which there would be something, with how many. */
  drops(query: string): readonly { readonly typed: string; readonly rest: string; readonly total: number }[] {
    const words = parse(query);
    if (words.length < 2) return [];
    return words
      .map(({ typed }, at) => {
        const rest = words.filter((_, other) => other !== at).map((word) => word.typed).join(" ");
        const { people, stories, pages } = this.find(rest, { people: 0, stories: 0, pages: 0 });
        return { typed, rest, total: people.total + stories.total + pages.total };
      })
      .filter(({ total }) => total > 0);
  }

  /** A word itself; where nothing at all has it, and it is long enough to be mistyped, the words that it may be meant for. */
  private alternatives(word: Word): readonly Word[] {
    if (!forgiving(word.plain)) return [word];
    const has = KINDS.some((kind) => this.shelves.some((shelf) => scoresOf(kind, shelf, word)?.some((score) => score > 0)));
    if (has) return [word];
    const near = new Set(this.shelves.flatMap((shelf) => meant(word.plain, shelf.vocabulary, MOST_MEANT)));
    const words = [...near].flatMap((one) => wordOf(one) ?? []);
    return words.length > 0 ? words.map((one) => ({ ...one, field: word.field })) : [word];
  }

  private ranked(kind: Kind, words: readonly (readonly Word[])[], limit: number): Found<Hit> {
    const hits: { shelf: Shelf; row: number; score: number }[] = [];
    // A story that a pass opens may be open to everyone besides.
    const told = new Set<string>();
    let total = 0;
    for (const shelf of this.shelves) {
      const addresses = shelf[kind]?.data.addresses ?? [];
      const scores = together(words, (word) => scoresOf(kind, shelf, word));
      scores?.forEach((score, row) => {
        if (score <= 0 || told.has(addresses[row]!)) return;
        total++;
        if (this.shelves.length > 1) told.add(addresses[row]!);
        keep(hits, { shelf, row, score }, limit);
      });
    }
    return { hits, total };
  }

  /** The questions whose words have all words of a query; each is asked in several stories. */
  questions(words: readonly Word[]): readonly Question[] {
    if (words.length === 0 || words.some(({ field }) => field !== null)) return [];
    const asked = new Map<string, { anchor: string; heading: string; answers: number }>();
    for (const { texts } of this.shelves)
      texts?.data.anchors.forEach((anchor, row) => {
        const heading = texts.data.headings[row]!;
        if (anchor === "" || heading === "") return;
        const known = asked.get(`${anchor} ${heading}`);
        if (known) known.answers++;
        else asked.set(`${anchor} ${heading}`, { anchor, heading, answers: 1 });
      });
    return [...asked.values()].filter(({ heading, answers }) => answers > 1 && words.every((word) => plain(heading).includes(word.plain)));
  }
}

const NONE: Found<Hit> = { hits: [], total: 0 };

/** The sum over all words of the best that any alternative of each gives; 0 where one of them has nothing. */
function together(words: readonly (readonly Word[])[], scored: (word: Word) => Float32Array | null): Float32Array | null {
  let sum: Float32Array | null = null;
  for (const alternatives of words) {
    let best: Float32Array | null = null;
    for (const word of alternatives) {
      const scores = scored(word);
      if (!scores) return null;
      if (!best) best = scores.slice();
      else for (let row = 0; row < best.length; row++) best[row] = Math.max(best[row]!, scores[row]!);
    }
    if (!best) return null;
    if (!sum) sum = best;
    else for (let row = 0; row < sum.length; row++) sum[row] = sum[row]! > 0 && best[row]! > 0 ? sum[row]! + best[row]! : 0;
  }
  return sum;
}

/** Puts a hit into the best ones, which are sorted; of equal ones the earlier stays ahead. */
function keep<T extends { readonly score: number }>(hits: T[], hit: T, limit: number): void {
  if (limit === 0 || (hits.length === limit && hits[limit - 1]!.score >= hit.score)) return;
  let at = hits.length;
  while (at > 0 && hits[at - 1]!.score < hit.score) at--;
  hits.splice(at, 0, hit);
  if (hits.length > limit) hits.pop();
}
