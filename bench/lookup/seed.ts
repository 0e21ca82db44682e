import type pg from "pg";
import type { Hex } from "viem";
import { gtinCheckDigit } from "../../lib/domain/gtin.ts";
import { modelId, orgId } from "../../lib/domain/ids.ts";
import { seedRecalls } from "./seed-recalls.ts";
import { seedResolver } from "./seed-resolver.ts";

/** How large the register is, and from which numbers everything about it follows. */
export type Size = {
  titles: number;
  /** Of devices; 20 more are of components. */
  batches: number;
  recalls: number;
  seed: number;
};

export const COMPONENT_BATCHES = 20;
const DEVICES_OF_MAKER = 10;
const ZERO: Hex = `0x${"00".repeat(32)}`;
export const DAY = 86_400;
/** When the first batch was registered; all else comes after it. */
export const BEGIN = 1_600_000_000;

/** Titles in each batch of devices; a fifth as many units more were never claimed. */
export const titlesOf = ({ titles, batches }: Size): number => Math.max(1, Math.floor(titles / batches));
export const sizeOf = (size: Size): number => titlesOf(size) + Math.ceil(titlesOf(size) / 5);

/** Repeatable numbers from 0 to `below - 1`, in SQL: the same row of the same seed gets the same. */
export const draw = (row: string, seed: number, below: number): string =>
  `((hashint8extended((${row})::int8, ${seed}) & 9223372036854775807) % ${below})`;

const gtin = (n: number): string => {
  const body = `0950600${String(n).padStart(6, "0")}`;
  return `${body}${gtinCheckDigit(body)}`;
};

/** What stands on the units of a batch of devices. */
export const gtinOfBatch = (batch: number, { batches }: Size): string =>
  gtin(COMPONENT_BATCHES + ((batch - COMPONENT_BATCHES - 1) % deviceModels(batches)));

const deviceModels = (batches: number): number => Math.max(1, Math.floor(batches / 10));

/** A model of each number: components first, ten device models a maker. Real GTINs, so that links to them can be read. */
function models({ batches }: Size) {
  const devices = deviceModels(batches);
  return Array.from({ length: COMPONENT_BATCHES + devices }, (_, n) => {
    const isComponent = n < COMPONENT_BATCHES;
    const org = isComponent ? 1 : 2 + Math.floor((n - COMPONENT_BATCHES) / DEVICES_OF_MAKER);
    const name = isComponent ? `LF-${200 + n} camera board` : `View ${n - COMPONENT_BATCHES + 1}`;
    return { id: String(modelId(orgId(org), gtin(n))), org, gtin: gtin(n), kind: isComponent ? "component" : "device", name };
  });
}

/** Bodies, models, batches and what they are made of. */
async function seedProducts(client: pg.Client, size: Size): Promise<void> {
  const rows = models(size);
  const makers = rows.at(-1)?.org ?? 1;
  await client.query(
    `INSERT INTO organization (id, kind, name, domain, country, admin, admitted_at)
     SELECT n, CASE WHEN n > $1 THEN 'regulator' ELSE 'manufacturer' END,
       CASE WHEN n > $1 THEN 'Market Surveillance Office' WHEN n = 1 THEN 'Lumen Forge' ELSE 'Halden Devices ' || n END,
       'maker' || n || '.example', (ARRAY['NO', 'DE', 'FR', 'GB'])[1 + n % 4], '${ZERO.slice(0, 42)}', ${BEGIN}
     FROM generate_series(1, $1::int + 1) AS n`,
    [makers],
  );
  await client.query(
    `INSERT INTO model (id, org_id, gtin, kind, name, support_end, latest_release, registered_at)
     SELECT id, org, gtin, kind, name, ${BEGIN + 3_650 * DAY}, 2, ${BEGIN}
     FROM unnest($1::numeric[], $2::int[], $3::text[], $4::text[], $5::text[]) AS m(id, org, gtin, kind, name)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ org }) => org),
      rows.map((row) => row.gtin),
      rows.map(({ kind }) => kind),
      rows.map(({ name }) => name),
    ],
  );
  await client.query(
    `INSERT INTO release (model_id, sequence, version, digest, size, published_at)
     SELECT id, s, '1.' || s, '${ZERO}', 1000000, ${BEGIN} + s * ${DAY} FROM model, generate_series(1, 2) AS s WHERE kind = 'device'`,
  );
  await client.query(
    `WITH m AS (SELECT id, org_id, kind, row_number() OVER (PARTITION BY kind ORDER BY id) - 1 AS n, count(*) OVER (PARTITION BY kind) AS many FROM model)
     INSERT INTO batch (id, model_id, org_id, root, size, made_from, made_to, factory_release, manifest, lot, frozen_count, registered_at, block, tx)
     SELECT b, m.id, m.org_id, '${ZERO}', CASE WHEN kind = 'component' THEN $1::int8 * $2 ELSE $2 END, at, at + ${DAY},
       CASE WHEN kind = 'component' THEN 0 ELSE 1 END, '${ZERO}', 'L' || b, 0, at + ${2 * DAY}, b, '${ZERO}'
     FROM generate_series(1, $1::int8 + ${COMPONENT_BATCHES}) AS b
     CROSS JOIN LATERAL (SELECT ${BEGIN} + b * 3600 AS at) made
     JOIN m ON CASE WHEN b <= ${COMPONENT_BATCHES} THEN m.kind = 'component' AND m.n = b - 1
       ELSE m.kind = 'device' AND m.n = (b - ${COMPONENT_BATCHES + 1}) % m.many END`,
    [size.batches, sizeOf(size)],
  );
  // One board is in every second batch, in all that was claimed of it; the others share all batches.
  await client.query(
    `INSERT INTO part (whole_id, position, part_id, first, last)
     SELECT id, 0, 1, 0, $1::int8 - 1 FROM batch WHERE id > ${COMPONENT_BATCHES} AND id % 2 = 1
     UNION ALL SELECT id, (id % 2)::int, 2 + id % ${COMPONENT_BATCHES - 1}, 0, size - 1 FROM batch WHERE id > ${COMPONENT_BATCHES}`,
    [titlesOf(size)],
  );
}

/** Every title, with the entry in the history that claiming it left. A part of them states a release, some on good evidence. */
async function seedTitles(client: pg.Client, size: Size): Promise<void> {
  const { seed } = size;
  const chance = draw("d.id", seed, 100);
  await client.query(
    `INSERT INTO device (id, batch_id, index, owner, epoch, release, evidence, stated, provisional, stolen, retired, contested, swapped, since, title_block)
     SELECT d.id, b.id, i, '0x' || lpad(to_hex(${draw("d.id", seed + 1, 1_500_000)}), 40, '0'), 1,
       CASE WHEN ${chance} < 40 THEN 2 WHEN ${chance} < 60 THEN 1 ELSE 0 END,
       CASE WHEN ${chance} < 30 THEN 'owner' WHEN ${chance} < 40 THEN 'device' WHEN ${chance} < 60 THEN 'owner' ELSE 'none' END,
       CASE WHEN ${chance} < 60 THEN b.registered_at + 90 * ${DAY} ELSE 0 END,
       false, false, false, false, ${chance} = 99 AND b.id % 20 = 1, b.registered_at + 30 * ${DAY}, b.block + i
     FROM batch b CROSS JOIN generate_series(0, $1::int8 - 1) AS i CROSS JOIN LATERAL (SELECT b.id::numeric * 4294967296 + i AS id) d
     WHERE b.id > ${COMPONENT_BATCHES}`,
    [titlesOf(size)],
  );
  await client.query(
    `INSERT INTO part_swap (device_id, position, part_id, evidence, at)
     SELECT id, 0, NULL, 'repairer', since + ${DAY} FROM device WHERE swapped`,
  );
  await client.query(
    `INSERT INTO history (id, name, batch_id, device_id, block, time, tx, log_index, args)
     SELECT lpad(since::text, 10, '0') || lpad('31337', 16, '0') || lpad(title_block::text, 16, '0') || lpad(index::text, 16, '0') || '5' || lpad('0', 16, '0'),
       'DeviceClaimed', batch_id, id, title_block, since, '${ZERO}', 0,
       json_build_object('deviceId', batch_id || '-' || index, 'owner', owner, 'epoch', 1)
     FROM device`,
  );
  await client.query(
    `INSERT INTO report (id, batch_id, release, first, last, bitmap, units, reported_at, at, author)
     SELECT id, id, 2, 0, size / 2, false, size / 2 + 1, registered_at + 200 * ${DAY}, registered_at + 200 * ${DAY}, '${ZERO.slice(0, 42)}'
     FROM batch WHERE id > ${COMPONENT_BATCHES} AND ${draw("id", seed, 20)} = 0`,
  );
}

type Given = { client: pg.Client; schema: string; size: Size; resolverKey: Hex; notices: readonly Hex[] };

/**
 * Fills the indexer's tables and the look-up's rows as a register of that size would, in one go: by INSERT … SELECT, with the
 * secondary indexes made afterwards as they were. What every recall reaches follows the rule of lib/domain/scope.ts, which a
 * test compares row by row.
 */
export async function seed({ client, schema, size, resolverKey, notices }: Given): Promise<void> {
  // No triggers: Ponder's keep what a reorg would need, and nothing here can be undone by one.
  await client.query(
    `SET search_path = ${schema}; SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'`,
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE schemaname = $1 AND tablename IN ('device', 'history', 'reached_range') AND indexname NOT LIKE '%pkey' AND indexdef NOT LIKE '%UNIQUE%'`,
    [schema],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${client.escapeIdentifier(name)}`);
  await seedProducts(client, size);
  await seedTitles(client, size);
  await seedRecalls(client, size, notices);
  for (const { definition } of indexes) await client.query(definition);
  await seedResolver(client, resolverKey);
  // All of it is final, as nearly everything in a register of that size is.
  const checkpoint = `lpad((${BEGIN + 3_000 * DAY})::text, 10, '0') || lpad('31337', 16, '0') || lpad((SELECT max(block) FROM history)::text, 16, '0') || repeat('9', 33)`;
  await client.query(
    `UPDATE _ponder_checkpoint SET safe_checkpoint = ${checkpoint}, latest_checkpoint = ${checkpoint}, finalized_checkpoint = ${checkpoint}`,
  );
  // As the database does by itself within a minute; also the map that lets it answer from indexes alone.
  await client.query("VACUUM ANALYZE");
  await client.query("RESET ALL");
}
