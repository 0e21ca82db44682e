import type pg from "pg";
import type { Hex } from "viem";
import { BEGIN, COMPONENT_BATCHES, DAY, draw, type Size, titlesOf } from "./seed.ts";

const NONE = `0x${"00".repeat(32)}`;
const NOBODY = `0x${"00".repeat(20)}`;

/**
 * Recall 1 is of the board in every second batch. Of ten others one is of another board, two are of a range of one batch,
 * and the rest are of a model.
 * @param notices Digest of each recall's notice.
 */
export async function seedRecalls(client: pg.Client, size: Size, notices: readonly Hex[]): Promise<void> {
  const { batches, seed } = size;
  await client.query(
    `INSERT INTO recall (id, issuer_id, version, measure, severity, min_evidence, state, notice, author, opened_at, opened_block, ended_at, tx)
     SELECT r, CASE WHEN r % 7 = 0 THEN (SELECT max(id) FROM organization) ELSE 1 END, 1,
       (ARRAY['recall', 'safety-warning', 'corrective-update', 'withdrawal'])[1 + ${draw("r", seed, 4)}],
       (ARRAY['low', 'medium', 'high', 'critical'])[1 + ${draw("r", seed + 1, 4)}],
       CASE WHEN ${draw("r", seed + 2, 10)} = 0 THEN 'maker' ELSE 'owner' END,
       CASE WHEN ended THEN 'closed' ELSE 'open' END, notice, '${NOBODY}', at, ${batches} + r,
       CASE WHEN ended THEN at + 300 * ${DAY} END, '${NONE}'
     FROM unnest($1::text[]) WITH ORDINALITY AS given(notice, r)
     CROSS JOIN LATERAL (SELECT ${BEGIN + 900 * DAY} + r * 3 * ${DAY} AS at, r > 1 AND ${draw("r", seed + 3, 3)} = 0 AS ended) t`,
    [notices],
  );
  await client.query(
    `INSERT INTO recall_version (recall_id, version, measure, severity, notice, author, at, block, tx, reason)
     SELECT id, 1, measure, severity, notice, author, opened_at, opened_block, tx, '' FROM recall`,
  );
  await client.query(
    `INSERT INTO scope_item (recall_id, position, version, kind, excluded, model_id, batch_id, first, last)
     SELECT id, 0, 1, kind, false, CASE WHEN kind = 'model' THEN
         (SELECT model_id FROM batch WHERE batch.id = ${COMPONENT_BATCHES + 1} + ${draw("recall.id", seed + 4, batches)}) END,
       CASE WHEN kind = 'component' THEN CASE WHEN id = 1 THEN 1 ELSE 2 + (id / 10) % ${COMPONENT_BATCHES - 1} END
         WHEN kind = 'batch' THEN ${COMPONENT_BATCHES + 1} + ${draw("recall.id", seed + 5, batches)} END,
       0, CASE WHEN kind = 'batch' THEN $1::int8 / 2 ELSE 0 END
     FROM recall CROSS JOIN LATERAL (SELECT CASE WHEN id = 1 OR id % 10 = 2 THEN 'component' WHEN id % 10 IN (3, 4) THEN 'batch' ELSE 'model' END AS kind) t`,
    [titlesOf(size)],
  );
  await client.query(
    `INSERT INTO reached_range (recall_id, batch_id, first, last, path, position, via, component, device_kind)
     SELECT s.recall_id, s.batch_id, 0, b.size - 1, '0x', NULL::int4, '{}'::int8[], b.id, false FROM scope_item s JOIN batch b ON b.id = s.batch_id WHERE s.kind = 'component'
     UNION ALL SELECT s.recall_id, p.whole_id, p.first, p.last, '0x' || lpad(to_hex(p.position), 2, '0'), p.position, ARRAY[p.part_id], p.part_id, true
       FROM scope_item s JOIN part p ON p.part_id = s.batch_id WHERE s.kind = 'component'
     UNION ALL SELECT s.recall_id, s.batch_id, s.first, s.last, '0x', NULL, '{}', NULL, true FROM scope_item s WHERE s.kind = 'batch'
     UNION ALL SELECT s.recall_id, b.id, 0, b.size - 1, '0x', NULL, '{}', NULL, true FROM scope_item s JOIN batch b ON b.model_id = s.model_id WHERE s.kind = 'model'`,
  );
  // Two makers of three offer a fix.
  await client.query(
    `INSERT INTO fix (recall_id, model_id, sequence, offered_at)
     SELECT DISTINCT r.recall_id, b.model_id, 2, ${BEGIN + 1_000 * DAY} FROM reached_range r JOIN batch b ON b.id = r.batch_id
     WHERE r.device_kind AND b.org_id % 3 > 0`,
  );
  await client.query(
    `INSERT INTO acknowledgement (recall_id, device_id, epoch, owner, at)
     SELECT r.recall_id, d.id, 1, d.owner, ${BEGIN + 1_100 * DAY} FROM reached_range r JOIN device d ON d.batch_id = r.batch_id AND d.index BETWEEN r.first AND r.last
     WHERE ${draw("d.id + r.recall_id", seed, 10)} = 0`,
  );
  await client.query(
    `INSERT INTO remedy (recall_id, device_id, remedy, evidence, epoch, at)
     SELECT r.recall_id, d.id, 'replaced', 'repairer', 1, ${BEGIN + 1_200 * DAY} FROM reached_range r JOIN device d ON d.batch_id = r.batch_id AND d.index BETWEEN r.first AND r.last
     WHERE ${draw("d.id + r.recall_id", seed + 6, 100)} = 0`,
  );
  await client.query(
    `INSERT INTO history (id, name, org_id, recall_id, block, time, tx, log_index, args)
     SELECT lpad(opened_at::text, 10, '0') || lpad('31337', 16, '0') || lpad(opened_block::text, 16, '0') || lpad('0', 16, '0') || '5' || lpad('0', 16, '0'),
       'RecallOpened', issuer_id, id, opened_block, opened_at, tx, 0, '{}' FROM recall`,
  );
}
