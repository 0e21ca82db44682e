import type pg from "pg";
import { type Hex, hexToBytes } from "viem";

/** What is printed on unit `index` of a batch. */
export const serialOf = (batch: number, index: number): string => `S${batch}-${index}`;
export const lotOf = (batch: number): string => `L${batch}`;

const BLOCK = 64;
const padded = (key: Hex, by: number): Buffer => {
  const block = Buffer.alloc(BLOCK, by);
  for (const [i, byte] of hexToBytes(key).entries()) block[i] = byte ^ by;
  return block;
};

/** The look-up's row of every claimed unit, keyed as lib/domain/resolver-tag.ts does it: HMAC-SHA256, from PostgreSQL's own SHA-256. */
export async function seedResolver(client: pg.Client, resolverKey: Hex): Promise<void> {
  const { rows: constraints } = await client.query<{ name: string; definition: string }>(
    "SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = 'resolver.unit'::regclass AND contype = 'u'",
  );
  for (const { name } of constraints) await client.query(`ALTER TABLE resolver.unit DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
  await client.query(
    `INSERT INTO resolver.unit (batch_id, unit_index, serial_tag_key, claim_tag_key, device_signer_hash, serial_tag)
     SELECT d.batch_id, d.index, sha256($2::bytea || sha256($1::bytea || convert_to('serial|' || m.gtin || '|' || b.lot || '|S' || d.batch_id || '-' || d.index, 'UTF8'))),
       sha256(convert_to(d.id::text, 'UTF8')), '\\x00'::bytea, '\\x00'::bytea
     FROM device d JOIN batch b ON b.id = d.batch_id JOIN model m ON m.id = b.model_id`,
    [padded(resolverKey, 0x36), padded(resolverKey, 0x5c)],
  );
  for (const { name, definition } of constraints)
    await client.query(`ALTER TABLE resolver.unit ADD CONSTRAINT ${client.escapeIdentifier(name)} ${definition}`);
}
