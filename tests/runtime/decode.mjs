/** Tells what the columns of a shard say of each person: `{parts: [part, …]}` on the standard input. */

import { readFileSync } from "node:fs";

import { search } from "./search_support.mjs";

const { parts } = JSON.parse(readFileSync(0, "utf8"));
const shard = new search.Shard("any", async (number) => parts[number]);
const all = search.people(await shard.columns("people"));
const { brought, news } = search.notes(await shard.columns("notes"));
const some = ({ starts, items }, row, values) => [...items.subarray(starts[row], starts[row + 1])].map((number) => values[number - 1]);
const rows = Array.from({ length: all.size }, (_, row) => ({
  address: all.addresses[row],
  name: all.names[row],
  headline: all.headlines[row],
  place: all.places[all.place[row] - 1] ?? null,
  skills: some(all.skill, row, all.skills),
  languages: some(all.language, row, all.languages),
  brought: brought.slice(all.spells[row], all.spells[row + 1]),
  news: news[row],
  offers: some(all.offer, row, all.offers),
  spells: Array.from({ length: all.spells[row + 1] - all.spells[row] }, (_, at) => {
    const spell = all.spells[row] + at;
    const { kind, entry, department, industry } = all.whats[all.what[spell] - 1];
    const [title, org] = [all.titles[all.title[spell] - 1] ?? "", all.orgs[all.org[spell] - 1] ?? ""];
    return [kind, entry, department, industry, title, org, all.from[spell], all.to[spell]];
  }),
}));
console.log(JSON.stringify(rows));
