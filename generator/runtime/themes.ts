/**
 * Stories by theme: the tags of the cards on the page as buttons, and the chosen one in the address, behind the # as the
 * explorer's questions are. A theme has no page of its own: its address would tell everybody what sealed stories are about.
 */

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
  const buttons = new Map([null, ...counts.keys()].map((tag) => [tag, button(tag === null ? (bar.dataset["all"] ?? "") : words.get(tag)!, tag === null ? null : counts.get(tag)!)]));

  const show = (): void => {
    const chosen = tagIn(location.hash);
    let shown = 0;
    for (const card of cards) {
      card.hidden = chosen !== null && !tagsOf(card).some(([tag]) => tag === chosen);
      if (!card.hidden) shown++;
    }
    for (const [tag, one] of buttons) one.setAttribute("aria-pressed", String(tag === chosen));
    if (status) status.textContent = chosen === null ? "" : (bar.dataset["told"] ?? "").replace("{what}", words.get(chosen) ?? chosen).replace("{n}", String(shown));
  };
  for (const [tag, one] of buttons)
    one.addEventListener("click", () => {
      const address = new URL(location.href);
      address.hash = tag === null ? "" : new URLSearchParams({ [KEY]: tag }).toString();
      history.pushState(null, "", address.href);
      show();
    });
  for (const name of ["popstate", "hashchange"]) addEventListener(name, show, { signal });
  bar.replaceChildren(...buttons.values());
  bar.hidden = false;
  show();
};

/** The tag in the fragment of an address, or null for none. */
export function tagIn(fragment: string): string | null {
  return new URLSearchParams(fragment.replace(/^#/, "")).get(KEY) || null;
}

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
