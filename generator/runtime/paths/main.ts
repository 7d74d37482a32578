/** The page of all paths, from top to bottom: what this reader may see, what she asks for, and what is then shown. */

import { Fragment } from "../fragment";
import { onShown } from "../shown";
import { Picture } from "./canvas";
import { Choices } from "./choices";
import { careers, type Source } from "./data";
import { among, traits, type Traits, type Traveller } from "./filter";
import { layout, type Course } from "./layout";
import { item, spanOf } from "./list";
import { hindrance, matches, parse } from "./match";
import { Picking, type Shown } from "./picking";
import { road } from "./road";
import { NAMES, START, stateOf, valuesFor, type State } from "./state";
import { Steps } from "./steps";
import { say, type PageWords } from "./words";

const PAGE = 24;
const MOST_SUGGESTIONS = 400;

function sources(region: HTMLElement): Source[] {
  return [...region.querySelectorAll<HTMLElement>("script[data-careers]")].map((element) => ({
    columns: element.dataset,
    words: element.textContent ?? "",
  }));
}

/** All whom the reader may see, in the order in which they joined. */
function travellers(region: HTMLElement, words: PageWords): Traveller[] {
  return careers(sources(region), words)
    .flatMap((career): Traveller[] => {
      const way = road(career.spells, words.now);
      return way ? [{ ...career, road: way }] : [];
    })
    .sort((a, b) => a.road.joined - b.road.joined || (a.address < b.address ? -1 : 1));
}

class Paths {
  private state: State = START;
  private readonly people: readonly Traveller[];
  private readonly traits: readonly Traits[];
  private readonly picture: Picture;
  private readonly steps: Steps;
  private readonly choices: Choices;
  private readonly fragment: Fragment;
  private readonly picking: Picking;
  private found: readonly Shown[] = [];
  private listed = PAGE;
  private readonly courses = new Map<string, Course>();
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    private readonly page: HTMLElement,
    private readonly words: PageWords,
    private readonly signal: AbortSignal,
  ) {
    this.people = travellers(page, words);
    this.traits = this.people.map(traits);
    const stage = this.get("stage");
    this.picture = new Picture(stage, {
      lane: (kind) => words.labels[kind] ?? "",
      tick: (value) => this.tick(value),
      people: (n) => say(words, "people", { n }),
    });
    this.steps = new Steps(this.get("ask"), words, (path) => this.change({ path }), signal);
    this.choices = new Choices(page, words, (change) => this.change(change), signal);
    this.steps.suggest(this.suggestions());
    this.picking = new Picking({ stage, caption: this.get("picked"), option: this.get("option") }, this.picture, words, signal);
    this.listen();
    this.watch(stage);
    this.page.classList.add("y-paths--live");
    this.get("tool").hidden = false;
    stage.classList.add("y-paths__stage--first");
    // A link to somewhere else in the page asks nothing.
    this.fragment = new Fragment(NAMES, (asked) => asked && this.ask(stateOf(asked), false), signal);
    this.ask(stateOf(this.fragment.values), false);
  }

  private get<T extends HTMLElement>(name: string): T {
    return this.page.querySelector<T>(`[data-paths="${name}"]`) as T;
  }

  private tick(value: number): string {
    if (this.state.alignment === "year") return String(value);
    if (value === 0) return say(this.words, this.state.alignment);
    return say(this.words, value < 0 ? "before" : "after", { n: Math.abs(value) });
  }

  /** What the steps of a path may be, the most frequent first. */
  private suggestions(): string[] {
    const found = new Map<string, number>();
    const { labels } = this.words;
    for (const { spells } of this.people) {
      for (const { kind, entry, department, title, industry } of spells) {
        for (const word of new Set([department, title, labels[kind] ?? "", labels[entry] ?? "", labels[industry] ?? ""])) {
          found.set(word, (found.get(word) ?? 0) + 1);
        }
      }
    }
    found.delete("");
    return [...found].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, MOST_SUGGESTIONS).map(([word]) => word);
  }

  private change(change: Partial<State>): void {
    const state = { ...this.state, ...change };
    this.fragment.write(valuesFor(state), "pushState");
    this.ask(state, true);
  }

  /** Shows what is asked; where it `moves`, roads that stay go to their new places. */
  private ask(state: State, moves: boolean): void {
    this.state = state;
    const { words } = this;
    const steps = parse(this.state.path);
    const pool = this.people.filter((_, n) => among(this.traits[n] as Traits, this.state.chosen));
    const terms = (spell: Traveller["spells"][number]): string[] => [
      spell.department, spell.title,
      ...[spell.kind, spell.entry, spell.industry].flatMap((code) => words.terms[code] ?? []),
    ];
    this.found = matches(pool, steps, terms).map(({ career, spells }) => ({ person: pool[career] as Traveller, spells }));
    const drop = this.found.length === 0 && steps.length > 0 ? hindrance(pool, steps, terms) : null;
    this.listed = PAGE;
    this.steps.show(this.state.path);
    this.choices.show(this.state, this.traits);
    this.showCount(drop && { step: drop.step, n: drop.found, path: drop.steps.join(" → ") });
    this.draw(moves && !this.still.matches);
    this.showList();
    this.picking.among(this.found);
  }

  private showCount(drop: { step: string; n: number; path: string } | null): void {
    const [n, all] = [this.found.length, this.people.length];
    const sentence = n === 0 ? "nobody" : n === all ? "everybody" : "some";
    const told = document.createElement("span");
    told.textContent = say(this.words, sentence, { n, all });
    const parts: HTMLElement[] = [told];
    if (drop) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "y-paths__link";
      button.textContent = say(this.words, "drop", { step: drop.step, n: drop.n });
      button.addEventListener("click", () => this.change({ path: drop.path }), { signal: this.signal });
      parts.push(button);
    }
    this.get("count").replaceChildren(...parts);
  }

  private draw(moves: boolean): void {
    const stage = this.get("stage");
    stage.hidden = this.found.length === 0;
    const width = stage.clientWidth;
    if (width === 0) return;
    const drawing = layout(this.found.map(({ person }) => person.road), this.state.alignment, { width, height: width >= 600 ? 620 : 560 });
    const keys = this.found.map(({ person }) => person.address);
    this.picture.show(drawing, keys, this.courses, moves);
    this.courses.clear();
    drawing.courses.forEach((course, n) => this.courses.set(keys[n] as string, course));
  }

  private showList(): void {
    const { words } = this;
    const shown = this.found.slice(0, this.listed);
    const span = spanOf(shown.map(({ person }) => person), this.state.alignment);
    this.get("list").replaceChildren(...shown.map(({ person, spells }) => item(words, person, spells, this.state.alignment, span)));
    const more = this.get<HTMLButtonElement>("more");
    more.hidden = shown.length === this.found.length;
    more.textContent = say(words, "more", { n: Math.min(PAGE, this.found.length - shown.length) });
  }

  private listen(): void {
    const { signal } = this;
    this.get("more").addEventListener("click", () => {
      const before = this.listed;
      this.listed += PAGE;
      this.showList();
      this.get("list").children[before]?.querySelector("a")?.focus();
    }, { signal });
  }

  /** Draws anew where the width or the colours become others. */
  private watch(stage: HTMLElement): void {
    let width = stage.clientWidth;
    const redraw = (): void => {
      this.draw(false);
      this.picking.show();
    };
    const sized = new ResizeObserver(() => {
      if (stage.clientWidth === width) return;
      width = stage.clientWidth;
      redraw();
    });
    sized.observe(stage);
    const coloured = new MutationObserver(redraw);
    coloured.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    this.signal.addEventListener("abort", () => {
      sized.disconnect();
      coloured.disconnect();
    });
  }
}

onShown((region, signal) => {
  const page = region.querySelector<HTMLElement>(".y-paths");
  const source = region.querySelector('script[data-paths="words"]')?.textContent;
  if (page && source && page.querySelector("script[data-careers]")) new Paths(page, JSON.parse(source) as PageWords, signal);
});
