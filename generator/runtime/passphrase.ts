/** What a reader types, brought to the one spelling that keys are made from. */

/** Tab to carriage return, space, hyphen-minus, and the hyphens and dashes U+2010–2015. Not \s: that differs between languages. */
const GAPS = /[\u0009-\u000D\u0020\u002D\u2010-\u2015]+/g;

/** The normalised passphrase ("" for nothing), or null where what was typed cannot be one. */
export function normalise(typed: string): string | null {
  const plain = typed.normalize("NFKC").toLowerCase().replace(GAPS, " ").replace(/^ | $/g, "");
  return /^[\u0000-\u007F]*$/.test(plain) ? plain : null;
}
