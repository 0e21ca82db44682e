// The indexer as a process: `node indexer/program/indexer.ts`. Settings: indexer/env.ts; docs/operate.md says more.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createPublicClient, type Hex, http } from "viem";
import { deploymentPath, readDeployment } from "../../lib/chain/deployments.ts";
import { fail } from "../../lib/service/program.ts";
import { readEnvironment } from "../env.ts";
import { runPonder } from "./ponder.ts";
import { genesisOf, schemaName } from "./schema-name.ts";

/**
 * Ponder keeps what it read from the chain in the schema `ponder_sync`, by chain id and block number. Another chain with
 * the same id, such as a local one begun anew, would be mistaken for the old one and its events would be missed.
 */
async function forgetOtherChain(db: pg.Client, genesis: Hex): Promise<void> {
  if ((await genesisOf(db)) === genesis) return;
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

try {
  const env = readEnvironment();
  readDeployment(env.MUSTER_CHAIN_ID);
  const chain = createPublicClient({ transport: http(env.MUSTER_RPC_URL) });
  const { hash: genesis } = await chain.getBlock({ blockNumber: 0n });
  const schema = schemaName(readFileSync(deploymentPath(env.MUSTER_CHAIN_ID), "utf8"), genesis);
  const db = new pg.Client({ connectionString: env.DATABASE_URL });
  await db.connect();
  try {
    await forgetOtherChain(db, genesis);
    await releaseLock(db, schema);
  } finally {
    await db.end();
  }
  await runPonder("start", schema, env);
} catch (error) {
  fail("indexer", error);
}
