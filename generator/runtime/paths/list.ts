/** The people who were found, one under the other, each with a small river. */

import type { Leg } from "../career/chain";
import { path } from "../career/curve";
import { aside, curve, type Piece } from "./curve";
import type { Stay } from "./data";
import type { Traveller } from "./filter";
import { LANES, origin, reaches, type Alignment, type Reach } from "./layout";
import { say, station, type PageWords } from "./words";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, EDGE] = [360, 46, 6];
/** The height of each lane in a small river; the stream lies at 26. */
const LEVELS: Readonly<Record<string, number>> = {
  founder: 6, "family-business": 10, job: 14, here: 26, study: 37, "side-job": 40, contract: 40, collaboration: 40,
};

/** The months that all small rivers of a list have in common. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export function spanOf(people: readonly Traveller[], alignment: Alignment): Span {
  const starts = people.map(({ road }) => (road.legs[0]?.from ?? 0) - origin(road, alignment));
  const ends = people.map(({ road }) => road.end - origin(road, alignment));
  const [first, last] = [Math.min(0, ...starts), Math.max(12, ...ends)];
  return alignment === "year" ? { first: Math.min(...starts), last } : { first, last };
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** The small river of one career. */
export function strip({ road }: Traveller, alignment: Alignment, { first, last }: Span): SVGElement {
  const zero = origin(road, alignment) + first;
  const x = (month: number): number => EDGE + ((month - zero) / (last - first)) * (WIDTH - 2 * EDGE);
  const legs = reaches(road, road.legs.map(({ kind }) => LEVELS[kind]), x);
  const reach = ({ kind, spell, from, until }: Leg): Reach => ({ kind, spell, x0: x(from), x1: x(until), y: 0, between: false });
  const flat = { swell: 0, width: WIDTH };
  const svg = element("svg", { class: "y-river y-paths__strip", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  svg.append(element("path", { class: "y-paths__water", d: `M0 26H${WIDTH}`, "stroke-width": 11 }));
  const stroke = (kind: string, pieces: readonly Piece[], thin: boolean): void => {
    const dots = kind === "break" ? { "stroke-dasharray": ".1 6" } : {};
    const d = path(pieces.map(({ cubic }) => cubic));
    svg.append(element("path", { class: `y-road y-k-${kind}`, d, "stroke-width": thin ? 1.6 : 2.8, ...dots }));
  };
  for (const side of road.sides) stroke(side.kind, aside(reach(side), legs, 6, flat), true);
  const pieces = curve(legs, flat);
  for (const kind of [...LANES, "break"]) {
    // A bend has the colour of where it leads.
    let run: Piece[] = [];
    for (const piece of [...pieces, null]) {
      if (piece?.kind === kind) run.push(piece);
      else if (run.length > 0) {
        stroke(kind, run, false);
        run = [];
      }
    }
  }
  const end = legs[legs.length - 1];
  if (end) svg.append(element("circle", { class: `y-ring y-k-${end.kind}`, cx: end.x1, cy: end.y, r: 4, "stroke-width": 2 }));
  return svg;
}

function piece(words: PageWords, spell: Stay, asked: boolean): HTMLElement {
  const made = document.createElement(asked ? "mark" : "span");
  made.textContent = station(words, spell);
  const own = spell.kind === "here" && (spell.department || spell.title);
  if (own) made.lang = words.language;
  return made;
}

/** A career's stations in a line, those that were asked for marked. */
export function stations(words: PageWords, { spells }: Traveller, asked: readonly number[]): HTMLElement {
  const line = document.createElement("p");
  line.className = "y-stations";
  let before = "";
  spells.forEach((spell, n) => {
    if (spell.kind === "break" && !asked.includes(n)) return;
    const made = piece(words, spell, asked.includes(n));
    if (made.textContent === before && !asked.includes(n)) return;
    before = made.textContent ?? "";
    if (line.childElementCount > 0) {
      const arrow = document.createElement("span");
      arrow.className = "y-arrow";
      arrow.setAttribute("aria-hidden", "true");
      arrow.textContent = "→";
      line.append(arrow);
    }
    line.append(made);
  });
  return line;
}

/** From which year to which, and how long it is. */
export function years(words: PageWords, { road }: Traveller): string {
  const first = Math.floor((road.legs[0]?.from ?? 0) / 12);
  const last = road.open ? "" : String(Math.floor((road.end - 1) / 12));
  return `${first}–${last}${say(words, "yearsOf", { n: Math.max(1, Math.round((road.end - (road.legs[0]?.from ?? 0)) / 12)) })}`;
}

export function link(words: PageWords, { address, name }: Traveller): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = `${words.people}${address}/`;
  made.textContent = name;
  return made;
}

/** One person of the list. */
export function item(words: PageWords, person: Traveller, asked: readonly number[], alignment: Alignment, span: Span): HTMLElement {
  const made = document.createElement("li");
  made.className = "y-paths__item";
  const head = document.createElement("p");
  head.className = "y-paths__name";
  const when = document.createElement("span");
  when.className = "y-paths__when";
  when.textContent = years(words, person);
  head.append(link(words, person), when);
  const side = document.createElement("div");
  side.append(head, stations(words, person, asked));
  made.append(side, strip(person, alignment, span));
  return made;
}
