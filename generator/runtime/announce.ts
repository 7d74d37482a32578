/** Words that outlive the gate: a live region for screen readers, and a visible note above the page. */

/** Says something to screen readers; the region must be in the page some time before the words. */
export class Announcer {
  private readonly region = document.createElement("div");

  constructor() {
    this.region.setAttribute("role", "status");
    this.region.className = "y-announcer";
    // Out of sight but not out of the accessibility tree; through the CSSOM, which a strict policy allows.
    Object.assign(this.region.style, {
      position: "absolute",
      width: "1px",
      height: "1px",
      overflow: "hidden",
      clipPath: "inset(50%)",
      whiteSpace: "nowrap",
    });
    document.body.append(this.region);
  }

  say(...words: readonly string[]): void {
    this.region.textContent = words.join(" ");
  }
}

/** Shows notes above the page's region, in place of earlier ones: words, or elements of their own. */
export function showNotes(region: Element | null, notes: readonly (string | HTMLElement)[]): void {
  for (const old of document.querySelectorAll("[data-note]")) old.remove();
  region?.before(...notes.map(noteOf));
}

function noteOf(content: string | HTMLElement): HTMLElement {
  let note: HTMLElement;
  if (typeof content === "string") {
    note = document.createElement("p");
    note.className = "y-note";
    note.textContent = content;
  } else note = content;
  note.dataset["note"] = "";
  return note;
}
