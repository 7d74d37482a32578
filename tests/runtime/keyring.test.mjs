import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { bytes, hardener, runtime, vectors } from "./support.mjs";

const { ARGON2, normalise, openSlot, parseKeyring, root, slotTag } = runtime;
const harden = await hardener();

async function secretOf({ passphrase, token, salt }) {
  if (token !== undefined) return bytes(token);
  const task = { passphrase: new TextEncoder().encode(normalise(passphrase)), salt: bytes(salt), ...ARGON2 };
  return (await harden(task)).secret;
}

const flat = (slot) => ({ name: slot.name, kind: slot.kind, state: slot.state, from: slot.from, until: slot.until, gens: Object.fromEntries([...slot.audiences].map(([name, { gen }]) => [name, gen])) });

function expected({ name, kind, state, from, until, audiences }) {
  return { name, kind, state, from, until, gens: Object.fromEntries(Object.entries(audiences).map(([audience, { gen }]) => [audience, gen])) };
}

const ringWith = ({ edition, tag, jwe }) => ({ salt: new Uint8Array(16), edition, slots: new Map([[tag, jwe]]), fresh: true });

test("the shipped Argon2 makes the vectors' slot secrets, and HKDF their tags", async () => {
  for (const vector of vectors("slot", true)) {
    const secret = await secretOf(vector);
    assert.equal(Buffer.from(secret).toString("base64url"), vector.s, vector.name);
    assert.equal(await slotTag(await root(secret), vector.edition), vector.tag, vector.name);
  }
});

test("each slot of the vectors opens to its name, kind, state, days and generations; a changed or moved one is refused", async () => {
  for (const vector of vectors("slot", true)) {
    const slot = await openSlot(ringWith(vector), await root(bytes(vector.s)));
    assert.deepEqual(flat(slot), expected(vector.content), vector.name);
  }
  for (const vector of vectors("slot", false)) {
    // The fill is behind the content's tag; a browser's inflater does not show it.
    if (vector.failure === "fill") continue;
    await assert.rejects(openSlot(ringWith(vector), await root(bytes(vector.s))), { sentence: "refused" }, vector.name);
  }
});

test("every credential opens its slot in its keyring, and one that opens nothing finds no slot", async () => {
  for (const vector of vectors("keyring", true)) {
    const keyring = parseKeyring(vector.keyring, true);
    const { salt } = JSON.parse(vector.keyring);
    for (const { content, ...credential } of vector.opens) {
      const slot = await openSlot(keyring, await root(await secretOf({ ...credential, salt })));
      assert.deepEqual(slot && flat(slot), content && expected(content), `${vector.name}: ${content?.name}`);
    }
  }
});

test("every bent keyring of the vectors is refused, one of a later version as rebuilt", () => {
  for (const { keyring, failure, name } of vectors("keyring", false)) {
    const told = { "keyring-refused-version.json": "rebuilt", "keyring-refused-not-json.json": "unreachable" };
    const sentence = told[name] ?? "refused";
    assert.throws(() => parseKeyring(keyring, true), { sentence }, `${name}: ${failure}`);
  }
});

test("slot secrets and audience keys cannot be read out of their CryptoKeys, and the raw bytes are wiped", async () => {
  const raw = bytes(vectors("slot", true)[0].s);
  const key = await root(raw);
  assert.equal(key.extractable, false);
  assert.ok(raw.every((byte) => byte === 0));
  await assert.rejects(crypto.subtle.exportKey("raw", key));
  const [vector] = vectors("slot", true).filter(({ content }) => Object.keys(content.audiences).length > 0);
  const slot = await openSlot(ringWith(vector), await root(bytes(vector.s)));
  for (const { key: audienceKey } of slot.audiences.values()) assert.equal(audienceKey.extractable, false);
});

test("a link's token opens its slot without any hardening: it is the slot secret itself", async () => {
  for (const vector of vectors("keyring", true)) {
    const keyring = parseKeyring(vector.keyring, true);
    for (const { token, content } of vector.opens.filter(({ token }) => token !== undefined)) {
      const slot = await openSlot(keyring, await runtime.secretOf(token));
      assert.deepEqual(slot && flat(slot), content && expected(content));
    }
  }
});

test("what cannot be a token is none: another length, another alphabet, or spare bits", async () => {
  const [{ token }] = vectors("keyring", true).flatMap(({ opens }) => opens).filter(({ token }) => token !== undefined);
  assert.ok(await runtime.secretOf(token));
  const spare = token.slice(0, -1) + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"["AQgw".indexOf(token.at(-1)) * 16 + 1];
  for (const bad of ["", token.slice(1), `${token}A`, `${token.slice(0, -1)}=`, `${token.slice(0, -1)}%`, spare]) {
    assert.equal(await runtime.secretOf(bad), null, bad);
  }
});

test("a session's slots open together: the keys of all, which pass they came by, and what is gone", async () => {
  const [vector] = vectors("keyring", true).filter(({ name }) => name === "keyring-passes.json");
  const keyring = parseKeyring(vector.keyring, true);
  const { salt } = JSON.parse(vector.keyring);
  const secrets = await Promise.all(vector.opens.map(async (credential) => root(await secretOf({ ...credential, salt }))));
  const stranger = await root(new Uint8Array(16).fill(7));
  const held = [...secrets, stranger].map((secret, id) => ({ id: String(id), secret, token: null }));
  const ring = await runtime.openRing(keyring, held);
  const known = vector.opens.filter(({ content }) => content);
  assert.deepEqual(ring.opened.map(({ slot }) => flat(slot)), known.map(({ content }) => expected(content)));
  assert.ok(ring.gone.some(({ secret }) => secret === stranger));
  assert.deepEqual(new Set(ring.keys.keys()), new Set(known.flatMap(({ content }) => Object.keys(content.audiences))));
  const active = known.filter(({ content }) => content.kind === "pass" && content.state === "active");
  assert.deepEqual(runtime.passes(ring).map(({ slot }) => slot.name), active.map(({ content }) => content.name));
  for (const name of ring.keys.keys()) {
    const openers = known.filter(({ content }) => name in content.audiences);
    const alone = openers.every(({ content }) => content.kind === "pass") ? openers[0].content.name : undefined;
    assert.equal(runtime.passTo(ring, name)?.slot.name, alone, name);
  }
  assert.equal(runtime.passTo(ring, "nobody"), undefined);
});

/** A slot like a vector's, with other content, sealed as anybody could who has its key. */
async function resealed({ tag, key, edition }, content) {
  const head = runtime.header("application/json", `slot/${tag}`);
  const aes = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt"]);
  const iv = new Uint8Array(12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(head) }, aes, deflateRawSync(content));
  const [text, end] = [Buffer.from(sealed.slice(0, -16)), Buffer.from(sealed.slice(-16))].map((part) => part.toString("base64url"));
  return ringWith({ edition, tag, jwe: `${head}..${Buffer.from(iv).toString("base64url")}.${text}.${end}` });
}

test("a slot whose content is not of the format's form is refused, whoever sealed it", async () => {
  const [vector] = vectors("slot", true).filter(({ name }) => name === "slot-pass-stories.json");
  const open = async (content) => openSlot(await resealed(vector, content), await root(bytes(vector.s)));
  const changed = (changes) => JSON.stringify({ ...vector.content, ...changes });
  assert.deepEqual(flat(await open(changed({}))), expected(vector.content));
  const bad = ["", "{}", "[]", "null", changed({ name: 1 }), changed({ kind: "link" }), changed({ state: "open" }), changed({ from: null })];
  bad.push(changed({ until: "soon" }), changed({ until: null }), changed({ kind: "passphrase" }), changed({ audiences: { guests: {} } }), changed({ audiences: [] }));
  for (const content of bad) await assert.rejects(open(content), { sentence: "refused" }, content);
});
