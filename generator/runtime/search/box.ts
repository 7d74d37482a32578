/** The search box: a dialog with a combobox and its list, over everything that this reader may read. */

import { told } from "../messages";
import { SEARCH_SENTENCES, type SearchSentence } from "../sentences";
import { breathing } from "./breathing";
import { Finder, Shelf } from "./finder";
import { groups, SHOWN, type Labels, type Places } from "./results";
import { library, type Library } from "./shards";

const TOLD_MS = 500;

export class Box {
  private readonly dialog: HTMLDialogElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly state: HTMLElement;
  private readonly status: HTMLElement;
  private finder = new Finder([]);
  private stock: Library | null = null;
  private loading = false;
  private failed = false;
  private telling = 0;
  /** The query that the list answers. */
  private shown = "";

  constructor(private readonly places: Places) {
    this.dialog = document.createElement("dialog");
    this.dialog.className = "y-search";
    this.dialog.setAttribute("aria-label", this.say("search"));
    this.dialog.innerHTML =
      '<form method="dialog" class="y-search__head"><input class="y-search__input" type="search" role="combobox" aria-expanded="false" aria-autocomplete="list" ' +
      'aria-controls="y-search-list" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go"><button class="y-search__close" value=""></button></form>' +
      '<div class="y-search__body"><div id="y-search-list" role="listbox"></div><div class="y-search__state"></div></div><div class="y-sr" role="status"></div>';
    this.input = this.part("input");
    this.list = this.part('[role="listbox"]');
    this.state = this.part(".y-search__state");
    this.status = this.part('[role="status"]');
    this.list.setAttribute("aria-label", this.say("found"));
    this.input.placeholder = this.say("placeholder");
    this.input.setAttribute("aria-label", this.say("search"));
    this.part<HTMLButtonElement>("button").textContent = this.say("close");
    this.bind();
    document.body.append(this.dialog);
  }

  open(): void {
    if (!this.dialog.open) this.dialog.showModal();
    this.input.focus();
    this.input.select();
    void this.load();
  }

  private bind(): void {
    this.input.addEventListener("input", () => this.show());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.part("form").addEventListener("submit", (event) => {
      if ((event as SubmitEvent).submitter === null) event.preventDefault();
    });
    this.list.addEventListener("pointermove", (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
      if (option) this.choose(option, false);
    });
    // A place in the same page is no reason for the browser to leave the dialog.
    this.list.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) this.dialog.close();
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  private key(event: KeyboardEvent): void {
    // While a word is composed, arrows and Enter belong to the input method; Safari tells the last Enter by its code alone.
    if (event.isComposing || event.keyCode === 229) return;
    const options = this.options();
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? options.length - 1 : at - 1 }[event.key];
    if (to !== undefined && options.length > 0) {
      event.preventDefault();
      this.choose(options[(to + options.length) % options.length]!, true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      (options[at] ?? options[0])?.click();
    } else if (event.key === "Escape" && this.input.value !== "") {
      event.preventDefault();
      this.input.value = "";
      this.show();
    }
  }

  /** Loads what can be searched, or as much of it as is new to this reader. */
  private async load(): Promise<void> {
    this.failed = false;
    try {
      const stock = await library(this.places.root);
      if (stock === this.stock && !this.loading) {
        this.show();
        return;
      }
      if (this.loading) return;
      this.loading = true;
      this.stock = stock;
      const shelves: Shelf[] = [];
      this.finder = new Finder(shelves);
      this.show();
      await Promise.all(
        stock.shards.map((shard) =>
          Shelf.of(shard, breathing(), (shelf) => {
            if (!shelves.includes(shelf)) shelves.push(shelf);
            this.show();
          }),
        ),
      );
    } catch {
      this.failed = true;
      this.stock = null;
    }
    this.loading = false;
    this.show();
  }

  /** Searches what people wrote beside their careers as well. */
  private async searchMore(): Promise<void> {
    this.loading = true;
    this.show();
    try {
      await Promise.all(this.finder.shelves.filter(({ hasMore }) => hasMore).map((shelf) => shelf.more()));
    } catch {
      this.failed = true;
    }
    this.loading = false;
    this.show();
    this.input.focus();
  }

  private show(): void {
    const query = this.input.value;
    const results = this.finder.find(query, SHOWN);
    const found = groups(this.finder, query, results, this.places, this.labels());
    const chosen = query === this.shown ? this.list.querySelector<HTMLAnchorElement>("[aria-selected=true]")?.href : undefined;
    this.shown = query;
    this.list.replaceChildren(...found);
    const options = this.options();
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    // More of what can be searched may come in while somebody chooses.
    const option = options.find(({ href }) => href === chosen) ?? options[0];
    if (option) this.choose(option, false);
    const asked = results.words.length > 0;
    const total = results.people.total + results.stories.total + results.pages.total;
    this.state.replaceChildren(...this.beside(query, asked, options.length, results.mended));
    if (chosen === undefined) this.part(".y-search__body").scrollTop = 0;
    this.tell(asked && !this.loading ? (options.length > 0 ? this.say("count", { n: String(total) }) : this.say("none")) : "");
  }

  /** What stands under the list: what is the matter, what to try, and that there may be more. */
  private beside(query: string, asked: boolean, options: number, mended: readonly string[]): readonly HTMLElement[] {
    const told: HTMLElement[] = [];
    if (this.failed) told.push(this.note("failed"), this.button(this.say("retry"), () => void this.load()));
    if (this.loading && options === 0) told.push(...skeletons(), hidden(this.say("loading")));
    if (mended.length > 0 && options > 0) told.push(this.note("mended"));
    if (asked && options === 0 && !this.loading && !this.failed) {
      told.push(this.note("none"));
      for (const { typed, rest, total } of this.finder.drops(query))
        told.push(this.button(this.say("drop", { word: typed, n: String(total) }), () => this.type(rest)));
    }
    if (asked && !this.loading && this.finder.shelves.some(({ hasMore }) => hasMore))
      told.push(this.button(this.say("deeper"), () => void this.searchMore()));
    if (!asked) {
      told.push(this.note("fields"));
      const chips = document.createElement("p");
      chips.className = "y-search__chips";
      for (const field of this.say("examples").split(" ")) chips.append(this.button(field, () => this.type(field)));
      told.push(chips);
    }
    if (this.stock?.more) told.push(this.locked());
    return told;
  }

  private locked(): HTMLElement {
    const note = this.note("locked");
    const link = document.createElement("a");
    link.href = new URL("unlock/", this.places.home).href;
    link.textContent = this.say("unlock");
    note.append(" ", link);
    note.classList.add("y-search__locked");
    return note;
  }

  private type(query: string): void {
    this.input.value = query;
    this.input.focus();
    this.show();
  }

  private choose(option: HTMLElement, scroll: boolean): void {
    for (const other of this.options()) other.setAttribute("aria-selected", String(other === option));
    this.input.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }

  private options(): readonly HTMLAnchorElement[] {
    return [...this.list.querySelectorAll<HTMLAnchorElement>('[role="option"]')];
  }

  /** Says it when the reader has stopped typing: a word for each key would be noise. */
  private tell(words: string): void {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (this.status.textContent = words), TOLD_MS);
  }

  private labels(): Labels {
    return {
      people: this.say("people"),
      stories: this.say("stories"),
      questions: this.say("questions"),
      pages: this.say("pages"),
      all: (count) => this.say("all", { n: String(count) }),
      answers: (count) => this.say("answers", { n: String(count) }),
    };
  }

  private say(sentence: SearchSentence, values?: Readonly<Record<string, string>>): string {
    return told(SEARCH_SENTENCES, sentence, this.places.language, values);
  }

  private note(sentence: SearchSentence): HTMLElement {
    const note = document.createElement("p");
    note.className = "y-search__note";
    note.textContent = this.say(sentence);
    return note;
  }

  private button(label: string, action: () => void): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "y-search__try";
    button.textContent = label;
    button.addEventListener("click", action);
    return button;
  }

  private part<T extends HTMLElement>(selector: string): T {
    return this.dialog.querySelector<T>(selector)!;
  }
}

function skeletons(): readonly HTMLElement[] {
  return Array.from({ length: 4 }, () => {
    const bar = document.createElement("div");
    bar.className = "y-search__wait";
    bar.setAttribute("aria-hidden", "true");
    return bar;
  });
}

function hidden(words: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "y-sr";
  element.textContent = words;
  return element;
}
