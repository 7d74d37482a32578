/** The public list of slots, and what a slot holds: the keys of audiences. */

import { fromBase64url, text, type Bytes } from "./bytes";
import { root, slotKey, slotTag } from "./derive";
import { loadText } from "./load";
import { JSON_DATA, unseal } from "./token";
import { isAudience } from "./place";
import { Trouble } from "./trouble";

export interface Keyring {
  readonly salt: Bytes;
  readonly edition: string;
  readonly slots: ReadonlyMap<string, string>;
  /** False where it is an earlier copy, from which nobody can conclude that a slot is gone. */
  readonly fresh: boolean;
}

export interface AudienceKey {
  readonly gen: string;
  readonly key: CryptoKey;
}

const KINDS = ["passphrase", "pass"] as const;
const STATES = ["active", "early", "ended", "revoked"] as const;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

export interface Slot {
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  readonly state: (typeof STATES)[number];
  /** A pass's first and last day; a passphrase has none. */
  readonly from: string | null;
  readonly until: string | null;
  readonly audiences: ReadonlyMap<string, AudienceKey>;
}

/** Format 1 has these and no others, so a keyring cannot ask for a cheaper guess. */
export const ARGON2 = { alg: "argon2id", m: 65_536, t: 3, p: 1 } as const;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bytesOf(value: unknown, length: number): Bytes | null {
  const bytes = typeof value === "string" ? fromBase64url(value) : null;
  return bytes?.length === length ? bytes : null;
}

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
  const known = Object.entries(ARGON2).every(([name, value]) => kdf[name] === value);
  if (!salt || !known || typeof edition !== "string" || !bytesOf(edition, 9)) throw new Trouble("refused");
  const slots = new Map<string, string>();
  for (const slot of data["slots"] as unknown[]) {
    if (!isRecord(slot) || typeof slot["tag"] !== "string" || !bytesOf(slot["tag"], 16)) throw new Trouble("refused");
    if (typeof slot["jwe"] !== "string" || slots.has(slot["tag"])) throw new Trouble("refused");
    slots.set(slot["tag"], slot["jwe"]);
  }
  return { salt, edition, slots, fresh };
}

/** Today's keyring; `no-cache` asks the server whether the copy at hand is still good, `reload` passes every cache by. */
export async function loadKeyring(site: URL, cache: "no-cache" | "reload"): Promise<Keyring> {
  const { text: source, fresh } = await loadText(new URL("keyring.json", site), cache);
  return parseKeyring(source, fresh);
}

async function audienceKeys(value: unknown): Promise<Map<string, AudienceKey>> {
  if (!isRecord(value)) throw new Trouble("refused");
  const keys = new Map<string, AudienceKey>();
  for (const [name, entry] of Object.entries(value)) {
    const gen = isRecord(entry) && bytesOf(entry["gen"], 9) ? (entry["gen"] as string) : null;
    const key = isRecord(entry) ? bytesOf(entry["key"], 32) : null;
    if (!isAudience(name) || gen === null || !key) throw new Trouble("refused");
    keys.set(name, { gen, key: await root(key) });
  }
  return keys;
}

function one<T>(known: readonly T[], value: unknown): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new Trouble("refused");
  return found;
}

/** A slot's content; throws Trouble("refused") where it is none. */
async function slotIn(source: string): Promise<Slot> {
  let data: unknown;
  try {
    data = JSON.parse(source);
  } catch (cause) {
    throw new Trouble("refused", { cause });
  }
  if (!isRecord(data) || typeof data["name"] !== "string") throw new Trouble("refused");
  const [kind, state] = [one(KINDS, data["kind"]), one(STATES, data["state"])];
  const [from, until] = [data["from"], data["until"]].map((day) => (typeof day === "string" && DAY.test(day) ? day : null));
  const dated = from != null && until != null;
  if (dated !== (kind === "pass")) throw new Trouble("refused");
  const audiences = await audienceKeys(data["audiences"]);
  return { name: data["name"], kind, state, from: from ?? null, until: until ?? null, audiences };
}

/** The slot that a slot secret opens, null where the keyring has none for it; throws Trouble("refused") for an altered one. */
export async function openSlot(keyring: Keyring, secret: CryptoKey): Promise<Slot | null> {
  const tag = await slotTag(secret, keyring.edition);
  const token = keyring.slots.get(tag);
  if (token === undefined) return null;
  const key = await slotKey(secret, keyring.edition);
  const { content } = await unseal(token, key, JSON_DATA, `slot/${tag}`);
  return slotIn(text(content));
}
