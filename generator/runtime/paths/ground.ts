/** What the roads are drawn on, and the colours and letters that all of a drawing shares. */

import { floating } from "./curve";
import type { Layout } from "./layout";

const COLOURS: Readonly<Record<string, string>> = {
  "family-business": "family", "side-job": "side",
};

/** The words of a drawing, which the canvas cannot know. */
export interface Labels {
  readonly lane: (kind: string) => string;
  readonly tick: (value: number) => string;
  readonly people: (count: number) => string;
}

/** Colours and letters out of the style sheet; to ask for them is dear, and they are the same for a whole drawing. */
export class Palette {
  private readonly style: CSSStyleDeclaration;
  private readonly colours = new Map<string, string>();
  private family = "";

  constructor(stage: HTMLElement) {
    this.style = getComputedStyle(stage);
  }

  /** Asks anew: they may be others by now. */
  renew(): void {
    this.colours.clear();
    this.family = this.style.fontFamily;
  }

  colour(name: string): string {
    const known = this.colours.get(name) ?? this.style.getPropertyValue(`--y-${COLOURS[name] ?? name}`).trim();
    this.colours.set(name, known);
    return known;
  }

  font(size: number, weight = 400): string {
    return `${weight} ${size}px ${this.family}`;
  }
}

/** The stream, and the years with how many roads lead past each. */
export function drawGround(ground: CanvasRenderingContext2D, drawing: Layout, palette: Palette, labels: Labels): void {
  const { width, height, lanes, ticks } = drawing;
  const [soft, ink] = [palette.colour("soft"), palette.colour("ink")];
  const foot = height - 40;
  for (const { kind, y0, y1 } of lanes) if (kind === "here") drawStream(ground, drawing, palette, y0, y1);
  ground.textAlign = "center";
  for (const { x, value } of ticks) {
    ground.globalAlpha = value === 0 ? 0.5 : 0.16;
    ground.strokeStyle = soft;
    ground.lineWidth = 1;
    ground.beginPath();
    ground.moveTo(Math.round(x) + 0.5, 8);
    ground.lineTo(Math.round(x) + 0.5, foot);
    ground.stroke();
  }
  ground.globalAlpha = 1;
  const taken: [number, number][] = [];
  // The beginning is named in any case; others where there is room for their words.
  for (const { x, value, people } of [...ticks].sort((a, b) => Number(b.value === 0) - Number(a.value === 0))) {
    const [words, count] = [labels.tick(value), labels.people(people)];
    ground.font = palette.font(12, value === 0 ? 600 : 400);
    const half = ground.measureText(words).width / 2;
    const at = Math.min(Math.max(x, half + 2), width - half - 2);
    if (taken.some(([from, to]) => at - half < to + 8 && at + half > from - 8)) continue;
    taken.push([at - half, at + half]);
    ground.fillStyle = value === 0 ? ink : soft;
    ground.fillText(words, at, foot + 18);
    ground.fillStyle = soft;
    ground.font = palette.font(10.5);
    ground.fillText(count, at, foot + 34);
  }
}

/** What the lanes are called: beside them, or, where there is no room, above their beginning. */
export function drawNames(names: CanvasRenderingContext2D, drawing: Layout, palette: Palette, labels: Labels): void {
  const { left, right, lanes } = drawing;
  const beside = left > 50;
  names.textAlign = beside ? "right" : "left";
  names.lineWidth = 4;
  names.strokeStyle = palette.colour("paper");
  const write = (text: string, x: number, y: number, most: number): void => {
    names.strokeText(text, x, y, most);
    names.fillText(text, x, y, most);
  };
  for (const { kind, y0, y1, people } of lanes) {
    const name = labels.lane(kind);
    const many = labels.people(people);
    names.fillStyle = palette.colour(kind);
    names.font = palette.font(12.5, 600);
    if (beside) {
      const y = (y0 + y1) / 2 + floating(drawing, left);
      write(name, left - 14, y + 1, left - 18);
      names.fillStyle = palette.colour("soft");
      names.font = palette.font(10.5);
      write(many, left - 14, y + 15, left - 18);
    } else write(`${name}  ${many}`, left, y0 - 8, right - left);
  }
}

/** The company: a pale broad stream that comes from before and flows on. */
function drawStream(ground: CanvasRenderingContext2D, drawing: Layout, palette: Palette, y0: number, y1: number): void {
  const { left, right, width } = drawing;
  const [from, to] = [left > 50 ? left - 6 : 0, Math.min(right + 30, width)];
  const fade = ground.createLinearGradient(from, 0, to, 0);
  const water = palette.colour("water");
  fade.addColorStop(0, palette.colour("paper"));
  fade.addColorStop(0.07, water);
  fade.addColorStop(0.72, water);
  fade.addColorStop(1, palette.colour("paper"));
  ground.fillStyle = fade;
  ground.beginPath();
  for (let x = from; x <= to; x += 8) ground.lineTo(x, y0 - 8 + floating(drawing, x));
  for (let x = to; x >= from; x -= 8) ground.lineTo(x, y1 + 8 + floating(drawing, x));
  ground.fill();
}
