/** What the preview's server tells, as soon as it changes: another page, other findings. */

const RETRY_MS = 1_000;

export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  /** The line in the file, before the place and from there on; null where the file has no such line. */
  readonly quote: readonly [string, string] | null;
}

export interface Report {
  readonly diagnostics: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
  /** What went wrong that no finding tells; else empty. */
  readonly failure: string;
}

interface Answer extends Report {
  readonly version: string;
  readonly told: string;
  readonly keys: boolean;
}

export interface Known {
  readonly page: string;
  readonly version: string;
  readonly language: string;
}

/** Resolves when the page is in view: a browser opens only a few connections, and hidden tabs must not take them. */
function inView(): Promise<void> {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
  });
}

export class News {
  onChanged: () => void = () => undefined;
  onReport: (report: Report) => void = () => undefined;
  onKeys: (keys: boolean) => void = () => undefined;
  onStopped: () => void = () => undefined;
  private told = "";
  private leaving = false;

  constructor(private readonly known: Known) {}

  /** Asks again and again; each answer comes when there is something new, or after a while. */
  async follow(): Promise<void> {
    addEventListener("pagehide", () => (this.leaving = true));
    addEventListener("pageshow", () => (this.leaving = false));
    for (;;) {
      await inView();
      try {
        if (!this.take(await this.ask())) return;
      } catch {
        if (!this.leaving) this.onStopped();
        this.told = "";
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async ask(): Promise<Answer> {
    const query = new URLSearchParams({ ...this.known, told: this.told });
    const answer = await fetch(`/.yorimichi/news?${query.toString()}`, { cache: "no-store" });
    if (!answer.ok) throw new Error(`the preview answered ${answer.status}`);
    return (await answer.json()) as Answer;
  }

  /** Passes an answer on; false where the page is to be loaded again, and there is nothing more to ask. */
  private take(answer: Answer): boolean {
    if (answer.version !== this.known.version) {
      this.onChanged();
      return false;
    }
    this.onKeys(answer.keys);
    if (answer.told !== this.told) this.onReport(answer);
    this.told = answer.told;
    return true;
  }
}
