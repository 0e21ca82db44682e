import pg from "pg";
import { deviceIdFromChain, formatDeviceId, modelIdFromChain } from "../domain/ids.ts";
import { type NoticeKind, noticeId } from "../domain/notice.ts";

type Row = {
  id: string;
  chain_id: string;
  recall_id: string;
  version: number;
  device_id: string;
  model_id: string | null;
  epoch: string;
  kind: NoticeKind;
  reminder: number;
};

/** `<…@…>` as in a mail, or what stands before the `@`. */
const bare = (messageId: string): string => messageId.trim().replace(/^</, "").replace(/@.*$/, "");

/**
 * Lets notifiers on a restored database send again, after what the mail server took since the backup is noted as sent.
 * @param url Connection of the database's owner.
 * @param taken Message-IDs from the mail server's log; others than ours are passed over.
 * @returns How many mails were noted, and how many notices are due now.
 */
export async function releaseHold(url: string, taken: Iterable<string>): Promise<{ noted: number; due: number }> {
  const ids = new Set(Array.from(taken, bare));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<Row>(
      `SELECT id, chain_id, recall_id, version, device_id, model_id, epoch, kind, reminder FROM ledger.obligation
       WHERE state = 'due' AND channel = 'mail' FOR UPDATE`,
    );
    const known = rows.filter((row) => ids.has(noticeId(keyOf(row)))).map(({ id }) => id);
    await client.query("UPDATE ledger.obligation SET state = 'sent', settled_at = now(), last_error = NULL WHERE id = ANY($1::uuid[])", [
      known,
    ]);
    const due = await client.query<{ count: number }>("SELECT count(*)::int AS count FROM ledger.obligation WHERE state = 'due'");
    await client.query("DELETE FROM ledger.hold");
    await client.query("COMMIT");
    return { noted: known.length, due: due.rows[0]?.count ?? 0 };
  } finally {
    await client.end();
  }
}

const keyOf = (row: Row): Parameters<typeof noticeId>[0] => ({
  chainId: Number(row.chain_id),
  recallId: Number(row.recall_id),
  version: row.version,
  unit: row.model_id === null ? formatDeviceId(deviceIdFromChain(BigInt(row.device_id))) : null,
  model: row.model_id === null ? null : modelIdFromChain(BigInt(row.model_id)),
  epoch: Number(row.epoch),
  kind: row.kind,
  reminder: row.reminder,
});
