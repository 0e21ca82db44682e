import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Hex } from "viem";
import { migrate, type RoleUrls } from "../../lib/store/migrate.ts";
import { deploy } from "../../scripts/deploy.ts";
import { startChain } from "../../scripts/services/chain.ts";
import { startApi, startIndexer } from "../../scripts/services/indexer.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { startPostgres } from "../../scripts/services/postgres.ts";
import type { Service } from "../../scripts/services/process.ts";
import { type Size, seed } from "./seed.ts";

/** A register of any size behind API processes, as operators run them. */
export type Stand = {
  client: pg.Client;
  roles: RoleUrls;
  apis: string[];
  /** Of the indexer's tables. */
  schema: string;
  resolverKey: Hex;
  /** That filling the tables took. */
  seconds: number;
  close(): Promise<void>;
};

/** A quarter of a small server's memory for the tables, as PostgreSQL's manual advises (20.4.1) and docs/operate.md says. */
const SETTINGS = ["shared_buffers=2GB", "max_wal_size=8GB"];

const RESOLVER_KEY: Hex = `0x${"5e".repeat(32)}`;

type Order = {
  size: Size;
  apis: number;
  /** Digest of each recall's notice. */
  notices: readonly Hex[];
};

/**
 * The tables are those that the indexer itself makes: it runs once on a new chain and ends. Then they are filled, and as many
 * `ponder serve` as asked for stand before them.
 */
export async function prepareStand({ size, apis, notices }: Order): Promise<Stand> {
  const dir = mkdtempSync(join(tmpdir(), "muster-lookup-"));
  const running: Service[] = [];
  const close = async (): Promise<void> => {
    for (const service of running.toReversed()) await service.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const postgres = await startPostgres({
      dir: join(dir, "postgres"),
      port: await anyPort(),
      log: join(dir, "postgres.log"),
      settings: SETTINGS,
    });
    running.push(postgres);
    const roles = await migrate(postgres.url);
    const chain = await startChain({ port: await anyPort() });
    running.push(chain);
    const deployment = await deploy({ network: "local", rpcUrl: chain.rpcUrl });
    const deploymentsDir = join(dir, "deployments");
    mkdirSync(deploymentsDir);
    writeFileSync(join(deploymentsDir, `${deployment.chainId}.json`), JSON.stringify(deployment));
    const settings = { rpcUrl: chain.rpcUrl, chainId: deployment.chainId, databaseUrl: roles.indexer, deploymentsDir };
    const indexer = await startIndexer({ ...settings, port: await anyPort(), log: join(dir, "indexer.log") });
    await indexer.stop();

    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    running.push({ stop: () => client.end() } as Service);
    const began = Date.now();
    await seed({ client, schema: indexer.schema, size, resolverKey: RESOLVER_KEY, notices });
    const seconds = Math.round((Date.now() - began) / 1000);
    const urls: string[] = [];
    for (let n = 0; n < apis; n++) {
      const api = await startApi({ ...settings, port: await anyPort(), log: join(dir, `api-${n}.log`) });
      running.push(api);
      urls.push(api.apiUrl);
    }
    return { client, roles, apis: urls, schema: indexer.schema, resolverKey: RESOLVER_KEY, seconds, close };
  } catch (error) {
    await close();
    throw error;
  }
}
