/** The keys at hand: what all slots together that this reader holds open in today's keyring. */

import { objectKey } from "./derive";
import { loadKeyring, openSlot, type AudienceKey, type Keyring } from "./keyring";
import type { Held, Session } from "./session";
import { claimedGeneration, kidOf, unseal, type Unsealed } from "./token";
import { Trouble } from "./trouble";

export type Keys = ReadonlyMap<string, AudienceKey>;

export interface Ring {
  readonly keyring: Keyring;
  readonly keys: Keys;
  /** Secrets whose slot is gone from the keyring. */
  readonly gone: readonly Held[];
}

/** Opens every slot that `held` can open. */
export async function openRing(keyring: Keyring, held: readonly Held[]): Promise<Ring> {
  const keys = new Map<string, AudienceKey>();
  const gone: Held[] = [];
  for (const one of held) {
    const slot = await openSlot(keyring, one.secret);
    if (!slot) gone.push(one);
    for (const [name, key] of slot?.audiences ?? []) keys.set(name, key);
  }
  return { keyring, keys, gone };
}

/**
 * What the session opens today. A slot that is missing is looked for once more past every cache; if the server too has
 * it no longer, the session forgets its secret.
 */
export async function restore(site: URL, session: Session, held: readonly Held[]): Promise<Ring> {
  let ring = await openRing(await loadKeyring(site, "no-cache"), held);
  if (ring.gone.length === 0) return ring;
  ring = await openRing(await loadKeyring(site, "reload"), held);
  if (ring.keyring.fresh) for (const { id } of ring.gone) await session.forget(id);
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
