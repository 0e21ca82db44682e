import type { DeviceRecall, DeviceView } from "../../lib/feed/wire.ts";

/**
 * How a unit stands: `affected` needs something done; `checking` is said to run the fix, but not with the evidence the
 * case demands; `clear` is meant by no recall, or only by ones that were mistakes; `unknown` is not in the register.
 */
export type UnitState = "affected" | "checking" | "fixed" | "clear" | "unknown";

type Entry = Pick<DeviceRecall, "remedied" | "fix"> & { recall: Pick<DeviceRecall["recall"], "state"> };
type Unit = Pick<DeviceView, "release" | "releases">;

/** A release that its maker took back fixes nothing. */
const isRevoked = ({ release, releases }: Unit): boolean =>
  releases.some(({ sequence, revoked }) => sequence === release && revoked !== null);

/** How a unit stands towards one recall that names it. */
export function stateFor({ remedied, fix, recall }: Entry, unit: Unit): UnitState {
  if (recall.state === "withdrawn") return "clear";
  if (remedied) return "fixed";
  return fix && unit.release >= fix.sequence && !isRevoked(unit) ? "checking" : "affected";
}

const DAY = 86_400;

/**
 * Unix time until which a title by code alone is provisional: 14 days after the day of the claim, which the contract
 * counts in whole days. Twin: `Titles._isProvisional`.
 */
export const provisionalUntil = (since: number): number => (Math.floor(since / DAY) + 15) * DAY;

const URGENCY: readonly UnitState[] = ["affected", "checking", "fixed"];

/** How a unit stands over all: as in the recall that needs most done. */
export function stateOf(unit: Unit & { recalls: readonly Entry[] }): UnitState {
  const states = unit.recalls.map((recall) => stateFor(recall, unit));
  return URGENCY.find((state) => states.includes(state)) ?? "clear";
}
