/** Bytes as the gate's format writes them: UTF-8, framed strings, and base64url in its one canonical form. */

export type Bytes = Uint8Array<ArrayBuffer>;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** The text of `bytes`; throws a TypeError where they are not UTF-8. */
export function text(bytes: Bytes): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

export function join(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Each string as its length in four bytes, big-endian, then itself: no two lists of strings read the same. */
export function framed(...strings: readonly string[]): Bytes {
  return join(
    ...strings.flatMap((string) => {
      const body = utf8(string);
      const size = new Uint8Array(4);
      new DataView(size.buffer).setUint32(0, body.length);
      return [size, body];
    }),
  );
}

export function toBase64url(bytes: Bytes): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    for (let place = 0; place < Math.min(4, bytes.length - at + 1); place++) {
      out += ALPHABET.charAt((group >> (18 - 6 * place)) & 63);
    }
  }
  return out;
}

/**
 * The bytes of a base64url text, or null where it is not the very text that `toBase64url` gives: foreign characters,
 * padding, a length no encoder produces, or spare bits that are not zero. One thing then has one spelling.
 */
export function fromBase64url(encoded: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(encoded) || encoded.length % 4 === 1) return null;
  const binary = atob(encoded.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = new Uint8Array(binary.length);
  // A plain loop: `Uint8Array.from` takes six times as long, and a page waits for this.
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  // Only the last characters can hold spare bits, so re-encoding the tail is enough, and large pictures stay quick.
  const tail = bytes.length - (bytes.length % 3);
  return toBase64url(bytes.slice(tail)) === encoded.slice((tail / 3) * 4) ? bytes : null;
}

/** The bytes of a value that is the base64url of just so many, else null. */
export function bytesOf(value: unknown, length: number): Bytes | null {
  const bytes = typeof value === "string" ? fromBase64url(value) : null;
  return bytes?.length === length ? bytes : null;
}

/** True for what JSON calls an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
