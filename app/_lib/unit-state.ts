import type { DeviceRecall, DeviceView } from "../../lib/feed/wire.ts";

/**
 * How a unit stands: `affected` needs something done; `checking` is said to run the fix, but not with the evidence the
 * case demands; `clear` is meant by no recall; `unknown` is not in the register.
 */
export type UnitState = "affected" | "checking" | "fixed" | "clear" | "unknown";

type Unit = Pick<DeviceView, "release">;

/** How a unit stands towards one recall that affects it. */
export function stateFor({ remedied, fix }: Pick<DeviceRecall, "remedied" | "fix">, { release }: Unit): UnitState {
  if (remedied) return "fixed";
  return fix && release >= fix.sequence ? "checking" : "affected";
}

const URGENCY: readonly UnitState[] = ["affected", "checking", "fixed"];

/** How a unit stands over all: as in the recall that needs most done. */
export function stateOf(unit: Unit & { recalls: readonly Pick<DeviceRecall, "remedied" | "fix">[] }): UnitState {
  const states = unit.recalls.map((recall) => stateFor(recall, unit));
  return URGENCY.find((state) => states.includes(state)) ?? "clear";
}
