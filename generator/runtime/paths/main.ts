/** The page of all paths, from top to bottom: what this reader may see, what she asks for, and what is then shown. */

import { Fragment } from "../fragment";
import { onShown } from "../shown";
import { Picture, type Picked } from "./canvas";
import { Choices } from "./choices";
import { careers, type Source } from "./data";
import { among, traits, type Traits, type Traveller } from "./filter";
import { layout, type Course } from "./layout";
import { item, link, spanOf, stations, years } from "./list";
import { hindrance, matches, parse, type Match } from "./match";
import { road } from "./road";
import { NAMES, START, stateOf, valuesFor, type State } from "./state";
import { Steps } from "./steps";
import { say, station, type PageWords } from "./words";

const PAGE = 24;
const [NEAR, NEAR_BY_TOUCH] = [16, 34];
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
  private found: readonly Match[] = [];
  private picked: number | null = null;
  private held = false;
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
    this.listen(stage);
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
    const chosen = this.people.map((_, n) => n).filter((n) => among(this.traits[n] as Traits, this.state.chosen));
    const pool = chosen.map((n) => this.people[n] as Traveller);
    const terms = (spell: Traveller["spells"][number]): string[] => [
      spell.department, spell.title,
      ...[spell.kind, spell.entry, spell.industry].flatMap((code) => words.terms[code] ?? []),
    ];
    this.found = matches(pool, steps, terms).map(({ career, spells }) => ({ career: chosen[career] as number, spells }));
    const drop = this.found.length === 0 && steps.length > 0 ? hindrance(pool, steps, terms) : null;
    this.picked = null;
    this.held = false;
    this.listed = PAGE;
    this.steps.show(this.state.path);
    this.choices.show(this.state, this.traits);
    this.showCount(drop && { step: drop.step, n: drop.found, path: drop.steps.join(" → ") });
    this.draw(moves && !this.still.matches);
    this.showList();
    this.showPicked();
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
    const shown = this.found.map(({ career }) => this.people[career] as Traveller);
    const drawing = layout(shown.map((one) => one.road), this.state.alignment, { width, height: width >= 600 ? 620 : 560 });
    const keys = shown.map(({ address }) => address);
    this.picture.show(drawing, keys, this.courses, moves);
    this.courses.clear();
    drawing.courses.forEach((course, n) => this.courses.set(keys[n] as string, course));
  }

  private showList(): void {
    const { words } = this;
    const shown = this.found.slice(0, this.listed);
    const span = spanOf(shown.map(({ career }) => this.people[career] as Traveller), this.state.alignment);
    this.get("list").replaceChildren(
      ...shown.map(({ career, spells }) => item(words, this.people[career] as Traveller, spells, this.state.alignment, span)),
    );
    const more = this.get<HTMLButtonElement>("more");
    more.hidden = shown.length === this.found.length;
    more.textContent = say(words, "more", { n: Math.min(PAGE, this.found.length - shown.length) });
  }

  /** Picks out the road at a place among those that are shown, and names it. */
  private pick(place: number | null): void {
    if (place === this.picked) return;
    this.picked = place;
    this.showPicked();
  }

  private showPicked(): void {
    const { words, picked } = this;
    const match = picked === null ? undefined : this.found[picked];
    const person = match && this.people[match.career];
    const named: Picked | null =
      person && picked !== null ? { course: picked, name: person.name, words: person.spells.map((spell) => station(words, spell)) } : null;
    this.picture.pick(named);
    const caption = this.get("picked");
    const stage = this.get("stage");
    if (!person || !match) {
      caption.replaceChildren(say(words, this.found.length > 0 ? "hint" : "empty"));
      stage.removeAttribute("aria-activedescendant");
      this.get("option").hidden = true;
      return;
    }
    const when = document.createElement("span");
    when.className = "y-paths__when";
    when.textContent = years(words, person);
    const head = document.createElement("p");
    head.append(link(words, person), when);
    caption.replaceChildren(head, stations(words, person, match.spells));
    this.showOption(person, match);
  }

  /** What is read out: a list of which only the chosen one is in the page, for there may be thousands. */
  private showOption(person: Traveller, match: Match): void {
    const place = (this.picked ?? 0) + 1;
    const option = this.get("option");
    option.id = `y-paths-option-${place}`;
    option.hidden = false;
    option.setAttribute("aria-posinset", String(place));
    option.setAttribute("aria-setsize", String(this.found.length));
    option.textContent = `${person.name}. ${person.spells.map((spell) => station(this.words, spell)).join(" → ")}`;
    option.dataset["career"] = String(match.career);
    this.get("stage").setAttribute("aria-activedescendant", option.id);
  }

  private listen(stage: HTMLElement): void {
    const { signal } = this;
    let asked: { x: number; y: number; reach: number } | null = null;
    const look = (event: PointerEvent): void => {
      const box = stage.getBoundingClientRect();
      const next = { x: event.clientX - box.left, y: event.clientY - box.top, reach: event.pointerType === "touch" ? NEAR_BY_TOUCH : NEAR };
      if (asked === null) {
        requestAnimationFrame(() => {
          if (asked && !this.held) this.pick(this.picture.at(asked.x, asked.y, asked.reach));
          asked = null;
        });
      }
      asked = next;
    };
    stage.addEventListener("pointermove", (event) => event.pointerType !== "touch" && look(event), { signal });
    stage.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && !this.held && this.pick(null), { signal });
    stage.addEventListener("click", (event) => {
      const box = stage.getBoundingClientRect();
      const touch = (event as PointerEvent).pointerType === "touch";
      const found = this.picture.at(event.clientX - box.left, event.clientY - box.top, touch ? NEAR_BY_TOUCH : NEAR);
      this.held = found !== null;
      this.pick(found);
    }, { signal });
    stage.addEventListener("keydown", (event) => this.walk(event), { signal });
    this.get("more").addEventListener("click", () => {
      const before = this.listed;
      this.listed += PAGE;
      this.showList();
      this.get("list").children[before]?.querySelector("a")?.focus();
    }, { signal });
    this.watch(stage);
  }

  /** Draws anew where the width or the colours become others. */
  private watch(stage: HTMLElement): void {
    let width = stage.clientWidth;
    const sized = new ResizeObserver(() => {
      if (stage.clientWidth === width) return;
      width = stage.clientWidth;
      this.draw(false);
      this.showPicked();
    });
    sized.observe(stage);
    const coloured = new MutationObserver(() => {
      this.draw(false);
      this.showPicked();
    });
    coloured.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    this.signal.addEventListener("abort", () => {
      sized.disconnect();
      coloured.disconnect();
    });
  }

  /** Arrow keys walk through people in the order in which they joined; Enter leads to her page. */
  private walk(event: KeyboardEvent): void {
    const last = this.found.length - 1;
    const at = this.picked ?? -1;
    const places: Readonly<Record<string, number>> = {
      ArrowRight: Math.min(at + 1, last), ArrowDown: Math.min(at + 1, last),
      ArrowLeft: Math.max(at - 1, 0), ArrowUp: Math.max(at - 1, 0),
      Home: 0, End: last, PageDown: Math.min(at + 10, last), PageUp: Math.max(at - 10, 0),
    };
    const next = places[event.key];
    const match = this.picked === null ? undefined : this.found[this.picked];
    if (next !== undefined && last >= 0) {
      this.held = true;
      this.pick(next);
    } else if (event.key === "Escape") {
      this.held = false;
      this.pick(null);
    } else if (event.key === "Enter" && match) {
      location.assign(link(this.words, this.people[match.career] as Traveller).href);
    } else return;
    event.preventDefault();
  }
}

onShown((region, signal) => {
  const page = region.querySelector<HTMLElement>(".y-paths");
  const source = region.querySelector('script[data-paths="words"]')?.textContent;
  if (page && source && page.querySelector("script[data-careers]")) new Paths(page, JSON.parse(source) as PageWords, signal);
});
