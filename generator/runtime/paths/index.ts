/** Which road is at a point, without drawing anything. */

import { floating, heights } from "./curve";
import type { Course, Layout } from "./layout";

const COLUMN = 5;

/** Heights of all roads at each column of the drawing, so that the one at a point is found without drawing anything. */
export class Index {
  private readonly columns: number;
  private readonly heights: Float32Array;

  constructor(private readonly drawing: Layout) {
    this.columns = Math.ceil((drawing.right - drawing.left) / COLUMN) + 1;
    this.heights = new Float32Array(this.columns * drawing.courses.length).fill(NaN);
  }

  add(course: Course, n: number): void {
    const { left, courses } = this.drawing;
    const [first, last] = [course.legs[0], course.legs[course.legs.length - 1]];
    if (!first || !last) return;
    const height = heights(course.legs);
    const end = Math.min(this.columns - 1, Math.floor((last.x1 - left) / COLUMN));
    for (let column = Math.max(0, Math.ceil((first.x0 - left) / COLUMN)); column <= end; column += 1) {
      this.heights[column * courses.length + n] = height(left + column * COLUMN);
    }
  }

  at(x: number, y: number, reach: number): number | null {
    const { left, courses } = this.drawing;
    const column = Math.round((x - left) / COLUMN);
    if (column < 0 || column >= this.columns) return null;
    const level = y - floating(this.drawing, x);
    let [best, found] = [reach, null as number | null];
    const offset = column * courses.length;
    for (let n = 0; n < courses.length; n += 1) {
      const away = Math.abs((this.heights[offset + n] as number) - level);
      if (away < best) [best, found] = [away, n];
    }
    return found;
  }
}
