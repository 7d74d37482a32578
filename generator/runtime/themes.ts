/**
 * Stories by theme: the tags of the cards on the page as buttons, and the chosen one in the address, behind the # as the
 * explorer's questions are. A theme has no page of its own: its address would tell everybody what sealed stories are about.
 */

import { Fragment, single } from "./fragment";
import type { Setup } from "./shown";

const KEY = "tag";

/** Shows the themes of the stories that are on the page now. */
export const showThemes: Setup = (region, signal) => {
  const bar = region.querySelector<HTMLElement>(".y-themes");
  const cards = [...region.querySelectorAll<HTMLElement>("[data-tags]")];
  const words = new Map(cards.flatMap(tagsOf));
  const counts = countsOf(cards);
  if (!bar || counts.size < 2) return;
  const status = region.querySelector<HTMLElement>(".y-themes__told");
  const themes = [...counts].map(([tag, count]) => [tag, button(words.get(tag) ?? tag, count)] as const);
  const buttons = new Map([[null, button(bar.dataset["all"] ?? "", null)] as const, ...themes]);

  const fragment = new Fragment([KEY], () => show(), signal);
  const show = (): void => {
    const chosen = fragment.values.get(KEY)?.[0] ?? null;
    let shown = 0;
    for (const card of cards) {
      card.hidden = chosen !== null && !tagsOf(card).some(([tag]) => tag === chosen);
      if (!card.hidden) shown++;
    }
    for (const [tag, one] of buttons) one.setAttribute("aria-pressed", String(tag === chosen));
    const told = chosen === null ? "" : (bar.dataset["told"] ?? "").replace("{what}", words.get(chosen) ?? chosen);
    if (status) status.textContent = told.replace("{n}", String(shown));
  };
  for (const [tag, one] of buttons)
    one.addEventListener("click", () => {
      fragment.write(single({ [KEY]: tag ?? "" }), "pushState");
      show();
    });
  bar.replaceChildren(...buttons.values());
  bar.hidden = false;
  show();
};

/** The tags of a card, each with its word in the page's language. */
function tagsOf(card: HTMLElement): readonly (readonly [tag: string, word: string])[] {
  return JSON.parse(card.dataset["tags"] ?? "[]") as [string, string][];
}

/** All tags with how many stories have each, the most frequent first. */
function countsOf(cards: readonly HTMLElement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [tag] of cards.flatMap(tagsOf)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function button(word: string, count: number | null): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "y-theme";
  made.textContent = word;
  if (count !== null) {
    const number = document.createElement("small");
    number.textContent = String(count);
    made.append(" ", number);
  }
  return made;
}
