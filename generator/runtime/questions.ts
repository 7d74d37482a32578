/** One question at a time, answered by those whom the reader asks for. The address says which, so that it can be passed on. */

import { Fragment, single, type How, type Values } from "./fragment";
import type { Setup } from "./shown";

/** What answers can be chosen by; each is an attribute of theirs, which holds one value or more. */
const FILTERS = ["department", "road", "lang"] as const;
const QUESTION = "question";

interface Asked {
  readonly id: string;
  readonly section: HTMLElement;
  readonly link: HTMLAnchorElement;
  readonly answers: readonly HTMLElement[];
}

/** Which question, "" for the first one, and whose answers. */
interface Choice {
  readonly question: string;
  readonly filters: ReadonlyMap<string, string>;
}

const values = (answer: HTMLElement, name: string): string[] => (answer.dataset[name] ?? "").split("\n").filter(Boolean);

function choiceOf(asked: Values): Choice {
  const filters = FILTERS.flatMap((name) => asked.get(name)?.slice(0, 1).map((value) => [name, value] as const) ?? []);
  return { question: asked.get(QUESTION)?.[0] ?? "", filters: new Map(filters) };
}

function valuesFor({ question, filters }: Choice): Values {
  return single({ [QUESTION]: question, ...Object.fromEntries(filters) });
}

/** A story that stands in a list twice, because two keys open it, is told once. */
function withoutTwins(answers: readonly HTMLElement[]): HTMLElement[] {
  const told = new Map(answers.map((answer) => [answer.dataset["story"], answer] as const).reverse());
  for (const answer of answers) if (told.get(answer.dataset["story"]) !== answer) answer.remove();
  return answers.filter((answer) => answer.isConnected);
}

function questionsIn(page: HTMLElement): Asked[] {
  return [...page.querySelectorAll<HTMLElement>("[data-question]")].flatMap((section) => {
    const link = page.querySelector<HTMLAnchorElement>(`nav a[href="#${section.id}"]`);
    const answers = withoutTwins([...section.querySelectorAll<HTMLElement>(".y-answer")]);
    return link ? [{ id: section.id, section, link, answers }] : [];
  });
}

/** Offers what there is to choose between; one value alone is no choice. */
function offer(select: HTMLSelectElement, answers: readonly HTMLElement[]): void {
  const there = new Set(answers.flatMap((answer) => values(answer, select.name)));
  if (select.options.length === 1) for (const value of [...there].sort()) select.add(new Option(value));
  for (const option of [...select.options]) if (option.value && !there.has(option.value)) option.remove();
  select.closest("label")?.toggleAttribute("hidden", there.size < 2);
}

/** Brings a link into sight where the menu is one line that is moved aside; the page itself stays where it is. */
function besides(link: HTMLElement): void {
  const line = link.closest("nav");
  if (line) line.scrollLeft += link.getBoundingClientRect().left - line.getBoundingClientRect().left - line.clientWidth / 3;
}

export const questions: Setup = (region, signal) => {
  const page = region.querySelector<HTMLElement>("[data-asking]");
  const form = page?.querySelector("form");
  const said = page?.querySelector<HTMLElement>("[data-said]");
  if (!page || !form || !said) return;
  const asked = questionsIn(page);
  const everyAnswer = asked.flatMap(({ answers }) => answers);
  const selects = [...form.querySelectorAll("select")];
  for (const select of selects) offer(select, everyAnswer);
  const choosable = selects.some((select) => select.closest("label")?.hidden === false);
  for (const part of page.querySelectorAll<HTMLElement>("[data-scripted]"))
    part.hidden = everyAnswer.length === 0 || (part.contains(form) && !choosable);

  const offered = ([name, value]: readonly [string, string]): boolean =>
    selects.some((select) => select.name === name && [...select.options].some((option) => option.value === value));

  const show = ({ question, filters: wanted }: Choice): void => {
    // An address from elsewhere may ask for what this reader cannot see.
    const filters = new Map([...wanted].filter(offered));
    const fits = (answer: HTMLElement): boolean => [...filters].every(([name, value]) => values(answer, name).includes(value));
    const answered = asked.filter(({ answers }) => answers.length > 0);
    const current = answered.find(({ id }) => id === question) ?? answered[0];
    for (const one of asked) {
      const fitting = one.answers.filter(fits);
      for (const answer of one.answers) answer.hidden = !fitting.includes(answer);
      one.section.hidden = one !== current;
      one.section.querySelector("[data-none]")?.toggleAttribute("hidden", fitting.length > 0);
      one.link.parentElement?.toggleAttribute("hidden", one.answers.length === 0);
      one.link.toggleAttribute("data-silent", fitting.length === 0);
      one.link.dataset["count"] = String(fitting.length);
      if (one === current) one.link.setAttribute("aria-current", "true");
      else one.link.removeAttribute("aria-current");
    }
    if (current) besides(current.link);
    for (const select of selects) select.value = filters.get(select.name) ?? "";
    const details = form.closest("details");
    if (details && filters.size > 0) details.open = true;
  };

  const shownOf = (id: string): HTMLElement[] =>
    asked.find((one) => one.id === id)?.answers.filter((answer) => !answer.hidden) ?? [];

  const fragment = new Fragment([QUESTION, ...FILTERS], (given) => follow(given), signal);
  /** The question at whose place the address is; a link of the menu, or of the search, leads there. */
  const placed = (): Asked | undefined => asked.find(({ id }) => `#${id}` === location.hash);
  const read = (): Choice => {
    const choice = choiceOf(fragment.values);
    return { ...choice, question: placed()?.id ?? choice.question };
  };

  const go = (choice: Choice, how: How): void => {
    fragment.write(valuesFor(choice), how);
    show(choice);
    const count = shownOf(asked.find(({ section }) => !section.hidden)?.id ?? "").length;
    said.textContent = ((count === 1 ? said.dataset["one"] : said.dataset["many"]) ?? "").replace("#", String(count));
  };

  const listen = { signal };
  page.querySelector("nav")?.addEventListener(
    "click",
    (event) => {
      const one = asked.find(({ link }) => link.contains(event.target as Node));
      if (!one || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go({ ...read(), question: one.id }, "pushState");
      const heading = one.section.querySelector<HTMLElement>("h2");
      heading?.focus({ preventScroll: true });
      // On a phone, the menu stays while the answers are read: the next ones begin at their beginning.
      if ((heading?.getBoundingClientRect().top ?? 0) < 0) one.section.scrollIntoView();
    },
    listen,
  );
  form.addEventListener(
    "change",
    () => {
      const filters = new Map(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
      go({ question: read().question, filters }, "replaceState");
    },
    listen,
  );
  form.addEventListener("reset", () => go({ question: read().question, filters: new Map() }, "replaceState"), listen);
  page.querySelector('[data-action="anywhere"]')?.addEventListener(
    "click",
    () => {
      const before = page.querySelector("[data-begun]");
      const open = everyAnswer.filter((answer) => !answer.hidden);
      const others = open.filter((answer) => answer !== before);
      const answer = others[Math.floor(Math.random() * others.length)] ?? open[0];
      const one = asked.find(({ answers }) => answer && answers.includes(answer));
      if (!answer || !one) return;
      before?.removeAttribute("data-begun");
      go({ ...read(), question: one.id }, "pushState");
      answer.setAttribute("data-begun", "");
      answer.tabIndex = -1;
      answer.focus({ preventScroll: true });
      answer.scrollIntoView({ block: "center" });
    },
    listen,
  );
  const arrive = (): void => {
    show(read());
    // Others that stood above it are gone.
    const one = placed();
    if (one && !one.section.hidden) one.section.scrollIntoView();
  };
  const follow = (given: Values | null): void => {
    const choice = read();
    arrive();
    if (given === null && placed()) fragment.write(valuesFor(choice), "replaceState");
  };
  arrive();
};
