import assert from "node:assert/strict";
import { test } from "node:test";

import { table } from "../../generator/runtime/build.mjs";
import { runtime } from "./support.mjs";

test("every sentence has its own Japanese, with the same names to fill in", () => {
  const japanese = Object.keys(runtime.SENTENCES).map((name) => runtime.say(name, "ja-JP", { audience: "来場者" }));
  assert.equal(new Set(japanese).size, japanese.length);
  for (const words of japanese) assert.match(words, /[\u3041-\u30ff]/);
  assert.equal(runtime.say("opened", "ja", { audience: "来場者" }), "開きました：来場者");
});

test("a language without a table is told in English", () => {
  assert.equal(runtime.say("opened", "en", { audience: "Guests" }), "Opened: Guests");
  assert.equal(runtime.say("checking", ""), runtime.SENTENCES.checking);
});

test("a build fails on a sentence that is missing, left over, unsure or has lost a name", () => {
  const po = (...entries) => entries.map(([id, text, flag]) => `${flag ? "#, fuzzy\n" : ""}msgid "${id}"\nmsgstr "${text}"\n`).join("\n");
  const all = { hello: "Hello {name}", bye: "Bye" };
  const good = [["Hello {name}", "{name}さん、こんにちは"], ["Bye", "では"]];
  assert.deepEqual(table("ja", po(...good), all), { hello: "{name}さん、こんにちは", bye: "では" });
  assert.throws(() => table("ja", po(good[0]), all), /no translation: Bye/);
  assert.throws(() => table("ja", po(good[0], ["Bye", ""]), all), /no translation: Bye/);
  assert.throws(() => table("ja", po(good[0], ["Bye", "では", true]), all), /no translation: Bye/);
  assert.throws(() => table("ja", po(...good, ["Old", "古い"]), all), /no such sentence: Old/);
  assert.throws(() => table("ja", po(["Hello {name}", "こんにちは"], good[1]), all), /other \{names\}: Hello/);
});

test("a day is told as the reader's language writes it, in any time zone", () => {
  for (const zone of ["Asia/Tokyo", "America/Los_Angeles"]) {
    process.env.TZ = zone;
    assert.equal(runtime.dayIn("2026-12-05", "ja", "full"), "2026年12月5日");
    assert.equal(runtime.dayIn("2026-12-05", "en", "full"), "December 5, 2026");
    assert.equal(runtime.dayIn("2026-12-05", "ja", "brief"), "12月5日");
    assert.equal(runtime.dayIn("2026-12-05", "en", "brief"), "Dec 5");
    assert.equal(runtime.dayIn("2026-12-05", "", "brief"), "Dec 5");
  }
});

test("each way in which a pass opens nothing has a sentence that says its days", () => {
  const values = { from: "<from>", until: "<until>" };
  const said = { early: ["<from>", "<until>"], ended: ["<until>"], revoked: ["<from>", "<until>"], unknownLink: [], until: ["<until>"], linkOpen: ["<until>"] };
  for (const language of ["ja", "en"]) {
    for (const [name, days] of Object.entries(said)) assert.deepEqual(runtime.say(name, language, values).match(/<\w+>|[{}]/g) ?? [], days);
  }
});
