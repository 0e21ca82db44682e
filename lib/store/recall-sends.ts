import type pg from "pg";
import type { Hex } from "viem";
import { createBox } from "./endpoint-box.ts";
import type { OpenEndpoint } from "./endpoint-sends.ts";

/** A webhook that a notifier holds, and the event that it took last. */
type HeldWebhook = OpenEndpoint<"webhook"> & { after: string };

/**
 * The notifier's side of webhooks that are told of every recall: who is behind, and what came of it. One notifier at a time holds
 * a webhook, so that events come one after the other.
 */
export type RecallSends = {
  /** Takes up a webhook that has not taken all events up to `newest`; nobody else gets it for half a minute. */
  take(newest: string): Promise<HeldWebhook | null>;
  /** It took an event, and is ready for the next. */
  took(held: HeldWebhook, event: string): Promise<void>;
  /** Nothing is owed to it at the moment. */
  release(held: HeldWebhook): Promise<void>;
  /** It did not take an event: it gets it again later, or counts as gone after five days. @param problem Without the address. */
  missed(held: HeldWebhook, problem: string): Promise<void>;
};

/** Longer than a notifier waits for an answer. */
const LEASE = "interval '30 seconds'";
/** Pauses double from two seconds to half an hour, as those of notices do. */
const PAUSE = "least(power(2, least(recalls_attempts, 20) + 1), 1800) * interval '1 second'";
const DEAD_AFTER = "interval '5 days'";

type Row = { id: string; address: string; wrapped_key: Buffer; sealed: Buffer; recalls_after: string };

export function createRecallSends(pool: pg.Pool, masterKey: Hex): RecallSends {
  const box = createBox(masterKey);
  /** Of what the owner changed meanwhile, or another notifier got, our word does not count. */
  const set = async ({ id, fence, after }: HeldWebhook, changes: string, values: unknown[] = []): Promise<void> => {
    await pool.query(`UPDATE contacts.endpoint SET ${changes} WHERE id = $1 AND sealed = $2 AND recalls_after = $3`, [
      id,
      fence,
      after,
      ...values,
    ]);
  };

  return {
    async take(newest) {
      const { rows } = await pool.query<Row>(
        `UPDATE contacts.endpoint SET recalls_due_at = now() + ${LEASE} WHERE id = (
           SELECT id FROM contacts.endpoint
           WHERE recalls_after < $1 AND state = 'on' AND (recalls_due_at IS NULL OR recalls_due_at <= now())
             AND NOT EXISTS (SELECT FROM ledger.hold)
           ORDER BY recalls_due_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED
         ) RETURNING id, address, wrapped_key, sealed, recalls_after`,
        [newest],
      );
      const [row] = rows;
      if (!row) return null;
      const { id, address, sealed: fence, recalls_after: after } = row;
      return { id, kind: "webhook", fence, after, details: box.open(address, "webhook", row) };
    },

    took: (held, event) =>
      set(
        held,
        "recalls_after = $4, recalls_due_at = NULL, recalls_attempts = 0, recalls_failing_since = NULL, problem = NULL, problem_at = NULL",
        [event],
      ),
    release: (held) => set(held, `recalls_due_at = now() + ${LEASE}`),
    missed: (held, problem) =>
      set(
        held,
        `recalls_due_at = now() + ${PAUSE}, recalls_attempts = recalls_attempts + 1,
         recalls_failing_since = coalesce(recalls_failing_since, now()), problem = $4, problem_at = now(),
         state = CASE WHEN recalls_failing_since < now() - ${DEAD_AFTER} THEN 'retired' ELSE state END`,
        [problem],
      ),
  };
}
