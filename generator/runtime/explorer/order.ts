/** The orders of the list. Rows are numbered by reading (五十音順), so that is the order that everything falls back to. */

export const ORDERS = ["day", "reading", "years", "fresh"] as const;
export type Order = (typeof ORDERS)[number];

/** All rows in each order. */
export type Orders = Readonly<Record<Order, Uint32Array>>;

export interface Measures {
  /** The code in the address of each. */
  readonly addresses: readonly string[];
  /** Months spent here. */
  readonly months: ArrayLike<number>;
  /** The day on which each last said that it is true, as a number that grows with time. */
  readonly confirmed: ArrayLike<number>;
}

/** All rows in each order; `day` is the site's day, "2026-12-05", by which the order of the day is drawn. */
export function ordersOf({ addresses, months, confirmed }: Measures, day: string): Orders {
  const reading = Uint32Array.from(addresses, (_, row) => row);
  const by = (of: ArrayLike<number>, sign: number): Uint32Array => reading.slice().sort((a, b) => sign * (of[a]! - of[b]!) || a - b);
  const today = Float64Array.from(addresses, (address) => daily(day, address));
  return { day: by(today, 1), reading, years: by(months, -1), fresh: by(confirmed, -1) };
}

/** `rows` as they stand in an order of all. */
export function ordered(rows: Uint32Array, order: Uint32Array): Uint32Array {
  const chosen = new Uint8Array(order.length);
  for (const row of rows) chosen[row] = 1;
  return order.filter((row) => chosen[row]);
}

/**
 * A number that shuffles people anew each day by nothing but their own address, so that whoever is added or hidden moves
 * nobody else: FNV-1a with 32 bits (Fowler, Noll and Vo), its bits mixed once more as in MurmurHash3 (Appleby).
 */
export function daily(day: string, address: string): number {
  let mixed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${day}/${address}`)) mixed = Math.imul(mixed ^ byte, 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
