/** What is asked of the list, as chips that take it back; and where nobody fits, what to leave out. */

import { FACETS } from "./directory";
import type { Tally } from "./facets";
import type { FacetView } from "./panel";
import { element } from "./row";
import { choosing, type State } from "./state";
import type { Words } from "./words";

export class Asked {
  private readonly chips: HTMLElement;
  private readonly count: HTMLElement;

  /** `ask` takes what is to be asked instead. */
  constructor(
    private readonly section: HTMLElement,
    private readonly facets: readonly FacetView[],
    private readonly words: Words,
    private readonly ask: (state: State) => void,
  ) {
    this.chips = this.part(".y-chips");
    this.count = this.part(".y-explorer__count");
  }

  /** Shows a chip for each word of the state, and how many values are chosen. */
  show(state: State): void {
    const asked = this.inWords(state);
    this.chips.hidden = asked.length === 0;
    const chosen = [...state.chosen.values()].reduce((sum, { length }) => sum + length, 0);
    this.part("[data-number]").textContent = chosen > 0 ? String(chosen) : "";
    this.chips.replaceChildren(
      ...asked.map(({ word, rest }, index) => {
        const chip = button("y-chip", word, () => {
          this.ask(rest);
          // The focus goes on to the next one, or to what has changed.
          const left = this.chips.querySelectorAll<HTMLElement>("button");
          (left[Math.min(index, left.length - 1)] ?? this.count).focus();
        });
        chip.setAttribute("aria-label", this.words.say("remove", { what: word }));
        return itemOf(chip);
      }),
    );
  }

  /** Where nobody fits: what to leave out, and how many there would be. */
  showNothing(state: State, result: Tally | null): void {
    const part = this.part(".y-explorer__nothing");
    part.hidden = result === null;
    if (!result) return;
    const useful = this.drops(state, result)
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n);
    part.querySelector("ul")!.replaceChildren(
      ...useful.map(({ what, n, rest }) =>
        itemOf(
          button("y-button y-button--quiet", this.words.count("dropOne", "drop", n, { what }), () => {
            this.ask(rest);
            this.count.focus();
          }),
        ),
      ),
    );
  }

  private part(selector: string): HTMLElement {
    return this.section.querySelector<HTMLElement>(selector)!;
  }

  /** What is asked, each with a word for it and what is asked without it. */
  private inWords(state: State): readonly { readonly word: string; readonly rest: State }[] {
    const values = this.facets.flatMap((facet) => {
      const chosen = state.chosen.get(facet.name) ?? [];
      const rest = (value: string): State => choosing(state, FACETS, facet.name, chosen.filter((other) => other !== value));
      return chosen.map((value) => ({ word: facet.word(value), rest: rest(value) }));
    });
    return state.words === "" ? values : [{ word: this.searched(state), rest: { ...state, words: "" } }, ...values];
  }

  private drops(state: State, { unsearched, without }: Tally): readonly { readonly what: string; readonly n: number; readonly rest: State }[] {
    const facets = this.facets
      .filter(({ name }) => state.chosen.has(name))
      .map((facet) => ({
        what: state.chosen.get(facet.name)!.map((value) => facet.word(value)).join(this.words.language === "ja" ? "・" : ", "),
        n: without[FACETS.indexOf(facet.name as (typeof FACETS)[number])]!,
        rest: choosing(state, FACETS, facet.name, []),
      }));
    return state.words === "" ? facets : [{ what: this.searched(state), n: unsearched, rest: { ...state, words: "" } }, ...facets];
  }

  private searched({ words }: State): string {
    return this.words.say("search", { what: words });
  }
}

function button(css: string, word: string, action: () => void): HTMLButtonElement {
  const made = element("button", css, word) as HTMLButtonElement;
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

function itemOf(content: HTMLElement): HTMLElement {
  const item = element("li");
  item.append(content);
  return item;
}
