/** Where the reader was, kept over a reload: sealed content comes only after the browser has given up on scrolling there. */

const KEY = "yorimichi preview place";
/** Content that is not there by then is not coming. */
const PATIENCE_MS = 3_000;
const STEERING = ["wheel", "touchstart", "keydown", "pointerdown"] as const;

interface Place {
  readonly path: string;
  readonly y: number;
  readonly inSwitch: boolean;
}

/** Call before loading the page again. */
export function keepPlace(inSwitch: boolean): void {
  const place: Place = { path: location.pathname, y: scrollY, inSwitch };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Without storage the page begins at its head.
  }
}

function taken(): Place | null {
  try {
    const found = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    const place = found === null ? null : (JSON.parse(found) as Place);
    return place?.path === location.pathname ? place : null;
  } catch {
    return null;
  }
}

/** Goes back to where the reader was, as the page grows, until she steers herself; says whether she was in the switch. */
export function restorePlace(): boolean {
  const place = taken();
  if (place && place.y > 0) hold(place.y);
  return place?.inSwitch ?? false;
}

function hold(y: number): void {
  const go = (): void => scrollTo({ top: y, behavior: "instant" });
  const watcher = new ResizeObserver(go);
  const stop = (): void => {
    watcher.disconnect();
    for (const name of STEERING) removeEventListener(name, stop);
  };
  for (const name of STEERING) addEventListener(name, stop, { passive: true });
  watcher.observe(document.body);
  setTimeout(stop, PATIENCE_MS);
}
