/**
 * Sealed objects: JWE compact tokens with `dir`, A256GCM and DEF. Nothing in a token is believed: the caller says which
 * header it must have, from the place where it stands, and any other spelling is refused before a key is used.
 */

import { fromBase64url, join, toBase64url, utf8, type Bytes } from "./bytes";
import { inflate } from "./inflate";
import { Trouble } from "./trouble";

export const HTML = ["text/html"];
export const JSON_DATA = ["application/json"];
export const PICTURES = ["image/webp", "image/png", "image/jpeg", "image/avif", "image/gif"];

const GENERATION = /^[A-Za-z0-9_-]{12}$/;

/** The first segment of a token, which says what it is and where it belongs. */
export function header(cty: string, kid: string): string {
  return toBase64url(utf8(JSON.stringify({ alg: "dir", enc: "A256GCM", zip: "DEF", cty, kid })));
}

/** The kid of the object `oid` of an audience's generation `gen`. */
export function kidOf(audience: string, gen: string, oid: string): string {
  return `${audience}.${gen}/${oid}`;
}

interface Segments {
  readonly head: string;
  readonly iv: Bytes;
  readonly sealed: Bytes;
}

function segments(token: string): Segments | null {
  const [head = "", key, iv, ciphertext, tag, more] = token.split(".");
  if (key !== "" || iv === undefined || ciphertext === undefined || tag === undefined || more !== undefined) return null;
  const [ivBytes, body, tagBytes] = [fromBase64url(iv), fromBase64url(ciphertext), fromBase64url(tag)];
  if (ivBytes?.length !== 12 || !body || tagBytes?.length !== 16) return null;
  return { head, iv: ivBytes, sealed: join(body, tagBytes) };
}

/** The generation that a token claims, if it is otherwise just what belongs at this place; to tell "rebuilt" from "altered". */
export function claimedGeneration(token: string, ctys: readonly string[], audience: string, oid: string): string | null {
  const head = token.split(".", 1)[0] ?? "";
  const bytes = fromBase64url(head);
  if (!bytes) return null;
  const ascii = new TextDecoder("latin1").decode(bytes);
  const gen = ascii.split(`"kid":"${audience}.`)[1]?.slice(0, 12) ?? "";
  if (!GENERATION.test(gen)) return null;
  return ctys.some((cty) => header(cty, kidOf(audience, gen, oid)) === head) ? gen : null;
}

export interface Unsealed {
  readonly cty: string;
  readonly content: Bytes;
}

/** What is sealed in a token whose kid must be `kid` and whose type one of `ctys`; throws Trouble("refused") for any other. */
export async function unseal(token: string, key: CryptoKey, ctys: readonly string[], kid: string): Promise<Unsealed> {
  const parts = segments(token);
  const cty = ctys.find((candidate) => header(candidate, kid) === parts?.head);
  if (!parts || cty === undefined) throw new Trouble("refused");
  try {
    const message = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: parts.iv, additionalData: utf8(parts.head), tagLength: 128 },
      key,
      parts.sealed,
    );
    return { cty, content: await inflate(new Uint8Array(message)) };
  } catch (cause) {
    throw new Trouble("refused", { cause });
  }
}
