/** The keys at hand: what all slots together that this reader holds open in today's keyring. */

import { objectKey } from "./derive";
import { loadKeyring, openSlot, type Keyring } from "./keyring";
import type { Held, Session } from "./session";
import type { AudienceKey, Slot } from "./slot";
import { claimedGeneration, kidOf, unseal, type Unsealed } from "./token";
import { Trouble } from "./trouble";

export type Keys = ReadonlyMap<string, AudienceKey>;

/** A secret and the slot that it opens. */
export interface Opened {
  readonly held: Held;
  readonly slot: Slot;
}

export interface Ring {
  readonly keyring: Keyring;
  readonly keys: Keys;
  readonly opened: readonly Opened[];
  /** Secrets whose slot is gone from the keyring. */
  readonly gone: readonly Held[];
}

/** What nobody who holds nothing opens. */
export const EMPTY: Ring = {
  keyring: { salt: new Uint8Array(16), edition: "", slots: new Map(), fresh: false },
  keys: new Map(),
  opened: [],
  gone: [],
};

/** Opens every slot that `held` can open. */
export async function openRing(keyring: Keyring, held: readonly Held[]): Promise<Ring> {
  const slots = await Promise.all(held.map((one) => openSlot(keyring, one.secret)));
  const opened = held.flatMap((one, at) => (slots[at] ? [{ held: one, slot: slots[at] }] : []));
  const keys = new Map(opened.flatMap(({ slot }) => [...slot.audiences]));
  return { keyring, keys, opened, gone: held.filter((_, at) => !slots[at]) };
}

/** The passes that open something. */
export function passes({ opened }: Ring): readonly Opened[] {
  return opened.filter(({ slot }) => slot.kind === "pass" && slot.state === "active");
}

/** The pass that alone opens what is for `audience`, if no passphrase does. */
export function passTo(ring: Ring, audience: string): Opened | undefined {
  const openers = ring.opened.filter(({ slot }) => slot.audiences.has(audience));
  return openers.every(({ slot }) => slot.kind === "pass") ? openers[0] : undefined;
}

/** Whether each secret still opens what it should. */
function whole(ring: Ring): boolean {
  return ring.gone.length === 0 && ring.opened.every(({ slot }) => slot.state === "active");
}

/**
 * What the session opens today, in the keyring that `first` brings. A slot that is missing or closed is looked for once
 * more past every cache; if the server too has it no longer, the session forgets its secret.
 */
export async function restore(site: URL, session: Session, held: readonly Held[], first: Promise<Keyring>): Promise<Ring> {
  const known = await openRing(await first, held);
  if (whole(known)) return known;
  const ring = await openRing(await loadKeyring(site, "reload"), held);
  if (ring.keyring.fresh) for (const { id } of ring.gone) if (id) await session.forget(id);
  return ring;
}

/**
 * What is sealed in the object `oid` of `audience`. Throws Trouble: "beyond" without a key for it, "rebuilt" where it is
 * of another generation than the key, "refused" for anything that is not the object of this place.
 */
export async function openObject(
  token: string,
  keys: Keys,
  ctys: readonly string[],
  audience: string,
  oid: string,
): Promise<Unsealed> {
  const held = keys.get(audience);
  if (!held) throw new Trouble("beyond");
  const claimed = claimedGeneration(token, ctys, audience, oid);
  if (claimed !== null && claimed !== held.gen) throw new Trouble("rebuilt");
  return unseal(token, await objectKey(held.key, oid), ctys, kidOf(audience, held.gen, oid));
}
