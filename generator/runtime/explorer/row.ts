/** One person in the list: picture, name, headline, the line of stations, years here, and the small river. */

import type { Person, Stay } from "./directory";
import { monthsHere } from "./directory";
import { drawing } from "./draw";
import type { Words } from "./words";

/** Where pages and pictures are. */
export interface Ways {
  /** The site's root. */
  readonly root: URL;
  /** The prefix of the language's addresses: "" or "en/". */
  readonly prefix: string;
}

/** The element of a person; `month` is today's. */
export function rowOf(person: Person, month: number, words: Words, ways: Ways): HTMLElement {
  const item = element("li", "y-person y-person--found");
  const text = element("div", "y-person__text");
  text.append(heading(person, words, ways));
  if (person.headline) text.append(said(element("p", "y-person__headline", person.headline), words));
  if (person.stays.length > 0) text.append(stations(person.stays, words), years(person.stays, month, words));
  item.append(picture(person, words, ways), text);
  if (person.stays.length > 0) {
    const holder = element("div", "y-drawing y-drawing--card");
    holder.append(drawing(person.stays, month));
    item.append(holder);
  }
  return item;
}

function heading(person: Person, words: Words, { root, prefix }: Ways): HTMLElement {
  const japanese = words.language === "ja";
  const link = element("a", "", japanese ? person.display : person.romaji);
  (link as HTMLAnchorElement).href = new URL(`${prefix}a/${person.address}/`, root).href;
  const other = element("span", "y-kana", japanese ? person.kana : person.display);
  if (!japanese) other.lang = "ja";
  link.append(other);
  const name = element("h3");
  name.append(link);
  return name;
}

/** The picture. The name stands beside it, and what it shows is told on her page: here it is decoration. Sealed ones are opened when they come near the window. */
function picture(person: Person, words: Words, { root }: Ways): HTMLElement {
  if (!person.photo) {
    const initial = element("span", "y-person__photo y-person__photo--none", [...(words.language === "ja" ? person.display : person.romaji)][0]);
    initial.setAttribute("aria-hidden", "true");
    return initial;
  }
  const image = element("img", "y-person__photo") as HTMLImageElement;
  image.alt = "";
  [image.width, image.height] = [68, 68];
  const address = `m/${person.photo.address}`;
  if (person.photo.audience === "public") image.src = new URL(`${address}.webp`, root).href;
  else Object.assign(image.dataset, { media: address, audience: person.photo.audience });
  return image;
}

/** Where a career went, in a few words; the last of them is where it is now. */
function stations(stays: readonly Stay[], words: Words): HTMLElement {
  const names = stays.filter(({ kind }) => kind !== "break").map((stay) => station(stay, words));
  const line = said(element("p", "y-stations"), words);
  names
    .filter((name, index) => index === 0 || name !== names[index - 1])
    .forEach((name, index) => {
      if (index > 0) {
        const arrow = element("span", "y-arrow", "→");
        arrow.setAttribute("aria-hidden", "true");
        line.append(arrow);
      }
      line.append(element("span", "", name));
    });
  return line;
}

/** A spell in one or two words. */
export function station({ kind, department, org, industry }: Stay, words: Words): string {
  if (kind === "here") return department || words.kind(kind);
  const place = org || (industry && words.value("industry", industry));
  return ["job", "side-job"].includes(kind) && place ? place : words.kind(kind);
}

/** From when to when she was here, and how long that is. */
function years(stays: readonly Stay[], month: number, words: Words): HTMLElement {
  const line = element("p", "y-person__years");
  const year = (of: number): string => String(Math.floor(of / 12));
  const here = stays.filter(({ kind }) => kind === "here");
  if (here.length === 0) return line;
  const spans = here.map(({ from, until }) => {
    const end = until === null ? "" : year(until - 1);
    return end === year(from) ? end : `${year(from)}–${end}`;
  });
  const total = Math.floor(monthsHere(here, month) / 12);
  const length = total === 0 ? words.say("months") : words.count("year", "years", total);
  line.append(element("span", "y-person__spans", spans.join(words.language === "ja" ? "、" : ", ")), element("span", "", length));
  return line;
}

function said(line: HTMLElement, words: Words): HTMLElement {
  if (words.writtenIn) line.lang = words.writtenIn;
  return line;
}

/** An element with a class and a text. */
export function element(name: string, css = "", text = ""): HTMLElement {
  const made = document.createElement(name);
  if (css) made.className = css;
  if (text) made.textContent = text;
  return made;
}
