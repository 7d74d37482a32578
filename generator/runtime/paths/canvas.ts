/** All roads on three canvases: the stream and its lanes, the roads, and the one that is picked out above them. */

import { SIDE } from "../career/chain";
import { aside, curve, floating, smooth, type Piece } from "./curve";
import { drawGround, drawNames, Palette, type Labels } from "./ground";
import { Index } from "./index";
import type { Course, Layout, Reach } from "./layout";

/** Up to so many roads, each is drawn and moved as a line of its own; above, many become a shade. */
const LINES = 160;
const MOVE_MS = 900;
const FRAME_MS = 7;

/** What is written at the road that is picked out. */
export interface Picked {
  readonly course: number;
  readonly name: string;
  readonly words: readonly string[];
}

function layerOf(stage: HTMLElement, name: string): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.className = `y-paths__layer y-paths__layer--${name}`;
  canvas.setAttribute("aria-hidden", "true");
  stage.append(canvas);
  return canvas.getContext("2d") as CanvasRenderingContext2D;
}

export class Picture {
  private readonly ground: CanvasRenderingContext2D;
  private readonly roads: CanvasRenderingContext2D;
  private readonly names: CanvasRenderingContext2D;
  private readonly above: CanvasRenderingContext2D;
  private drawing: Layout | null = null;
  private index: Index | null = null;
  private work = 0;
  private readonly palette: Palette;

  constructor(
    private readonly stage: HTMLElement,
    private readonly labels: Labels,
  ) {
    this.palette = new Palette(stage);
    this.ground = layerOf(stage, "ground");
    this.roads = layerOf(stage, "roads");
    this.names = layerOf(stage, "names");
    this.above = layerOf(stage, "above");
  }

  get courses(): readonly Course[] {
    return this.drawing?.courses ?? [];
  }

  /** Draws; `keys` tell which road is which, so that those that were there before can move to their new place. */
  show(drawing: Layout, keys: readonly string[], before: ReadonlyMap<string, Course>, moves: boolean): void {
    const work = ++this.work;
    this.drawing = drawing;
    this.palette.renew();
    this.index = new Index(drawing);
    this.stage.style.height = `${drawing.height}px`;
    for (const context of [this.ground, this.roads, this.names, this.above]) this.size(context);
    drawGround(this.ground, drawing, this.palette, this.labels);
    drawNames(this.names, drawing, this.palette, this.labels);
    this.pick(null);
    const few = drawing.courses.length <= LINES;
    if (moves && few && before.size > 0) this.move(work, keys, before);
    else this.pour(work);
  }

  /** Draws road after road, a little in each frame, and makes the index of all of them. */
  private pour(work: number): void {
    const { courses } = this.drawing as Layout;
    let n = 0;
    const step = (): void => {
      if (work !== this.work) return;
      const until = performance.now() + FRAME_MS;
      for (; n < courses.length && performance.now() < until; n += 1) {
        const course = courses[n] as Course;
        this.drawRoad(this.roads, course, 1);
        this.index?.add(course, n);
      }
      if (n < courses.length) requestAnimationFrame(step);
      else this.stage.dataset["drawn"] = String(courses.length);
    };
    delete this.stage.dataset["drawn"];
    step();
  }

  private move(work: number, keys: readonly string[], before: ReadonlyMap<string, Course>): void {
    const { courses } = this.drawing as Layout;
    const began = performance.now();
    courses.forEach((course, n) => this.index?.add(course, n));
    delete this.stage.dataset["drawn"];
    const step = (): void => {
      if (work !== this.work) return;
      const time = Math.min((performance.now() - began) / MOVE_MS, 1);
      const t = smooth(time);
      this.clear(this.roads);
      courses.forEach((course, n) => {
        const old = before.get(keys[n] ?? "");
        this.drawRoad(this.roads, old ? between(old, course, t) : course, old ? 1 : t);
      });
      if (time < 1) requestAnimationFrame(step);
      else this.stage.dataset["drawn"] = String(courses.length);
    };
    step();
  }

  /** The road nearest to a point within so many pixels, if any. */
  at(x: number, y: number, reach: number): number | null {
    return this.index?.at(x, y, reach) ?? null;
  }

  /** Lifts one road out of all others. */
  pick(picked: Picked | null): void {
    const { drawing, above } = this;
    this.stage.classList.toggle("y-paths__stage--picked", picked !== null);
    if (!drawing) return;
    this.clear(above);
    const course = picked && drawing.courses[picked.course];
    if (!course) return;
    const pen = Math.max(3.4, this.pen * 1.5);
    const paper = this.palette.colour("paper");
    above.lineWidth = pen + 5;
    above.strokeStyle = paper;
    above.globalAlpha = 0.9;
    trace(above, curve(course.legs, drawing));
    above.stroke();
    above.globalAlpha = 1;
    this.drawRoad(above, course, 1, pen);
    this.drawWords(above, course, picked, pen);
  }

  private get pen(): number {
    return Math.max(0.7, Math.min(3.2, (this.drawing?.pitch ?? 1) * 0.34));
  }

  private size(context: CanvasRenderingContext2D): void {
    const { width, height } = this.drawing as Layout;
    const scale = Math.min(devicePixelRatio || 1, 2);
    context.canvas.width = Math.round(width * scale);
    context.canvas.height = Math.round(height * scale);
    context.canvas.style.width = `${width}px`;
    context.canvas.style.height = `${height}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.lineCap = "round";
    context.lineJoin = "round";
  }

  private clear(context: CanvasRenderingContext2D): void {
    const { width, height } = this.drawing as Layout;
    context.clearRect(0, 0, width, height);
  }

  private drawRoad(context: CanvasRenderingContext2D, course: Course, strength: number, pen = this.pen): void {
    const drawing = this.drawing as Layout;
    const single = pen !== this.pen;
    const many = drawing.courses.length > LINES && !single;
    // So many roads lie over each other that together they give a shade.
    context.globalAlpha = strength * (many ? Math.max(0.07, Math.min(0.85, 1 - 0.22 ** (drawing.pitch / pen))) : 0.92);
    const away = Math.max(1.2, Math.min(2.2 * pen, 0.45 * drawing.pitch));
    course.sides.forEach((side, n) => this.drawRun(context, aside(side, course.legs, n % 2 ? -away : away, drawing), pen));
    for (const run of runs(curve(course.legs, drawing), !many)) this.drawRun(context, run, pen);
    context.globalAlpha = strength;
    if (!many) this.drawEnds(context, course, pen);
    context.globalAlpha = 1;
  }

  private drawRun(context: CanvasRenderingContext2D, run: readonly Piece[], pen: number): void {
    const [first, last] = [run[0], run[run.length - 1]];
    if (!first || !last) return;
    const { kind, from } = first;
    if (from !== "" && from !== last.kind && run.every((piece) => piece.from === from)) {
      const colour = context.createLinearGradient(first.cubic[0][0], 0, last.cubic[3][0], 0);
      colour.addColorStop(0.1, this.palette.colour(from));
      colour.addColorStop(0.9, this.palette.colour(kind));
      context.strokeStyle = colour;
    } else context.strokeStyle = this.palette.colour(last.kind);
    context.lineWidth = SIDE.includes(kind) ? pen * 0.6 : pen;
    context.setLineDash(kind === "break" ? [0.1, Math.max(2, pen * 2.1)] : []);
    trace(context, run);
    context.stroke();
    context.setLineDash([]);
  }

  /** Where a road begins, and today. */
  private drawEnds(context: CanvasRenderingContext2D, { legs, open }: Course, pen: number): void {
    const drawing = this.drawing as Layout;
    const [first, last] = [legs[0], legs[legs.length - 1]];
    if (!first || !last) return;
    const spot = (leg: Reach, x: number, radius: number): void => {
      context.beginPath();
      context.arc(x, leg.y + floating(drawing, x), radius, 0, 2 * Math.PI);
    };
    context.fillStyle = this.palette.colour(first.kind);
    spot(first, first.x0, pen * 0.95);
    context.fill();
    context.fillStyle = open ? this.palette.colour("paper") : this.palette.colour(last.kind);
    context.strokeStyle = this.palette.colour(last.kind);
    context.lineWidth = Math.max(1.2, pen * 0.7);
    spot(last, last.x1, open ? pen * 1.35 + 0.8 : pen * 0.8);
    context.fill();
    if (open) context.stroke();
  }

  private drawWords(context: CanvasRenderingContext2D, course: Course, { name, words }: Picked, pen: number): void {
    const drawing = this.drawing as Layout;
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

/** A road on its way from one place to another. */
function between(a: Course, b: Course, t: number): Course {
  const mix = (from: number, to: number): number => from + (to - from) * t;
  const blend = (one: readonly Reach[], other: readonly Reach[]): Reach[] =>
    other.map((to, n) => {
      const from = one[n] ?? to;
      return { ...to, x0: mix(from.x0, to.x0), x1: mix(from.x1, to.x1), y: mix(from.y, to.y) };
    });
  return { ...b, legs: blend(a.legs, b.legs), sides: blend(a.sides, b.sides) };
}
