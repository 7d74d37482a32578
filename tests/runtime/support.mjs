/** The runtime's modules as one, bundled from their sources, and the vectors of the format. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { bundle, translations } from "../../generator/runtime/build.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const VECTORS = join(HERE, "../vectors");
const MODULES = ["bytes", "chrome", "derive", "fragment", "inflate", "keyring", "link", "messages", "page", "passphrase", "place", "reading_place", "ring", "sentences", "session", "slot", "token", "trouble"];

const source = await bundle(undefined, {
  entryPoints: undefined,
  stdin: { contents: MODULES.map((name) => `export * from "./${name}";`).join("\n"), resolveDir: join(HERE, "../../generator/runtime") },
  format: "esm",
  define: { TRANSLATIONS: JSON.stringify((await translations()).gate) },
});

export const runtime = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);

const paths = await bundle(undefined, {
  entryPoints: undefined,
  stdin: {
    contents: ["data", "filter", "layout", "lanes", "curve", "match", "road"].map((name) => `export * from "./paths/${name}";`).join("\n") +
      '\nexport * as state from "./paths/state";',
    resolveDir: join(HERE, "../../generator/runtime"),
  },
  format: "esm",
});

/** The modules of the page of all paths, as one. */
export const pathsRuntime = await import(`data:text/javascript;base64,${Buffer.from(paths).toString("base64")}`);

const ALL = readdirSync(VECTORS)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => ({ name, ...JSON.parse(readFileSync(join(VECTORS, name), "utf8")) }));

/** The vectors of one kind; a kind without any is a mistake. */
export function vectors(kind, ok) {
  const found = ALL.filter((vector) => vector.kind === kind && (ok === undefined || vector.ok === ok));
  if (found.length === 0) throw new Error(`no vectors of kind ${kind}`);
  return found;
}

export const bytes = (encoded) => new Uint8Array(Buffer.from(encoded, "base64url"));

/** What types the place of a vector's object allows. */
export const typesAt = ({ oid, cty }) => (oid.startsWith("m/") ? runtime.PICTURES : cty === "application/json" ? runtime.JSON_DATA : runtime.HTML);

/** The key ring of somebody who holds just a vector's audience key. */
export async function ringOf({ audience, gen, audience_key: key }) {
  return new Map([[audience, { gen, key: await runtime.root(bytes(key)) }]]);
}

/** Argon2id as the browser runs it: the very file that ships, without a Worker. */
export async function hardener() {
  const code = readFileSync(join(HERE, "../../generator/theme/assets/yorimichi/argon2.js"), "utf8");
  new Function("document", code)({});
  return globalThis.yorimichiHarden;
}
