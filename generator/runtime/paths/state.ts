/** What the reader asked for, in the address: so that it lasts, and can be sent to others. */

import { FILTERS, NOTHING, type Chosen } from "./filter";
import type { Alignment } from "./layout";

export interface State {
  readonly alignment: Alignment;
  readonly chosen: Chosen;
  readonly path: string;
}

export const START: State = { alignment: "joined", chosen: NOTHING, path: "" };
const ALIGNMENTS: readonly Alignment[] = ["joined", "left", "year"];

/** The state in an address's query; what is no state there is left alone. */
export function read(search: string): State {
  const query = new URLSearchParams(search);
  const alignment = ALIGNMENTS.find((one) => one === query.get("align")) ?? START.alignment;
  const chosen = Object.fromEntries(FILTERS.map((filter) => [filter, query.get(filter) ?? ""])) as unknown as Chosen;
  return { alignment, chosen, path: query.get("path") ?? "" };
}

/** The address with a state in it, everything else in it as it was. */
export function written({ alignment, chosen, path }: State, address: string): string {
  const url = new URL(address);
  const values = { align: alignment === START.alignment ? "" : alignment, ...chosen, path };
  for (const [name, value] of Object.entries(values)) {
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}
