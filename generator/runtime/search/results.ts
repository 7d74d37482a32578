/** Results as elements of a list box: people, stories, questions, pages, each with what was found in it marked. */

import type { Finder, Hit, Results, Shelf } from "./finder";
import { marks, nameMarks, piece, type Marks, type Piece } from "./passage";
import type { People } from "./people";
import type { Word } from "./query";

export interface Places {
  /** The site's root and the first page in the page's language, both ending in a slash. */
  readonly root: URL;
  readonly home: URL;
  readonly language: string;
}

export interface Labels {
  readonly people: string;
  readonly stories: string;
  readonly questions: string;
  readonly pages: string;
  readonly all: (count: number) => string;
  readonly answers: (count: number) => string;
}

/** How many of each kind are shown. */
export const SHOWN = { people: 6, stories: 4, pages: 3 } as const;
const QUESTIONS = 2;
const TAGS = 3;

/** The groups of results, and how many options they have. */
export function groups(finder: Finder, query: string, results: Results, places: Places, labels: Labels): readonly HTMLElement[] {
  const { words } = results;
  const people = results.people.hits.map((hit) => personOption(hit, words, places));
  if (results.people.total > people.length) people.push(allOption(query, results.people.total, places, labels));
  const stories = results.stories.hits.map((hit) => storyOption(hit, words, places));
  const questions = finder.questions(words).slice(0, QUESTIONS).map(({ anchor, heading, answers }) => {
    const option = optionTo(new URL(`questions/#${encodeURIComponent(anchor)}`, places.home), "question");
    option.append(line("y-hit__title", marked(heading, marks(heading, words))), line("y-hit__text", labels.answers(answers)));
    return option;
  });
  const pages = results.pages.hits.map((hit) => pageOption(hit, words, places));
  return [group(labels.people, people), group(labels.stories, stories), group(labels.questions, questions), group(labels.pages, pages)].flatMap(
    (one) => one ?? [],
  );
}

let groupsMade = 0;

function group(title: string, options: readonly HTMLElement[]): HTMLElement | null {
  if (options.length === 0) return null;
  const [whole, heading] = [document.createElement("div"), document.createElement("div")];
  whole.className = "y-hits";
  heading.className = "y-hits__title";
  heading.id = `y-hits-${groupsMade++}`;
  heading.textContent = title;
  whole.setAttribute("role", "group");
  whole.setAttribute("aria-labelledby", heading.id);
  whole.append(heading, ...options);
  return whole;
}

let optionsMade = 0;

function optionTo(url: URL, kind: string): HTMLAnchorElement {
  const option = document.createElement("a");
  option.href = url.href;
  option.className = `y-hit y-hit--${kind}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.id = `y-hit-${optionsMade++}`;
  option.tabIndex = -1;
  return option;
}

function personOption({ shelf, row }: Hit, words: readonly Word[], { home, language }: Places): HTMLElement {
  const { data } = shelf.people!;
  const { display, kana, romaji } = data.names[row]!;
  const option = optionTo(new URL(`a/${data.addresses[row]}/`, home), "person");
  const [first, second] = language === "ja" ? [display, kana] : [romaji, display];
  const title = line("y-hit__title", marked(first, nameMarks(first, words)));
  const beside = document.createElement("span");
  beside.className = "y-kana";
  if (language !== "ja") beside.lang = "ja";
  beside.append(...marked(second, nameMarks(second, words)));
  title.append(beside);
  option.append(title);
  const headline = data.headlines[row]!;
  if (headline !== "") option.append(line("y-hit__text", marked(headline, marks(headline, words))));
  const tags = tagsOf(data, row, words);
  if (tags.length > 0) option.append(line("y-hit__tags", tags.map((tag) => line("y-hit__tag", marked(tag, marks(tag, words))))));
  const note = noteOf(shelf, row, words);
  if (note) option.append(line("y-hit__text", marked(note.text, note.marks)));
  return option;
}

/** The piece of what a person wrote beside her career that has a word; null where none has. */
function noteOf({ people, notes }: Shelf, row: number, words: readonly Word[]): Piece | null {
  if (!notes) return null;
  const { spells } = people!.data;
  const told = [...notes.news[row]!, ...notes.brought.slice(spells[row], spells[row + 1])];
  return told.map((text) => piece(text, words)).find(({ marks }) => marks.length > 0) ?? null;
}

/** What else of a person has the words: what she did, where, and what she can. */
function tagsOf(data: People, row: number, words: readonly Word[]): readonly string[] {
  const spells = Array.from({ length: data.spells[row + 1]! - data.spells[row]! }, (_, at) => data.spells[row]! + at);
  const told = [
    ...spells.flatMap((spell) => [data.whats[data.what[spell]! - 1]?.department, data.titles[data.title[spell]! - 1], data.orgs[data.org[spell]! - 1]]),
    ...[...data.skill.items.subarray(data.skill.starts[row], data.skill.starts[row + 1])].map((number) => data.skills[number - 1]),
    data.places[data.place[row]! - 1],
  ];
  const distinct = [...new Set(told.flatMap((text) => text || []))];
  return distinct.filter((text) => marks(text, words).length > 0).slice(0, TAGS);
}

function storyOption({ shelf, row }: Hit, words: readonly Word[], { home }: Places): HTMLElement {
  const { data } = shelf.stories!;
  const passage = shelf.texts ? bestPassage(shelf.texts, row, words) : null;
  const anchor = passage === null ? "" : shelf.texts!.data.anchors[passage]!;
  const option = optionTo(new URL(`s/${data.addresses[row]}/${anchor && `#${encodeURIComponent(anchor)}`}`, home), "story");
  option.lang = data.langs[row]!;
  const title = data.titles[row]!;
  const told = piece(passage === null ? data.summaries[row]! : shelf.texts!.data.bodies[passage]!, words);
  option.append(
    line("y-hit__title", marked(title, marks(title, words))),
    line("y-hit__text", marked(told.text, told.marks)),
    line("y-hit__by", marked(data.people[row]!, nameMarks(data.people[row]!, words))),
  );
  return option;
}

/** The passage of a story that has most of the words; null where none has any. */
function bestPassage({ data, told }: NonNullable<Shelf["texts"]>, story: number, words: readonly Word[]): number | null {
  let [best, most] = [null as number | null, 0];
  for (let row = data.story.indexOf(story); row >= 0 && data.story[row] === story; row++) {
    const count = words.filter((word) => told.has(row, word.plain)).length;
    if (count > most) [best, most] = [row, count];
  }
  return best;
}

function pageOption({ shelf, row }: Hit, words: readonly Word[], { root }: Places): HTMLElement {
  const { data } = shelf.pages!;
  const option = optionTo(new URL(data.addresses[row]!, root), "page");
  option.lang = data.langs[row]!;
  const title = data.titles[row]!;
  const lines = data.texts[row]!;
  const told = piece(lines.find((text) => marks(text, words).length > 0) ?? lines[0] ?? "", words);
  option.append(line("y-hit__title", marked(title, marks(title, words))), line("y-hit__text", marked(told.text, told.marks)));
  return option;
}

function allOption(query: string, total: number, { home }: Places, labels: Labels): HTMLElement {
  const url = new URL("alumni/", home);
  url.hash = new URLSearchParams({ q: query.trim() }).toString();
  const option = optionTo(url, "all");
  option.append(line("y-hit__all", [labels.all(total)]));
  return option;
}

function line(name: string, content: string | readonly (string | Node)[]): HTMLElement {
  const element = document.createElement("span");
  element.className = name;
  element.append(...(typeof content === "string" ? [content] : content));
  return element;
}

/** A text with its marks. */
function marked(text: string, found: Marks): readonly (string | Node)[] {
  const parts: (string | Node)[] = [];
  let at = 0;
  for (const [from, to] of found) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, to);
    parts.push(text.slice(at, from), mark);
    at = to;
  }
  return [...parts, text.slice(at)];
}
