import type pg from "pg";
import type { Budgets } from "../lib/domain/relay.ts";
import { type Figure, figure } from "../lib/service/metrics.ts";

/** For operators: what was spent, what waits, and how the keys stand. Names no owner. */
export type Status = {
  lastLook: {
    /** Unix milliseconds; null before the first. */
    at: number | null;
    /** What went wrong in the last look, null when nothing did. */
    problem: string | null;
    /** Accounts that pay. One that is short is left out until it has funds. */
    keys: { address: string /** Wei. */; balance: string; isShort: boolean }[];
  };
  /** Acts by state. */
  counts: { state: string; count: number }[];
  /** Seconds for which the oldest act that is not entered yet has waited; null when none is. */
  oldestWaitingSeconds: number | null;
  /** Wei of today (UTC): paid and set aside, and what may be spent. */
  today: { spent: string; mayBeSpent: string; makerMayBeSpent: string };
  /** The newest that were refused after they had been taken. */
  refused: { id: string; verb: string; reason: string }[];
};

export async function readStatus(pool: pg.Pool, chainId: number, budgets: Budgets, lastLook: Status["lastLook"]): Promise<Status> {
  const counts = await pool.query<Status["counts"][number]>(
    "SELECT state, count(*)::int AS count FROM relay.job WHERE chain_id = $1 GROUP BY state ORDER BY state",
    [chainId],
  );
  const now = await pool.query<{ waiting: number | null; spent: string }>(
    `SELECT extract(epoch FROM now() - min(created_at) FILTER (WHERE state IN ('accepted', 'sent')))::int AS waiting,
       coalesce(sum(coalesce(spent, reserved)) FILTER (WHERE day = (now() AT TIME ZONE 'UTC')::date), 0) AS spent
     FROM relay.job WHERE chain_id = $1`,
    [chainId],
  );
  const refused = await pool.query<Status["refused"][number]>(
    `SELECT id, verb, reason->>'message' AS reason FROM relay.job WHERE chain_id = $1 AND state = 'refused'
     ORDER BY settled_at DESC LIMIT 20`,
    [chainId],
  );
  return {
    lastLook: { ...lastLook },
    counts: counts.rows,
    oldestWaitingSeconds: now.rows[0]?.waiting ?? null,
    today: { spent: now.rows[0]?.spent ?? "0", mayBeSpent: `${budgets.all}`, makerMayBeSpent: `${budgets.maker}` },
    refused: refused.rows,
  };
}

/** Able to look, and with somebody to pay. */
export const isAble = ({ at, problem, keys }: Status["lastLook"]): boolean =>
  at !== null && problem === null && Date.now() - at < 60_000 && keys.some(({ isShort }) => !isShort);

export const figuresOf = ({ lastLook, counts, oldestWaitingSeconds, today }: Status): Figure[] => [
  {
    name: "muster_relay_acts",
    help: "Acts that were taken, by state.",
    values: counts.map(({ state, count }) => ({ labels: { state }, value: count })),
  },
  figure(
    "muster_relay_oldest_waiting_seconds",
    "For how long the oldest act that is not entered yet has waited; 0 when none is.",
    oldestWaitingSeconds ?? 0,
  ),
  figure("muster_relay_day_spent_wei", "Paid and set aside today (UTC).", Number(today.spent)),
  figure("muster_relay_day_budget_wei", "What may be spent in a day.", Number(today.mayBeSpent)),
  {
    name: "muster_relay_key_balance_wei",
    help: "What each account that pays has left.",
    values: lastLook.keys.map(({ address, balance }) => ({ labels: { key: address }, value: Number(balance) })),
  },
  {
    name: "muster_relay_key_short",
    help: "Whether an account is left out for want of funds.",
    values: lastLook.keys.map(({ address, isShort }) => ({ labels: { key: address }, value: isShort ? 1 : 0 })),
  },
  figure("muster_relay_ready", "Whether the last look succeeded and somebody can pay.", isAble(lastLook) ? 1 : 0),
];
