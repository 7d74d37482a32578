/** The public list of slots, one of which a passphrase or a pass opens. */

import { bytesOf, isRecord, type Bytes } from "./bytes";
import { slotKey, slotTag } from "./derive";
import { loadText } from "./load";
import { readSlot, type Slot } from "./slot";
import { JSON_DATA, unseal } from "./token";
import { Trouble } from "./trouble";

export interface Keyring {
  readonly salt: Bytes;
  readonly edition: string;
  readonly slots: ReadonlyMap<string, string>;
  /** False where it is an earlier copy, from which nobody can conclude that a slot is gone. */
  readonly fresh: boolean;
}

/** Format 1 has these and no others, so a keyring cannot ask for a cheaper guess. */
export const ARGON2 = { alg: "argon2id", m: 65_536, t: 3, p: 1 } as const;

/** The keyring in a file's text; throws Trouble("rebuilt") for one of another version, "refused" for none at all. */
export function parseKeyring(source: string, fresh: boolean): Keyring {
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch (cause) {
    throw new Trouble("unreachable", { cause });
  }
  // Another version means that this script, too, is an older copy than the site.
  if (isRecord(data) && typeof data["v"] === "number" && data["v"] !== 1) throw new Trouble("rebuilt");
  if (!isRecord(data) || data["v"] !== 1 || !isRecord(data["kdf"]) || !Array.isArray(data["slots"])) throw new Trouble("refused");
  const { kdf, edition } = data;
  const salt = bytesOf(data["salt"], 16);
  const known = JSON.stringify(kdf) === JSON.stringify(ARGON2);
  if (!salt || !known || typeof edition !== "string" || !bytesOf(edition, 9)) throw new Trouble("refused");
  const slots = new Map<string, string>();
  for (const slot of data["slots"] as unknown[]) {
    if (!isRecord(slot) || typeof slot["tag"] !== "string" || !bytesOf(slot["tag"], 16)) throw new Trouble("refused");
    if (typeof slot["jwe"] !== "string" || slots.has(slot["tag"])) throw new Trouble("refused");
    slots.set(slot["tag"], slot["jwe"]);
  }
  return { salt, edition, slots, fresh };
}

/**
 * Today's keyring; `no-cache` asks the server whether the copy at hand is still good, `reload` passes every cache by.
 * `begun` is the server's answer where the page has asked already.
 */
export async function loadKeyring(site: URL, cache: "no-cache" | "reload", begun?: Promise<Response>): Promise<Keyring> {
  const { text: source, fresh } = await loadText(new URL("keyring.json", site), cache, begun);
  return parseKeyring(source, fresh);
}

/** The slot that a slot secret opens, null where the keyring has none for it; throws Trouble("refused") for an altered one. */
export async function openSlot(keyring: Keyring, secret: CryptoKey): Promise<Slot | null> {
  const [tag, key] = await Promise.all([slotTag(secret, keyring.edition), slotKey(secret, keyring.edition)]);
  const token = keyring.slots.get(tag);
  if (token === undefined) return null;
  const { content } = await unseal(token, key, JSON_DATA, `slot/${tag}`);
  return readSlot(content);
}
