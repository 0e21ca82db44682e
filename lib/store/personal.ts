import type pg from "pg";
import type { Address } from "viem";
import { deviceIdFromChain, formatDeviceId } from "../domain/ids.ts";
import type { Confirmations, Pending } from "./confirmations.ts";
import type { Contact, Contacts } from "./contacts.ts";
import type { Endpoints } from "./endpoints.ts";
import type { Inbox, InboxEntry } from "./inbox.ts";
import { inTransaction } from "./transaction.ts";

/** Everything that is kept about a person beside the public register. All times are Unix seconds. */
export type PersonalData = {
  format: "muster-personal-data/1";
  wallet: Address;
  exportedAt: number;
  contact: Contact | null;
  pending: Pending | null;
  /** Browsers and the webhook that are told, without their secrets. */
  endpoints: Awaited<ReturnType<Endpoints["list"]>>;
  inbox: InboxEntry[];
  /** What was to be told, by which channel, and how that ended. */
  notices: Notice[];
  sessions: { startedAt: number; usedAt: number }[];
  /** Drafts of recalls that this person wrote as an operator; what is in them is the organisation's. */
  drafts: { organization: number; digest: string; writtenAt: number }[];
};

type Notice = {
  chainId: number;
  recallId: number;
  version: number;
  deviceId: string;
  epoch: number;
  channel: string;
  /** A notice, a reminder, or word that it no longer counts. */
  kind: string;
  reminder: number;
  state: string;
  owedAt: number;
  settledAt: number | null;
};

export type Personal = {
  export(owner: Address): Promise<PersonalData>;
  /**
   * Deletes the person's key, all that was sealed under it, browsers and webhooks, the inbox and every session. The ledger keeps which title was
   * owed which notice and how that ended: the same wallet stands beside that title in the public register.
   */
  erase(owner: Address): Promise<void>;
};

type NoticeRow = {
  chain_id: string;
  recall_id: string;
  version: number;
  device_id: string;
  epoch: string;
  channel: string;
  kind: string;
  reminder: number;
  state: string;
  created_at: Date;
  settled_at: Date | null;
};

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

type Parts = { contacts: Contacts; confirmations: Confirmations; endpoints: Endpoints; inbox: Inbox };

export function createPersonal(pool: pg.Pool, parts: Parts): Personal {
  const notices = async (address: string): Promise<Notice[]> => {
    const { rows } = await pool.query<NoticeRow>(
      `SELECT chain_id, recall_id, version, device_id, epoch, channel, kind, reminder, state, created_at, settled_at
       FROM ledger.obligation WHERE owner = $1 ORDER BY created_at, recall_id, device_id, channel, kind, reminder`,
      [address],
    );
    return rows.map((row) => ({
      chainId: Number(row.chain_id),
      recallId: Number(row.recall_id),
      version: row.version,
      deviceId: formatDeviceId(deviceIdFromChain(BigInt(row.device_id))),
      epoch: Number(row.epoch),
      channel: row.channel,
      kind: row.kind,
      reminder: row.reminder,
      state: row.state,
      owedAt: seconds(row.created_at),
      settledAt: row.settled_at && seconds(row.settled_at),
    }));
  };
  const sessions = async (address: string): Promise<PersonalData["sessions"]> => {
    const { rows } = await pool.query<{ created_at: Date; seen_at: Date }>(
      "SELECT created_at, seen_at FROM web.session WHERE address = $1 ORDER BY created_at",
      [address],
    );
    return rows.map(({ created_at, seen_at }) => ({ startedAt: seconds(created_at), usedAt: seconds(seen_at) }));
  };
  const drafts = async (address: string): Promise<PersonalData["drafts"]> => {
    const { rows } = await pool.query<{ org_id: string; digest: string; created_at: Date }>(
      "SELECT org_id, digest, created_at FROM web.recall_draft WHERE drafter = $1 ORDER BY created_at",
      [address],
    );
    return rows.map(({ org_id, digest, created_at }) => ({ organization: Number(org_id), digest, writtenAt: seconds(created_at) }));
  };

  return {
    async export(owner) {
      const address = owner.toLowerCase();
      return {
        format: "muster-personal-data/1",
        wallet: owner,
        exportedAt: Math.floor(Date.now() / 1000),
        contact: await parts.contacts.get(owner),
        pending: await parts.confirmations.pending(owner),
        endpoints: await parts.endpoints.list(owner),
        inbox: await parts.inbox.list(owner),
        notices: await notices(address),
        sessions: await sessions(address),
        drafts: await drafts(address),
      };
    },

    async erase(owner) {
      const address = owner.toLowerCase();
      await inTransaction(pool, async (client) => {
        await client.query("DELETE FROM contacts.person WHERE address = $1", [address]);
        await client.query("DELETE FROM contacts.endpoint WHERE address = $1", [address]);
        await client.query("SELECT ledger.forget($1)", [address]);
        await client.query("DELETE FROM web.session WHERE address = $1", [address]);
      });
    },
  };
}
