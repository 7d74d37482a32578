/** The parts of a page that show whether anything is open: header, invitations, the lock. */

import type { Keys } from "./ring";

export interface Config {
  readonly site: string;
  /** Name and title of each audience, the widest first. */
  readonly audiences: readonly (readonly [string, string])[];
}

/** What the page says of the site; an empty answer where it says nothing. */
export function readConfig(): Config {
  const source = document.getElementById("y-config")?.textContent;
  return source ? (JSON.parse(source) as Config) : { site: "", audiences: [] };
}

/** The titles of the audiences that are open, the widest first. */
export function openTitles(config: Config, keys: Keys): string[] {
  return config.audiences.filter(([name]) => keys.has(name)).map(([, title]) => title);
}

/** How many of these audiences are the site's own; a pass's objects are nothing to whoever does not have it. */
export function countOwn(config: Config, audiences: readonly string[]): number {
  return audiences.filter((audience) => config.audiences.some(([name]) => name === audience)).length;
}

/**
 * Shows and hides what is meant for a locked or an open site. An element with `data-audience` goes by that audience, one
 * inside the page's region by whether anything in the page is still shut, any other by whether anything is open at all.
 * `reader` says as whom the page is read: in a word, and what a narrow header leaves to those who listen.
 */
export function showState(keys: Keys, region: Element | null, shut: number, [word = "", ...more]: readonly string[]): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-when]")) {
    const audience = element.dataset["audience"];
    const inside = region?.contains(element) ?? false;
    const open = audience !== undefined ? keys.has(audience) : keys.size > 0 && !(inside && shut > 0);
    element.hidden = (element.dataset["when"] === "open") !== open;
  }
  for (const element of document.querySelectorAll("[data-audience-title]")) {
    element.replaceChildren(word);
    for (const text of more) {
      const part = document.createElement("span");
      part.className = "y-pill__more";
      part.textContent = text;
      element.append(" ", part);
    }
  }
  // Without this script the header's lock would be a promise that nothing keeps, so the page hides it until now.
  for (const lock of document.querySelectorAll<HTMLElement>("[data-lock]")) lock.hidden = false;
  document.documentElement.dataset["gate"] = keys.size > 0 ? "open" : "locked";
}
