/** A list of any length, of which only what is near the window is in the page. */

/** So many rows more than the window shows, to either side: whoever goes on by keyboard finds the next one there. */
const BEYOND = 8;
/** The same at first, when a new answer is to be seen at once. */
const NEAR = 1;
/** Up to here all rows come into the page once there is time, so that the browser's own search finds them. */
const ALL = 300;
/** So few at a time, with a pause between, that a key which is pressed meanwhile need not wait long. */
const AT_ONCE = 10;
const [IDLE_MS, PAUSE_MS] = [150, 40];

/** Makes the element of a row, which has a link as its first control. */
export type Make = (row: number) => HTMLElement;

export class LongList {
  private rows: ArrayLike<number> = [];
  private total = 0;
  /** The elements that are in the page, by row. */
  private shown = new Map<number, HTMLElement>();
  private height = 0;
  private filling: ReturnType<typeof setTimeout> | undefined;

  /** `missing` is called when the reader comes to rows that are not known yet; `grown` after rows were put in. */
  constructor(
    private readonly element: HTMLElement,
    private readonly make: Make,
    private readonly told: { readonly missing: () => void; readonly grown: () => void },
    signal: AbortSignal,
  ) {
    let waiting = false;
    const soon = (): void => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!signal.aborted) this.render();
      });
    };
    addEventListener("scroll", soon, { passive: true, signal });
    addEventListener("resize", () => this.measure(), { passive: true, signal });
    addEventListener("beforeprint", () => this.arrange(Array.from(this.rows, (_, place) => place)), { signal });
    addEventListener("afterprint", () => this.render(), { signal });
    element.addEventListener("focusin", () => this.render(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.filling));
  }

  /** Shows these rows in this order; where `total` is more, others come after them that are not known yet. */
  show(rows: ArrayLike<number>, total: number): void {
    [this.rows, this.total] = [rows, total];
    if (this.height === 0) this.measure();
    this.element.style.height = `${this.total * this.height}px`;
    this.element.setAttribute("aria-busy", String(this.rows.length > 0));
    this.render(NEAR);
    this.fillSoon();
  }

  /** Forgets the elements, whose content has changed. */
  clear(): void {
    this.element.replaceChildren();
    this.shown.clear();
  }

  /** Whether the reader's focus is on one of the rows. */
  get focused(): boolean {
    return this.element.contains(document.activeElement);
  }

  /** Takes the height of a row from the first one; style sheets give all the same, whatever is in it. */
  private measure(): void {
    if (this.rows.length === 0) return;
    if (this.shown.size === 0) this.arrange([0]);
    this.height = this.element.firstElementChild!.getBoundingClientRect().height;
    if (this.height === 0) return;
    this.element.style.height = `${this.total * this.height}px`;
    this.render(NEAR);
  }

  private render(beyond = BEYOND): void {
    if (this.height === 0) return;
    const top = this.element.getBoundingClientRect().top;
    const from = Math.max(0, Math.floor(-top / this.height) - beyond);
    const to = Math.ceil((innerHeight - top) / this.height) + beyond;
    if (to > this.rows.length && this.rows.length < this.total) this.told.missing();
    this.arrange(this.places(from, Math.min(to, this.rows.length)));
  }

  /** The places that are to be in the page: these, those that stay once they are there, and the one that has the focus. */
  private places(from: number, to: number): readonly number[] {
    const places: number[] = [];
    if (this.rows.length <= ALL) {
      for (let place = 0; place < this.rows.length; place++)
        if ((place >= from && place < to) || this.shown.has(this.rows[place]!)) places.push(place);
      return places;
    }
    for (let place = from; place < to; place++) places.push(place);
    const focused = this.focusedPlace();
    if (focused >= 0 && focused < from) places.unshift(focused);
    if (focused >= to) places.push(focused);
    return places;
  }

  private focusedPlace(): number {
    if (!this.focused) return -1;
    const row = [...this.shown].find(([, element]) => element.contains(document.activeElement))?.[0];
    return Array.prototype.indexOf.call(this.rows, row);
  }

  /** Puts the rows of these ascending places into the page and takes all others out: one goes through them in this order. */
  private arrange(places: readonly number[]): void {
    const shown = new Map<number, HTMLElement>();
    for (const place of places) shown.set(this.rows[place]!, this.shown.get(this.rows[place]!) ?? this.make(this.rows[place]!));
    for (const [row, element] of this.shown) if (!shown.has(row)) element.remove();
    let next = this.element.firstElementChild;
    let index = 0;
    let grown = false;
    for (const [row, element] of shown) {
      if (element === next) next = next.nextElementSibling;
      else this.element.insertBefore(element, next);
      this.move(element, places[index++]!);
      grown ||= !this.shown.has(row);
    }
    this.shown = shown;
    if (grown) this.told.grown();
  }

  private move(element: HTMLElement, place: number): void {
    element.style.transform = `translateY(${place * this.height}px)`;
    element.setAttribute("aria-posinset", String(place + 1));
    element.setAttribute("aria-setsize", String(this.total));
  }

  /** Puts the rows beyond the window into the page, and all those of a list that is not long, a few at a time. */
  private fillSoon(): void {
    clearTimeout(this.filling);
    if (this.height === 0) return;
    let done = 0;
    const more = (): void => {
      if (this.rows.length > ALL) {
        this.render();
        done = this.rows.length;
      } else {
        done = Math.min(done + AT_ONCE, this.rows.length);
        this.arrange(this.places(0, done));
      }
      if (done < this.rows.length) this.filling = setTimeout(more, PAUSE_MS);
      else this.element.setAttribute("aria-busy", "false");
    };
    this.filling = setTimeout(more, IDLE_MS);
  }
}
