/** The gate as the reader meets it: one field, what is going on, and what went wrong, said aloud. */

type Tone = "busy" | "error" | "plain";

export interface Submitted {
  readonly typed: string;
  readonly remember: boolean;
}

export class GateForm {
  private readonly gate: HTMLElement;
  private readonly form: HTMLFormElement;
  private readonly field: HTMLInputElement;
  private working = false;

  /** The gate in the page, or null where it has none. */
  static find(submit: (form: GateForm, submitted: Submitted) => Promise<void>): GateForm | null {
    const gate = document.querySelector<HTMLElement>("section[data-gate]");
    const form = gate?.querySelector<HTMLFormElement>("[data-gate-form]");
    const field = gate?.querySelector<HTMLInputElement>("#y-passphrase");
    return gate && form && field ? new GateForm(gate, form, field, submit) : null;
  }

  private constructor(
    gate: HTMLElement,
    form: HTMLFormElement,
    field: HTMLInputElement,
    submit: (form: GateForm, submitted: Submitted) => Promise<void>,
  ) {
    this.gate = gate;
    this.form = form;
    this.field = field;
    // The gate's own sentence reaches everyone, in the page's language; the browser's bubble does not.
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.working) return;
      const remember = form.querySelector<HTMLInputElement>("[data-remember]")?.checked ?? false;
      void submit(this, { typed: field.value, remember });
    });
    gate.querySelector('[data-action="another"]')?.addEventListener("click", ({ currentTarget }) => {
      (currentTarget as HTMLElement).hidden = true;
      form.hidden = false;
      field.focus();
    });
    field.addEventListener("input", () => field.removeAttribute("aria-invalid"));
    const reveal = form.querySelector<HTMLElement>('[data-action="reveal"]');
    reveal?.addEventListener("click", () => {
      const shown = field.type === "password";
      field.type = shown ? "text" : "password";
      const label = shown ? reveal.dataset["hide"] : reveal.dataset["show"];
      // Either the label tells the state or aria-pressed does; both would say "hide: on".
      if (label === undefined) reveal.setAttribute("aria-pressed", String(shown));
      else reveal.removeAttribute("aria-pressed");
      if (label !== undefined) reveal.textContent = label;
    });
  }

  /** Whether the gate still stands in the page, and the page has not taken its place. */
  get stands(): boolean {
    return this.gate.isConnected;
  }

  show(): void {
    this.form.hidden = false;
  }

  /** Tells at the gate's head what there is to say of a link. */
  tellOfLink(message: string): void {
    const place = this.gate.querySelector<HTMLElement>("[data-gate-link]");
    if (place) place.textContent = message;
  }

  /** Offers, below what was said, to give the link back. */
  offer(bar: HTMLElement | null): void {
    this.gate.querySelector(".y-link")?.remove();
    const said = this.gate.querySelector("[data-gate-link]:not(:empty)") ?? this.gate.querySelector("[data-gate-status]");
    if (bar) said?.after(bar);
  }

  /** Says that something is going on, before there is a form to be busy. */
  wait(message: string): void {
    this.status(message, "busy");
    this.progress(true);
  }

  /** It is over. */
  waited(): void {
    this.status("", "plain");
    this.progress(false);
  }

  /** Whether the page has a part that says what is open. */
  get panelled(): boolean {
    return this.gate.querySelector("[data-gate-open]") !== null;
  }

  /** Puts what is open in the form's place, where the page has such a part; a button brings that back where it `works`. */
  showOpen(titles: readonly string[], works: boolean): void {
    const panel = this.gate.querySelector<HTMLElement>("[data-gate-open]");
    if (!panel) return;
    const items = titles.map((title) => {
      const item = document.createElement("li");
      item.textContent = title;
      return item;
    });
    panel.querySelector("[data-gate-audiences]")?.replaceChildren(...items);
    panel.hidden = false;
    const title = this.gate.querySelector<HTMLElement>("h1[data-open]");
    if (title) title.textContent = title.dataset["open"] ?? "";
    const another = panel.querySelector<HTMLElement>('[data-action="another"]');
    if (another) another.hidden = !works;
    for (const closed of this.gate.querySelectorAll<HTMLElement>("[data-gate-closed]")) closed.hidden = true;
    this.form.hidden = true;
    this.field.value = "";
  }

  /** While busy the form stays as it is, focus included, and a second submission does nothing. */
  busy(on: boolean): void {
    this.working = on;
    this.form.setAttribute("aria-busy", String(on));
    this.field.readOnly = on;
    this.form.querySelector('[type="submit"]')?.setAttribute("aria-disabled", String(on));
    this.progress(on);
  }

  private progress(shown: boolean): void {
    const progress = this.gate.querySelector<HTMLElement>("[data-gate-progress]");
    if (progress) progress.hidden = !shown;
  }

  status(message: string, tone: Tone): void {
    const status = this.gate.querySelector<HTMLElement>("[data-gate-status]");
    if (!status) return;
    // Without a form to show, what there is to say must not stay hidden inside it.
    if (this.form.hidden && this.form.contains(status)) this.form.after(status);
    status.dataset["tone"] = tone;
    status.textContent = message;
  }

  /** Says what went wrong with what was typed, which stays, selected, to be mended. */
  fail(message: string): void {
    this.status(message, "error");
    this.field.setAttribute("aria-invalid", "true");
    this.field.focus();
    this.field.select();
  }
}
