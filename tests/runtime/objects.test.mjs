import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import { compactDecrypt } from "jose";

import { bytes, ringOf, runtime, typesAt, vectors } from "./support.mjs";

const { openObject } = runtime;

async function open(vector, token = vector.token) {
  const { audience, oid } = vector;
  return openObject(token, await ringOf(vector), typesAt(vector), audience, oid);
}

const refusal = (...sentences) => (error) => error instanceof runtime.Trouble && sentences.includes(error.sentence);

test("every good object of the vectors gives exactly its content and type", async () => {
  for (const vector of vectors("object", true)) {
    const { content, cty } = await open(vector);
    assert.deepEqual(Buffer.from(content), Buffer.from(bytes(vector.content)), vector.name);
    assert.equal(cty, vector.cty, vector.name);
  }
});

test("every bad object of the vectors is refused, one of another generation as rebuilt", async () => {
  for (const vector of vectors("object", false)) {
    // The fill is behind the content's tag; a browser's inflater does not show it.
    if (vector.failure === "fill") continue;
    await assert.rejects(open(vector), refusal("refused", "rebuilt"), vector.name);
  }
  const [other] = vectors("object", false).filter(({ name }) => name === "object-refused-other-gen.json");
  await assert.rejects(open(other), refusal("rebuilt"));
});

test("an object whose fill is not canonical gives some content or is refused, and never breaks", async () => {
  for (const vector of vectors("object", false).filter(({ failure }) => failure === "fill")) {
    await open(vector).catch((error) => assert.ok(refusal("refused")(error), vector.name));
  }
});

test("jose opens every good object and slot with the key alone", async () => {
  for (const vector of vectors("object", true)) {
    const { plaintext, protectedHeader } = await compactDecrypt(vector.token, bytes(vector.key));
    assert.deepEqual(Buffer.from(plaintext), Buffer.from(bytes(vector.content)), vector.name);
    assert.equal(protectedHeader.kid, `${vector.audience}.${vector.gen}/${vector.oid}`);
  }
  for (const vector of vectors("slot", true)) {
    const { plaintext, protectedHeader } = await compactDecrypt(vector.jwe, bytes(vector.key));
    assert.deepEqual(JSON.parse(Buffer.from(plaintext)), vector.content, vector.name);
    assert.equal(protectedHeader.kid, `slot/${vector.tag}`);
  }
});

const ANY = fc.constantFrom(..."ABCabcxyz019-_.=+/ \n\u3042");
const [SMALL] = vectors("object", true).filter(({ name }) => name === "object-html.json");

test("an object is refused at any other place, for any other audience and as any other type", async () => {
  const keys = await ringOf(SMALL);
  const refused = refusal("refused");
  await assert.rejects(openObject(SMALL.token, keys, typesAt(SMALL), SMALL.audience, "stories/"), refused);
  await assert.rejects(openObject(SMALL.token, keys, runtime.PICTURES, SMALL.audience, SMALL.oid), refused);
  const renamed = new Map([["staff", [...keys.values()][0]]]);
  await assert.rejects(openObject(SMALL.token, renamed, typesAt(SMALL), "staff", SMALL.oid), refused);
  await assert.rejects(openObject(SMALL.token, renamed, typesAt(SMALL), SMALL.audience, SMALL.oid), refusal("beyond"));
});

test("base64url has one spelling: ours is Node's, and no other text is read", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (input) => {
      const encoded = Buffer.from(input).toString("base64url");
      assert.equal(runtime.toBase64url(input), encoded);
      assert.deepEqual(Buffer.from(runtime.fromBase64url(encoded)), Buffer.from(input));
    }),
  );
  fc.assert(
    fc.property(fc.array(ANY, { maxLength: 9 }), (characters) => {
      const encoded = characters.join("");
      const read = runtime.fromBase64url(encoded);
      assert.equal(read !== null, Buffer.from(encoded, "base64url").toString("base64url") === encoded);
    }),
  );
});

test("inflating stops at the bound, and refuses a stream that is cut", async () => {
  const { deflateRawSync } = await import("node:zlib");
  const packed = deflateRawSync(Buffer.alloc(5000, "道"));
  assert.equal((await runtime.inflate(packed, 5000)).length, 5000);
  await assert.rejects(runtime.inflate(packed, 4999), RangeError);
  await assert.rejects(runtime.inflate(packed.subarray(0, -1)));
});
