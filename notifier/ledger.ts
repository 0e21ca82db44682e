import type pg from "pg";
import type { Address } from "viem";
import { deviceIdFromChain, formatDeviceId } from "../lib/domain/ids.ts";
import type { Channel } from "../lib/domain/notice.ts";

/** One row of the ledger that this worker holds. */
export type Obligation = {
  id: string;
  /** Proof that we hold it: whoever takes it up later has a higher number. */
  fence: number;
  chainId: number;
  recallId: number;
  version: number;
  /** As on chain, and in its text form. */
  deviceId: bigint;
  unit: string;
  epoch: number;
  channel: Channel;
  owner: Address;
  /** Number of the reminder, 0 for the notice itself. */
  reminder: number;
};

export type Settlement = "sent" | "failed" | "superseded";

/**
 * Who holds a row and how it ended. A worker holds a row for `LEASE`, and longer as long as it renews; a worker that died
 * or was frozen loses it. All times are the database's.
 */
export type Ledger = {
  /** @returns `busy` when another worker holds it, `settled` when nothing is left to do. */
  claim(id: string): Promise<Obligation | "busy" | "settled">;
  renew(held: Obligation): Promise<void>;
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
  fence: number;
  chain_id: string;
  recall_id: string;
  version: number;
  device_id: string;
  epoch: string;
  channel: Channel;
  owner: Address;
  reminder: number;
};

export function createLedger(pool: pg.Pool): Ledger {
  const stillDue = async (id: string): Promise<boolean> => {
    const { rowCount } = await pool.query("SELECT FROM ledger.obligation WHERE id = $1 AND state = 'due'", [id]);
    return rowCount === 1;
  };
  const updateHeld = async ({ id, fence }: Obligation, changes: string, values: unknown[] = []): Promise<boolean> => {
    const { rowCount } = await pool.query(`UPDATE ledger.obligation SET ${changes} WHERE id = $1 AND fence = $2 AND state = 'due'`, [
      id,
      fence,
      ...values,
    ]);
    return rowCount === 1;
  };

  return {
    async claim(id) {
      const { rows } = await pool.query<Row>(
        `UPDATE ledger.obligation SET fence = fence + 1, attempts = attempts + 1, leased_until = ${LEASE}
         WHERE id = $1 AND state = 'due' AND (leased_until IS NULL OR leased_until < now())
         RETURNING fence, chain_id, recall_id, version, device_id, epoch, channel, owner, reminder`,
        [id],
      );
      const [row] = rows;
      if (!row) return (await stillDue(id)) ? "busy" : "settled";
      const deviceId = deviceIdFromChain(BigInt(row.device_id));
      return {
        id,
        fence: row.fence,
        chainId: Number(row.chain_id),
        recallId: Number(row.recall_id),
        version: row.version,
        deviceId,
        unit: formatDeviceId(deviceId),
        epoch: Number(row.epoch),
        channel: row.channel,
        owner: row.owner,
        reminder: row.reminder,
      };
    },

    async renew(held) {
      await updateHeld(held, `leased_until = ${LEASE}`);
    },

    settle: (held, state, reason) =>
      updateHeld(held, "state = $3, last_error = $4, settled_at = now(), leased_until = NULL", [state, reason ?? null]),

    async release(held, reason) {
      await updateHeld(held, "leased_until = NULL, last_error = $3", [reason]);
    },

    async giveUp(id) {
      await pool.query(
        "UPDATE ledger.obligation SET state = 'failed', settled_at = now(), leased_until = NULL WHERE id = $1 AND state = 'due'",
        [id],
      );
    },
  };
}
