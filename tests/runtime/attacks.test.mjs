import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

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

const NEAR = fc.array(fc.constantFrom("~", "guests", "staff", "slot", "public", ".", "0", "1", "12", "m/", "0123456789abc", "/", "\n", "\0", "~guests.1"), { maxLength: 5 }).map((parts) => parts.join(""));
const TEXT = fc.oneof(NEAR, fc.string({ unit: "binary" }));

test("whatever attributes a page has, an id is of its own place and audience, or there is none", () => {
  fc.assert(
    fc.property(TEXT, TEXT, TEXT, (address, audience, object) => {
      const oid = runtime.objectId(address, audience, object);
      if (oid === null) return;
      assert.match(audience, /^(?!public$|slot$)[a-z][a-z0-9-]{0,31}$/);
      assert.equal(oid, address + object);
      assert.ok(object === "" || object === `~${audience}` || /^\.[1-9][0-9]{0,3}$/.test(object.slice(audience.length + 1)));
    }),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(TEXT, TEXT, (media, audience) => {
      const oid = runtime.mediaId(media, audience);
      if (oid === null) return;
      assert.equal(oid, media);
      assert.match(media, /^m\/[0-9a-z]{13}$/);
      assert.ok(runtime.isAudience(audience));
    }),
    { numRuns: 3000 },
  );
});

const PAGE = "https://a.example/w/s/4f7k2m9q0c1xz/";

/** The token that an address gives, and the address that is left. */
function taken(address) {
  const seen = { address: new URL(address).href };
  globalThis.location = new URL(address);
  globalThis.history = { state: null, replaceState: (_state, _title, next) => (seen.address = next) };
  return [runtime.takeToken(), seen.address];
}

test("whatever stands behind the sign #, a link gives a token and keeps the anchor without any other, or is left alone", () => {
  const parts = fc.constantFrom("#", "p=", "p", "=", "&", "AAECAwQFBgcICQoLDA0ODw", "leaving", "%E9%81%93", "%", "\u9053", " ", "?", "/");
  const hashes = fc.oneof(fc.array(parts, { maxLength: 6 }).map((all) => all.join("")), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(hashes, (hash) => {
      const address = new URL(`#${hash}`, PAGE);
      const [token, left] = taken(address.href);
      if (token === null) return assert.ok(left === address.href && !address.hash.startsWith("#p="));
      assert.ok(!token.includes("&"));
      const behind = address.hash.slice("#p=".length + token.length + 1);
      const rest = behind.split("&").filter((part) => !part.startsWith("p=")).join("&");
      fc.pre(!rest.startsWith("#"));
      assert.equal(left, rest ? `${PAGE}#${rest}` : PAGE);
    }),
    { numRuns: 3000 },
  );
});

test("a token that was put into a link comes out of it again, whatever the anchor", async () => {
  // A part that looks like another token goes too.
  const anchors = fc.string({ unit: "binary" }).filter((anchor) => !/(^|&)p=/.test(anchor));
  const property = fc.asyncProperty(fc.uint8Array({ minLength: 16, maxLength: 16 }), anchors, async (raw, anchor) => {
    const [token, url] = [runtime.toBase64url(raw), new URL(PAGE)];
    url.hash = anchor;
    assert.deepEqual(taken(runtime.passLink(url, token, true)), [token, url.href.replace(/#$/, "")]);
    assert.ok(await runtime.secretOf(token));
  });
  await fc.assert(property, { numRuns: 500 });
});

test("only 16 bytes in their one spelling are a token", async () => {
  const near = fc.array(fc.constantFrom("AAECAwQFBgcICQoLDA0OD", "A", "w", "-", "_", "=", "%", " "), { maxLength: 4 }).map((all) => all.join(""));
  await fc.assert(
    fc.asyncProperty(fc.oneof(near, fc.string({ unit: "binary" })), async (text) => {
      const raw = Buffer.from(text, "base64url");
      assert.equal((await runtime.secretOf(text)) !== null, raw.length === 16 && raw.toString("base64url") === text);
    }),
    { numRuns: 2000 },
  );
});
