/** Stories, and pages of the company's, as something to search. */

import { addresses, numbers, several, texts } from "./columns";
import { Corpus, START, Texts, wordRow } from "./corpus";
import { plain, sound } from "./fold";
import type { Breathe } from "./peopled";
import type { Columns } from "./shards";

export interface Stories {
  readonly size: number;
  readonly addresses: readonly string[];
  readonly titles: readonly string[];
  readonly summaries: readonly string[];
  readonly langs: readonly string[];
  readonly people: readonly string[];
}

export interface Pages {
  readonly size: number;
  readonly addresses: readonly string[];
  readonly titles: readonly string[];
  readonly langs: readonly string[];
  /** The passages of each. */
  readonly texts: readonly (readonly string[])[];
}

/** The passages of all stories, those of one story in a row. */
export interface Passages {
  readonly size: number;
  readonly story: Uint32Array;
  readonly anchors: readonly string[];
  readonly headings: readonly string[];
  readonly bodies: readonly string[];
}

export function stories(columns: Columns): Stories {
  const titles = texts(columns["story.title"]);
  return {
    size: titles.length,
    addresses: addresses(columns["story.address"]),
    titles,
    summaries: texts(columns["story.summary"]),
    langs: texts(columns["story.lang"]),
    people: texts(columns["story.people"]).map((names) => several(names).join("、")),
  };
}

export function pages(columns: Columns): Pages {
  const titles = texts(columns["page.title"]);
  return {
    size: titles.length,
    addresses: texts(columns["page.address"]),
    titles,
    langs: texts(columns["page.lang"]),
    texts: texts(columns["page.text"]).map(several),
  };
}

export function passages(columns: Columns): Passages {
  const bodies = texts(columns["text.body"]);
  return {
    size: bodies.length,
    story: numbers(columns["text.story"]),
    anchors: texts(columns["text.anchor"]),
    headings: texts(columns["text.heading"]),
    bodies,
  };
}

/** What a story is found by beside its text. */
export function storyCorpus(columns: Columns): Corpus {
  const lines = (name: string): readonly (readonly string[])[] => texts(columns[name]).map(several);
  const [display, kana, romaji, tags] = [lines("story.people"), lines("story.kana"), lines("story.romaji"), lines("story.tags")];
  const titles = texts(columns["story.title"]);
  const both = (words: readonly string[]): readonly string[] => [words.join(""), [...words].reverse().join("")];
  const split = (name: string): readonly string[] => plain(name.replace(/・/g, " ")).split(" ");
  return new Corpus(titles.length, [
    new Texts("text", 500, titles.map(plain)),
    new Texts("text", 300, texts(columns["story.summary"]).map(plain)),
    new Texts("text", 300, texts(columns["story.quote"]).map(plain)),
    new Texts("tag", 350, tags.map((all) => START + all.map(plain).join(START))),
    new Texts("name", 450, titles.map((_, row) => {
      const names = [display, kana, romaji].flatMap((all) => all[row] ?? []).map(split);
      return wordRow(names.flat(), names.flatMap(both));
    })),
    new Texts("name", 440, titles.map((_, row) => {
      const words = (kana[row] ?? []).map(split);
      return wordRow(words.flat().map(sound), words.flatMap(both).map(sound));
    }), true),
  ]);
}

export function pageCorpus({ titles, texts: told }: Pages): Corpus {
  return new Corpus(titles.length, [new Texts("text", 400, titles.map(plain)), new Texts("text", 200, told.map((all) => all.map(plain).join(" ")))]);
}

/** The full text of stories, folded in steps between which the page goes on; and the field of the text itself. */
export async function textCorpus({ headings, bodies }: Passages, breathe: Breathe): Promise<readonly [Corpus, Texts]> {
  const folded: string[] = [];
  for (const [row, body] of bodies.entries()) {
    if (row % 20 === 0) await breathe();
    folded.push(plain(body));
  }
  const told = new Texts("text", 150, folded);
  return [new Corpus(bodies.length, [new Texts("text", 220, headings.map(plain)), told]), told];
}
