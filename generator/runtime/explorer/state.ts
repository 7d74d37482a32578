/**
 * What is asked of the list, and the same as the end of an address: `#dept=営業部&kind=founder&q=直子&sort=years`.
 *
 * It stands behind the `#`, which a browser sends to nobody: the words of a search and the names of departments may be
 * sealed ones, and a query string would go into the host's records at each reload.
 */

import { ORDERS, type Order } from "./order";

export interface State {
  /** What is searched for; "" for nothing. */
  readonly words: string;
  /** By facet, in the order of the facets, the values that were chosen, in the order in which they were; none is empty. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  readonly order: Order;
}

export const NOTHING: State = { words: "", chosen: new Map(), order: "day" };

const WORDS = "q";
const ORDER = "sort";
/** More than anybody means; an address comes from anywhere. */
const MOST = 50;
const LONGEST = 200;

function isOrder(name: string | null): name is Order {
  return (ORDERS as readonly (string | null)[]).includes(name);
}

/** The state in the fragment of an address; null where that is something else, such as the place of a heading. */
export function stateIn(fragment: string, facets: readonly string[]): State | null {
  const text = fragment.replace(/^#/, "");
  if (text !== "" && !text.includes("=")) return null;
  const given = new URLSearchParams(text);
  const order = given.get(ORDER);
  const chosen = new Map<string, readonly string[]>();
  for (const facet of facets) {
    const values = [...new Set(given.getAll(facet))].filter((value) => value !== "" && value.length <= LONGEST);
    if (values.length > 0) chosen.set(facet, values.slice(0, MOST));
  }
  return { words: (given.get(WORDS) ?? "").slice(0, LONGEST), chosen, order: isOrder(order) ? order : NOTHING.order };
}

/** The state as a fragment, "" where nothing is asked. */
export function fragmentOf({ words, chosen, order }: State): string {
  const given = new URLSearchParams();
  if (words !== "") given.append(WORDS, words);
  for (const [facet, values] of chosen) for (const value of values) given.append(facet, value);
  if (order !== NOTHING.order) given.append(ORDER, order);
  const text = given.toString();
  return text && `#${text}`;
}

/** The state with these values of a facet chosen, instead of those that were; `facets` gives the order of the facets. */
export function choosing(state: State, facets: readonly string[], facet: string, values: readonly string[]): State {
  const chosen = new Map<string, readonly string[]>();
  for (const name of facets) {
    const kept = name === facet ? values : (state.chosen.get(name) ?? []);
    if (kept.length > 0) chosen.set(name, kept);
  }
  return { ...state, chosen };
}
