/** The one part of the page that sealed content may change, kept as the server sent it so that it can be filled anew. */

import { loadText } from "./load";
import { Trouble } from "./trouble";

declare global {
  interface Window {
    /** The theme's stream of documents: what it is given, it brings to life. */
    document$?: { next(document: Document): void };
  }
}

const ID = "y-page";

/** Resolves when the theme has brought the page as served to life, which it does as soon as the document is parsed. */
function parsed(): Promise<void> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener("DOMContentLoaded", () => resolve(), { once: true });
    addEventListener("load", () => resolve(), { once: true });
  });
}

export class Region {
  private pristine: Element;

  static find(): Region | null {
    const element = document.getElementById(ID);
    return element && new Region(element);
  }

  private constructor(readonly element: HTMLElement) {
    // Taken before the theme adds buttons and the like; it would otherwise add them to their own copies again.
    this.pristine = element.cloneNode(true) as Element;
  }

  /** How many objects stand in the page as served. */
  get objects(): number {
    return this.pristine.querySelectorAll('script[type="application/jose"]').length;
  }

  /** True as long as the page as a whole is sealed. */
  get sealed(): boolean {
    return this.element.hasAttribute("data-sealed");
  }

  /** A copy to work on, out of sight. */
  copy(): Element {
    return this.pristine.cloneNode(true) as Element;
  }

  /** Takes the page from the server once more; throws Trouble("rebuilt") where it is not there any longer. */
  async renew(): Promise<void> {
    const { text } = await loadText(new URL(location.href), "reload");
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(ID);
    if (!fresh) throw new Trouble("rebuilt");
    this.pristine = document.importNode(fresh, true);
  }

  /** Puts a finished copy in place, and tells the theme once that there is something new. */
  async show(stage: Element, title: string | null, site: string): Promise<void> {
    await parsed();
    this.element.replaceChildren(...stage.childNodes);
    this.element.removeAttribute("data-sealed");
    if (title !== null) document.title = site ? `${title} — ${site}` : title;
    window.document$?.next(document);
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
