import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { explorer } from "./explorer_support.mjs";

const { chain, river, shares, svg, HEIGHT, WIDTH } = explorer;
const KINDS = ["here", "job", "side-job", "contract", "founder", "family-business", "study", "break", "collaboration"];
const month = (year, of = 1) => year * 12 + of - 1;
const TODAY = month(2026, 11);

/** Whatever a profile may hold: any order, gaps, overlaps, spells of a month and of 45 years, some of them to come. */
const careers = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), from: fc.integer({ min: month(1975), max: month(2028) }), length: fc.option(fc.integer({ min: 1, max: 540 })) })
    .map(({ kind, from, length }) => ({ kind, from, until: length === null ? null : from + length })),
  { maxLength: 14 },
);

const pieces = ({ road }) => road.flatMap(({ line }) => line);
const steepness = ([x0, y0], [x1, y1]) => (y1 - y0) / (x1 - x0);

test("the road of any career is one: from its beginning to today without overlap, whatever else there was beside it", () => {
  fc.assert(
    fc.property(careers, (spells) => {
      const { road, branches } = chain(spells, TODAY);
      const told = spells.filter(({ from }) => from < TODAY);
      assert.equal(road.length > 0, told.length > 0);
      for (const [index, leg] of road.entries()) {
        assert.ok(leg.until > leg.from);
        assert.equal(leg.until, road[index + 1]?.from ?? TODAY);
      }
      for (const { from, until } of branches) assert.ok(from < until && until <= TODAY);
      const kinds = new Set([...road, ...branches].filter(({ gap }) => !gap).map(({ kind }) => kind));
      assert.deepEqual(kinds, new Set(told.map(({ kind }) => kind)));
    }),
  );
});

test("what overlaps with nothing is part of the road, be it side work of a month and all that was told", () => {
  const alone = { kind: "side-job", from: month(2020), until: month(2020, 2) };
  assert.deepEqual(chain([alone], TODAY).road.map(({ kind, from, gap }) => [kind, from, gap]), [["side-job", month(2020), false], ["break", month(2020, 2), true]]);
  const work = [{ kind: "job", from: month(2010), until: month(2015) }, { kind: "job", from: month(2021), until: null }];
  assert.deepEqual(chain([...work, alone], TODAY).road.filter(({ gap }) => !gap).map(({ kind }) => kind), ["job", "side-job", "job"]);
});

test("any career draws inside its box, in one unbroken line that runs with time and ends in the ring of today", () => {
  fc.assert(
    fc.property(careers, (spells) => {
      const drawn = river(spells, TODAY);
      const line = pieces(drawn);
      if (line.length === 0) return assert.equal(drawn.ring, null);
      for (const [index, cubic] of line.entries()) {
        const after = line[index + 1];
        if (after) {
          assert.deepEqual(after[0], cubic[3]);
          const [ending, beginning] = [steepness(cubic[2], cubic[3]), steepness(after[0], after[1])];
          assert.ok(Math.abs(ending - beginning) < 0.02, `a corner: ${ending}, ${beginning}`);
        }
      }
      assert.deepEqual(line[line.length - 1][3], drawn.ring.at);
      for (const cubic of [...line, ...drawn.branches.flatMap((branch) => branch.line)]) {
        for (const [x, y] of cubic) assert.ok(x >= 0 && x <= WIDTH && y >= 3 && y <= HEIGHT - 3, `outside: ${x} ${y}`);
        for (let at = 1; at < 4; at++) assert.ok(cubic[at][0] >= cubic[at - 1][0], "backwards");
      }
      assert.doesNotMatch(svg(drawn), /NaN|undefined|null/);
    }),
    { numRuns: 500 },
  );
});

test("legs are as long as their months are, but none is too short to be seen", () => {
  const widths = shares([120, 1, 120]);
  assert.ok(Math.abs(widths[0] - widths[2]) < 1e-9);
  assert.ok(widths[1] > 26 && widths[1] < 28);
  assert.ok(Math.abs(shares([100, 200]).reduce((ratio, width) => width / ratio) - 2) < 1e-9);
  for (const width of shares(new Array(40).fill(1))) assert.ok(width > 5);
});

test("what a reader has to see is in it: a way round, a rest in dots, work beside it, and where it is today", () => {
  const spells = [
    { kind: "here", from: month(2001, 4), until: month(2015, 4) },
    { kind: "job", from: month(2015, 4), until: month(2022, 10) },
    { kind: "contract", from: month(2017, 1), until: month(2019, 1) },
    { kind: "break", from: month(2022, 10), until: month(2023, 6) },
    { kind: "here", from: month(2023, 6), until: null },
  ];
  const drawn = river(spells, TODAY);
  assert.equal(drawn.ring.kind, "here");
  assert.deepEqual(drawn.road.filter(({ dotted }) => dotted).map(({ kind }) => kind).filter((kind) => kind !== "break"), []);
  assert.ok(drawn.road.some(({ dotted, thin }) => dotted && !thin));
  assert.deepEqual(drawn.signs.map(({ kind }) => kind), ["here", "job", "break", "here", "contract"]);
  assert.deepEqual(drawn.branches.map(({ kind, thin }) => [kind, thin]), [["contract", true]]);
  assert.ok(drawn.road.some(({ from, kind }) => from === "here" && kind === "job"));
  const left = { ...spells[0] };
  assert.equal(river([left], TODAY).ring.kind, "break", "what came after is not told");
  assert.ok(river([left], TODAY).road.at(-1).thin);
});

test("it is drawn by the spells alone: two careers that show the same look the same", () => {
  fc.assert(fc.property(careers, (spells) => assert.equal(svg(river(spells, TODAY)), svg(river(structuredClone(spells).reverse(), TODAY)))));
});
