/** Tells how each of several spellings sounds: `{sounds: [[spelling, …], …]}` on the standard input. */

import { readFileSync } from "node:fs";

import { search } from "./search_support.mjs";

const { sounds } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(sounds.map((all) => all.map((one) => search.sound(search.plain(one))))));
