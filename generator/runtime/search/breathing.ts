/** Long work in steps, between which the page goes on. */

import type { Breathe } from "./peopled";

const STEP_MS = 8;

/** Lets the page go on whenever a few milliseconds have been used. */
export function breathing(): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STEP_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
