/** The plain form of texts, with how each word that can be heard sounds: `{texts: […]}` on the standard input. */

import { readFileSync } from "node:fs";

import { search } from "../tests/runtime/search_support.mjs";

const { texts } = JSON.parse(readFileSync(0, "utf8"));
const folded = (text) => {
  const plain = search.plain(text.replace(/・/g, " "));
  const sounds = plain.split(/\s+/).filter((word) => search.canSound(word)).map(search.sound);
  return [...new Set([...plain.split(/\s+/), ...sounds])].join(" ");
};
console.log(JSON.stringify(texts.map(folded)));
