/** What a browser must have before a passphrase is asked for. */

import { canInflate } from "./inflate";
import type { Sentence } from "./sentences";

/** Why nothing can be opened here, or null where all is well. */
export function obstacle(): Sentence | null {
  if (location.protocol === "file:") return "file";
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return "insecure";
  if (!canInflate()) return "browser";
  if (typeof WebAssembly !== "object") return "wasm";
  return null;
}
