import type pg from "pg";
import type { Address } from "viem";
import { deviceIdFromChain, formatDeviceId } from "../domain/ids.ts";
import type { Channel } from "../domain/notice.ts";

export type InboxEntry = {
  id: number;
  recallId: number;
  version: number;
  /** Text form, for example `7-123`. */
  deviceId: string;
  epoch: number;
  title: string;
  /** Unix seconds. */
  createdAt: number;
  readAt: number | null;
  /** By which other channels the owner was told of it, first to last. */
  told: { channel: Exclude<Channel, "inbox">; at: number }[];
};

/** Notices that an owner finds after signing in, also without having left an address. The notifier fills it. */
export type Inbox = {
  /** Newest first. */
  list(owner: Address): Promise<InboxEntry[]>;
  /** @returns false when the entry is not this owner's. */
  markRead(owner: Address, id: number): Promise<boolean>;
};

type Row = {
  id: string;
  recall_id: string;
  version: number;
  device_id: string;
  epoch: string;
  title: string;
  created_at: Date;
  read_at: Date | null;
  told: InboxEntry["told"];
};

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

export function createInbox(pool: pg.Pool): Inbox {
  return {
    async list(owner) {
      const { rows } = await pool.query<Row>(
        `SELECT id, recall_id, version, device_id, epoch, title, created_at, read_at, (
           SELECT coalesce(json_agg(json_build_object('channel', channel, 'at', floor(extract(epoch FROM at))) ORDER BY at), '[]')
           FROM ledger.inbox_told WHERE inbox_id = entry.id
         ) AS told
         FROM ledger.inbox AS entry WHERE owner = $1 ORDER BY id DESC LIMIT 1000`,
        [owner.toLowerCase()],
      );
      return rows.map((row) => ({
        id: Number(row.id),
        recallId: Number(row.recall_id),
        version: row.version,
        deviceId: formatDeviceId(deviceIdFromChain(BigInt(row.device_id))),
        epoch: Number(row.epoch),
        title: row.title,
        createdAt: seconds(row.created_at),
        readAt: row.read_at && seconds(row.read_at),
        told: row.told,
      }));
    },

    async markRead(owner, id) {
      const { rowCount } = await pool.query("UPDATE ledger.inbox SET read_at = coalesce(read_at, now()) WHERE owner = $1 AND id = $2", [
        owner.toLowerCase(),
        id,
      ]);
      return rowCount === 1;
    },
  };
}
