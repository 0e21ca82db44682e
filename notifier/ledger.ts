import type pg from "pg";
import type { Address, Hex } from "viem";
import { deviceIdFromChain, formatDeviceId, type ModelId, modelIdFromChain } from "../lib/domain/ids.ts";
import type { Channel, NoticeKind } from "../lib/domain/notice.ts";
import { together } from "../lib/store/together.ts";

/** One row of the ledger that this worker holds. */
export type Obligation = {
  id: string;
  /** Proof that we hold it: whoever takes it up later has a higher number. */
  fence: number;
  chainId: number;
  recallId: number;
  version: number;
  /** As on chain, and in its text form; 0 and null for a model. */
  deviceId: bigint;
  unit: string | null;
  /** The model of which somebody asked to be told; null for an owner's unit. */
  model: ModelId | null;
  /** Of the title; for a model the number of the wish to be told of it. */
  epoch: number;
  channel: Channel;
  owner: Address;
  kind: NoticeKind;
  /** Transaction of the log that it rests on. */
  recallTx: Hex;
  /** Block of that log. */
  recallBlock: bigint;
  /** Number of the reminder, 0 for all else. */
  reminder: number;
  /** Of the recall's severity when it was entered. */
  urgency: number;
};

export type Settlement = "sent" | "failed" | "superseded";

/**
 * Who holds a row and how it ended. A worker holds a row for `LEASE`, and longer as long as it renews; a worker that died
 * or was frozen loses it. All times are the database's. What is asked at the same time goes to the database together; each
 * row still counts for itself.
 */
export type Ledger = {
  /** @returns `busy` when another worker holds it, `settled` when nothing is left to do. */
  claim(id: string): Promise<Obligation | "busy" | "settled">;
  /** @returns false when it is no longer ours. */
  renew(held: Obligation): Promise<boolean>;
  /** @returns false when the row is no longer ours; then our word on it does not count. */
  settle(held: Obligation, state: Settlement, reason?: string): Promise<boolean>;
  /** Lets go of a row that stays due. */
  release(held: Obligation, reason: string): Promise<void>;
  /** Ends a row that was tried as often as we try. */
  giveUp(id: string): Promise<void>;
};

/** Shorter than the queue needs to hand a dead worker's job to another, so that the other does not find it held. */
export const LEASE_SECONDS = 9;
const LEASE = `now() + interval '${LEASE_SECONDS} seconds'`;

type Row = {
  id: string;
  fence: number;
  chain_id: string;
  recall_id: string;
  version: number;
  device_id: string;
  model_id: string | null;
  epoch: string;
  channel: Channel;
  owner: Address;
  kind: NoticeKind;
  recall_tx: Hex;
  recall_block: string | null;
  reminder: number;
  urgency: number;
};

function obligationOf(row: Row): Obligation {
  const deviceId = BigInt(row.device_id);
  return {
    id: row.id,
    fence: row.fence,
    chainId: Number(row.chain_id),
    recallId: Number(row.recall_id),
    version: row.version,
    deviceId,
    unit: row.model_id === null ? formatDeviceId(deviceIdFromChain(deviceId)) : null,
    model: row.model_id === null ? null : modelIdFromChain(BigInt(row.model_id)),
    epoch: Number(row.epoch),
    channel: row.channel,
    owner: row.owner,
    kind: row.kind,
    recallTx: row.recall_tx,
    recallBlock: BigInt(row.recall_block ?? 0),
    reminder: row.reminder,
    urgency: row.urgency,
  };
}

export function createLedger(pool: pg.Pool): Ledger {
  const claim = together(async (ids: string[]) => {
    // A row that somebody is at work on this moment counts as held: waiting for its lock could become waiting for each other.
    const { rows } = await pool.query<Row>(
      // A lease that ran out and was not let go: its holder may have told the owner before it died.
      `UPDATE ledger.obligation
       SET fence = fence + 1, attempts = attempts + 1, doubtful = doubtful OR leased_until IS NOT NULL, leased_until = ${LEASE}
       WHERE id IN (
         SELECT id FROM ledger.obligation WHERE id = ANY ($1) AND state = 'due' AND (leased_until IS NULL OR leased_until < now())
         FOR UPDATE SKIP LOCKED
       )
       RETURNING id, fence, chain_id, recall_id, version, device_id, model_id, epoch, channel, owner, kind, recall_tx, recall_block, reminder, urgency`,
      [ids],
    );
    const held = new Map(rows.map((row) => [row.id, obligationOf(row)]));
    const others = ids.filter((id) => !held.has(id));
    const due = new Set<string>();
    if (others.length > 0) {
      const found = await pool.query<{ id: string }>("SELECT id FROM ledger.obligation WHERE id = ANY ($1) AND state = 'due'", [others]);
      for (const { id } of found.rows) due.add(id);
    }
    return ids.map((id) => {
      const mine = held.get(id);
      if (!mine) return due.has(id) ? "busy" : "settled";
      // Asked for twice in one statement: the second asker does not hold it.
      held.delete(id);
      due.add(id);
      return mine;
    });
  });

  type Change = { held: Obligation; state?: Settlement; reason?: string };
  /** Changes rows that are still ours, and says of each whether it was. */
  const changing = (changes: string) =>
    together(async (wanted: Change[]) => {
      const { rows } = await pool.query<{ id: string }>(
        `UPDATE ledger.obligation AS held SET ${changes}
         FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) AS word (id, fence, state, reason)
         WHERE held.id = word.id AND held.fence = word.fence AND held.state = 'due' RETURNING held.id`,
        [
          wanted.map(({ held }) => held.id),
          wanted.map(({ held }) => held.fence),
          wanted.map(({ state }) => state ?? null),
          wanted.map(({ reason }) => reason ?? null),
        ],
      );
      const changed = new Set(rows.map(({ id }) => id));
      return wanted.map(({ held }) => changed.has(held.id));
    });
  const renew = changing(`leased_until = ${LEASE}`);
  const settle = changing("state = word.state, last_error = word.reason, settled_at = now(), leased_until = NULL");
  const release = changing("leased_until = NULL, last_error = word.reason");

  return {
    claim,
    renew: (held) => renew({ held }),
    settle: (held, state, reason) => settle({ held, state, ...(reason === undefined ? {} : { reason }) }),

    async release(held, reason) {
      await release({ held, reason });
    },

    async giveUp(id) {
      await pool.query(
        "UPDATE ledger.obligation SET state = 'failed', settled_at = now(), leased_until = NULL WHERE id = $1 AND state = 'due'",
        [id],
      );
    },
  };
}
