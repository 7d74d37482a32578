/** The facets on the page: values with their counts, years from and to, and what is either so or not. */

import { plain } from "../search/fold";
import { element } from "./row";
import type { Words } from "./words";

/** So many values of a facet at first, and after asking for more. */
const [FEW, MANY] = [7, 200];
/** Whoever sees more than so many can look for one by its letters. */
const LOTS = 20;

/** The values of one facet, what of them is chosen, and how many people there are for each. */
export interface Offer {
  readonly values: readonly string[];
  readonly counts: ArrayLike<number>;
  readonly chosen: readonly string[];
}

/** Takes a new choice of one facet's values. */
export type Choose = (facet: string, values: readonly string[]) => void;

export interface FacetView {
  readonly name: string;
  readonly label: string;
  update(offer: Offer): void;
  /** A chosen value in words. */
  word(value: string): string;
}

/** The facets that stand in `panel`. */
export function facetsIn(panel: HTMLElement, words: Words, choose: Choose): readonly FacetView[] {
  return [...panel.querySelectorAll<HTMLElement>("[data-facet]")].map((holder) => {
    if (holder.dataset["kind"] === "years") return new Years(holder, words, choose);
    return new Values(holder, words, choose);
  });
}

abstract class View implements FacetView {
  readonly name: string;
  readonly label: string;
  protected readonly body: HTMLElement;
  protected chosen: readonly string[] = [];
  /** What is to be shown when the facet is opened. */
  private waiting: Offer | null = null;

  constructor(
    protected readonly holder: HTMLElement,
    protected readonly words: Words,
    protected readonly choose: Choose,
  ) {
    this.name = holder.dataset["facet"] ?? "";
    this.label = holder.dataset["label"] ?? "";
    this.body = holder.querySelector<HTMLElement>(".y-facet__values")!;
    this.body.replaceChildren();
    const catchUp = (): void => {
      if (this.waiting) this.show(this.waiting);
      this.waiting = null;
    };
    // The event of the opening itself comes late: whoever goes on by keyboard at once would find nothing there.
    holder.querySelector("summary")?.addEventListener("click", catchUp);
    holder.addEventListener("toggle", catchUp);
  }

  update(offer: Offer): void {
    this.chosen = offer.chosen;
    // A facet of which nobody has anything asks for nothing.
    this.holder.hidden = offer.values.length === 0 && offer.chosen.length === 0;
    const told = this.holder.querySelector("[data-chosen]");
    if (told) told.textContent = offer.chosen.length > 0 ? String(offer.chosen.length) : "";
    // What nobody sees need not be counted out at each key that is pressed.
    const closed = this.holder instanceof HTMLDetailsElement && !this.holder.open;
    this.waiting = closed ? offer : null;
    if (!closed) this.show(offer);
  }

  abstract word(value: string): string;

  protected abstract show(offer: Offer): void;
}

interface Option {
  readonly line: HTMLElement;
  readonly box: HTMLInputElement;
  readonly count: HTMLElement;
}

class Values extends View {
  private readonly options = new Map<string, Option>();
  /** The values in the order in which they stand: that of the first counts, so that nothing moves under the finger. */
  private order: readonly string[] = [];
  private all = false;
  private offer: Offer | null = null;
  private readonly field = element("input", "y-facet__field") as HTMLInputElement;
  private readonly list = element("div");
  private readonly beyond = element("p", "y-facet__beyond");
  private readonly more = element("button", "y-facet__more") as HTMLButtonElement;

  constructor(holder: HTMLElement, words: Words, choose: Choose) {
    super(holder, words, choose);
    [this.field.type, this.field.placeholder, this.more.type] = ["search", words.say("filter"), "button"];
    this.field.setAttribute("aria-label", `${words.say("filter")}: ${this.label}`);
    this.field.addEventListener("input", () => this.offer && this.show(this.offer));
    this.more.addEventListener("click", () => {
      this.all = !this.all;
      this.field.value = "";
      if (this.offer) this.show(this.offer);
    });
    this.body.append(this.field, this.list, this.beyond, this.more);
  }

  word(value: string): string {
    return this.holder.dataset["kind"] === "flag" ? this.label : this.words.value(this.name, value);
  }

  protected show(offer: Offer): void {
    this.offer = offer;
    const { values, counts, chosen } = offer;
    const numbers = new Map(values.map((value, index) => [value, counts[index] ?? 0]));
    const known = new Set(this.order);
    const missing = [...new Set([...chosen, ...values])].filter((value) => !known.has(value));
    this.order = [...this.order, ...missing.sort((a, b) => (numbers.get(b) ?? 0) - (numbers.get(a) ?? 0))];
    const wanted = plain(this.field.value);
    const found = wanted === "" ? this.order : this.order.filter((value) => plain(this.word(value)).includes(wanted));
    const few = found.slice(0, this.all ? MANY : FEW);
    this.arrange([...few, ...this.order.filter((value) => chosen.includes(value) && !few.includes(value))]);
    for (const [value, { line, box, count }] of this.options) {
      const number = numbers.get(value) ?? 0;
      box.checked = chosen.includes(value);
      count.textContent = this.words.number(number);
      line.classList.toggle("y-option--none", number === 0 && !box.checked);
    }
    this.field.hidden = !this.all || this.order.length <= LOTS;
    this.beyond.hidden = !this.all || found.length <= MANY;
    this.beyond.textContent = this.words.say("beyond", { n: found.length - MANY });
    this.more.hidden = this.order.length <= FEW;
    this.more.textContent = this.all ? this.words.say("less") : this.words.say("more", { n: this.order.length - FEW });
    this.more.setAttribute("aria-expanded", String(this.all));
  }

  /** Puts the lines of these values onto the page, and no others; a line that stands there already is not moved. */
  private arrange(seen: readonly string[]): void {
    const shown = new Map(seen.map((value) => [value, this.options.get(value) ?? this.option(value)]));
    for (const [value, { line }] of this.options) if (!shown.has(value)) line.remove();
    let next = this.list.firstElementChild;
    for (const { line } of shown.values()) {
      if (line === next) next = next.nextElementSibling;
      else this.list.insertBefore(line, next);
    }
  }

  private option(value: string): Option {
    const line = element("label", "y-option");
    const box = element("input") as HTMLInputElement;
    box.type = "checkbox";
    box.value = value;
    box.addEventListener("change", () => {
      this.choose(this.name, box.checked ? [...this.chosen, value] : this.chosen.filter((other) => other !== value));
    });
    const name = element("span", "y-option__name", this.word(value));
    const language = this.words.languageOf(this.name);
    if (language) name.lang = language;
    const count = element("span", "y-option__count");
    line.append(box, name, count);
    const option = { line, box, count };
    this.options.set(value, option);
    return option;
  }
}

/** Years are chosen as one value, "2001-2010"; an end that is left open is left out. */
class Years extends View {
  private readonly bars = element("div", "y-bars");
  private readonly from = this.select("from");
  private readonly to = this.select("to");

  constructor(holder: HTMLElement, words: Words, choose: Choose) {
    super(holder, words, choose);
    this.bars.setAttribute("aria-hidden", "true");
    const row = element("div", "y-years");
    row.append(this.from.parentElement!, this.to.parentElement!);
    this.body.append(this.bars, row);
  }

  word(value: string): string {
    const [from = "", to = ""] = value.split("-");
    return `${this.label} ${from === to ? from : this.words.say("until", { from, to }).trim()}`;
  }

  protected show({ values, counts, chosen }: Offer): void {
    const numbers = new Map(values.map((value, index) => [Number(value), counts[index] ?? 0]));
    const known = [...numbers.keys()].sort((a, b) => a - b);
    const [first = 0, last = 0] = [known[0], known[known.length - 1]];
    const [from = "", to = ""] = (chosen[0] ?? "").split("-");
    fill(this.from, known, from, this.words);
    fill(this.to, known, to, this.words);
    const most = Math.max(1, ...numbers.values());
    const years = known.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
    while (this.bars.childElementCount < years.length) this.bars.append(element("i"));
    while (this.bars.childElementCount > years.length) this.bars.lastElementChild?.remove();
    years.forEach((year, index) => {
      const bar = this.bars.children[index] as HTMLElement;
      bar.style.height = `${Math.round(((numbers.get(year) ?? 0) / most) * 100)}%`;
      bar.classList.toggle("y-bars__in", chosen.length > 0 && within(String(year), chosen[0]!));
    });
  }

  private select(end: "from" | "to"): HTMLSelectElement {
    const label = element("label", "y-years__end");
    label.append(element("span", "", this.words.say(end)));
    const select = element("select") as HTMLSelectElement;
    select.addEventListener("change", () => {
      const [from, to] = [this.from.value, this.to.value];
      const [low, high] = from && to && Number(from) > Number(to) ? [to, from] : [from, to];
      this.choose(this.name, low || high ? [`${low}-${high}`] : []);
    });
    label.append(select);
    return select;
  }
}

function fill(select: HTMLSelectElement, years: readonly number[], chosen: string, words: Words): void {
  const all = chosen && !years.includes(Number(chosen)) ? [...years, Number(chosen)].sort((a, b) => a - b) : years;
  if (select.options.length !== all.length + 1) select.replaceChildren(new Option(words.say("any"), ""), ...all.map((year) => new Option(String(year), String(year))));
  select.value = chosen;
}

/** Whether a year lies in a choice of years. */
export function within(year: string, chosen: string): boolean {
  const [from = "", to = ""] = chosen.split("-");
  return (!from || Number(year) >= Number(from)) && (!to || Number(year) <= Number(to));
}
