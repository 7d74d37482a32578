/** Keys from keys: HKDF-SHA-256 with an empty salt. What goes in is never extractable again, nor is what comes out. */

import { framed, toBase64url, type Bytes } from "./bytes";

const USES: KeyUsage[] = ["deriveBits", "deriveKey"];

function hkdf(info: Bytes): HkdfParams {
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
}

/** Secret bytes as a key that can only be derived from; the bytes themselves are wiped. */
export async function root(secret: Bytes): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, USES);
  secret.fill(0);
  return key;
}

function opening(from: CryptoKey, info: Bytes): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(hkdf(info), from, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
}

/** The key of the object `oid` under an audience's key. */
export function objectKey(audience: CryptoKey, oid: string): Promise<CryptoKey> {
  return opening(audience, framed("object", oid));
}

/** The key of the slot that a slot secret opens in the keyring `edition`. */
export function slotKey(secret: CryptoKey, edition: string): Promise<CryptoKey> {
  return opening(secret, framed("slot key", edition));
}

/** The tag by which that slot is found, 16 bytes in base64url. */
export async function slotTag(secret: CryptoKey, edition: string): Promise<string> {
  const bits = await crypto.subtle.deriveBits(hkdf(framed("slot tag", edition)), secret, 128);
  return toBase64url(new Uint8Array(bits));
}
