import type pg from "pg";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import { MusterError } from "../domain/errors.ts";
import { type BatchId, batchId, deviceId, formatDeviceId } from "../domain/ids.ts";

/** What the look-up service knows of a unit: where it stands in its batch and what its leaf is made of. No owner, no code. */
export type ResolverRow = {
  batchId: BatchId;
  /** Position of the unit in its batch. */
  index: number;
  /** `resolverTags(key).ofSerial(…)`. */
  serialTagKey: Hex;
  /** `resolverTags(key).ofClaimKey(…)`. */
  claimTagKey: Hex;
  deviceSignerHash: Hex;
  serialTag: Hex;
};

/** From what is printed on a unit to its place in the register. The maker hands the rows over with each batch. */
export type Resolver = {
  /**
   * Adds rows, all or none; units that are known already keep theirs.
   * @returns how many are new.
   * @throws MusterError `look-up-taken` where a serial or a code leads to another unit already.
   */
  importRows(rows: readonly ResolverRow[]): Promise<number>;
  /** @param tagKey Of either kind. */
  find(tagKey: Hex): Promise<ResolverRow | null>;
};

type Row = {
  batch_id: string;
  unit_index: string;
  serial_tag_key: Buffer;
  claim_tag_key: Buffer;
  device_signer_hash: Buffer;
  serial_tag: Buffer;
};

/** Rows a statement; bounds its memory. */
const CHUNK = 5_000;
const buffer = (hex: Hex): Buffer => Buffer.from(hexToBytes(hex));

async function importChunk(client: pg.PoolClient, rows: readonly ResolverRow[]): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO resolver.unit (batch_id, unit_index, serial_tag_key, claim_tag_key, device_signer_hash, serial_tag)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])
     ON CONFLICT DO NOTHING`,
    [
      rows.map((row) => row.batchId),
      rows.map((row) => row.index),
      rows.map((row) => buffer(row.serialTagKey)),
      rows.map((row) => buffer(row.claimTagKey)),
      rows.map((row) => buffer(row.deviceSignerHash)),
      rows.map((row) => buffer(row.serialTag)),
    ],
  );
  const added = rowCount ?? 0;
  if (added < rows.length) await refuseTaken(client, rows);
  return added;
}

/** What was not added has to be there. */
async function refuseTaken(client: pg.PoolClient, rows: readonly ResolverRow[]): Promise<void> {
  const { rows: taken } = await client.query<{ batch_id: string; unit_index: string; other_batch: string; other_index: string }>(
    `SELECT given.batch_id, given.unit_index, other.batch_id AS other_batch, other.unit_index AS other_index
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS given (batch_id, unit_index, serial_tag_key, claim_tag_key)
     JOIN resolver.unit AS other ON other.serial_tag_key = given.serial_tag_key OR other.claim_tag_key = given.claim_tag_key
     WHERE (other.batch_id, other.unit_index) <> (given.batch_id, given.unit_index)
     ORDER BY given.unit_index LIMIT 1`,
    [
      rows.map((row) => row.batchId),
      rows.map((row) => row.index),
      rows.map((row) => buffer(row.serialTagKey)),
      rows.map((row) => buffer(row.claimTagKey)),
    ],
  );
  const [first] = taken;
  if (!first) return;
  const unit = formatDeviceId(deviceId(batchId(first.batch_id), Number(first.unit_index)));
  const other = formatDeviceId(deviceId(batchId(first.other_batch), Number(first.other_index)));
  throw new MusterError("look-up-taken", { unit, other, batchId: first.other_batch });
}

/** Of a name, so that each connection plans it once. */
const FIND = {
  name: "resolver_find",
  text: `SELECT batch_id, unit_index, serial_tag_key, claim_tag_key, device_signer_hash, serial_tag
    FROM resolver.unit WHERE serial_tag_key = $1 OR claim_tag_key = $1`,
};

export function createResolver(pool: pg.Pool): Resolver {
  return {
    async importRows(rows) {
      const client = await pool.connect();
      try {
        let added = 0;
        await client.query("BEGIN");
        for (let at = 0; at < rows.length; at += CHUNK) added += await importChunk(client, rows.slice(at, at + CHUNK));
        await client.query("COMMIT");
        return added;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },

    async find(tagKey) {
      const { rows } = await pool.query<Row>({ ...FIND, values: [buffer(tagKey)] });
      const [row] = rows;
      if (!row) return null;
      return {
        batchId: batchId(row.batch_id),
        index: Number(row.unit_index),
        serialTagKey: bytesToHex(row.serial_tag_key),
        claimTagKey: bytesToHex(row.claim_tag_key),
        deviceSignerHash: bytesToHex(row.device_signer_hash),
        serialTag: bytesToHex(row.serial_tag),
      };
    },
  };
}
