import type pg from "pg";
import type { Hex } from "viem";
import { COMPONENT_BATCHES } from "./seed.ts";

const NONE: Hex = `0x${"00".repeat(32)}`;
const SECONDS = 12;

/** Adds a block in which somebody acknowledges the recall of the board, as the indexer writes it: not final, with all of it at once. */
export async function addBlock(client: pg.Client, schema: string): Promise<void> {
  await client.query(`BEGIN; SET LOCAL search_path = ${schema}; SET LOCAL session_replication_role = replica;
    INSERT INTO history (id, name, batch_id, device_id, recall_id, block, time, tx, log_index, args)
    SELECT lpad(time::text, 10, '0') || lpad('31337', 16, '0') || lpad(block::text, 16, '0') || repeat('0', 16) || '5' || repeat('0', 16),
      'RecallAcknowledged', batch_id, id, 1, block, time, '${NONE}', 0, json_build_object('deviceId', batch_id || '-' || index, 'recallId', 1, 'epoch', epoch)
    FROM (SELECT substr(latest_checkpoint, 1, 10)::int8 + ${SECONDS} AS time, substr(latest_checkpoint, 27, 16)::int8 + 1 AS block FROM _ponder_checkpoint) latest,
      (SELECT * FROM device WHERE batch_id = ${COMPONENT_BATCHES + 1} AND index = 0) unit;
    INSERT INTO acknowledgement (recall_id, device_id, epoch, owner, at)
    SELECT 1, device_id, 1, '${NONE.slice(0, 42)}', time FROM history ORDER BY id DESC LIMIT 1 ON CONFLICT DO NOTHING;
    UPDATE _ponder_checkpoint SET latest_checkpoint = (SELECT substr(max(id), 1, 42) || repeat('9', 33) FROM history);
    COMMIT`);
}
