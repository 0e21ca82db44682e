import type pg from "pg";
import { type Address, type Hex, numberToHex } from "viem";
import type { FakeNode } from "../../test/notifier/node.ts";

/** Owner number n, as Ponder stores addresses. */
export const owner = (n: number): Address => `0x${n.toString(16).padStart(40, "0")}`;
const txOf = (recallId: number): Hex => numberToHex(0xabc000 + recallId, { size: 32 });
const ZERO = `0x${"00".repeat(32)}`;

/** A maker, a model with a release that fixes it, and the body that recalls. */
const GROUND = `
  INSERT INTO indexer.organization (id, kind, name, domain, country, admin, admitted_at)
    VALUES (1, 'manufacturer', 'Halden', 'halden.example', 'NO', '0x1', 0), (9, 'regulator', 'Market Surveillance Office', 'mso.example', 'DE', '0x9', 0);
  INSERT INTO indexer.model (id, org_id, gtin, kind, name, support_end, latest_release, registered_at)
    VALUES (77, 1, '09506000134352', 'device', 'View 2', 0, 2, 0);
  INSERT INTO indexer.release (model_id, sequence, version, digest, size, published_at)
    VALUES (77, 1, '1.0', '${ZERO}', 1, 0), (77, 2, '1.1', '${ZERO}', 1, 0);`;

/** A batch of which every unit is claimed: unit i by owner `firstOwner + i`. None runs a fix. */
export async function claimBatch(client: pg.Client, batch: number, size: number, firstOwner: number): Promise<void> {
  if (batch === 1) await client.query(GROUND);
  await client.query(
    `INSERT INTO indexer.batch (id, model_id, org_id, root, size, made_from, made_to, factory_release, manifest, lot, frozen_count, registered_at, block, tx)
     VALUES ($1::bigint, 77, 1, '${ZERO}', $2, 0, 0, 1, '${ZERO}', 'L1', 0, 0, 1, '${ZERO}')`,
    [batch, size],
  );
  await client.query(
    `INSERT INTO indexer.device (id, batch_id, index, owner, epoch, release, evidence, stated, provisional, stolen, retired, contested, swapped, since, title_block)
     SELECT $1::bigint::numeric * 4294967296 + n, $1::bigint, n, '0x' || lpad(to_hex(n + $3), 40, '0'), 1, 1, 'owner', 0, false, false, false, false, false, 0, 2
     FROM generate_series(0, $2::int - 1) AS n`,
    [batch, size, firstOwner],
  );
}

type Ground = { client: pg.Client; node: FakeNode; notice: Hex };

/** A recall of a whole batch in a block that is not final yet. */
export async function openRecall({ client, node, notice }: Ground, recallId: number, batch: number, block: number): Promise<void> {
  const tx = txOf(recallId);
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO indexer.recall (id, issuer_id, version, measure, severity, min_evidence, state, notice, author, opened_at, opened_block, tx)
     VALUES ($1, 9, 1, 'recall', 'high', 'owner', 'open', $4, '0x9', 0, $2, $3)`,
    [recallId, block, tx, notice],
  );
  await client.query(
    `INSERT INTO indexer.recall_version (recall_id, version, measure, severity, notice, author, at, block, tx, reason)
     VALUES ($1, 1, 'recall', 'high', $4, '0x9', 0, $2, $3, '')`,
    [recallId, block, tx, notice],
  );
  await client.query(
    `INSERT INTO indexer.reached_range (recall_id, batch_id, first, last, path, via, device_kind)
     SELECT $1, id, 0, size - 1, '0x', '{}', true FROM indexer.batch WHERE id = $2`,
    [recallId, batch],
  );
  await client.query("INSERT INTO indexer.fix (recall_id, model_id, sequence, offered_at) VALUES ($1, 77, 2, 0)", [recallId]);
  await client.query("COMMIT");
  node.opened.set(tx, { recallId, block });
}
