/** The explorer's pure modules as one, bundled from their sources. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { bundle } from "../../generator/runtime/build.mjs";

const RUNTIME = join(dirname(fileURLToPath(import.meta.url)), "../../generator/runtime");
const MODULES = ["directory", "draw", "facets", "order", "press", "river", "state"];

const source = await bundle(undefined, {
  entryPoints: undefined,
  stdin: { contents: [...MODULES.map((name) => `./explorer/${name}`), "./career/chain", "./career/curve", "./search/people", "./search/shards"].map((path) => `export * from "${path}";`).join("\n"), resolveDir: RUNTIME },
  format: "esm",
});

export const explorer = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
