/**
 * Builds the browser runtime, the same bytes from the same sources every time: the gate into the theme's assets, which a
 * site publishes, the few words that stand in each page beside the templates, and the preview's script beside the plugin,
 * which a site never sees:
 *
 *   node generator/runtime/build.mjs [FOLDER]
 *
 * The sentences' translations come from generator/locale/<language>/LC_MESSAGES/runtime.po. A sentence without a
 * translation, a translation without its sentence, or one with other {names} in it fails the build.
 */

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import gettext from "gettext-parser";

const RUNTIME = dirname(fileURLToPath(import.meta.url));
const LOCALES = join(RUNTIME, "../locale");
const ASSETS = join(RUNTIME, "../theme/assets/yorimichi");
/** What is not published as a file of its own lies beside what sends it. */
const HOMES = { "preview.js": join(RUNTIME, "../plugin"), "ahead.js": join(RUNTIME, "../render") };

/** The text of one bundle; `options` are esbuild's, on top of those that all bundles share. */
export async function bundle(entry, options = {}) {
  const { outputFiles } = await build({
    absWorkingDir: RUNTIME,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "es2021",
    charset: "utf8",
    legalComments: "eof",
    logLevel: "warning",
    // The package's main file holds every hash it knows; this one holds Argon2 alone.
    loader: { ".css": "text" },
    alias: { "hash-wasm": "hash-wasm/dist/argon2.umd.min.js" },
    ...options,
  });
  return outputFiles[0].text;
}

async function sentences() {
  const module = await bundle("sentences.ts", { format: "esm" });
  return import(`data:text/javascript;base64,${Buffer.from(module).toString("base64")}`);
}

function names(sentence) {
  return JSON.stringify((sentence.match(/\{\w+\}/g) ?? []).sort());
}

/** One language's table of {name: translation}; `source` is its catalogue, `all` the table of {name: English}. */
export function table(language, source, all) {
  const english = Object.values(all);
  const { translations } = gettext.po.parse(source);
  const entries = Object.values(translations[""] ?? {}).filter(({ msgid }) => msgid !== "");
  const found = new Map(entries.map(({ msgid, msgstr, comments }) => [msgid, comments?.flag?.includes("fuzzy") ? "" : msgstr[0]]));
  const faults = [
    ...english.filter((sentence) => !found.get(sentence)).map((sentence) => `no translation: ${sentence}`),
    ...[...found.keys()].filter((msgid) => !english.includes(msgid)).map((msgid) => `no such sentence: ${msgid}`),
    ...english
      .filter((sentence) => found.get(sentence) && names(sentence) !== names(found.get(sentence)))
      .map((sentence) => `other {names}: ${sentence}`),
  ];
  if (faults.length > 0) throw new Error(`runtime.po (${language}):\n  ${faults.join("\n  ")}`);
  return Object.fromEntries(Object.entries(all).map(([name, sentence]) => [name, found.get(sentence)]));
}

/** The tables of each bundle for one language. Names may be the same in several bundles; the catalogue knows sentences alone. */
function separately(language, source, own) {
  const named = Object.entries(own).flatMap(([name, all]) => Object.entries(all).map(([key, text]) => [`${name} ${key}`, text]));
  const all = table(language, source, Object.fromEntries(named));
  return Object.fromEntries(
    Object.entries(own).map(([name, its]) => [name, Object.fromEntries(Object.keys(its).map((key) => [key, all[`${name} ${key}`]]))]),
  );
}

/** The tables of all languages that have a catalogue, each bundle's apart, so that none carries another's sentences. */
export async function translations() {
  const { SENTENCES, PREVIEW_SENTENCES, SEARCH_SENTENCES } = await sentences();
  const own = { gate: SENTENCES, preview: PREVIEW_SENTENCES, search: SEARCH_SENTENCES };
  const tables = { gate: {}, preview: {}, search: {} };
  for (const language of (await readdir(LOCALES)).sort()) {
    const source = await readFile(join(LOCALES, language, "LC_MESSAGES/runtime.po")).catch(() => null);
    if (!source) continue;
    for (const [name, words] of Object.entries(separately(language, source, own))) tables[name][language] = words;
  }
  return tables;
}

/** All bundles by file name. */
export async function bundles() {
  const words = await translations();
  const ahead = await bundle("ahead.ts", { minify: true });
  const argon2 = await bundle("argon2.ts", { minify: true });
  const gate = await bundle("main.ts", {
    minify: true,
    define: {
      TRANSLATIONS: JSON.stringify(words.gate),
      // Ties the two files together past any cache.
      ARGON2_VERSION: JSON.stringify(createHash("sha256").update(argon2).digest("hex").slice(0, 10)),
    },
  });
  const preview = await bundle("preview.ts", {
    minify: true,
    define: { TRANSLATIONS: JSON.stringify(words.preview) },
  });
  const pages = await bundle("pages.ts", { minify: true });
  const explorer = await bundle("explorer/main.ts", { minify: true });
  const paths = await bundle("paths/main.ts", { minify: true });
  const search = await bundle("search.ts", { minify: true, define: { TRANSLATIONS: JSON.stringify(words.search) } });
  const sheet = (name) => bundle(`styles/${name}.css`, { minify: true, loader: { ".css": "css" } });
  return {
    ...{ "ahead.js": ahead, "argon2.js": argon2, "explorer.js": explorer, "gate.js": gate },
    ...{ "pages.js": pages, "paths.js": paths, "preview.js": preview, "search.js": search },
    ...{ "answers.css": await sheet("answers"), "paths.css": await sheet("paths"), "yorimichi.css": await sheet("yorimichi") },
  };
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(await bundles())) {
    const folder = resolve(process.argv[2] ?? HOMES[name] ?? ASSETS);
    await mkdir(folder, { recursive: true });
    // A build of a site that reads it meanwhile gets one or the other, whole.
    await writeFile(join(folder, `.${name}.new`), text);
    await rename(join(folder, `.${name}.new`), join(folder, name));
    console.log(`${name}  ${Buffer.byteLength(text)} bytes`);
  }
}
