/** The asking of a path: a row of steps with suggestions, and the same as a line of text; each follows the other. */

import { ANY, MANY, parse, written } from "./match";
import { say, type PageWords } from "./words";

/** The suggestions of one step share one list. */
const LIST = "y-paths-suggestions";

export class Steps {
  private readonly row: HTMLElement;
  private readonly line: HTMLInputElement;

  constructor(
    private readonly form: HTMLElement,
    private readonly words: PageWords,
    private readonly changed: (path: string) => void,
    signal: AbortSignal,
  ) {
    this.row = form.querySelector<HTMLElement>("[data-steps]") as HTMLElement;
    this.line = form.querySelector<HTMLInputElement>("[data-line]") as HTMLInputElement;
    form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.line.addEventListener("change", () => this.tell(parse(this.line.value)), { signal });
    this.row.addEventListener("change", () => this.tell(this.values()), { signal });
    form.querySelector("[data-more]")?.addEventListener("click", () => this.grow(), { signal });
    for (const button of form.querySelectorAll<HTMLElement>("[data-try]")) {
      button.addEventListener("click", () => this.tell(parse(button.dataset["try"] ?? "")), { signal });
    }
  }

  /** What can be chosen for a step. */
  suggest(all: readonly string[]): void {
    const list = document.createElement("datalist");
    list.id = LIST;
    for (const [value, label] of [[ANY, say(this.words, "any")], [MANY, say(this.words, "many")], ...all.map((word) => [word, ""])]) {
      const option = document.createElement("option");
      option.value = value ?? "";
      if (label) option.label = `${value} ${label}`;
      list.append(option);
    }
    this.form.querySelector("datalist")?.remove();
    this.form.append(list);
  }

  /** Shows a path, without telling that it changed. */
  show(path: string): void {
    const steps = parse(path);
    this.line.value = written(steps);
    // The row that says so already is left as it is: she may be on her way to its next step.
    if (this.row.childElementCount > 0 && written(this.values()) === written(steps)) return;
    const shown = steps.length > 0 ? steps : ["", MANY, ""];
    this.row.replaceChildren(...(shown.length === 1 ? [...shown, ""] : shown).map((step, n) => this.step(step, n)));
  }

  private values(): string[] {
    const values = [...this.row.querySelectorAll("input")].map(({ value }) => value.trim());
    return parse(written(values.filter((value) => value !== "")));
  }

  private grow(): void {
    this.row.append(this.step("", this.row.childElementCount));
    this.row.querySelector<HTMLInputElement>("li:last-child input")?.focus();
  }

  private step(value: string, place: number): HTMLElement {
    const made = document.createElement("li");
    const input = document.createElement("input");
    input.type = "text";
    input.value = value;
    input.autocomplete = "off";
    input.setAttribute("list", LIST);
    input.setAttribute("aria-label", say(this.words, "step", { place: place + 1 }));
    input.placeholder = say(this.words, place === 0 ? "from" : "to");
    made.append(input);
    return made;
  }

  private tell(steps: readonly string[]): void {
    this.changed(written(steps));
  }
}
