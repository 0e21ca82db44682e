import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPublicClient, http } from "viem";
import { schemaName } from "../../indexer/program/schema-name.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { type Service, startProcess, waitFor } from "./process.ts";

export type Api = Service & {
  /** Base address of the API, without `/v1`. */
  apiUrl: string;
};

export type Indexer = Api & {
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

type Launched = Api & {
  /** Waits until it has read the chain up to its present head and answers. */
  arrive(): Promise<void>;
};

/** @param program `indexer`, or `api` for what answers beside one. */
function launch(program: "indexer" | "api", options: Options): Launched {
  const { rpcUrl, chainId, databaseUrl, port, deploymentsDir, pollingMs, log } = options;
  const service = startProcess({
    name: program,
    command: process.execPath,
    args: [fileURLToPath(new URL(`../../indexer/program/${program}.ts`, import.meta.url))],
    env: {
      MUSTER_RPC_URL: rpcUrl,
      MUSTER_CHAIN_ID: `${chainId}`,
      MUSTER_DEPLOYMENTS: deploymentsDir,
      MUSTER_POLLING_MS: pollingMs === undefined ? undefined : `${pollingMs}`,
      MUSTER_API_PORT: `${port}`,
      DATABASE_URL: databaseUrl,
    },
    log,
  });
  const apiUrl = `http://127.0.0.1:${port}`;
  return {
    ...service,
    apiUrl,
    async arrive() {
      const head = await createPublicClient({ transport: http(rpcUrl) }).getBlockNumber();
      // Ponder calls itself ready before it has read the newest blocks.
      await waitFor(
        service,
        300,
        async () => (await fetch(`${apiUrl}/ready`)).ok && (await createFeed(apiUrl).health()).block.number >= Number(head),
      );
    },
  };
}

async function startProgram(program: "indexer" | "api", options: Options): Promise<Api> {
  const service = launch(program, options);
  try {
    await service.arrive();
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

/** The schema of the tables that an indexer keeps of this chain. */
export async function schemaOf({
  rpcUrl,
  chainId,
  deploymentsDir,
}: Pick<Options, "rpcUrl" | "chainId" | "deploymentsDir">): Promise<string> {
  const { hash: genesis } = await createPublicClient({ transport: http(rpcUrl) }).getBlock({ blockNumber: 0n });
  return schemaName(readFileSync(join(deploymentsDir, `${chainId}.json`), "utf8"), genesis);
}

/** Starts the indexer and waits for nothing. */
export const launchIndexer = (options: Options): Launched => launch("indexer", options);

/** Starts the indexer and waits until it has read the chain up to its present head and answers. */
export async function startIndexer(options: Options): Promise<Indexer> {
  const schema = await schemaOf(options);
  return { ...(await startProgram("indexer", options)), schema };
}

/** Starts the API alone and waits for nothing. */
export const launchApi = (options: Options): Launched => launch("api", options);

/** The API alone, beside an indexer on the same database. */
export const startApi = (options: Options): Promise<Api> => startProgram("api", options);
