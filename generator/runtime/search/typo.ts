/** Words with one typing error: a letter wrong, missing or too many, or two exchanged (Damerau 1964). */

const LEAST = 5;

/** True where `typed` may be forgiven an error: Latin words of five letters or more. */
export function forgiving(typed: string): boolean {
  return typed.length >= LEAST && /^[a-z]+$/.test(typed);
}

/** Whether `typed`, with one error, is the word or its beginning. */
export function near(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at++;
  const rest = (skipTyped: number, skipWord: number): boolean => word.startsWith(typed.slice(at + skipTyped), at + skipWord);
  if (at === typed.length) return true;
  return (
    rest(1, 1) || rest(1, 0) || rest(0, 1) || (typed[at] === word[at + 1] && typed[at + 1] === word[at] && rest(2, 2))
  );
}

/** The words of a vocabulary that are meant by a word which none of them has, at most `most` of them. */
export function meant(typed: string, vocabulary: readonly string[], most: number): readonly string[] {
  const found = [];
  for (const word of vocabulary) {
    if (word.length + 1 >= typed.length && near(typed, word)) found.push(word);
    if (found.length === most) break;
  }
  return found;
}
