/** The one road that is picked out, by pointer, finger or keys: lifted in the picture, named below it, and read out. */

import type { Picture } from "./canvas";
import type { Traveller } from "./filter";
import { link, stations, years } from "./list";
import { say, station, type PageWords } from "./words";

const [NEAR, NEAR_BY_TOUCH] = [16, 34];
/** While a pointer runs over the picture, the words below it wait: nobody reads what is other in each frame, and the page is laid out for it. */
const REST_MS = 60;

/** Somebody whose road is in the picture, and which of her spells were asked for. */
export interface Shown {
  readonly person: Traveller;
  readonly spells: readonly number[];
}

/** Where the page has what belongs to a picture. */
export interface Places {
  readonly stage: HTMLElement;
  readonly caption: HTMLElement;
  readonly option: HTMLElement;
}

export class Picking {
  private shown: readonly Shown[] = [];
  private picked: number | null = null;
  private held = false;
  /** When the words will follow. */
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly places: Places,
    private readonly picture: Picture,
    private readonly words: PageWords,
    private readonly signal: AbortSignal,
  ) {
    this.listen(places.stage);
  }

  /** Takes over who is in the picture, in its order, with nobody picked out. */
  among(shown: readonly Shown[]): void {
    [this.shown, this.picked, this.held] = [shown, null, false];
    this.show();
  }

  /** Shows who is picked out, in a picture that was drawn anew. */
  show(): void {
    this.lift();
    this.name();
  }

  private get one(): Shown | undefined {
    return this.picked === null ? undefined : this.shown[this.picked];
  }

  private lift(): void {
    const { one, picked } = this;
    const words = one?.person.spells.map((spell) => station(this.words, spell)) ?? [];
    this.picture.pick(one && picked !== null ? { course: picked, name: one.person.name, words } : null);
  }

  private name(): void {
    const { one, picked, places, words } = this;
    clearTimeout(this.rest);
    if (!one) {
      places.caption.replaceChildren(say(words, this.shown.length > 0 ? "hint" : "empty"));
      places.stage.removeAttribute("aria-activedescendant");
      places.option.hidden = true;
      return;
    }
    const when = document.createElement("span");
    when.className = "y-paths__when";
    when.textContent = years(words, one.person);
    const head = document.createElement("p");
    head.append(link(words, one.person), when);
    places.caption.replaceChildren(head, stations(words, one.person, one.spells));
    this.tell(one.person, (picked ?? 0) + 1);
  }

  /** What is read out: a list of which only the chosen one is in the page, for there may be thousands. */
  private tell(person: Traveller, place: number): void {
    const { option, stage } = this.places;
    option.id = `y-paths-option-${place}`;
    option.hidden = false;
    option.setAttribute("aria-posinset", String(place));
    option.setAttribute("aria-setsize", String(this.shown.length));
    option.textContent = `${person.name}. ${person.spells.map((spell) => station(this.words, spell)).join(" → ")}`;
    stage.setAttribute("aria-activedescendant", option.id);
  }

  private pick(place: number | null): void {
    this.picked = place;
    this.show();
  }

  /** Picks out the road that a pointer runs over; the page tells of it once the pointer rests. */
  private passOver(place: number | null): void {
    if (place === this.picked) return;
    this.picked = place;
    this.lift();
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.name(), REST_MS);
  }

  private listen(stage: HTMLElement): void {
    const { signal } = this;
    let last: PointerEvent | null = null;
    const look = (event: PointerEvent): void => {
      if (last === null) {
        requestAnimationFrame(() => {
          if (last && !this.held) this.passOver(this.under(last));
          last = null;
        });
      }
      last = event;
    };
    stage.addEventListener("pointermove", (event) => event.pointerType !== "touch" && look(event), { signal });
    stage.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && !this.held && this.pick(null), { signal });
    stage.addEventListener("click", (event) => {
      const found = this.under(event as PointerEvent);
      this.held = found !== null;
      this.pick(found);
    }, { signal });
    stage.addEventListener("keydown", (event) => this.walk(event), { signal });
  }

  /** Whose road a pointer is at. */
  private under({ clientX, clientY, pointerType }: PointerEvent): number | null {
    const box = this.places.stage.getBoundingClientRect();
    return this.picture.at(clientX - box.left, clientY - box.top, pointerType === "touch" ? NEAR_BY_TOUCH : NEAR);
  }

  /** Arrow keys walk through people in the order in which they joined; Enter leads to her page. */
  private walk(event: KeyboardEvent): void {
    const last = this.shown.length - 1;
    const at = this.picked ?? -1;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(at + 1, last), ArrowDown: Math.min(at + 1, last),
      ArrowLeft: Math.max(at - 1, 0), ArrowUp: Math.max(at - 1, 0),
      Home: 0, End: last, PageDown: Math.min(at + 10, last), PageUp: Math.max(at - 10, 0),
    };
    const next = places[event.key];
    const one = this.shown[at];
    if (next !== undefined && last >= 0) {
      this.held = true;
      this.pick(next);
    } else if (event.key === "Escape") {
      this.held = false;
      this.pick(null);
    } else if (event.key === "Enter" && one) {
      location.assign(link(this.words, one.person).href);
    } else return;
    event.preventDefault();
  }
}
