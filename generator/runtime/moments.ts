/** How far the browser is: this script may run before it has read any of the page, and must not wait for all of it. */

const FRAMES_MS = 200;
const LOAD_MS = 500;

/** The event by which the document tells that the page's region was filled anew. */
export const SHOWN = "yorimichi:shown";

/** The event by which a script tells that it has put more into the page, in which there may be sealed pictures. */
export const GROWN = "yorimichi:grown";

/** Resolves as soon as an element is in the document, and all before it with it; at the latest when the document is read. */
export function parsedUpTo(selector: string): Promise<void> {
  const there = (): boolean => document.readyState !== "loading" || document.querySelector(selector) !== null;
  if (there()) return Promise.resolve();
  return new Promise((resolve) => {
    const watcher = new MutationObserver(() => look());
    const look = (): void => {
      if (!there()) return;
      watcher.disconnect();
      document.removeEventListener("readystatechange", look);
      resolve();
    };
    watcher.observe(document, { childList: true, subtree: true });
    document.addEventListener("readystatechange", look);
  });
}

/** Resolves when the reader sees what was put into the page; soon in any case, for nobody paints what is not in view. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    // The second frame begins when the first has been drawn, by threads that are not to be disturbed.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
    setTimeout(resolve, FRAMES_MS);
  });
}

/** Resolves when the page has its pictures and the theme's scripts; soon in any case, for a network may be slow. */
export function loaded(): Promise<void> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener("load", () => setTimeout(resolve), { once: true });
    setTimeout(resolve, LOAD_MS);
  });
}
