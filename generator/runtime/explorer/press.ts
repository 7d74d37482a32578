/** What is being pressed must not be replaced: a browser gives no click to an element that has gone in between. */

export class Press {
  private down = false;
  private waiting: (() => void)[] = [];

  constructor(signal: AbortSignal) {
    const options = { signal, capture: true, passive: true };
    addEventListener("pointerdown", () => (this.down = true), options);
    // The click comes after the finger is up, in the same task.
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => this.end()), options);
  }

  /** Resolves when no finger and no button is down. */
  released(): Promise<void> {
    return this.down ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  private end(): void {
    this.down = false;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
