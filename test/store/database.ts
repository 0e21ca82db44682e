import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "mocha";
import pg from "pg";
import { migrate, type RoleUrls } from "../../lib/store/migrate.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { type Postgres, startPostgres } from "../../scripts/services/postgres.ts";

/** One server for all suites of a run; each suite gets a database of its own. */
let server: Promise<{ postgres: Postgres; dir: string }> | undefined;
let count = 0;

/** A port that was free a moment ago may be taken by now; PostgreSQL cannot choose one itself. */
export async function startSomewhere(dir: string, attempts = 3): Promise<Postgres> {
  try {
    return await startPostgres({ dir, port: await anyPort() });
  } catch (error) {
    if (attempts === 1 || !/could not bind/.test(String(error))) throw error;
    return startSomewhere(dir, attempts - 1);
  }
}

async function start(): Promise<{ postgres: Postgres; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "muster-postgres-"));
  return { dir, postgres: await startSomewhere(join(dir, "postgres")) };
}

after(async () => {
  if (!server) return;
  const { postgres, dir } = await server;
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

export type TestDatabase = {
  /** Connection of the owner. */
  url: string;
  roles: RoleUrls;
  /** Runs a statement as the owner. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** A new database with Muster's tables, or an empty one. */
export async function testDatabase({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  server ??= start();
  const { postgres } = await server;
  const name = `test_${++count}`;
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  const roles = migrated ? await migrate(url.href) : ({} as RoleUrls);
  const pool = new pg.Pool({ connectionString: url.href, max: 4 });
  pool.on("error", () => undefined);
  return {
    url: url.href,
    roles,
    query: async (text, values) => (await pool.query(text, values)).rows,
    close: () => pool.end(),
  };
}
