/** Which rows pass all filters, and how many would under each other value: over columns, in one walk through the rows. */

/** The values of one facet and who has which: those of row r are `items[starts[r]]` to before `items[starts[r + 1]]`, each once. */
export interface Column {
  readonly values: readonly string[];
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

/** One facet's filter: the numbers of its chosen values, any of which will do; null where it asks for nothing. */
export type Filter = ReadonlySet<number> | null;

export interface Tally {
  /** The rows that pass everything, in ascending order. */
  readonly rows: Uint32Array;
  /** For each facet and value, how many rows have the value and pass everything else than this facet's own filter. */
  readonly counts: readonly Uint32Array[];
  /** For each facet, how many rows there would be without its filter. */
  readonly without: Uint32Array;
  /** How many rows there would be without the search. */
  readonly unsearched: number;
}

const SEARCH = 0xff;

/** A column from the values of each row; a value of a row counts once, and values stand in the order of `values`. */
export function columnOf(size: number, values: readonly string[], of: (row: number) => Iterable<number>): Column {
  const starts = new Uint32Array(size + 1);
  const items: number[] = [];
  for (let row = 0; row < size; row++) {
    for (const value of new Set(of(row))) items.push(value);
    starts[row + 1] = items.length;
  }
  return { values, starts, items: Uint32Array.from(items) };
}

/** Counts everything under `filters`, one for each column, among the rows that the search `found` (1 for each row that matches; null for all). */
export function tally(columns: readonly Column[], filters: readonly Filter[], size: number, found: Uint8Array | null): Tally {
  // How many filters a row fails, and the last of them: a row that fails one alone still counts for that facet's own values.
  const failed = new Uint8Array(size);
  const which = new Uint8Array(size);
  const fail = (row: number, filter: number): void => {
    failed[row]!++;
    which[row] = filter;
  };
  columns.forEach((column, number) => {
    const filter = filters[number];
    if (filter) eachOutside(column, filter, size, (row) => fail(row, number));
  });
  if (found) for (let row = 0; row < size; row++) if (!found[row]) fail(row, SEARCH);

  const rows = new Uint32Array(size);
  const counts = columns.map(({ values }) => new Uint32Array(values.length));
  const without = new Uint32Array(columns.length);
  let [passed, unsearched] = [0, 0];
  for (let row = 0; row < size; row++) {
    if (failed[row] === 0) {
      rows[passed++] = row;
      for (let number = 0; number < columns.length; number++) count(columns[number]!, row, counts[number]!);
    } else if (failed[row] === 1) {
      const number = which[row]!;
      if (number === SEARCH) unsearched++;
      else {
        without[number]!++;
        count(columns[number]!, row, counts[number]!);
      }
    }
  }
  return { rows: rows.slice(0, passed), counts, without: without.map((more) => more + passed), unsearched: unsearched + passed };
}

function eachOutside(column: Column, filter: ReadonlySet<number>, size: number, tell: (row: number) => void): void {
  const { starts, items, values } = column;
  const wanted = new Uint8Array(values.length);
  for (const value of filter) wanted[value] = 1;
  for (let row = 0; row < size; row++) {
    let at = starts[row]!;
    const end = starts[row + 1]!;
    while (at < end && !wanted[items[at]!]) at++;
    if (at === end) tell(row);
  }
}

function count({ starts, items }: Column, row: number, counts: Uint32Array): void {
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at++) counts[items[at]!]!++;
}
