/** The one part of the page that sealed content may change, kept as the server sent it so that it can be filled anew. */

import { loadText } from "./load";
import { SHOWN } from "./moments";
import { Trouble } from "./trouble";

declare global {
  interface Window {
    /** The theme's stream of documents: what it is given, it brings to life. */
    document$?: { next(document: Document): void; subscribe(seen: () => void): { unsubscribe(): void } };
  }
}

const ID = "y-page";

/** Whether the theme has brought the page to life, as it does when the document is parsed. */
function isAlive(): boolean {
  let alive = false;
  // The stream replays its last document to whoever comes later.
  window.document$?.subscribe(() => (alive = true)).unsubscribe();
  return alive;
}

export class Region {
  private pristine: Element;

  static find(): Region | null {
    const element = document.getElementById(ID);
    return element && new Region(element);
  }

  /** False where the theme has already added buttons and the like; it would add them to their own copies again. */
  untouched = !isAlive();

  private constructor(readonly element: HTMLElement) {
    this.pristine = element.cloneNode(true) as Element;
  }

  /** The audience of each object in the page as served. */
  get audiences(): readonly string[] {
    const objects = this.pristine.querySelectorAll('script[type="application/jose"]');
    return [...objects].map((object) => object.getAttribute("data-audience") ?? "");
  }

  /** True as long as the page as a whole is sealed. */
  get sealed(): boolean {
    return this.element.hasAttribute("data-sealed");
  }

  /** A copy to work on, out of sight. */
  copy(): Element {
    return this.pristine.cloneNode(true) as Element;
  }

  /** Takes the page from the server, or from a cache, once more; throws Trouble("rebuilt") where it is not there any longer. */
  async renew(cache: RequestCache): Promise<void> {
    const { text } = await loadText(new URL(location.href), cache);
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(ID);
    if (!fresh) throw new Trouble("rebuilt");
    this.pristine = document.importNode(fresh, true);
    this.untouched = true;
  }

  /** Puts a finished copy in place. */
  show(stage: Element, title: string | null, site: string): void {
    this.element.replaceChildren(...stage.childNodes);
    this.element.removeAttribute("data-sealed");
    if (title !== null) document.title = site ? `${title} — ${site}` : title;
    // As long as the theme has not come to the page as served, it finds the new content there by itself.
    if (isAlive()) window.document$?.next(document);
    document.dispatchEvent(new Event(SHOWN));
  }

  /** Brings the reader where the address leads, and, if she has just opened the page, to its headline. */
  arrive(focus: boolean): void {
    const headline = focus ? this.element.querySelector<HTMLElement>("h1") : null;
    headline?.setAttribute("tabindex", "-1");
    headline?.focus();
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // A stray per cent sign: then the id is just that.
    }
    const target = id ? document.getElementById(id) : null;
    target?.scrollIntoView();
  }
}
