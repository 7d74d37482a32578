/** What is asked of the list, and the same in the address: `#q=直子&dept=営業部&kind=founder&sort=years`. */

import { single, type Values } from "../fragment";
import { ORDERS, type Order } from "./order";

export interface State {
  /** What is searched for; "" for nothing. */
  readonly words: string;
  /** By facet, in the order of the facets, the values that were chosen, in the order in which they were; none is empty. */
  readonly chosen: Values;
  readonly order: Order;
}

export const NOTHING: State = { words: "", chosen: new Map(), order: "day" };

const WORDS = "q";
const ORDER = "sort";

/** The names that a state has in an address. */
export function namesOf(facets: readonly string[]): readonly string[] {
  return [WORDS, ...facets, ORDER];
}

export function stateOf(values: Values): State {
  const order = ORDERS.find((one) => one === values.get(ORDER)?.[0]) ?? NOTHING.order;
  const chosen = new Map([...values].filter(([name]) => name !== WORDS && name !== ORDER));
  return { words: values.get(WORDS)?.[0] ?? "", chosen, order };
}

export function valuesFor({ words, chosen, order }: State): Values {
  return new Map([...single({ [WORDS]: words }), ...chosen, ...single({ [ORDER]: order === NOTHING.order ? "" : order })]);
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
