/** A small river as SVG. Colours come from styles/river.css by class, running ones from gradients that stand in the page once. */

import type { Spell } from "../career/chain";
import { number, path } from "../career/curve";
import { HEIGHT, river, stream, WIDTH, type Mark, type River, type Road } from "./river";

const [MAIN, THIN, DASH, RING, SIGN] = [3.8, 1.9, 5.6, 8.4, 3.7];

/** What all drawings share, to be put into the page once, ahead of them: gradients, the stream, and `signs`, the path data of each kind's. */
export function shared(signs: ReadonlyMap<string, string>): SVGElement {
  const kinds = [...signs.keys()];
  const stop = (kind: string, offset: number): string => `<stop class="y-stop-${kind}" offset="${offset}"/>`;
  const pairs = kinds.flatMap((from) => kinds.filter((to) => to !== from).map((to) => [from, to] as const));
  const gradients = pairs.map(([from, to]) => `<linearGradient id="y-x-${from}-${to}">${stop(from, 0.12)}${stop(to, 0.88)}</linearGradient>`);
  const [upper, lower] = stream();
  const back = [...lower].reverse().map(([a, b, c, d]) => [d, c, b, a] as const);
  const band = `${path(upper)}L${path(back).slice(1)}Z`;
  const fade = [[0, 0], [0.09, 1], [0.88, 1], [1, 0.15]].map(([offset, opacity]) => `<stop class="y-stop-water" offset="${offset}" stop-opacity="${opacity}"/>`);
  return element(
    `<svg class="y-drawing__shared" width="0" height="0" aria-hidden="true"><defs>${gradients.join("")}` +
      `<linearGradient id="y-x-water">${fade.join("")}</linearGradient><path id="y-x-stream" class="y-stream" d="${band}" fill="url(#y-x-water)"/>` +
      `${[...signs].map(([kind, d]) => `<path id="y-x-sign-${kind}" d="${d}"/>`).join("")}</defs></svg>`,
  );
}

/** The drawing of a career, hidden from assistive technology: the words beside it say the same. */
export function drawing(spells: readonly Spell[], today: number): SVGElement {
  return element(svg(river(spells, today)));
}

/** The drawing as text. */
export function svg({ branches, road, signs, dots, ring }: River): string {
  return (
    `<svg class="y-river y-river--small" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><use href="#y-x-stream"/>` +
    `<g class="y-roads" stroke-width="${MAIN}">${[...branches, ...road].map(roadSvg).join("")}${dots.map(dotSvg).join("")}</g>` +
    signs.map(signSvg).join("") +
    `${ring ? `<circle class="y-ring y-k-${ring.kind}" ${centre(ring)} r="${RING}" stroke-width="3.9"/>` : ""}</svg>`
  );
}

function roadSvg({ line, kind, from, thin, dotted }: Road): string {
  const classes = `y-road${thin ? " y-thin" : ""}${dotted ? " y-dotted" : ""}${from === null ? ` y-k-${kind}` : ""}`;
  const stroke = from === null ? "" : ` stroke="url(#y-x-${from}-${kind})"`;
  const width = thin ? ` stroke-width="${THIN}"` : "";
  const dash = dotted ? ` stroke-dasharray=".1 ${thin ? number(DASH * 0.72) : DASH}"` : "";
  return `<path class="${classes}" d="${path(line)}"${stroke}${width}${dash}/>`;
}

function dotSvg(dot: Mark): string {
  return `<circle class="y-dot y-k-${dot.kind}" ${centre(dot)} r="${number(THIN * 1.25)}"/>`;
}

function signSvg({ at: [x, y], kind }: Mark): string {
  return `<use class="y-sign y-k-${kind}" href="#y-x-sign-${kind}" transform="translate(${number(x)} ${number(y)})scale(${SIGN})"/>`;
}

function centre({ at: [x, y] }: Mark): string {
  return `cx="${number(x)}" cy="${number(y)}"`;
}

function element(markup: string): SVGElement {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content.firstElementChild as SVGElement;
}
