/** All roads on three canvases: the stream and its lanes, the roads, and the one that is picked out above them. */

import { Brush, LINES, type Picked } from "./brush";
import { smooth } from "./curve";
import { drawGround, drawNames, Palette, type Labels } from "./ground";
import { Index } from "./index";
import type { Course, Layout, Reach } from "./layout";

const MOVE_MS = 900;
const FRAME_MS = 7;

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
    const brush = this.brush(this.roads);
    let n = 0;
    const step = (): void => {
      if (work !== this.work) return;
      const until = performance.now() + FRAME_MS;
      for (; n < courses.length && performance.now() < until; n += 1) {
        const course = courses[n] as Course;
        brush.among(course, 1);
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
    const brush = this.brush(this.roads);
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
        brush.among(old ? between(old, course, t) : course, old ? 1 : t);
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
    this.brush(above).alone(course, picked);
  }

  private brush(context: CanvasRenderingContext2D): Brush {
    return new Brush(context, this.drawing as Layout, this.palette);
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
