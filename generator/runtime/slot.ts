/** What a slot holds: whose it is, its state and days, and the keys of the audiences that it opens. */

import { bytesOf, isRecord, text, type Bytes } from "./bytes";
import { root } from "./derive";
import { isAudience } from "./place";
import { Trouble } from "./trouble";

const KINDS = ["passphrase", "pass"] as const;
const STATES = ["active", "early", "ended", "revoked"] as const;
const DAY = /^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

export interface AudienceKey {
  readonly gen: string;
  readonly key: CryptoKey;
}

export interface Slot {
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  readonly state: (typeof STATES)[number];
  /** A pass's first and last day; a passphrase has none. */
  readonly from: string | null;
  readonly until: string | null;
  readonly audiences: ReadonlyMap<string, AudienceKey>;
}

/** Whether a pass ended before its last day, which then tells nothing: those in its stories no longer agree, say. */
export function endedSooner({ state, until }: Pick<Slot, "state" | "until">, today: Date): boolean {
  return state === "ended" && until !== null && today < new Date(`${until}T23:59:59`);
}

/** A slot as it is sealed, its keys in base64url. */
interface Sealed extends Omit<Slot, "audiences"> {
  readonly audiences: Readonly<Record<string, { readonly gen: string; readonly key: string }>>;
}

function isOf<T>(known: readonly T[], value: unknown): value is T {
  return known.some((candidate) => candidate === value);
}

function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Whether a gate could have made it: only a pass has days and other states, and only what is active has keys. */
function isSealed(value: unknown): value is Sealed {
  if (!isRecord(value) || !isRecord(value["audiences"])) return false;
  const { name, kind, state, from, until } = value;
  const timely = kind === "pass" ? isDay(from) && isDay(until) : from === null && until === null && state === "active";
  const keys = Object.entries(value["audiences"]);
  return (
    isAudience(name) &&
    isOf(KINDS, kind) &&
    isOf(STATES, state) &&
    timely &&
    keys.length > 0 === (state === "active") &&
    keys.every(([audience, key]) => isAudience(audience) && isRecord(key) && bytesOf(key["gen"], 9) && bytesOf(key["key"], 32))
  );
}

/** The same in the one order and spelling that a gate writes. */
function spelt({ name, kind, state, from, until, audiences }: Sealed): string {
  const keys = Object.entries(audiences).map(([audience, { gen, key }]) => [audience, { gen, key }]);
  return JSON.stringify({ name, kind, state, from, until, audiences: Object.fromEntries(keys) });
}

function parsed(content: Bytes): Sealed {
  try {
    const source = text(content);
    const value: unknown = JSON.parse(source);
    if (isSealed(value) && spelt(value) === source) return value;
  } catch (cause) {
    throw new Trouble("refused", { cause });
  }
  throw new Trouble("refused");
}

/** The slot in an unsealed content; throws Trouble("refused") for anything that a gate does not write. */
export async function readSlot(content: Bytes): Promise<Slot> {
  const slot = parsed(content);
  const keys = Object.entries(slot.audiences).map(async ([audience, { gen, key }]) => {
    const bytes = bytesOf(key, 32);
    if (!bytes) throw new Trouble("refused");
    return [audience, { gen, key: await root(bytes) }] as const;
  });
  return { ...slot, audiences: new Map(await Promise.all(keys)) };
}
