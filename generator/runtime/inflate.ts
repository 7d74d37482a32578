/** Raw DEFLATE, undone with the browser's own decoder and never past a bound. */

import { join, type Bytes } from "./bytes";

/** Format 1 seals at most this many bytes an object. */
export const MOST_CONTENT = 240_000;

/** True where the browser has a decoder for raw DEFLATE (Safari 16.4, Firefox 113, Chrome 103). */
export function canInflate(): boolean {
  try {
    return Boolean(new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

/** The content of a raw DEFLATE stream; throws where the stream is broken, cut, or holds more than `most` bytes. */
export async function inflate(stream: Bytes, most: number = MOST_CONTENT): Promise<Bytes> {
  const decoder = new DecompressionStream("deflate-raw");
  const writer = decoder.writable.getWriter();
  // Failures of the writing end arrive at the reading end too; here they would only be reported twice.
  writer.write(stream).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = decoder.readable.getReader();
  const parts: Bytes[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(...parts);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => undefined);
      throw new RangeError("more content than an object may hold");
    }
    parts.push(value as Bytes);
  }
}
