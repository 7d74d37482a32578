/**
 * Stands in the page itself, ahead of all that a page fetches. Where the gate will need the keyring, it is asked for at
 * once: the gate's script, which would ask, takes a round trip to come, and on a phone that is what a reader waits for.
 */

import { PATIENCE_MS } from "./load";
import { LINK, signOf, storageName } from "./signs";

declare global {
  var yorimichiKeyring: Promise<Response> | undefined;
}

const root = new URL(document.currentScript!.dataset["root"]!, location.href);
if (location.hash.startsWith(LINK) || signOf(storageName(root.pathname))) {
  globalThis.yorimichiKeyring = fetch(new URL("keyring.json", root).href, {
    cache: "no-cache",
    // Safari has it since 16; before, the browser's own patience has to do.
    signal: AbortSignal.timeout?.(PATIENCE_MS) ?? null,
  });
  // Nobody may come to ask for it.
  globalThis.yorimichiKeyring.catch(() => undefined);
}
