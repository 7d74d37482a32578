/** Reading along the river: the drawings follow the answer that is being read, and whoever came by a join finds the way back. */

import { carriedOn, flowed, reached, readingLine } from "./reading_place";
import { ReadRiver } from "./reading_river";

const ARRIVED = "y-from";
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Lets the drawings of a story follow its reader until `signal` ends. */
export function readAlong(region: HTMLElement, signal: AbortSignal): void {
  const text = region.querySelector<HTMLElement>(".y-story__text");
  const rivers = [...region.querySelectorAll<SVGSVGElement>("[data-along] svg")].flatMap((svg) => ReadRiver.of(svg) ?? []);
  if (!text || rivers.length === 0) return;
  const answers = [...text.querySelectorAll<HTMLElement>(":scope > div > h2")];
  const moments = carriedOn(answers.map((answer) => answer.dataset["at"] ?? null));
  const named = sayNow(region, answers);
  const places = rivers.map((river) => river.placeOf(null));
  let [goals, frame, before, first] = [places.slice(), 0, 0, true];

  /** Reads where the reader is, and only then writes. */
  function step(now: number): void {
    frame = 0;
    const { scrollTop, clientHeight, scrollHeight } = document.documentElement;
    const line = readingLine(scrollTop, clientHeight, scrollHeight);
    const index = reached(answers.map((answer) => answer.getBoundingClientRect().top), line);
    const over = text !== null && text.getBoundingClientRect().bottom < line;
    goals = rivers.map((river) => river.placeOf(over ? "end" : (moments[index] ?? null)));
    named(over ? -1 : index);
    const ms = Math.min(64, Math.max(1, now - before));
    before = now;
    rivers.forEach((river, i) => {
      const [place, goal] = [places[i] ?? 0, goals[i] ?? 0];
      const next = first || still.matches ? null : flowed(place, goal, ms);
      places[i] = next ?? goal;
      river.show(places[i] ?? goal);
    });
    first = false;
    if (places.some((place, i) => place !== goals[i])) frame = requestAnimationFrame(step);
  }

  const ask = (): void => {
    if (frame) return;
    before = performance.now();
    frame = requestAnimationFrame(step);
  };
  addEventListener("scroll", ask, { passive: true, signal });
  addEventListener("resize", ask, { signal });
  region.addEventListener("click", followTwin, { signal });
  region.addEventListener("click", (event) => leaveMark(event, answers), { signal, capture: true });
  signal.addEventListener("abort", () => {
    cancelAnimationFrame(frame);
    for (const river of rivers) river.undo();
  });
  ask();
}

/** Names the moment of an answer in the line under the drawing, with the first who joins there; without one, the whole road. */
function sayNow(region: HTMLElement, answers: readonly HTMLElement[]): (index: number) => void {
  const line = region.querySelector<HTMLElement>(".y-along__now");
  const plain = line?.textContent ?? "";
  let said = -1;
  return (index) => {
    if (!line || index === said) return;
    said = index;
    const tied = answers.slice(0, index + 1).filter((answer) => answer.dataset["at"]).pop();
    const words = tied?.querySelector(".y-at")?.textContent;
    if (!tied || !words) {
      line.textContent = plain;
      return;
    }
    const at = tied.dataset["at"] ?? "";
    const join = region.querySelector(`a.y-tributary[data-at="${at}"]`);
    line.textContent = join ? `${words} · ` : words;
    if (!join) return;
    const link = document.createElement("a");
    link.href = join.getAttribute("href") ?? "";
    link.textContent = `${join.getAttribute("data-words")} →`;
    link.dataset["at"] = at;
    line.append(link);
  };
}

/**
 * Whoever follows a join leaves her place in the address: a sealed page that is loaded again on the way back is not there yet
 * when the browser would scroll.
 */
function leaveMark(event: MouseEvent, answers: readonly HTMLElement[]): void {
  const link = (event.target as Element | null)?.closest("a.y-tributary, .y-along__now a, .y-joins a");
  if (!link) return;
  const at = link.getAttribute("data-at");
  const above = (answer: HTMLElement): boolean =>
    at ? answer.dataset["at"] === at : (answer.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const answer = at ? answers.find(above) : answers.filter(above).pop();
  if (answer?.id) history.replaceState(history.state, "", `#${answer.id}`);
}

/** A link in a drawing is followed by way of its twin in the text: whatever goes with links of the page goes with that. */
function followTwin(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest("a.y-tributary");
  const way = link?.getAttribute("href");
  if (!way || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const twin = document.querySelector<HTMLAnchorElement>(`.y-joins a[href="${CSS.escape(way)}"]`);
  if (!twin) return;
  event.preventDefault();
  twin.click();
}

/** Shows the way back to whoever came by a join: the address says so, and says no more; the browser knows from where. */
export function offerReturn(region: HTMLElement, signal: AbortSignal): void {
  const words = region.querySelector<HTMLElement>("[data-back]")?.dataset["back"];
  if (!words || !location.hash.startsWith(`#${ARRIVED}`) || history.length < 2) return;
  const heading = document.getElementById(location.hash.slice(1))?.closest("h2");
  const place = heading ?? region.querySelector("h1");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "y-back";
  button.textContent = `← ${words}`;
  button.addEventListener("click", () => history.back());
  place?.after(button);
  signal.addEventListener("abort", () => button.remove());
}
