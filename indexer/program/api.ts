// The register's API alone, beside an indexer on the same database: `node indexer/program/api.ts`, as many as are wanted.
// Settings: indexer/env.ts; docs/operate.md says more.
import { readFileSync } from "node:fs";
import http from "node:http";
import pg from "pg";
import { deploymentPath, readDeployment } from "../../lib/chain/deployments.ts";
import { fail } from "../../lib/service/program.ts";
import { readEnvironment } from "../env.ts";
import { runPonder } from "./ponder.ts";
import { readyWhenWarm } from "./readiness.ts";
import { genesisOf, schemaName } from "./schema-name.ts";

try {
  const env = readEnvironment();
  readDeployment(env.MUSTER_CHAIN_ID);
  const db = new pg.Client({ connectionString: env.DATABASE_URL });
  await db.connect();
  const genesis = await genesisOf(db).finally(() => db.end());
  if (!genesis) throw new Error("No indexer has worked on this database yet. Start one with the same settings first.");
  http.createServer = readyWhenWarm(http.createServer); // Ponder would call itself ready before it has counted
  await runPonder("serve", schemaName(readFileSync(deploymentPath(env.MUSTER_CHAIN_ID), "utf8"), genesis), env);
} catch (error) {
  fail("api", error);
}
