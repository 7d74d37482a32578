/** Counts facets as the explorer does: reads the shards of several readers, writes for each what it counts and the day's order. */

import { explorer } from "./explorer_support.mjs";

let source = "";
for await (const chunk of process.stdin) source += chunk;
const answers = Object.entries(JSON.parse(source)).map(([reader, texts]) => {
  const parts = texts.map((text) => JSON.parse(text));
  const [head] = parts;
  const columns = {};
  for (const number of head.parts.people)
    for (const [name, piece] of Object.entries(parts[number].columns)) columns[name] = name in columns ? columns[name].concat(piece) : piece;
  const directory = new explorer.Directory(explorer.people(columns), head.today);
  const all = directory.facets();
  const { counts } = explorer.tally(all, all.map(() => null), directory.size, null);
  const facets = Object.fromEntries(explorer.FACETS.map((facet, number) => [facet, Object.fromEntries(all[number].values.map((value, at) => [value, counts[number][at]]))]));
  const { day } = explorer.ordersOf(directory.measures, head.today);
  return [reader, { facets, first: [...day.slice(0, head.first.numbers.length)] }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
