/** The search's own parts: one form for all spellings, queries, errors in typing, marks, and what is found at all. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { search } from "./search_support.mjs";

const { Corpus, Texts, mapped, marks, meant, near, numbers, parse, piece, plain, sound } = search;

const KANA = [..."あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわんがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽ"];
const kana = fc.array(fc.constantFrom(...KANA, "きゃ", "しゅ", "ちょ", "じょ", "っか", "っと"), { minLength: 1, maxLength: 8 }).map((all) => all.join(""));
const anything = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), kana);

const katakana = (text) => text.replace(/[ぁ-ゖ]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60));

test("the plain form of a plain form is itself", () => {
  fc.assert(fc.property(anything, (text) => assert.equal(plain(plain(text)), plain(text))));
});

test("hiragana, katakana and capitals have one plain form", () => {
  fc.assert(fc.property(kana, (text) => assert.equal(plain(katakana(text)), plain(text))));
  fc.assert(fc.property(fc.stringMatching(/^[a-z ]*$/), (text) => assert.equal(plain(text.toUpperCase()), plain(text))));
});

test("a sound stays what it is when it is typed as such", () => {
  fc.assert(fc.property(kana, (text) => assert.equal(sound(sound(plain(text))), sound(plain(text)))));
});

test("a text in pieces has the plain form of the whole, and every place leads back into the text", () => {
  fc.assert(
    fc.property(fc.oneof(kana, fc.string({ unit: fc.constantFrom(..."aÉ髙﨑々ｶﾞガ㍿ー・ ヴ佐") })), (text) => {
      const { plain: folded, back } = mapped(text);
      assert.equal(folded, plain(text));
      assert.equal(back.length, folded.length + 1);
      assert.ok(back.every((at, place) => at <= text.length && (place === 0 || back[place - 1] <= at)));
    }),
  );
});

test("no query is refused, and none asks for nothing", () => {
  fc.assert(fc.property(anything, (text) => assert.ok(parse(text).every((word) => word.plain !== "" && !word.sounds.includes("")))));
});

test("every part of a row is found in it and in its marks, whatever else the other rows say", () => {
  const rows = fc.array(fc.stringMatching(/^[一-龠ぁ-ん]{2,12}$/), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.nat(), fc.nat(), (texts, which, where) => {
      const row = which % texts.length;
      const from = where % (texts[row].length - 1);
      const part = texts[row].slice(from, from + 2);
      const [word] = parse(part);
      const corpus = new Corpus(texts.length, [new Texts("text", 1, texts.map(plain))]);
      assert.deepEqual([...corpus.scores(word)].map((score) => score > 0), texts.map((text) => plain(text).includes(plain(part))));
      const shown = piece(texts[row], [word]);
      assert.ok(shown.marks.length > 0);
      for (const [begin, end] of marks(texts[row], [word])) assert.equal(plain(texts[row].slice(begin, end)).includes(plain(part)), true);
    }),
  );
});

test("a word with one error is near, one with two is not", () => {
  const word = fc.stringMatching(/^[a-z]{6,10}$/);
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom("change", "drop", "double", "swap"), (right, place, kind) => {
      const at = place % (right.length - 1);
      const [head, one, two, tail] = [right.slice(0, at), right[at], right[at + 1], right.slice(at + 2)];
      const wrong = { change: `${head}q${two}${tail}`, drop: head + two + tail, double: head + one + one + two + tail, swap: head + two + one + tail }[kind];
      assert.ok(near(wrong, right), wrong);
    }),
  );
  assert.deepEqual(meant("acuontimg", ["accounting", "counting"], 8), []);
  assert.deepEqual(meant("acounting", ["accounting", "counting"], 8), ["accounting", "counting"]);
});

test("numbers come out of columns as they went in", () => {
  const packed = (all) => all.map((number) => String.fromCodePoint(number + 35 < 0xd800 ? number + 35 : number + 35 + 0x800)).join("");
  fc.assert(fc.property(fc.array(fc.nat(1_000_000)), (all) => assert.deepEqual([...numbers(packed(all))], all)));
});
