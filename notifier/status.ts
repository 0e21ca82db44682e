import type pg from "pg";
import { deviceIdFromChain, formatDeviceId, formatModelId, modelIdFromChain } from "../lib/domain/ids.ts";

/** For operators: how the ledger stands, and what ended badly. Holds no address and no owner. */
export type Status = {
  lastLook: {
    /** Unix milliseconds; null before the first. */
    at: number | null;
    finalizedBlock: number | null;
    /** Why the last look failed, null when it did not. */
    problem: string | null;
    /** How long the last look took that did not fail. */
    tookMs: number | null;
  };
  /** Why nothing is sent, null where nothing is held back; see docs/operate.md. */
  hold: string | null;
  /** Rows by channel, state, and whether they are owed to owners or to people who asked to be told of a model. */
  counts: { channel: string; state: string; to: "owner" | "subscriber"; count: number }[];
  /** Seconds for which the oldest notice that is still due has been owed; null when none is. */
  oldestDueSeconds: number | null;
  /** Notices that went out in the last hour and in the last minute, by channel. */
  sentLastHour: { channel: string; count: number; lastMinute: number }[];
  /** Webhooks that hear of every recall: how many, of which did not take what they got last, and of which ended by themselves. */
  recallWebhooks: { all: number; failing: number; retired: number };
  /** Jobs in the queue, by state; a due row without a job gets one within a second while the queue is short. */
  queue: { state: string; count: number }[];
  /** The newest that failed for good, and due ones that were tried in vain. */
  failures: {
    recallId: number;
    unit: string | null;
    model: string | null;
    channel: string;
    state: string;
    attempts: number;
    reason: string | null;
  }[];
};

type FailureRow = {
  recall_id: string;
  device_id: string;
  model_id: string | null;
  channel: string;
  state: string;
  attempts: number;
  last_error: string | null;
};

export async function readStatus(pool: pg.Pool, lastLook: Status["lastLook"]): Promise<Status> {
  const counts = await pool.query<Status["counts"][number]>(
    `SELECT channel, state, CASE WHEN model_id IS NULL THEN 'owner' ELSE 'subscriber' END AS to, count(*)::int AS count
     FROM ledger.obligation GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  const oldest = await pool.query<{ seconds: number | null }>(
    "SELECT extract(epoch FROM now() - min(created_at))::int AS seconds FROM ledger.obligation WHERE state = 'due'",
  );
  const sent = await pool.query<Status["sentLastHour"][number]>(
    `SELECT channel, count(*)::int AS count, (count(*) FILTER (WHERE settled_at > now() - interval '1 minute'))::int AS "lastMinute"
     FROM ledger.obligation WHERE state = 'sent' AND settled_at > now() - interval '1 hour' GROUP BY channel ORDER BY channel`,
  );
  const webhooks = await pool.query<Status["recallWebhooks"]>(
    `SELECT count(*)::int AS all, (count(*) FILTER (WHERE state = 'on' AND recalls_failing_since IS NOT NULL))::int AS failing,
       (count(*) FILTER (WHERE state = 'retired'))::int AS retired
     FROM contacts.endpoint WHERE recalls_after IS NOT NULL`,
  );
  const queue = await pool.query<Status["queue"][number]>(
    "SELECT state::text, count(*)::int AS count FROM queue.job WHERE name = 'notices' GROUP BY state ORDER BY state",
  );
  const failures = await pool.query<FailureRow>(
    `SELECT recall_id, device_id, model_id, channel, state, attempts, last_error FROM ledger.obligation
     WHERE state = 'failed' OR (state = 'due' AND last_error IS NOT NULL)
     ORDER BY state DESC, coalesce(settled_at, created_at) DESC LIMIT 100`,
  );
  const hold = await pool.query<{ reason: string }>("SELECT reason FROM ledger.hold");
  return {
    lastLook: { ...lastLook },
    hold: hold.rows[0]?.reason ?? null,
    counts: counts.rows,
    oldestDueSeconds: oldest.rows[0]?.seconds ?? null,
    sentLastHour: sent.rows,
    recallWebhooks: webhooks.rows[0] ?? { all: 0, failing: 0, retired: 0 },
    queue: queue.rows,
    failures: failures.rows.map(({ recall_id, device_id, model_id, channel, state, attempts, last_error }) => ({
      recallId: Number(recall_id),
      unit: model_id === null ? formatDeviceId(deviceIdFromChain(BigInt(device_id))) : null,
      model: model_id === null ? null : formatModelId(modelIdFromChain(BigInt(model_id))),
      channel,
      state,
      attempts,
      reason: last_error,
    })),
  };
}

/** Whether it looks for what is owed: a notifier that stopped looking has no other way of showing it. */
export const isLooking = ({ at, problem }: Status["lastLook"]): boolean => at !== null && problem === null && Date.now() - at < 60_000;
