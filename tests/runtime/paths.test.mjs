import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { pathsRuntime as paths } from "./support.mjs";

const { ANY, MANY } = paths;
const KINDS = ["here", "job", "founder", "family-business", "study", "break", "side-job", "contract", "collaboration"];
const NAMES = { here: ["日の出フーズ", "Hinode Foods"], job: ["会社勤め", "Job", "転職"], founder: ["起業", "Founder", "startup"], study: ["学び直し", "Study"], break: ["ひと休み", "A break"], it: ["IT"] };
const terms = ({ kind, department, title, industry }) => [department, title, ...(NAMES[kind] ?? []), ...(NAMES[industry] ?? [])];
const spell = (kind, from, until, more = {}) => ({ kind, entry: "", from, until, industry: "", department: "", title: "", ...more });

/** Sales, a rest, a job in IT with a side job beside it, then a company of her own. */
const CAREER = [
  spell("here", 0, 60, { department: "首都圏営業部", title: "量販店の担当" }),
  spell("break", 60, 66),
  spell("job", 66, 120, { industry: "it", title: "マネージャー" }),
  spell("side-job", 80, 90, { title: "auditing" }),
  spell("founder", 120, null),
];
const finds = (text) => paths.fit(CAREER, paths.parse(text), terms);

test("a table of paths: what is found in one career, and by which of its spells", () => {
  const cases = [
    ["営業", [0]], ["営業 → ? → 起業", [0, 4]], ["営業->?->起業", [0, 4]], ["営業 ⇒ 起業", null], ["営業 → … → 起業", [0, 4]],
    ["営業...→起業", null], ["営業 → ... → 起業", [0, 4]], ["営業 → 会社勤め → 起業", [0, 2, 4]], ["sales", null], ["Hinode → Job → STARTUP", [0, 2, 4]],
    ["起業 → 営業", null], ["? → 営業", null], ["営業 → ?", [0]], ["起業 → ?", null], ["… → 起業", [4]], ["？ → 起業", [4]],
    ["営業 → ひと休み → 会社勤め", [0, 1, 2]], ["営業 → 会社勤め", [0, 2]], ["ﾏﾈｰｼﾞｬｰ → 起業", [2, 4]], ["まねーじゃー > ＦＯＵＮＤＥＲ", [2, 4]],
    ["it", [2]], ["itt", null], ["audit → 起業", [3, 4]], ["", []],
  ];
  for (const [text, found] of cases) assert.deepEqual(paths.parse(text).length === 0 ? [] : finds(text), found, text);
});

test("side work beside a step does not stand between it and the next, a transfer does", () => {
  assert.deepEqual(finds("会社勤め → 起業"), [2, 4]);
  const moved = [spell("here", 0, 24, { department: "営業部" }), spell("here", 24, 48, { department: "人事部" }), spell("founder", 48, null)];
  assert.equal(paths.fit(moved, ["営業", "起業"], terms), null);
  assert.deepEqual(paths.fit(moved, ["営業", ANY, "起業"], terms), [0, 2]);
  assert.deepEqual(paths.fit(moved, ["営業", "人事", "起業"], terms), [0, 1, 2]);
});

test("where nobody is found, the step that keeps most people out is named", () => {
  const everybody = [{ spells: CAREER }, { spells: CAREER.slice(0, 3) }];
  assert.equal(paths.hindrance(everybody, ["営業", "学び直し", "会社勤め"], terms).step, "学び直し");
  assert.deepEqual(paths.hindrance(everybody, ["営業", "学び直し"], terms), { step: "学び直し", steps: ["営業"], found: 2 });
  assert.equal(paths.hindrance(everybody, ["学び直し"], terms), null);
});

const month = fc.integer({ min: 0, max: 600 });
const aSpell = fc.record({ kind: fc.constantFrom(...KINDS), start: month, length: fc.option(fc.integer({ min: 1, max: 300 })), department: fc.constantFrom("", "営業部", "製造部"), title: fc.constantFrom("", "担当", "課長") })
  .map(({ kind, start, length, department, title }) => spell(kind, start, length === null ? null : start + length, { department, title }));
const aCareer = fc.array(aSpell, { minLength: 1, maxLength: 9 }).map((spells) => spells.sort((a, b) => a.from - b.from));
const WORDS = ["営業", "製造", "担当", "課長", "起業", "Job", "study", "ひと休み"];
const aPath = fc.array(fc.constantFrom(...WORDS, ANY, MANY), { minLength: 1, maxLength: 5 });

test("what is found is in order, and each word is said by the spell that is found for it", () => {
  fc.assert(fc.property(aCareer, aPath, (spells, steps) => {
    const found = paths.fit(spells, steps, terms);
    const words = steps.filter((step) => step !== ANY && step !== MANY);
    if (found === null) return;
    assert.equal(found.length, words.length);
    found.forEach((place, n) => {
      assert.ok(n === 0 || found[n - 1] < place);
      assert.ok(terms(spells[place]).some((term) => paths.says(term, words[n])));
    });
  }));
});

test("to leave a step open finds no fewer, and to ask for one more finds no more", () => {
  fc.assert(fc.property(fc.array(aCareer, { maxLength: 6 }), aPath, fc.nat(), fc.constantFrom("営業", "起業", ANY), (all, steps, at, more) => {
    const everybody = all.map((spells) => ({ spells }));
    const many = (asked) => paths.matches(everybody, asked, terms).length;
    // A pause that is asked for is a step itself.
    const pause = (one) => one.kind === "break" && terms(one).some((term) => steps.some((step) => paths.says(term, step)));
    fc.pre(!all.some((spells) => spells.some(pause)));
    const place = at % steps.length;
    assert.ok(many(steps.map((step, n) => (n === place ? MANY : step))) >= many(steps));
    assert.ok(many([...steps, more]) <= many(steps));
  }));
});

test("a path that is written reads as the same path, in any width and case", () => {
  fc.assert(fc.property(aPath, (steps) => {
    const path = paths.parse(paths.written(steps));
    assert.deepEqual(paths.parse(paths.written(path)), path);
    assert.deepEqual(paths.parse(path.join("->")), path);
  }));
  for (const text of ["Ａ Ｂ", "カキ", "ｶｷ"]) assert.equal(paths.folded(text), paths.folded(text.normalize("NFKC")));
});

test("columns that another program wrote are read", () => {
  assert.deepEqual(paths.numbers("AB/fgBg2B"), [0, 1, 1023, 32, 1728]);
});

test("a narrower layer's career takes the place of the wider one's", () => {
  const columns = (at, title) => ({ columns: { at, count: "B", code: "A", from: "gB", months: "M", industry: "A", department: "B", title }, words: '{"names":["小川"],"departments":["営業部"],"titles":["課長"]}' });
  const tables = { codes: ["here", "return", "job"], entries: ["return"], industries: ["food"] };
  const found = paths.careers([columns("0123456789abc", "A"), columns("0123456789abc", "B"), columns("1123456789abc", "A")], tables);
  assert.deepEqual(found.map(({ address, spells: [one] }) => [address, one.title]), [["0123456789abc", "課長"], ["1123456789abc", ""]]);
  assert.deepEqual(found[0].spells[0], spell("here", 32, 44, { department: "営業部", title: "課長" }));
});

const NOW = 620;

test("a road is end to end, holds each month once, and is at the company whenever the career is", () => {
  fc.assert(fc.property(aCareer, (spells) => {
    const road = paths.road(spells, NOW);
    road.legs.forEach(({ from, until }, n) => {
      assert.ok(from < until);
      if (n > 0) assert.equal(from, road.legs[n - 1].until);
    });
    for (let at = road.legs[0].from; at < road.end; at += 7) {
      const leg = road.legs.find(({ from, until }) => from <= at && at < until);
      const here = spells.some(({ kind, from, until }) => kind === "here" && from <= at && at < Math.min(until ?? NOW, NOW));
      if (here) assert.equal(leg.kind, "here");
    }
    for (const side of road.sides) assert.ok(side.from < side.until && side.until <= NOW);
  }));
});

test("no two roads share a place at the same time", () => {
  const stays = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 60 })).map(([x0, length]) => ({ x0, x1: x0 + length })), { maxLength: 40 });
  fc.assert(fc.property(stays, fc.integer({ min: 0, max: 5 }), (all, apart) => {
    const { places, count } = paths.pack(all, apart);
    assert.ok(places.every((place) => place >= 0 && place < count));
    all.forEach((one, a) => all.forEach((other, b) => {
      if (a < b && places[a] === places[b]) assert.ok(one.x1 + apart <= other.x0 || other.x1 + apart <= one.x0);
    }));
  }));
});

test("every road lies inside the drawing, from where it begins to where it ends, without a step", () => {
  fc.assert(fc.property(fc.array(aCareer, { minLength: 1, maxLength: 12 }), fc.constantFrom("joined", "left", "year"), fc.constantFrom(320, 390, 1152), (all, alignment, width) => {
    const drawing = paths.layout(all.map((spells) => paths.road(spells, NOW)), alignment, { width, height: 620 });
    assert.ok(drawing.height <= 700);
    for (const { legs } of drawing.courses) {
      const cubics = paths.curve(legs, drawing).map(({ cubic }) => cubic);
      assert.ok(Math.abs(cubics[0][0][0] - legs[0].x0) < 1e-6);
      assert.ok(Math.abs(cubics.at(-1)[3][0] - legs.at(-1).x1) < 1e-6);
      cubics.forEach((cubic, n) => {
        const [[x0, y0], , , [x1]] = cubic;
        assert.ok(x0 <= x1 && x0 >= drawing.left - 1e-6 && x1 <= drawing.right + 1e-6);
        for (const [, height] of cubic) assert.ok(height > -12 && height < drawing.height, String(height));
        const end = cubics[n - 1]?.[3];
        if (end) assert.ok(Math.abs(end[0] - x0) < 1e-6 && Math.abs(end[1] - y0) < 1e-6, "a step");
      });
    }
  }), { numRuns: 60 });
});

test("each filter counts what it would leave, and an empty one leaves all", () => {
  fc.assert(fc.property(fc.array(aCareer, { maxLength: 8 }), fc.constantFrom("", "営業部"), (all, department) => {
    const found = all.map((spells) => paths.traits({ spells, road: paths.road(spells, NOW) }));
    const chosen = { ...paths.NOTHING, department };
    for (const filter of paths.FILTERS) {
      for (const [value, n] of paths.counts(found, chosen, filter)) {
        assert.equal(n, found.filter((one) => paths.among(one, { ...chosen, [filter]: value })).length);
      }
    }
    assert.equal(found.filter((one) => paths.among(one, paths.NOTHING)).length, all.length);
  }));
});

test("what was asked comes back from an address's values as it was, and what is no state asks nothing", () => {
  const { NAMES, START, stateOf, valuesFor } = paths.state;
  fc.assert(fc.property(fc.constantFrom("joined", "left", "year"), fc.string(), fc.string(), (alignment, path, department) => {
    const state = { alignment, path, chosen: { ...paths.NOTHING, department } };
    assert.deepEqual(stateOf(valuesFor(state)), state);
    assert.ok([...valuesFor(state).keys()].every((name) => NAMES.includes(name)));
  }));
  assert.deepEqual([...valuesFor(START)], []);
  assert.deepEqual(stateOf(new Map([["align", ["sideways"]]])), START);
});
