/** What can go wrong, as a class of its own, so that each kind reaches the reader as its own sentence. */

import type { Sentence } from "./sentences";

export class Trouble extends Error {
  constructor(
    readonly sentence: Sentence,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
    this.name = "Trouble";
  }
}

/** The sentence that fits whatever was thrown. */
export function sentenceOf(thrown: unknown): Sentence {
  return thrown instanceof Trouble ? thrown.sentence : "unexpected";
}
