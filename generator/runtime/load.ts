/** Files of the site, over a network that may be slow, stale or gone. */

import { Trouble } from "./trouble";

/** Wi-Fi at an event can hang for minutes; past this the browser's own copy is the better answer. */
export const PATIENCE_MS = 15_000;

export interface Loaded {
  readonly text: string;
  /** False where the network failed and this is the browser's own earlier copy. */
  readonly fresh: boolean;
}

/** The text at `url`, or null where the server answered with something else. Network failures reject. */
async function attempt(url: URL, cache: RequestCache, begun?: Promise<Response>): Promise<string | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await (begun ?? fetch(url.href, { cache, signal: stop.signal }));
    return answer.ok ? await answer.text() : null;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The text at `url`, asked of the server first and, where there is no connection, of the browser's copy; `begun` is the
 * server's answer where it was asked before, with its own patience. Throws Trouble("unreachable").
 */
export async function loadText(url: URL, cache: RequestCache, begun?: Promise<Response>): Promise<Loaded> {
  let fresh = true;
  const found = await attempt(url, cache, begun)
    .catch(() => {
      fresh = false;
      return attempt(url, "force-cache");
    })
    .catch(() => null);
  if (found === null) throw new Trouble("unreachable");
  return { text: found, fresh };
}
