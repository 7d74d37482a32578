/** Words with one typing error: a letter wrong, missing or too many, or two exchanged (Damerau 1964). */

const LEAST = 5;

/** True where `typed` may be forgiven an error: Latin words of five letters or more. */
export function forgiving(typed: string): boolean {
  return typed.length >= LEAST && /^[a-z]+$/.test(typed);
}

/** Whether `typed`, with one error, is the word or its beginning. */
export function near(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed.charCodeAt(at) === word.charCodeAt(at)) at++;
  return (
    at === typed.length ||
    goesOn(typed, at + 1, word, at + 1) ||
    goesOn(typed, at + 1, word, at) ||
    goesOn(typed, at, word, at + 1) ||
    (typed[at] === word[at + 1] && typed[at + 1] === word[at] && goesOn(typed, at + 2, word, at + 2))
  );
}

/** Whether the word has, from a place on, what was typed from another place on. */
function goesOn(typed: string, at: number, word: string, place: number): boolean {
  for (let from = at, to = place; from < typed.length; from++, to++) if (typed.charCodeAt(from) !== word.charCodeAt(to)) return false;
  return true;
}

/** The words of a vocabulary that are meant by a word which none of them has, at most `most` of them. */
export function meant(typed: string, vocabulary: Iterable<string>, most: number): readonly string[] {
  const found: string[] = [];
  for (const word of vocabulary) {
    if (word.length + 1 >= typed.length && near(typed, word)) found.push(word);
    if (found.length === most) break;
  }
  return found;
}
