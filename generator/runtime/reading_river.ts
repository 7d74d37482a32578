/** One drawing that is read along: what is behind the reader in full colour, a ring where she is. */

import { acrossAt, pointsOf, type Point } from "./reading_place";

const SVG = "http://www.w3.org/2000/svg";
const FAR = 4000;
let drawings = 0;

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Readonly<Record<string, string | number>>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

export class ReadRiver {
  private readonly points: readonly Point[];
  private readonly upright: boolean;
  private readonly stops: ReadonlyMap<string, number>;
  private readonly clip: SVGRectElement;
  private readonly ring: SVGCircleElement;
  private readonly added: readonly Element[];
  private readonly met: readonly (readonly [Element, number])[];
  private at = NaN;

  /** The drawing in an SVG, or null where no answer of the story has a place on it. */
  static of(svg: SVGSVGElement): ReadRiver | null {
    const thread = svg.querySelector(".y-thread");
    return thread && svg.querySelector(".y-stops circle") ? new ReadRiver(svg, thread) : null;
  }

  private constructor(
    private readonly svg: SVGSVGElement,
    thread: Element,
  ) {
    this.upright = svg.classList.contains("y-river--upright");
    this.points = pointsOf(thread.getAttribute("d") ?? "", this.upright);
    const stops = [...svg.querySelectorAll(".y-stops circle")];
    this.stops = new Map(
      stops.map((stop) => [stop.getAttribute("data-at") ?? "", Number(stop.getAttribute(this.upright ? "cy" : "cx"))]),
    );
    this.met = [...svg.querySelectorAll(".y-tributary")].map((one) => [
      one,
      this.stops.get(one.getAttribute("data-at") ?? "") ?? 0,
    ]);
    const id = `y-read-${(drawings += 1)}`;
    this.clip = element("rect", { x: -FAR, y: -FAR, width: 2 * FAR, height: 2 * FAR });
    const path = element("clipPath", { id });
    path.append(this.clip);
    const behind = [...svg.querySelectorAll(".y-roads, .y-sides")].map((group) => {
      const copy = group.cloneNode(true) as Element;
      copy.classList.add("y-behind");
      copy.setAttribute("clip-path", `url(#${id})`);
      group.after(copy);
      return copy;
    });
    const today = svg.querySelector(".y-ring");
    this.ring = element("circle", { class: "y-reader", r: Number(today?.getAttribute("r") ?? 6) * 0.9, "stroke-width": 2.4 });
    svg.append(path, this.ring);
    this.added = [path, this.ring, ...behind];
    svg.classList.add("y-river--along");
  }

  /** Where a moment is along time; the beginning without one, and the end for what comes after all answers. */
  placeOf(moment: string | null | "end"): number {
    const [first, last] = [this.points[0]?.along ?? 0, this.points[this.points.length - 1]?.along ?? 0];
    if (moment === "end") return last;
    return (moment === null ? undefined : this.stops.get(moment)) ?? first;
  }

  /** Brings the reader to a place along time. */
  show(along: number): void {
    if (along === this.at) return;
    this.at = along;
    const across = acrossAt(this.points, along).toFixed(1);
    this.clip.setAttribute(this.upright ? "height" : "width", (along + FAR).toFixed(1));
    this.ring.setAttribute("cx", this.upright ? across : along.toFixed(1));
    this.ring.setAttribute("cy", this.upright ? along.toFixed(1) : across);
    for (const [one, place] of this.met) one.classList.toggle("y-met", place <= along + 1);
  }

  /** Takes away all that was added. */
  undo(): void {
    for (const one of this.added) one.remove();
    for (const [one] of this.met) one.classList.remove("y-met");
    this.svg.classList.remove("y-river--along");
  }
}
