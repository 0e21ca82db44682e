import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { z } from "zod";
import { MusterError } from "../domain/errors.ts";
import { migrate, migrationsOf } from "./migrate.ts";

/**
 * What nothing else can rebuild. The indexer's tables come from the chain again and the queue from the ledger; neither
 * is kept, nor what notices say, which is in the documents.
 */
const SCHEMAS = ["abuse", "contacts", "ledger", "relay", "resolver", "web"];
/** Over before a backup would be used. A session that somebody ended must not come back with one. */
const LEFT_OUT = ["web.nonce", "web.session", "contacts.confirmation_count"];

const INDEX = "backup.json";

const indexSchema = z.object({
  format: z.literal("muster-backup/1"),
  /** Unix time of the moment that all of it shows. */
  madeAt: z.number().int(),
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  /** In an order in which each finds the rows that it refers to. */
  tables: z.array(
    z.object({
      name: z.string().regex(/^[a-z]+\.[a-z_]+$/),
      columns: z.array(z.string()),
      rows: z.number().int(),
      /** Of the file `<name>.copy.gz`: rows in PostgreSQL's text form, packed. */
      sha256: z.string(),
    }),
  ),
});
export type BackupIndex = z.output<typeof indexSchema>;

type Table = { name: string; columns: string[]; refersTo: string[] };

/** Base tables with the columns that are written and the tables that they refer to. */
async function readTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname || '.' || c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       ARRAY(SELECT DISTINCT f.confrelid::regclass::text FROM pg_constraint f
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS "refersTo"
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname = ANY($1) ORDER BY 1`,
    [SCHEMAS],
  );
  return rows.filter(({ name }) => !LEFT_OUT.includes(name));
}

/** Each after those that it refers to. */
function inOrder(tables: Table[]): Table[] {
  const placed: Table[] = [];
  for (let left = tables; left.length > 0; ) {
    const isReady = ({ refersTo }: Table): boolean => !left.some(({ name }) => refersTo.includes(name));
    const ready = left.filter(isReady);
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${left.map(({ name }) => name).join(", ")}.`);
    placed.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return placed;
}

const listed = (columns: string[]): string => columns.map((column) => pg.escapeIdentifier(column)).join(", ");

/** Hashes what passes through. */
function hashing() {
  const hash = createHash("sha256");
  const through = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, digest: () => hash.digest("hex") };
}

/**
 * Writes everything that Muster keeps besides the chain, as it is at one moment, while programs go on working. Addresses
 * stay sealed as they are: the backup is worth nothing without the master key, which is not in it.
 * @param url Connection of the database's owner.
 * @param folder Must not exist; it appears when it is complete.
 * @throws MusterError `backup-exists`.
 */
export async function backUp(url: string, folder: string): Promise<BackupIndex> {
  const target = resolve(folder);
  const taken = await open(target).then(
    (file) => file.close().then(() => true),
    () => false,
  );
  if (taken) throw new MusterError("backup-exists", { folder });
  const partial = `${target}.${process.pid}.part`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows } = await client.query<{ at: number }>("SELECT extract(epoch FROM now())::bigint::int AS at");
    const tables: BackupIndex["tables"] = [];
    for (const { name, columns } of inOrder(await readTables(client))) {
      const source = client.query(copyTo(`COPY ${name} (${listed(columns)}) TO STDOUT`));
      const { through, digest } = hashing();
      const file = createWriteStream(join(partial, `${name}.copy.gz`), { mode: 0o600, flush: true });
      await pipeline(source, createGzip(), through, file);
      tables.push({ name, columns, rows: source.rowCount, sha256: digest() });
    }
    const index: BackupIndex = {
      format: "muster-backup/1",
      madeAt: rows[0]?.at ?? 0,
      migrations: await migrationsOf(client),
      tables,
    };
    await writeFile(join(partial, INDEX), `${JSON.stringify(index, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(partial, target);
    return index;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** Reads a backup's index and compares every file with it. @throws MusterError `backup-invalid`. */
async function checkBackup(folder: string): Promise<BackupIndex> {
  const invalid = (problem: string, cause?: unknown): MusterError => new MusterError("backup-invalid", { folder, problem }, { cause });
  const text = await readFile(join(folder, INDEX), "utf8").catch((cause) => {
    throw invalid(`it has no ${INDEX}`, cause);
  });
  const parsed = indexSchema.safeParse(parseJson(text));
  if (!parsed.success) throw invalid(`${INDEX} is not in the form muster-backup/1`);
  for (const { name, sha256 } of parsed.data.tables) {
    const { through, digest } = hashing();
    await pipeline(createReadStream(join(folder, `${name}.copy.gz`)), through.resume()).catch((cause) => {
      throw invalid(`${name}.copy.gz cannot be read`, cause);
    });
    if (digest() !== sha256) throw invalid(`${name}.copy.gz is not what was written`);
  }
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Brings a backup into a database without Muster's rows, whole or not at all. Notifiers on it hold back what they would
 * send until `releaseHold` is called: some of it went out between the backup and the loss.
 * @param url Connection of the database's owner.
 * @throws MusterError `backup-invalid`, `backup-other-version`, `restore-not-empty`.
 */
export async function restore(url: string, folder: string): Promise<BackupIndex> {
  const index = await checkBackup(folder);
  const last = index.migrations.at(-1)?.name;
  // First as the database was then; what newer migrations do to rows, they do to these.
  await migrate(url, { last });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const now = await migrationsOf(client);
    if (JSON.stringify(now) !== JSON.stringify(index.migrations)) throw new MusterError("backup-other-version", { last: String(last) });
    await client.query("BEGIN");
    for (const { name, columns } of index.tables) {
      const { rowCount } = await client.query(`SELECT FROM ${name} LIMIT 1`);
      if (rowCount) throw new MusterError("restore-not-empty", { table: name });
      const sink = client.query(copyFrom(`COPY ${name} (${listed(columns)}) FROM STDIN`));
      await pipeline(createReadStream(join(folder, `${name}.copy.gz`)), createGunzip(), sink);
    }
    await continueCounters(client);
    await client.query("INSERT INTO ledger.hold (reason) VALUES ('restored from a backup') ON CONFLICT DO NOTHING");
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
  await migrate(url);
  return index;
}

/** Columns that count by themselves go on after the highest number that was restored. */
async function continueCounters(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT a.attrelid::regclass::text AS table, a.attname AS column FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE a.attidentity <> '' AND c.relkind = 'r' AND n.nspname = ANY($1)`,
    [SCHEMAS],
  );
  for (const { table, column } of rows)
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), (SELECT coalesce(max(${pg.escapeIdentifier(column)}), 0) + 1 FROM ${table}), false)`,
      [table, column],
    );
}
