/** One form for all ways in which a text can be typed, and one for all ways in which a name can be spelt in Latin letters. */

import spelling from "./spelling.json";

const KANJI = new Map(spelling.kanji.split(" ").map((pair) => [...pair] as [string, string]));
const OLD = new RegExp([...KANJI.keys()].join("|"), "gu");
const KANA = new Map(spelling.kana.split(" ").map((pair) => [pair.slice(0, 1), pair.slice(1)]));
const SOUNDS = spelling.sounds.map(([from = "", to = ""]) => [new RegExp(from, "g"), to] as const);
/** What people leave out or put in between the parts of a word. */
const JOINTS = /[-‐-―'’・·=＝]/g;
const SMALL_Y: Readonly<Record<string, string>> = { ゃ: "ya", ゅ: "yu", ょ: "yo" };
const SMALL: Readonly<Record<string, string>> = { ぁ: "a", ぃ: "i", ぅ: "u", ぇ: "e", ぉ: "o" };
const ASCII = /^[\x20-\x7e]*$/;

/**
 * The text as it is compared: NFKC, small letters without accents, hiragana, new forms of kanji, and no joints within
 * words. Kana keep their marks, which make other letters of them.
 */
export function plain(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(JOINTS, "");
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[À-ɏḀ-ỿ]/g, (letter) => letter.normalize("NFD").replace(/[\u0300-\u036f]/g, ""))
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/ゖ/g, "け")
    .replace(/(.)々/gu, "$1$1")
    .replace(OLD, (old) => KANJI.get(old) ?? old)
    .replace(JOINTS, "");
}

/** True for what can be compared by its sound: plain text of Latin letters and kana alone. */
export function canSound(text: string): boolean {
  return /^[a-zぁ-ゖー ]+$/.test(text);
}

/**
 * How a plain text of Latin letters and kana sounds, whichever way it is spelt: Hepburn, Kunrei, long vowels with a
 * macron, twice, with h or not at all. It may be the beginning of a word only.
 */
export function sound(text: string): string {
  let letters = latin(text);
  for (const [from, to] of SOUNDS) letters = letters.replace(from, to);
  return letters;
}

/** The sounds that a half-typed word may become: before b and p, an m is an n. */
export function soundsOf(text: string): readonly string[] {
  const one = sound(text);
  return one.endsWith("m") ? [one, `${one.slice(0, -1)}n`] : [one];
}

/** Kana in Latin letters, by Kunrei; what is no kana stays as it is. */
function latin(text: string): string {
  let letters = "";
  let doubled = false;
  for (const char of text) {
    const small = SMALL_Y[char] ?? SMALL[char];
    if (char === "っ") {
      doubled = true;
      continue;
    }
    if (char === "ー") continue;
    if (small !== undefined) letters = joined(letters, small);
    else {
      const syllable = KANA.get(char) ?? char;
      letters += (doubled && /^[kstpgzdbh]/.test(syllable) ? syllable.slice(0, 1) : "") + syllable;
    }
    doubled = false;
  }
  return letters;
}

/** A syllable with the small kana after it: ki and ya are kya, hu and a are ha. */
function joined(letters: string, small: string): string {
  const stem = /[aiueo]$/.test(letters) ? letters.slice(0, -1) : letters;
  return stem + small;
}

/** A text in pieces that are folded each by themselves, so that a place in the plain text leads back to one in the text. */
export function mapped(text: string): { readonly plain: string; readonly back: readonly number[] } {
  let folded = "";
  const back: number[] = [];
  for (const { 0: piece, index } of text.matchAll(/.[\u0300-\u036f\u3099\u309a\uff9e\uff9f々]*/gsu)) {
    const one = plain(piece);
    for (let at = 0; at < one.length; at++) back.push(index);
    folded += one;
  }
  back.push(text.length);
  return { plain: folded, back };
}
