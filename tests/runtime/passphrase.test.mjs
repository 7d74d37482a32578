import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { runtime, vectors } from "./support.mjs";

const { normalise } = runtime;

test("what is typed comes out as the vectors say", () => {
  for (const { cases, name } of vectors("normalise", true)) {
    for (const { typed, normalised } of cases) assert.equal(normalise(typed), normalised, `${name}: ${JSON.stringify(typed)}`);
  }
  for (const { passphrase, normalised } of vectors("passphrase")) assert.equal(normalise(passphrase), normalised);
});

test("text that is not ASCII in the end is no passphrase", () => {
  for (const { cases } of vectors("normalise", false)) {
    for (const { typed } of cases) assert.equal(normalise(typed), null, JSON.stringify(typed));
  }
});

test("normalising twice is normalising once", () => {
  const typed = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom("River", "ｌａｎｔｅｒｎ", " ", "\u3000", "-", "\u2014", "\t", "\n", "\u00a0", "K")).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const once = normalise(text);
      fc.pre(once !== null);
      assert.equal(normalise(once), once);
      assert.doesNotMatch(once, /^ | $| {2}|[\t-\r-]/);
    }),
    { numRuns: 1000 },
  );
});
