/** What is wrong, over the last good page: it comes by itself, can be put away, and goes when all is mended. */

import type { Finding, Report } from "./news";
import type { PreviewSentence } from "./sentences";

type Say = (sentence: PreviewSentence, values?: Readonly<Record<string, string>>) => string;

function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}

export class Findings {
  /** The sheet at the foot of the window. */
  readonly element = made("section", "sheet");
  /** In the sheet's place while that is hidden: the button that says how much there is to mend. */
  readonly toggle = made("button", "count");
  private readonly words = made("p", "words");
  private readonly list = made("ul", "list");
  private failing = false;

  /** `empty`: there is no good page yet. */
  constructor(
    private readonly say: Say,
    private readonly empty: boolean,
  ) {
    const hide = made("button", "hide", say("hide"));
    for (const button of [hide, this.toggle]) button.type = "button";
    this.words.setAttribute("role", "status");
    this.list.tabIndex = 0;
    this.list.setAttribute("aria-label", say("findings"));
    this.element.append(made("div", "head", this.words, hide), this.list);
    this.open(false);
    hide.addEventListener("click", () => this.close());
    this.toggle.addEventListener("click", () => {
      this.open(true);
      this.list.focus();
    });
    this.element.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.close();
    });
  }

  /** Tells what a build has found. Errors open the sheet when they come; whoever has put it away is left in peace. */
  show(report: Report): void {
    const { errors, warnings, failure } = report;
    const failing = errors > 0 || failure !== "";
    const counts = [
      ...(errors > 0 ? [this.say("errors", { n: String(errors) })] : []),
      ...(failure ? [this.say("error")] : []),
      ...(warnings > 0 ? [this.say("warnings", { n: String(warnings) })] : []),
    ].join(" · ");
    this.toggle.textContent = counts;
    this.toggle.dataset["tone"] = failing ? "error" : "warning";
    const state: PreviewSentence = !failing ? "warned" : this.empty ? "nothingYet" : "waiting";
    this.words.replaceChildren(...(counts ? [made("b", "", counts), ` ${this.say(state)}`] : []));
    this.list.replaceChildren(
      ...(failure ? [made("li", "", made("pre", "failure", failure))] : []),
      ...[...report.diagnostics]
        .sort((one, other) => Number(one.severity === "warning") - Number(other.severity === "warning"))
        .map((finding) => this.entry(finding)),
    );
    this.open(counts !== "" && (failing === this.failing ? !this.element.hidden : failing));
    this.failing = failing;
  }

  /** Says that nobody answers any more. */
  stopped(): void {
    this.toggle.textContent = this.say("stopped");
    this.toggle.dataset["tone"] = "error";
    this.open(false);
  }

  private open(open: boolean): void {
    this.element.hidden = !open;
    this.toggle.hidden = open || this.toggle.textContent === "";
  }

  private close(): void {
    this.open(false);
    this.toggle.focus();
  }

  private entry(finding: Finding): HTMLLIElement {
    const { path, line, column, severity, code, message, hint, quote } = finding;
    const where = made("span", "where", `${path}:${line}:${column}`);
    where.title = this.say("place", { line: String(line), column: String(column) });
    const parts: Node[] = [
      made("p", "place", made("span", `tone ${severity}`, this.say(severity)), " ", where, " ", made("code", "code", code)),
      made("p", "message", ...quotedWords(message)),
    ];
    if (quote) parts.push(excerpt(line, quote));
    if (hint) parts.push(made("p", "hint", ...quotedWords(hint)));
    return made("li", severity, ...parts);
  }
}

/** Our sentences quote with backticks. */
function quotedWords(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 ? made("code", "", part) : part));
}

/** The line with a caret below its place: the words before it stand once more, unseen, so that it fits in any font. */
function excerpt(line: number, [before, rest]: readonly [string, string]): HTMLElement {
  const caret = made("span", "under", made("span", "ghost", `${line} │ ${before}`), made("span", "caret", "^"));
  caret.setAttribute("aria-hidden", "true");
  const block = made("pre", "excerpt", made("span", "gutter", `${line} │ `), before, made("mark", "", [...rest][0] ?? ""), [...rest].slice(1).join(""), "\n", caret);
  block.tabIndex = 0;
  return block;
}
