/** Tells the scripts of single pages when there is something to see: at first, and each time that the gate has opened more. */

import { SHOWN } from "./moments";

/** Sets up what belongs to the region's content as it is now; `signal` ends when that is replaced. */
export type Setup = (region: HTMLElement, signal: AbortSignal) => void;

/** Runs `setup` for the page as it stands and again whenever its region was filled anew. */
export function onShown(setup: Setup): void {
  let current = new AbortController();
  const run = (): void => {
    const region = document.getElementById("y-page");
    current.abort();
    current = new AbortController();
    if (region) setup(region, current.signal);
  };
  document.addEventListener(SHOWN, run);
  run();
}
