import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { runtime } from "./support.mjs";

const { Fragment, fragmentOf, single, valuesIn } = runtime;
const NAMES = ["question", "road", "lang"];
const PAGE = "https://a.example/w/questions/";
const TOKEN = "AAECAwQFBgcICQoLDA0ODw";

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const asked = fc
  .tuple(...NAMES.map(() => fc.uniqueArray(word, { maxLength: 4 })))
  .map((told) => new Map(NAMES.map((name, n) => [name, told[n]]).filter(([, values]) => values.length > 0)));

/** A window at an address, with the way back that it has, and one link to the page in another language. */
function windowAt(address) {
  const [entries, listeners, link] = [[address], [], new URL("https://a.example/w/en/questions/")];
  const at = (part) => new URL(entries.at(-1))[part];
  globalThis.location = { get href() { return at("href"); }, get hash() { return at("hash"); }, get search() { return at("search"); } };
  globalThis.history = {
    state: null,
    pushState: (_state, _title, next) => entries.push(next),
    replaceState: (_state, _title, next) => entries.splice(-1, 1, next),
  };
  globalThis.document = { querySelectorAll: () => [link] };
  globalThis.addEventListener = (_name, then) => listeners.push(then);
  const goTo = (fragment) => {
    entries.push(new URL(fragment, entries.at(-1)).href);
    for (const then of listeners) then();
  };
  return { entries, link, goTo };
}

const fragmentAt = (address, changed = () => undefined) => {
  const seen = windowAt(address);
  return { ...seen, fragment: new Fragment(NAMES, changed, new AbortController().signal) };
};

test("what is asked comes back from its fragment as it was, and in one form", () => {
  fc.assert(
    fc.property(asked, (values) => {
      const { hash } = new URL(fragmentOf(values), PAGE);
      assert.deepEqual(valuesIn(hash, NAMES), values);
      assert.equal(fragmentOf(valuesIn(hash, NAMES)), hash);
    }),
  );
  assert.equal(fragmentOf(new Map()), "");
  assert.deepEqual(valuesIn("", NAMES), new Map());
  assert.deepEqual(single({ road: "", question: "gap" }), new Map([["question", ["gap"]]]));
});

test("whatever a fragment says is few short values or the place of something in the page", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const values = valuesIn(text, NAMES);
      for (const [name, told] of values ?? []) assert.ok(NAMES.includes(name) && told.length > 0 && told.every((value) => value !== ""));
    }),
  );
  for (const place of ["#y-page", "#gap", "#%E9%81%93", "#a&b"]) assert.equal(valuesIn(place, NAMES), null);
  const many = `#nonsense=1&${Array.from({ length: 400 }, (_, n) => `road=${n}`).join("&")}&lang=${"x".repeat(5000)}&lang=`;
  const values = valuesIn(many, NAMES);
  assert.deepEqual([...values.keys()], ["road", "lang"]);
  assert.equal(values.get("road").length, 50);
  assert.deepEqual(values.get("lang").map(({ length }) => length), [300]);
});

test("what an older address has in its query goes behind the #, and the rest of it stays", () => {
  const moved = (rest) => fragmentAt(PAGE + rest).entries;
  assert.deepEqual(moved("?question=gap&road=founder"), [`${PAGE}#question=gap&road=founder`]);
  assert.deepEqual(moved("?from=poster&question=gap#leaving"), [`${PAGE}?from=poster#question=gap`]);
  assert.deepEqual(moved("?question=gap#question=leaving"), [`${PAGE}#question=leaving&question=gap`]);
  assert.deepEqual(moved(`?question=gap#p=${TOKEN}`), [`${PAGE}#p=${TOKEN}&question=gap`]);
  for (const rest of ["?from=poster#leaving", "#question=gap", "#gap", ""]) assert.deepEqual(moved(rest), [PAGE + rest]);
  assert.deepEqual(fragmentAt(`${PAGE}?question=gap`).fragment.values, new Map([["question", ["gap"]]]));
});

test("the page in another language is asked the same, and no link of the page has a pass's token", () => {
  const { fragment, goTo, link } = fragmentAt(`${PAGE}#p=${TOKEN}&question=gap`);
  assert.equal(link.hash, "#question=gap");
  fragment.write(single({ road: "founder" }), "pushState");
  assert.equal(link.hash, "#road=founder");
  goTo("#question=leaving");
  assert.equal(link.hash, "#question=leaving");
  fragment.write(new Map(), "pushState");
  assert.equal(link.href, "https://a.example/w/en/questions/");
  goTo("#gap");
  assert.equal(link.hash, "#gap");
});

test("a change is one step of the way back or none, and the same once more is no change", () => {
  const { entries, fragment } = fragmentAt(`${PAGE}?from=poster`);
  fragment.write(single({ question: "gap" }), "pushState");
  fragment.write(single({ question: "gap" }), "pushState");
  fragment.write(single({ question: "gap", road: "起業" }), "replaceState");
  assert.deepEqual(entries, [`${PAGE}?from=poster`, `${PAGE}?from=poster#question=gap&road=%E8%B5%B7%E6%A5%AD`]);
});

test("a link into the page leaves what is asked, in the address too; where nothing is asked the place stays there", () => {
  const told = [];
  const { entries, fragment, goTo } = fragmentAt(PAGE, (values) => told.push(values));
  goTo("#y-page");
  assert.equal(entries.at(-1), `${PAGE}#y-page`);
  goTo("#road=founder");
  goTo("#y-page");
  assert.equal(entries.at(-1), `${PAGE}#road=founder`);
  assert.deepEqual(fragment.values, new Map([["road", ["founder"]]]));
  assert.deepEqual(told, [null, new Map([["road", ["founder"]]]), null]);
});

test("a browser that refuses to change the address keeps nobody from asking", () => {
  const { fragment } = fragmentAt(PAGE);
  globalThis.history.pushState = () => {
    throw new Error("too often");
  };
  fragment.write(single({ road: "founder" }), "pushState");
  assert.deepEqual(fragment.values, new Map([["road", ["founder"]]]));
});
