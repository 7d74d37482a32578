/**
 * The switch of readers. It puts the slot secret of one audience into the session, as if its passphrase had been typed,
 * and loads the page again: what is then shown, the gate has opened like for any reader.
 */

import { fromBase64url } from "./bytes";
import type { Config } from "./chrome";
import { root } from "./derive";
import { loadKeyring } from "./keyring";
import { openRing } from "./ring";
import type { PreviewSentence } from "./sentences";
import type { Session } from "./session";
import { Trouble } from "./trouble";

const PUBLIC = "public";

export class Look {
  readonly element = document.createElement("details");
  onChosen: () => void = () => undefined;
  private readonly summary = document.createElement("summary");
  private readonly shown = document.createElement("b");
  private readonly group = document.createElement("fieldset");
  private readonly note = document.createElement("p");
  private readonly titles: ReadonlyMap<string, string>;

  constructor(
    private readonly site: URL,
    private readonly session: Session,
    config: Config,
    say: (sentence: PreviewSentence) => string,
  ) {
    this.titles = new Map([[PUBLIC, say("everyone")], ...config.audiences]);
    this.element.className = "look";
    this.summary.append(`${say("look")} `, this.shown);
    const legend = document.createElement("legend");
    legend.textContent = say("look");
    this.group.append(legend, ...[...this.titles].map(([name, title]) => this.option(name, title)));
    this.note.textContent = say("noKeys");
    this.note.hidden = true;
    const card = document.createElement("div");
    card.className = "card";
    card.append(this.group, this.note);
    this.element.append(this.summary, card);
    this.element.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !this.element.open) return;
      this.element.open = false;
      this.summary.focus();
    });
  }

  /** Shows as whom the page is looked at: the narrowest audience that the session opens, however it came to be open. */
  async showOpen(): Promise<void> {
    const name = await this.current().catch(() => PUBLIC);
    this.shown.textContent = this.titles.get(name) ?? "";
    const input = this.group.querySelector<HTMLInputElement>(`input[value="${CSS.escape(name)}"]`);
    if (input) input.checked = true;
  }

  /** Whether the server hands out keys to this browser. */
  allow(keys: boolean): void {
    this.group.disabled = !keys || !isSecureContext;
    this.note.hidden = !this.group.disabled;
  }

  /** Back to where the reader was when she chose. */
  focus(): void {
    this.element.open = true;
    this.group.querySelector<HTMLInputElement>("input:checked")?.focus({ preventScroll: true });
  }

  private option(name: string, title: string): HTMLLabelElement {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = "look";
    input.value = name;
    input.addEventListener("change", () => void this.choose(name));
    label.append(input, title);
    return label;
  }

  private async current(): Promise<string> {
    const held = await this.session.read();
    if (held.length === 0) return PUBLIC;
    const { keys } = await openRing(await loadKeyring(this.site, "no-cache"), held);
    return [...this.titles.keys()].filter((name) => keys.has(name)).pop() ?? PUBLIC;
  }

  private async choose(name: string): Promise<void> {
    // Only what this tab sees is forgotten: another tab may look as somebody else at the same time.
    for (const { id } of await this.session.read()) await this.session.forget(id);
    if (name !== PUBLIC) await this.open(name);
    this.onChosen();
  }

  private async open(name: string): Promise<void> {
    const answer = await fetch(`/.yorimichi/key?audience=${encodeURIComponent(name)}`, { cache: "no-store" });
    const { secret } = answer.ok ? ((await answer.json()) as { secret: string }) : { secret: "" };
    const bytes = fromBase64url(secret);
    if (!bytes?.length) throw new Trouble("unreachable");
    await this.session.keep(await root(bytes), false);
  }
}
