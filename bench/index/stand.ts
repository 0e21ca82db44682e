import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createTestClient, http, publicActions } from "viem";
import { migrate } from "../../lib/store/migrate.ts";
import { deploy } from "../../scripts/deploy.ts";
import { startChain } from "../../scripts/services/chain.ts";
import { launchIndexer, schemaOf } from "../../scripts/services/indexer.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { startPostgres } from "../../scripts/services/postgres.ts";
import type { Service } from "../../scripts/services/process.ts";
import { type Driver, drive } from "../../test/indexer/agreement/driver.ts";
import { emptyWorld, type World } from "../../test/indexer/agreement/world.ts";
import { generator } from "../../test/lib/support/random.ts";

/** A register that lives on a chain of its own, for the real indexer to read. */
export type IndexStand = {
  world: World;
  chain: ReturnType<typeof chainClient>;
  /** Of the indexer's tables, in each database. */
  schema: string;
  /** A new database, with a connection of its owner. */
  database(name: string): Promise<{ client: pg.Client; indexerUrl: string }>;
  /** Starts an indexer on a database and waits for nothing. */
  indexer(indexerUrl: string, pollingMs: number): Promise<ReturnType<typeof launchIndexer>>;
  close(): Promise<void>;
};

const chainClient = (rpcUrl: string) => createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);

export async function prepareStand(seed: number, wrap: (driver: Driver) => Driver = (driver) => driver): Promise<IndexStand> {
  const dir = mkdtempSync(join(tmpdir(), "muster-index-"));
  const running: Pick<Service, "stop">[] = [];
  const close = async (): Promise<void> => {
    for (const service of running.toReversed()) await service.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const postgres = await startPostgres({ dir: join(dir, "postgres"), port: await anyPort(), log: join(dir, "postgres.log") });
    running.push(postgres);
    const node = await startChain({ port: await anyPort() });
    running.push(node);
    const deployment = await deploy({ network: "local", rpcUrl: node.rpcUrl });
    const deploymentsDir = join(dir, "deployments");
    mkdirSync(deploymentsDir);
    writeFileSync(join(deploymentsDir, `${deployment.chainId}.json`), JSON.stringify(deployment));
    const chain = chainClient(node.rpcUrl);
    const driver = wrap(await drive({ chain, deployment }));
    const world = await emptyWorld({ deployment }, driver, seed, generator(seed));
    const settings = { rpcUrl: node.rpcUrl, chainId: deployment.chainId, deploymentsDir };
    return {
      ...{ world, chain, close },
      schema: await schemaOf(settings),
      async database(name) {
        const owner = new pg.Client({ connectionString: postgres.url });
        await owner.connect();
        await owner.query(`CREATE DATABASE ${owner.escapeIdentifier(name)}`);
        await owner.end();
        const url = new URL(postgres.url);
        url.pathname = `/${name}`;
        const roles = await migrate(url.href);
        const client = new pg.Client({ connectionString: url.href });
        await client.connect();
        running.push({ stop: () => client.end() });
        return { client, indexerUrl: roles.indexer };
      },
      async indexer(indexerUrl, pollingMs) {
        const service = launchIndexer({
          ...settings,
          ...{ databaseUrl: indexerUrl, pollingMs, port: await anyPort(), log: join(dir, "indexer.log") },
        });
        running.push(service);
        return service;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The indexer's tables, each with all its rows as text, in an order of their own. */
export async function tablesOf(client: pg.Client, schema: string): Promise<Record<string, string[]>> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name !~ '^_' ORDER BY 1`,
    [schema],
  );
  const tables: Record<string, string[]> = {};
  for (const { name } of names) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${schema}.${client.escapeIdentifier(name)} AS t ORDER BY 1`,
    );
    tables[name] = rows.map(({ row }) => row);
  }
  return tables;
}
