/** One road on a canvas: its strokes, where it begins, today, and what is written at it. */

import { SIDE } from "../career/chain";
import { aside, curve, floating, type Piece } from "./curve";
import type { Palette } from "./ground";
import type { Course, Layout, Reach } from "./layout";

/** Up to so many roads, each is drawn and moved as a line of its own; above, many become a shade. */
export const LINES = 160;

/** What is written at the road that is picked out. */
export interface Picked {
  readonly course: number;
  readonly name: string;
  readonly words: readonly string[];
}

export class Brush {
  /** How wide a line is among others, in CSS pixels. */
  private readonly width: number;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly drawing: Layout,
    private readonly palette: Palette,
  ) {
    this.width = Math.max(0.7, Math.min(3.2, drawing.pitch * 0.34));
  }

  /** Draws a road among all others. */
  among(course: Course, strength: number): void {
    const { drawing, width } = this;
    const many = drawing.courses.length > LINES;
    // So many roads lie over each other that together they give a shade.
    this.context.globalAlpha = strength * (many ? Math.max(0.07, Math.min(0.85, 1 - 0.22 ** (drawing.pitch / width))) : 0.92);
    this.draw(course, width, !many);
    this.context.globalAlpha = strength;
    if (!many) this.drawEnds(course, width);
    this.context.globalAlpha = 1;
  }

  /** Draws a road above all others, wider and with its words. */
  alone(course: Course, picked: Picked): void {
    const { context, drawing, palette } = this;
    const width = Math.max(3.4, this.width * 1.5);
    context.lineWidth = width + 5;
    context.strokeStyle = palette.colour("paper");
    context.globalAlpha = 0.9;
    trace(context, curve(course.legs, drawing));
    context.stroke();
    context.globalAlpha = 0.92;
    this.draw(course, width, true);
    context.globalAlpha = 1;
    this.drawEnds(course, width);
    this.drawWords(course, picked, width);
  }

  private draw({ legs, sides }: Course, width: number, fine: boolean): void {
    const { drawing } = this;
    const away = Math.max(1.2, Math.min(2.2 * width, 0.45 * drawing.pitch));
    sides.forEach((side, n) => this.drawRun(aside(side, legs, n % 2 ? -away : away, drawing), width));
    for (const run of runs(curve(legs, drawing), fine)) this.drawRun(run, width);
  }

  private drawRun(run: readonly Piece[], width: number): void {
    const { context } = this;
    const [first, last] = [run[0], run[run.length - 1]];
    if (!first || !last) return;
    const { kind, from } = first;
    if (from !== "" && from !== last.kind && run.every((piece) => piece.from === from)) {
      const colour = context.createLinearGradient(first.cubic[0][0], 0, last.cubic[3][0], 0);
      colour.addColorStop(0.1, this.palette.colour(from));
      colour.addColorStop(0.9, this.palette.colour(kind));
      context.strokeStyle = colour;
    } else context.strokeStyle = this.palette.colour(last.kind);
    context.lineWidth = SIDE.includes(kind) ? width * 0.6 : width;
    context.setLineDash(kind === "break" ? [0.1, Math.max(2, width * 2.1)] : []);
    trace(context, run);
    context.stroke();
    context.setLineDash([]);
  }

  /** Where a road begins, and today. */
  private drawEnds({ legs, open }: Course, width: number): void {
    const { context, drawing } = this;
    const [first, last] = [legs[0], legs[legs.length - 1]];
    if (!first || !last) return;
    const spot = (leg: Reach, x: number, radius: number): void => {
      context.beginPath();
      context.arc(x, leg.y + floating(drawing, x), radius, 0, 2 * Math.PI);
    };
    context.fillStyle = this.palette.colour(first.kind);
    spot(first, first.x0, width * 0.95);
    context.fill();
    context.fillStyle = open ? this.palette.colour("paper") : this.palette.colour(last.kind);
    context.strokeStyle = this.palette.colour(last.kind);
    context.lineWidth = Math.max(1.2, width * 0.7);
    spot(last, last.x1, open ? width * 1.35 + 0.8 : width * 0.8);
    context.fill();
    if (open) context.stroke();
  }

  private drawWords(course: Course, { name, words }: Picked, pen: number): void {
    const { context, drawing } = this;
    const [ink, paper] = [this.palette.colour("ink"), this.palette.colour("paper")];
    const write = (text: string, x: number, y: number): void => {
      context.lineWidth = 4;
      context.strokeStyle = paper;
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    };
    context.textAlign = "center";
    context.font = this.palette.font(12);
    const middle = drawing.lanes.filter(({ kind }) => kind === "here").reduce((_, { y0, y1 }) => (y0 + y1) / 2, drawing.height);
    for (const { spell, x0, x1, y, kind } of course.legs) {
      const word = words[spell] ?? "";
      const x = (x0 + x1) / 2;
      context.fillStyle = this.palette.colour(kind);
      const above = y <= middle;
      if (word !== "" && context.measureText(word).width < x1 - x0 - 6) write(word, x, y + floating(drawing, x) + (above ? -pen - 5 : pen + 14));
    }
    const last = course.legs[course.legs.length - 1];
    if (!last) return;
    context.font = this.palette.font(14, 600);
    context.fillStyle = ink;
    const width = context.measureText(name).width;
    const x = Math.min(last.x1 + 12, drawing.width - width - 4);
    const beside = x >= last.x1 + 10;
    context.textAlign = "left";
    write(name, x, last.y + floating(drawing, last.x1) + (beside ? 5 : pen + 20));
  }
}

function trace(context: CanvasRenderingContext2D, pieces: readonly Piece[]): void {
  context.beginPath();
  pieces.forEach(({ cubic: [start, one, other, end] }, n) => {
    if (n === 0) context.moveTo(...start);
    context.bezierCurveTo(...one, ...other, ...end);
  });
}

/** Pieces in runs of one stroke each: bends apart, or, less finely, each half of a bend with the leg beside it. */
function runs(pieces: readonly Piece[], fine: boolean): Piece[][] {
  const found: Piece[][] = [];
  let [mark, halves] = ["", 0];
  for (const piece of pieces) {
    halves = piece.from === "" ? 0 : halves + 1;
    const kind = !fine && halves === 1 ? piece.from : piece.kind;
    const next = fine ? `${piece.from} ${piece.kind}` : kind;
    const plain = fine ? piece : { ...piece, kind, from: "" };
    if (next === mark) (found[found.length - 1] as Piece[]).push(plain);
    else found.push([plain]);
    mark = next;
    if (halves === 2) halves = 0;
  }
  return found;
}
