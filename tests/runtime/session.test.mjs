import assert from "node:assert/strict";
import { test } from "node:test";

import { runtime } from "./support.mjs";

test("where the browser has no storage at all, secrets live in memory, as long as the page, and locking drops them", async () => {
  const session = new runtime.Session("/");
  const secret = await runtime.root(new Uint8Array(32));
  assert.equal(await session.keep(secret, true), false);
  assert.equal(session.fleeting, true);
  assert.deepEqual((await session.read()).map((held) => held.secret), [secret]);
  assert.deepEqual(await new runtime.Session("/").read(), []);
  await session.clear();
  assert.equal(session.fleeting, false);
  assert.deepEqual(await session.read(), []);
  assert.equal(session.takeWord(), null);
});

test("a link's token is remembered with its secret, and goes with it", async () => {
  const session = new runtime.Session("/");
  await session.keep(await runtime.root(new Uint8Array(32)), false);
  await session.keep(await runtime.root(new Uint8Array(16)), false, "AAAAAAAAAAAAAAAAAAAAAA");
  const [typed, link] = await session.read();
  assert.deepEqual([typed.token, link.token], [null, "AAAAAAAAAAAAAAAAAAAAAA"]);
  assert.notEqual(typed.id, link.id);
  await session.forget(link.id);
  assert.deepEqual((await session.read()).map(({ token }) => token), [null]);
});
