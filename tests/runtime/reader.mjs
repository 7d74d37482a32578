/** Tells, line by line, what the browser's reader makes of what it is given, so that another reader can be held against it. */

import { createInterface } from "node:readline";

import { bytes, runtime } from "./support.mjs";

const { claimedGeneration, HTML, isAudience, JSON_DATA, PICTURES, root } = runtime;
const TYPES = [...HTML, ...JSON_DATA, ...PICTURES];

const encoded = (content) => Buffer.from(content).toString("base64url");

const READ = {
  async object({ token, audience, audience_key, gen, oid }) {
    const keys = new Map([[audience, { gen, key: await root(bytes(audience_key)) }]]);
    const { cty, content } = await runtime.openObject(token, keys, TYPES, audience, oid);
    return { cty, content: encoded(content) };
  },
  async slot({ jwe, s, edition }) {
    const secret = await root(bytes(s));
    const slots = new Map([[await runtime.slotTag(secret, edition), jwe]]);
    const { audiences, ...told } = await runtime.openSlot({ edition, slots }, secret);
    return { ...told, gens: Object.fromEntries([...audiences].map(([name, { gen }]) => [name, gen])) };
  },
  keyring({ text }) {
    const { salt, edition, slots } = runtime.parseKeyring(text, true);
    return { salt: encoded(salt), edition, slots: Object.fromEntries(slots) };
  },
  claim: ({ token, audience, oid, cty }) => claimedGeneration(token, [cty], audience, oid),
  passphrases: ({ typed }) => typed.map(runtime.normalise),
  base64url({ text }) {
    const read = runtime.fromBase64url(text);
    return read && encoded(read);
  },
  name: ({ text }) => isAudience(text),
};

async function answer({ kind, ...given }) {
  try {
    return { value: await READ[kind](given) };
  } catch (error) {
    return error instanceof runtime.Trouble ? { refused: error.sentence } : { broken: String(error?.stack ?? error) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
