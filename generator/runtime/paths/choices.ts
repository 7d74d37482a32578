/** What can be chosen beside a path: how the roads are laid together, and whose, each with how many there would be. */

import { counts, FILTERS, NOTHING, YEARS, type Filter, type Traits } from "./filter";
import type { Alignment } from "./layout";
import type { State } from "./state";
import { say, type PageWords } from "./words";

export class Choices {
  private chosen = NOTHING;

  constructor(
    private readonly page: HTMLElement,
    private readonly words: PageWords,
    private readonly changed: (change: Partial<State>) => void,
    signal: AbortSignal,
  ) {
    this.reset?.addEventListener("click", () => changed({ chosen: NOTHING, path: "" }), { signal });
    for (const input of this.alignments) {
      input.addEventListener("change", () => changed({ alignment: input.value as Alignment }), { signal });
    }
    for (const filter of FILTERS) {
      const select = this.select(filter);
      select?.addEventListener("change", () => this.changed({ chosen: { ...this.chosen, [filter]: select.value } }), { signal });
    }
  }

  /** Shows what was asked for, and what each further choice would find. */
  show(state: State, traits: readonly Traits[]): void {
    this.chosen = state.chosen;
    for (const input of this.alignments) input.checked = input.value === state.alignment;
    for (const filter of FILTERS) this.showFilter(filter, state, traits);
    if (this.reset) this.reset.hidden = FILTERS.every((filter) => state.chosen[filter] === "") && state.path === "";
  }

  private get alignments(): NodeListOf<HTMLInputElement> {
    return this.page.querySelectorAll<HTMLInputElement>("input[name=align]");
  }

  private get reset(): HTMLElement | null {
    return this.page.querySelector<HTMLElement>('[data-paths="reset"]');
  }

  private select(filter: Filter): HTMLSelectElement | null {
    return this.page.querySelector<HTMLSelectElement>(`select[name=${filter}]`);
  }

  private showFilter(filter: Filter, { chosen }: State, traits: readonly Traits[]): void {
    const select = this.select(filter);
    if (!select) return;
    const found = counts(traits, chosen, filter);
    const own = chosen[filter];
    const values = filter === "years" ? [...found].sort(([a], [b]) => Number(a) - Number(b)) : found;
    // A value in a link that nobody here has is a choice all the same, and finds nobody.
    const all = own === "" || values.some(([value]) => value === own) ? values : [...values, [own, 0] as [string, number]];
    const options = all.map(([value, n]) => {
      const option = new Option(say(this.words, "option", { word: this.valueName(filter, value), count: n }), value);
      option.disabled = n === 0 && value !== own;
      return option;
    });
    const any = select.options[0] as HTMLOptionElement;
    select.replaceChildren(any, ...options);
    select.value = own;
    select.disabled = values.length === 0 && own === "";
  }

  private valueName(filter: Filter, value: string): string {
    if (filter === "department") return value;
    if (filter !== "years") return this.words.labels[value] ?? value;
    const place = YEARS.findIndex((least) => String(least) === value);
    const next = YEARS[place + 1];
    if (place === 0) return say(this.words, "under", { years: next ?? 0 });
    return next === undefined ? say(this.words, "over", { years: value }) : say(this.words, "range", { from: value, to: next - 1 });
  }
}
