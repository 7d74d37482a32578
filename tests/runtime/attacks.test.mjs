import assert from "node:assert/strict";
import { test } from "node:test";

import { bytes, runtime, vectors } from "./support.mjs";

const { HTML, JSON_DATA, kidOf, objectKey, root, slotKey, unseal } = runtime;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FOREIGN = ".=+/ \n\r\t\0\u00e9\u3042\u{1f511}";
const MOST_AT_ONCE = 2_000;

const named = (kind, name) => vectors(kind, true).find((vector) => vector.name === `${name}.json`);

/** Every order of the parts but the first one. */
function orders(parts) {
  if (parts.length < 2) return [parts];
  return parts.flatMap((part, at) => orders(parts.toSpliced(at, 1)).map((rest) => [part, ...rest]));
}

/** The token with each single character changed or cut out, others put in before each, and all its cuts and orders. */
function* bent(token) {
  for (let at = 0; at < token.length; at++) {
    const [before, behind] = [token.slice(0, at), token.slice(at + 1)];
    yield before;
    yield token.slice(at + 1);
    yield before + behind;
    yield before + behind.slice(0, 1) + token[at] + behind.slice(1);
    for (const letter of ALPHABET + FOREIGN) yield before + letter + behind;
    for (const letter of `AQgw_${token[at]}${FOREIGN}`) yield before + letter + token.slice(at);
  }
  for (const letter of ALPHABET + FOREIGN) yield token + letter;
  for (const parts of orders(token.split("."))) yield parts.join(".");
  yield token + token;
  yield `${token}.${token}`;
}

/** How many bent tokens there were, none of which may have been opened; each must end as "refused". */
async function refusals(token, open) {
  await open(token);
  let count = 0;
  let waiting = [];
  const settle = async () => {
    for (const one of await Promise.allSettled(waiting)) {
      assert.equal(one.status, "rejected");
      assert.ok(one.reason instanceof runtime.Trouble && one.reason.sentence === "refused", String(one.reason));
    }
    count += waiting.length;
    waiting = [];
  };
  for (const other of bent(token)) {
    if (other === token) continue;
    waiting.push(open(other));
    if (waiting.length === MOST_AT_ONCE) await settle();
  }
  await settle();
  return count;
}

test("an object with any one character changed, put in or cut out, cut short or with its parts swapped is refused", async () => {
  const { token, audience, audience_key, gen, oid } = named("object", "object-html");
  const key = await objectKey(await root(bytes(audience_key)), oid);
  const kid = kidOf(audience, gen, oid);
  const count = await refusals(token, (other) => unseal(other, key, HTML, kid));
  assert.ok(count > 90 * token.length);
});

test("so is a slot", async () => {
  const { jwe, s, edition, tag } = named("slot", "slot-pass-ended");
  const key = await slotKey(await root(bytes(s)), edition);
  const count = await refusals(jwe, (other) => unseal(other, key, JSON_DATA, `slot/${tag}`));
  assert.ok(count > 90 * jwe.length);
});
