import assert from "node:assert/strict";
import { test } from "node:test";

import { runtime } from "./support.mjs";

const PAGE = "https://a.example/w/s/4f7k2m9q0c1xz/";
const TOKEN = "AAECAwQFBgcICQoLDA0ODw";

/** Takes the token out of an address, in a browser that lets the script change it or not; gives it and what is left. */
function taken(address, willing = true) {
  const url = new URL(address);
  const seen = { address, entries: 1 };
  globalThis.location = {
    get href() {
      return url.href;
    },
    get hash() {
      return url.hash;
    },
    replace(hash) {
      url.hash = hash;
      seen.address = url.href;
    },
  };
  globalThis.history = {
    state: { kept: true },
    replaceState(state, _, next) {
      if (!willing) throw new Error("too often");
      assert.deepEqual(state, { kept: true });
      seen.address = next;
    },
  };
  return [runtime.takeToken(), seen.address];
}

test("the token leaves the address, and the anchor stays as a plain one", () => {
  assert.deepEqual(taken(`${PAGE}#p=${TOKEN}`), [TOKEN, PAGE]);
  assert.deepEqual(taken(`${PAGE}?q=1#p=${TOKEN}&leaving`), [TOKEN, `${PAGE}?q=1#leaving`]);
  assert.deepEqual(taken(`${PAGE}#p=${TOKEN}&${encodeURIComponent("道")}&b`), [TOKEN, `${PAGE}#${encodeURIComponent("道")}&b`]);
});

test("where the browser refuses to change the address, going to the anchor in the entry's place takes the token out", () => {
  assert.deepEqual(taken(`${PAGE}#p=${TOKEN}&leaving`, false), [TOKEN, `${PAGE}#leaving`]);
  assert.deepEqual(taken(`${PAGE}#p=${TOKEN}`, false), [TOKEN, `${PAGE}#`]);
});

test("whatever stands in a token's place is taken out too, and other addresses are left alone", () => {
  assert.deepEqual(taken(`${PAGE}#p=`), ["", PAGE]);
  assert.deepEqual(taken(`${PAGE}#p=nonsense%20&x`), ["nonsense%20", `${PAGE}#x`]);
  assert.deepEqual(taken(`${PAGE}#p=${TOKEN}&p=${TOKEN}&leaving`), [TOKEN, `${PAGE}#leaving`]);
  for (const hash of ["", "#", "#leaving", "#P=x", "#pp=x", "#x&p=y"]) assert.deepEqual(taken(PAGE + hash), [null, PAGE + hash]);
});

test("a token goes back into a link to the page and its anchor, as an address that can be opened", () => {
  const link = (address, secure = true) => runtime.passLink(new URL(address), TOKEN, secure);
  assert.equal(link(PAGE), `${PAGE}#p=${TOKEN}`);
  assert.equal(link(`${PAGE}?q=1#leaving`), `${PAGE}?q=1#p=${TOKEN}&leaving`);
  assert.equal(link(PAGE.replace("https", "http"), false), `${PAGE}#p=${TOKEN}`);
  assert.equal(link("http://127.0.0.1:8000/s/"), `http://127.0.0.1:8000/s/#p=${TOKEN}`);
  assert.equal(link(`${PAGE}#question=gap&road=founder`), `${PAGE}#p=${TOKEN}&question=gap&road=founder`);
  for (const address of [PAGE, `${PAGE}#leaving`, `${PAGE}#question=gap&road=founder`, `${PAGE}#path=a+%E2%86%92+b`]) assert.deepEqual(taken(link(address)), [TOKEN, address]);
});
