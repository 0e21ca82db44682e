import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { createPublicClient, type Hex, http } from "viem";
import { createFeed } from "../../lib/feed/client.ts";
import { type Service, startProcess, waitFor } from "./process.ts";

export type Indexer = Service & {
  /** Base address of the API, without `/v1`. */
  apiUrl: string;
  /** Where its tables are; readers use the views in `indexer`. */
  schema: string;
};

type Options = {
  rpcUrl: string;
  chainId: number;
  databaseUrl: string;
  port: number;
  deploymentsDir: string;
  /** How often the chain is asked for new blocks. */
  pollingMs?: number;
  log?: string;
};

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Whatever decides what the tables hold. When one of these changes, the tables are built anew under another name. */
const SOURCES = [
  "indexer/*.ts",
  "indexer/schema/*.ts",
  "indexer/src/*.ts",
  "lib/chain/abis.generated.ts",
  "lib/domain/{ids,kinds,scope}.ts",
  "node_modules/ponder/package.json",
];

function schemaName(deployment: string, genesis: Hex): string {
  const hash = createHash("sha256").update(deployment).update(genesis);
  for (const path of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(path).update(readFileSync(join(ROOT, path)));
  return `indexer_${hash.digest("hex").slice(0, 8)}`;
}

/**
 * Ponder keeps what it read from the chain in the schema `ponder_sync`, by chain id and block number. Another chain with
 * the same id, such as a local one begun anew, would be mistaken for the old one and its events would be missed.
 */
async function forgetOtherChain(db: pg.Client, genesis: Hex): Promise<void> {
  const { rows } = await db.query("select obj_description(oid, 'pg_namespace') as chain from pg_namespace where nspname = 'ponder_sync'");
  if (rows[0]?.chain === genesis) return;
  await db.query("drop schema if exists ponder_sync cascade");
  await db.query("create schema ponder_sync");
  await db.query(`comment on schema ponder_sync is ${pg.escapeLiteral(genesis)}`);
}

/**
 * After a crash Ponder waits 25 s for its own lock. The lock is taken off when nobody is connected who could hold it; a
 * second indexer on the same tables still has to wait for the first.
 */
async function releaseLock(db: pg.Client, schema: string): Promise<void> {
  const { rows } = await db.query("select to_regclass($1) is not null as known", [`${schema}._ponder_meta`]);
  if (!rows[0].known) return;
  for (let attempt = 0; attempt < 20; attempt++) {
    const holder = await db.query("select from pg_stat_activity where application_name = $1", [`${schema}_internal`]);
    if (holder.rowCount === 0) {
      await db.query(`update ${pg.escapeIdentifier(schema)}._ponder_meta set value = jsonb_set(value, '{is_locked}', '0')`);
      return;
    }
    await sleep(100); // PostgreSQL may need a moment to notice that a killed client is gone
  }
}

/** Starts the indexer and waits until it has read the chain up to its present head and answers. */
export async function startIndexer({ rpcUrl, chainId, databaseUrl, port, deploymentsDir, pollingMs, log }: Options): Promise<Indexer> {
  const chain = createPublicClient({ transport: http(rpcUrl) });
  const [{ hash: genesis }, head] = await Promise.all([chain.getBlock({ blockNumber: 0n }), chain.getBlockNumber()]);
  const schema = schemaName(readFileSync(join(deploymentsDir, `${chainId}.json`), "utf8"), genesis);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await forgetOtherChain(db, genesis);
    await releaseLock(db, schema);
  } finally {
    await db.end();
  }

  const ponder = join(ROOT, "node_modules/ponder/dist/esm/bin/ponder.js");
  const address = ["--port", `${port}`, "--hostname", "127.0.0.1"];
  const service = startProcess({
    name: "indexer",
    command: process.execPath,
    args: [ponder, "start", "--root", join(ROOT, "indexer"), "--schema", schema, "--views-schema", "indexer", ...address],
    env: {
      MUSTER_RPC_URL: rpcUrl,
      MUSTER_CHAIN_ID: `${chainId}`,
      MUSTER_DEPLOYMENTS: deploymentsDir,
      MUSTER_POLLING_MS: pollingMs === undefined ? undefined : `${pollingMs}`,
      DATABASE_URL: databaseUrl,
      PONDER_LOG_LEVEL: "warn", // it would log every block
    },
    log,
  });
  const apiUrl = `http://127.0.0.1:${port}`;
  // Ponder calls itself ready before it has read the newest blocks.
  const isUpToDate = async (): Promise<boolean> =>
    (await fetch(`${apiUrl}/ready`)).ok && (await createFeed(apiUrl).health()).block.number >= Number(head);
  try {
    await waitFor(service, 120, isUpToDate);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return { ...service, apiUrl, schema };
}
