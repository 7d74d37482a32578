/** Asks the search what it is asked, over the shards that it is given: `{shards: {reader: [part, …]}, queries: [{q, reader}]}` on the standard input. */

import { readFileSync } from "node:fs";

import { finderOver } from "./search_support.mjs";

const { shards, queries } = JSON.parse(readFileSync(0, "utf8"));
const finders = {};
for (const [reader, parts] of Object.entries(shards)) finders[reader] = await finderOver(reader, parts);
const most = { people: 1000, stories: 1000, pages: 1000 };
const answers = queries.map(({ q, reader }) => {
  const { people, stories, pages, mended } = finders[reader].find(q, most);
  return {
    people: people.hits.map(({ shelf, row }) => shelf.people.data.addresses[row]),
    stories: stories.hits.map(({ shelf, row }) => shelf.stories.data.addresses[row]),
    pages: pages.hits.map(({ shelf, row }) => shelf.pages.data.addresses[row]),
    total: people.total,
    explored: [...(finders[reader].people(q) ?? [])].reduce((sum, one) => sum + one, 0),
    mended: mended.length > 0,
  };
});
console.log(JSON.stringify(answers));
