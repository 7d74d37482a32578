/** What a browser must have before anything can be opened in it. */

import { canInflate } from "./inflate";
import type { Sentence } from "./sentences";

/** Why nothing can be opened here, or null where all is well. */
export function obstacle(): Sentence | null {
  if (location.protocol === "file:") return "file";
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return "insecure";
  if (!canInflate()) return "browser";
  return null;
}

/** Whether a passphrase can be checked here; links and what is open already need no WebAssembly. */
export function canHarden(): boolean {
  return typeof WebAssembly === "object";
}
