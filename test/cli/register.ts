import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createTestClient, http, publicActions } from "viem";
import type { Services } from "../../app/api/_lib/services.ts";
import { proofRoutes } from "../../app/api/_routes/proof.ts";
import { resolveRoutes } from "../../app/api/_routes/resolve.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { resolverTags } from "../../lib/domain/resolver-tag.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { createDocuments, type Documents } from "../../lib/store/documents.ts";
import { openStore } from "../../lib/store/store.ts";
import { deploy } from "../../scripts/deploy.ts";
import { startChain } from "../../scripts/services/chain.ts";
import { startIndexer } from "../../scripts/services/indexer.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { openWorld, type World } from "../../scripts/story/world.ts";
import { testDatabase } from "../store/database.ts";
import type { Environment } from "./muster.ts";

/** Everything the commands reach: chain, database, indexer, and the look-up routes of the web app. */
export type Register = {
  /** Folder for the files of a test. */
  dir: string;
  env: Environment;
  documents: Documents;
  /** The same verbs without the commands, for what a test only needs to be there. */
  world: World;
  /** Waits until the API has read the chain up to its head. */
  settle(): Promise<void>;
  /** Time of the newest block. */
  now(): Promise<number>;
  /** Lets time pass on the chain. */
  wait(seconds: number): Promise<void>;
  stop(): Promise<void>;
};

const RESOLVER_KEY = `0x${"17".repeat(32)}` as const;

export async function startRegister(): Promise<Register> {
  const dir = mkdtempSync(join(tmpdir(), "muster-flow-"));
  const [chain, database] = await Promise.all([anyPort().then((port) => startChain({ port })), testDatabase()]);
  const deployment = await deploy({ network: "local", rpcUrl: chain.rpcUrl, governor: castMember("gus").address });
  writeFileSync(join(dir, `${deployment.chainId}.json`), JSON.stringify(deployment));
  const indexer = await startIndexer({
    rpcUrl: chain.rpcUrl,
    chainId: deployment.chainId,
    databaseUrl: database.roles.indexer,
    deploymentsDir: dir,
    port: await anyPort(),
    pollingMs: 100,
  }).catch(async (error) => {
    await chain.stop();
    throw error;
  });
  const node = createTestClient({ mode: "anvil", transport: http(chain.rpcUrl) }).extend(publicActions);
  const feed = createFeed(indexer.apiUrl);
  const store = openStore({ url: database.roles.web });
  const documents = createDocuments({ dir: join(dir, "documents") });
  const web = await startLookup({ feed, store, documents, tags: await resolverTags(RESOLVER_KEY) } as Services);

  return {
    dir,
    documents,
    world: await openWorld(chain.rpcUrl, deployment),
    env: {
      MUSTER_RPC_URL: chain.rpcUrl,
      MUSTER_DEPLOYMENTS: dir,
      MUSTER_API_URL: indexer.apiUrl,
      MUSTER_PUBLIC_URL: web.url,
      MUSTER_DOCUMENTS: join(dir, "documents"),
      MUSTER_RESOLVER_KEY: RESOLVER_KEY,
      DATABASE_URL: database.roles.web,
    },
    async settle() {
      const head = Number(await node.getBlockNumber({ cacheTime: 0 }));
      for (const until = Date.now() + 20_000; Date.now() < until; await sleep(25)) if ((await feed.health()).block.number >= head) return;
      throw new Error(`the API did not reach block ${head}`);
    },
    now: async () => Number((await node.getBlock()).timestamp),
    async wait(seconds) {
      await node.increaseTime({ seconds });
      await node.mine({ blocks: 1 });
    },
    async stop() {
      web.stop();
      await store.close();
      await indexer.stop();
      await chain.stop();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The web app's own route handlers, without its pages. */
async function startLookup(services: Services): Promise<{ url: string; stop(): void }> {
  const provide = async () => services;
  const resolve = resolveRoutes(provide);
  const proof = proofRoutes(provide);
  const port = await anyPort();
  const url = `http://127.0.0.1:${port}`;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    const request = new Request(`${url}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: incoming.headers as Record<string, string>,
      body,
    });
    const deviceId = /^\/api\/units\/([^/]+)\/proof$/.exec(incoming.url ?? "")?.[1];
    const response = deviceId
      ? await proof.GET(request, { params: Promise.resolve({ deviceId }) })
      : await resolve.POST(request, undefined);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
  return { url, stop: () => server.close() };
}
