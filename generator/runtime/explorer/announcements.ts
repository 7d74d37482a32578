/** Tells those who do not see the page how many were found, once the asking has come to rest. */

const REST_MS = 700;

export class Announcements {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last: string | null = null;

  constructor(
    private readonly region: HTMLElement,
    signal: AbortSignal,
  ) {
    signal.addEventListener("abort", () => clearTimeout(this.timer));
  }

  /** The first words are those of the page as it comes: nobody asked for them. */
  tell(words: string): void {
    if (this.last === null) this.last = words;
    clearTimeout(this.timer);
    if (words === this.last) return;
    this.timer = setTimeout(() => {
      this.last = words;
      this.region.textContent = words;
    }, REST_MS);
  }
}
