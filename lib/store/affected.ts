import { EVIDENCES } from "../domain/kinds.ts";

const ranks = `ARRAY[${EVIDENCES.map((word) => `'${word}'`).join(", ")}]`;

/**
 * The claimed devices of each recall, one row each however many ways the recall reaches them, from the indexer's views.
 * The one place in SQL that says who is affected and what "remedied" means (invariant I5); reach and obligations are
 * both built on it. `lib/domain/statistics.ts` and `Recalls.affects` say the same in TypeScript and on chain.
 *
 * Not a view in the database: Ponder drops and creates the views it stands on.
 */
export const AFFECTED = `
  SELECT recall.id AS recall_id, recall.version, recall.state AS recall_state, recall.severity, recall.tx AS recall_tx,
    recall.opened_block, device.id AS device_id, device.batch_id, device.epoch, device.owner, device.title_block,
    EXISTS (
      SELECT FROM indexer.acknowledgement
      WHERE acknowledgement.recall_id = recall.id AND acknowledgement.device_id = device.id AND acknowledgement.epoch = device.epoch
    ) AS acknowledged,
    EXISTS (
      SELECT FROM indexer.batch
      JOIN indexer.fix ON fix.model_id = batch.model_id
      JOIN indexer.release ON release.model_id = batch.model_id AND release.sequence = device.release
      WHERE batch.id = device.batch_id AND fix.recall_id = recall.id AND device.release >= fix.sequence
        AND array_position(${ranks}, device.evidence) >= array_position(${ranks}, recall.min_evidence)
    ) AS remedied
  FROM indexer.recall
  CROSS JOIN LATERAL (
    SELECT DISTINCT device.*
    FROM indexer.affected_range
    JOIN indexer.device ON device.batch_id = affected_range.batch_id
      AND device.index BETWEEN affected_range.first AND affected_range.last
    WHERE affected_range.recall_id = recall.id AND affected_range.device_kind
  ) AS device`;
