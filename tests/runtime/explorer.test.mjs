import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { explorer } from "./explorer_support.mjs";
import { runtime } from "./support.mjs";

const { choosing, columnOf, daily, namesOf, ordered, ordersOf, stateOf, tally, valuesFor, NOTHING, ORDERS } = explorer;
const { fragmentOf, valuesIn } = runtime;
const range = (size) => Array.from({ length: size }, (_, index) => index);

/** People with up to three values in each of three facets, a filter for each facet or none, and what a search found. */
const asked = fc.integer({ min: 0, max: 30 }).chain((size) =>
  fc.record({
    rows: fc.array(fc.tuple(...range(3).map(() => fc.uniqueArray(fc.nat(4), { maxLength: 3 }))), { minLength: size, maxLength: size }),
    filters: fc.tuple(...range(3).map(() => fc.option(fc.uniqueArray(fc.nat(4), { minLength: 1 }).map((values) => new Set(values))))),
    found: fc.option(fc.array(fc.boolean(), { minLength: size, maxLength: size })),
  }),
);

function columnsOf(rows) {
  return range(3).map((facet) => columnOf(rows.length, ["a", "b", "c", "d", "e"], (row) => rows[row][facet]));
}

test("counts are what asking anew for each value under all other filters would give", () => {
  fc.assert(
    fc.property(asked, ({ rows, filters, found }) => {
      const seen = found && Uint8Array.from(found.map(Number));
      const { rows: passed, counts, without: dropped, unsearched } = tally(columnsOf(rows), filters, rows.length, seen);
      const passes = (row, except) =>
        (except === "search" || !found || found[row]) &&
        filters.every((filter, facet) => facet === except || !filter || rows[row][facet].some((value) => filter.has(value)));
      const all = (except) => range(rows.length).filter((row) => passes(row, except));
      assert.deepEqual([...passed], all());
      assert.equal(unsearched, all("search").length);
      for (const facet of range(3)) {
        assert.equal(dropped[facet], all(facet).length);
        for (const value of range(5)) assert.equal(counts[facet][value], all(facet).filter((row) => rows[row][facet].includes(value)).length);
      }
    }),
  );
});

test("a column holds each value of a row once, in any order that it was given", () => {
  const { starts, items } = columnOf(3, ["a", "b"], (row) => [[1, 1, 0], [], [0]][row]);
  assert.deepEqual([...starts], [0, 2, 2, 3]);
  assert.deepEqual([...items], [1, 0, 0]);
});

const TODAY = "2026-12-05";

test("every order names each row once, and equal ones stand by reading", () => {
  const at = ordersOf({ addresses: ["a", "b", "c", "d"], months: [5, 9, 9, 0], confirmed: [30, 30, 99, 50] }, TODAY);
  for (const order of ORDERS) assert.deepEqual([...at[order]].sort(), [0, 1, 2, 3]);
  assert.deepEqual([...ordered(Uint32Array.of(0, 1, 2, 3), at.years)], [1, 2, 0, 3]);
  assert.deepEqual([...ordered(Uint32Array.of(0, 1, 2, 3), at.fresh)], [2, 3, 0, 1]);
  assert.deepEqual([...ordered(Uint32Array.of(3, 1), at.reading)], [1, 3]);
});

test("the order of the day is one all day and another the next; who is added moves nobody, and nobody is first more often", () => {
  const drawn = (day, addresses) => {
    const at = ordersOf({ addresses, months: addresses.map(() => 0), confirmed: addresses.map(() => 0) }, day);
    return [...ordered(Uint32Array.from(range(addresses.length)), at.day)].map((row) => addresses[row]);
  };
  const ten = range(10).map((number) => `4f7k2m9q0c1x${number}`);
  assert.deepEqual(drawn(TODAY, ten), drawn(TODAY, ten));
  assert.notDeepEqual(drawn(TODAY, ten), drawn("2026-12-06", ten));
  assert.deepEqual(drawn(TODAY, ["0000000000000", ...ten]).filter((address) => address !== "0000000000000"), drawn(TODAY, ten));
  const first = new Map(ten.map((address) => [address, 0]));
  for (const day of range(5000)) {
    const [head] = drawn(`day ${day}`, ten);
    first.set(head, first.get(head) + 1);
  }
  // 500 on average; six standard deviations to either side.
  for (const times of first.values()) assert.ok(times > 370 && times < 630, `${[...first.values()]}`);
});

test("the browser draws the order of the day as the build does", () => {
  // From generator.search.daily.
  assert.equal(daily(TODAY, "4f7k2m9q0c1xz"), 4116130015);
});

const FACETS = ["dept", "kind", "skill"];
const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const states = fc.record({
  words: fc.string({ unit: "grapheme", maxLength: 20 }),
  chosen: fc
    .tuple(...FACETS.map(() => fc.uniqueArray(word, { maxLength: 4 })))
    .map((values) => new Map(FACETS.map((facet, index) => [facet, values[index]]).filter(([, of]) => of.length > 0))),
  order: fc.constantFrom(...ORDERS),
}, { noNullPrototype: true });

test("a state comes back from an address's values as it was, and one state has one address", () => {
  const names = namesOf(FACETS);
  fc.assert(
    fc.property(states, (state) => {
      const fragment = fragmentOf(valuesFor(state));
      assert.deepEqual(stateOf(valuesIn(new URL(fragment, "https://a.example/").hash, names)), state);
      assert.equal(fragmentOf(valuesFor(stateOf(valuesIn(fragment, names)))), fragment);
    }),
  );
  assert.deepEqual([...valuesFor(NOTHING)], []);
  assert.deepEqual(stateOf(new Map()), NOTHING);
  assert.deepEqual(stateOf(valuesIn("#nonsense=1&sort=upside-down&dept=&dept=a&dept=a", names)), { ...NOTHING, chosen: new Map([["dept", ["a"]]]) });
});

test("choosing values of a facet changes no other one, and a facet without values is gone", () => {
  fc.assert(
    fc.property(states, fc.constantFrom(...FACETS), fc.uniqueArray(word), (state, facet, values) => {
      const { words, order, chosen } = choosing(state, FACETS, facet, values);
      assert.deepEqual([words, order], [state.words, state.order]);
      assert.deepEqual([...chosen.keys()], FACETS.filter((name) => (name === facet ? values.length > 0 : state.chosen.has(name))));
      for (const [name, kept] of chosen) assert.deepEqual(kept, name === facet ? values : state.chosen.get(name));
    }),
  );
});

test("what is pressed is replaced after its click and not before", async () => {
  const target = new EventTarget();
  globalThis.addEventListener = target.addEventListener.bind(target);
  const [press, said] = [new explorer.Press(new AbortController().signal), []];
  await press.released();
  target.dispatchEvent(new Event("pointerdown"));
  const replaced = press.released().then(() => said.push("replaced"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  target.dispatchEvent(new Event("pointerup"));
  // A browser runs what promises have waiting between the two events.
  for (let turn = 0; turn < 10; turn++) await null;
  said.push("clicked");
  await replaced;
  await press.released();
  assert.deepEqual(said, ["clicked", "replaced"]);
  delete globalThis.addEventListener;
});
