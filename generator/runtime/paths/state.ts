/** What the reader asked for, and the same in the address: so that it lasts, and can be sent to others. */

import { single, type Values } from "../fragment";
import { FILTERS, NOTHING, type Chosen } from "./filter";
import type { Alignment } from "./layout";

export interface State {
  readonly alignment: Alignment;
  readonly chosen: Chosen;
  readonly path: string;
}

export const START: State = { alignment: "joined", chosen: NOTHING, path: "" };
const ALIGNMENTS: readonly Alignment[] = ["joined", "left", "year"];
const [ALIGNMENT, PATH] = ["align", "path"];
/** The names that a state has in an address. */
export const NAMES: readonly string[] = [ALIGNMENT, ...FILTERS, PATH];

export function stateOf(values: Values): State {
  const told = (name: string): string => values.get(name)?.[0] ?? "";
  const alignment = ALIGNMENTS.find((one) => one === told(ALIGNMENT)) ?? START.alignment;
  const chosen = Object.fromEntries(FILTERS.map((filter) => [filter, told(filter)])) as unknown as Chosen;
  return { alignment, chosen, path: told(PATH) };
}

export function valuesFor({ alignment, chosen, path }: State): Values {
  return single({ [ALIGNMENT]: alignment === START.alignment ? "" : alignment, ...chosen, [PATH]: path });
}
