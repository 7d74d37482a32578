/**
 * What other searches find for the same queries: `{documents: [{id, text, folded}], queries: [{q, folded}]}` on the standard
 * input, the path of Material's theme as the argument. `folded` is the plain form, with how names sound. Gives ids by engine.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import vm from "node:vm";

const require = createRequire(join(process.cwd(), "package.json"));
const uFuzzy = require("@leeoniya/ufuzzy");
const MiniSearch = require("minisearch");
const { Index } = require("flexsearch");

const { documents, queries } = JSON.parse(readFileSync(0, "utf8"));
const theme = join(process.argv[2], "assets/javascripts");

/** Material's own worker, as a browser would run it. */
async function material() {
  const answers = [];
  let heard = null;
  const scope = vm.createContext({
    console: { warn: () => undefined },
    addEventListener: (_, listener) => (heard = listener),
    postMessage: (message) => answers.push(message),
    importScripts: (...names) => names.forEach((name) => vm.runInContext(readFileSync(join(theme, name.replace("../lunr", "lunr")), "utf8"), scope)),
  });
  scope.self = scope;
  vm.runInContext(readFileSync(join(theme, "workers", process.argv[3]), "utf8"), scope);
  const send = async (type, data) => {
    answers.length = 0;
    await heard({ data: { type, data } });
    for (let wait = 0; answers.length === 0 && wait < 100; wait++) await new Promise((resolve) => setTimeout(resolve, 5));
    return answers[0]?.data;
  };
  const fields = { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1_000_000 } };
  const docs = documents.map(({ id, title, text }) => ({ location: id, title, text }));
  const config = { lang: ["ja", "en"], separator: "[\\s\\-\u3000\u3001\u3002\uff0c\uff0e]+", pipeline: ["stemmer"], fields };
  await send(0, { config, docs, options: { suggest: false } });
  const found = [];
  for (const { q } of queries) found.push(((await send(2, q))?.items ?? []).map((item) => item[0].location));
  return found;
}

function fuzzy(field) {
  const haystack = documents.map((one) => one[field]);
  const one = new uFuzzy({ unicode: true, intraMode: 1, interSplit: "[^\\p{L}\\d']+", intraSplit: "\\p{Ll}\\p{Lu}", intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}", intraChars: "[\\p{L}\\d']", intraContr: "'\\p{L}{1,2}\\b" });
  return queries.map((query) => (one.search(haystack, field === "text" ? query.q : query.folded, 1)[0] ?? []).map((at) => documents[at].id));
}

function mini(field) {
  const one = new MiniSearch({ fields: [field] });
  one.addAll(documents);
  const options = { combineWith: "AND", prefix: true, fuzzy: (term) => (/^[a-z]{5,}$/.test(term) ? 1 : false) };
  return queries.map((query) => one.search(field === "text" ? query.q : query.folded, options).map(({ id }) => id));
}

function flex(field) {
  const one = new Index({ tokenize: "full" });
  documents.forEach((each, at) => one.add(at, each[field]));
  return queries.map((query) => one.search(field === "text" ? query.q : query.folded, { limit: 1000 }).map((at) => documents[at].id));
}

const empty = (all) => all.map((ids, at) => (queries[at].q.trim() === "" ? [] : ids));
console.log(JSON.stringify({
  Material: await material(),
  uFuzzy: empty(fuzzy("text")), "uFuzzy, folded": empty(fuzzy("folded")),
  MiniSearch: empty(mini("text")), "MiniSearch, folded": empty(mini("folded")),
  FlexSearch: empty(flex("text")), "FlexSearch, folded": empty(flex("folded")),
}));
