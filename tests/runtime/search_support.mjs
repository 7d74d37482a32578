/** The search's modules as one, bundled from their sources. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { bundle } from "../../generator/runtime/build.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = ["columns", "corpus", "finder", "fold", "passage", "people", "query", "shards", "told", "typo"];

const source = await bundle(undefined, {
  entryPoints: undefined,
  stdin: { contents: MODULES.map((name) => `export * from "./search/${name}";`).join("\n"), resolveDir: join(HERE, "../../generator/runtime") },
  format: "esm",
});

export const search = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);

/** A finder over one shard, given as the texts of its parts. */
export async function finderOver(name, parts) {
  const shard = new search.Shard(name, async (number) => parts[number]);
  const shelf = await search.Shelf.of(shard, async () => undefined, () => undefined);
  return new search.Finder([shelf]);
}
