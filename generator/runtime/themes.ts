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
  const counts = countsOf(cards);
  if (!bar || counts.size < 2) return;
  const status = region.querySelector<HTMLElement>(".y-themes__told");
  const buttons = new Map([null, ...counts.keys()].map((tag) => [tag, button(tag, counts, bar.dataset["all"] ?? "")]));

  const fragment = new Fragment([KEY], () => show(), signal);
  const show = (): void => {
    const chosen = fragment.values.get(KEY)?.[0] ?? null;
    let shown = 0;
    for (const card of cards) {
      card.hidden = chosen !== null && !tagsOf(card).includes(chosen);
      if (!card.hidden) shown++;
    }
    for (const [tag, one] of buttons) one.setAttribute("aria-pressed", String(tag === chosen));
    if (status) status.textContent = chosen === null ? "" : (bar.dataset["told"] ?? "").replace("{what}", chosen).replace("{n}", String(shown));
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

function tagsOf(card: HTMLElement): readonly string[] {
  return JSON.parse(card.dataset["tags"] ?? "[]") as string[];
}

/** All tags with how many stories have each, the most frequent first. */
function countsOf(cards: readonly HTMLElement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const tag of cards.flatMap(tagsOf)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
}

function button(tag: string | null, counts: ReadonlyMap<string, number>, all: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "y-theme";
  made.textContent = tag ?? all;
  if (tag !== null) {
    const count = document.createElement("small");
    count.textContent = String(counts.get(tag));
    made.append(" ", count);
  }
  return made;
}
