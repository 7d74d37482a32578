/** Reading along a river: where the reader is in the text, and where that is on the road. */

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { runtime } from "./support.mjs";

const { acrossAt, carriedOn, flowed, pointsOf, reached, readingLine } = runtime;
const LINE = "M10 50C20 50 30 20 40 20C60 20 80 50 100 50";

test("the answer that is read is the last one that begins above the line", () => {
  assert.equal(reached([], 100), -1);
  assert.equal(reached([150, 300], 100), -1);
  assert.equal(reached([-400, 90, 300], 100), 1);
  assert.equal(reached([-400, -90, 100], 100), 2);
});

test("the line lies in the upper part of the window, and at the foot when there is nothing more to scroll", () => {
  assert.equal(readingLine(0, 800, 5000), 280);
  assert.equal(readingLine(3000, 800, 5000), 280);
  assert.equal(readingLine(4200, 800, 5000), 800);
  assert.equal(readingLine(0, 800, 600), 280);
});

test("the line never goes back while one scrolls on", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(500), fc.integer({ min: 300, max: 1200 }), fc.nat(8000), (at, more, window, height) => {
      assert.ok(readingLine(at + more, window, height) >= readingLine(at, window, height));
    }),
  );
});

test("an answer without a moment stays at that of the one before it", () => {
  assert.deepEqual(carriedOn([null, "2001", null, "2015", null]), [null, "2001", "2001", "2015", "2015"]);
});

test("points of a road run on along time, whichever way it is drawn", () => {
  const lying = pointsOf(LINE, false);
  assert.deepEqual([lying[0], lying.at(-1)], [{ along: 10, across: 50 }, { along: 100, across: 50 }]);
  assert.ok(lying.every(({ along }, i) => i === 0 || along >= lying[i - 1].along));
  const upright = pointsOf("M50 10C50 20 20 30 20 40", true);
  assert.deepEqual([upright[0], upright.at(-1)], [{ along: 10, across: 50 }, { along: 40, across: 20 }]);
});

test("a place on the road lies between its neighbours, and outside of the road at its end", () => {
  const points = pointsOf(LINE, false);
  assert.equal(acrossAt(points, 0), 50);
  assert.equal(acrossAt(points, 40), 20);
  assert.equal(acrossAt(points, 500), 50);
  assert.ok(acrossAt(points, 30) > 20 && acrossAt(points, 30) < 50);
  assert.equal(acrossAt([], 30), 0);
});

test("whoever flows comes nearer with every moment, never past, and arrives", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 64 }), (from, to, ms) => {
      let [at, steps] = [from, 0];
      for (let next = flowed(at, to, ms); next !== null; next = flowed(at, to, ms)) {
        assert.ok(Math.abs(next - to) < Math.abs(at - to) && (next - to) * (from - to) >= 0);
        [at, steps] = [next, steps + 1];
        assert.ok(steps < 2000);
      }
      assert.ok(Math.abs(at - to) < 2 || steps === 0 || Math.abs(at - to) * Math.exp(-ms / 170) < 0.4);
    }),
  );
});
