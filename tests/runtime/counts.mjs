/** Counts facets as the explorer does: reads the shards of several readers, writes for each what it counts and the day's order. */

import { explorer } from "./explorer_support.mjs";

let source = "";
for await (const chunk of process.stdin) source += chunk;
const answers = [];
for (const [reader, texts] of Object.entries(JSON.parse(source))) {
  const shard = new explorer.Shard(reader, async (number) => texts[number]);
  const head = await shard.head();
  const directory = new explorer.Directory(explorer.people(await shard.columns("people")), head.today);
  const all = directory.facets();
  const { counts } = explorer.tally(all, all.map(() => null), directory.size, null);
  const facets = Object.fromEntries(explorer.FACETS.map((facet, number) => [facet, Object.fromEntries(all[number].values.map((value, at) => [value, counts[number][at]]))]));
  const { day } = explorer.ordersOf(directory.measures, head.today);
  answers.push([reader, { facets, first: [...day.slice(0, head.first.numbers.length)] }]);
}
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
