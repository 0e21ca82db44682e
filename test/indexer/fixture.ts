import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  bytesToHex,
  concat,
  createTestClient,
  type Hex,
  hexToBytes,
  http,
  keccak256,
  parseEventLogs,
  publicActions,
  toHex,
  zeroHash,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { disclosuresAbi } from "../../lib/chain/abis.generated.ts";
import * as calls from "../../lib/chain/calls.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import { type CastId, castMember } from "../../lib/domain/cast.ts";
import { commitmentOf, type Finding, REVEAL_DELAY } from "../../lib/domain/disclosure.ts";
import { type BatchId, type DisclosureId, deviceId, disclosureId, type ModelId } from "../../lib/domain/ids.ts";
import { proofMessage } from "../../lib/domain/owner-signed.ts";
import type { Part } from "../../lib/domain/scope.ts";
import { claimKey, claimPrivateKey, NO_DEVICE_SIGNER, signClaim, unitLeaf } from "../../lib/domain/unit.ts";
import { buildTree, readProof, treeRoot } from "../../lib/domain/unit-tree.ts";
import { createFeed, type Feed } from "../../lib/feed/client.ts";
import { deploy } from "../../scripts/deploy.ts";
import { startChain } from "../../scripts/services/chain.ts";
import { type Api, type Indexer, launchApi, startApi, startIndexer } from "../../scripts/services/indexer.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { openWorld, type World } from "../../scripts/story/world.ts";
import { type TestDatabase, testDatabase } from "../store/database.ts";

const code = (lot: string, index: number): Uint8Array => hexToBytes(keccak256(toHex(`${lot}/${index}`))).slice(0, 16);

/** The tree of a small batch whose claim codes follow from the lot. */
function unitsOf(lot: string, size: number): { file: Uint8Array; root: Hex } {
  const leaves = Array.from({ length: size }, (_, index) =>
    unitLeaf({ claimKey: claimKey(code(lot, index)), deviceSignerHash: NO_DEVICE_SIGNER, serialTag: zeroHash }),
  );
  const file = buildTree(hexToBytes(concat(leaves)));
  return { file, root: bytesToHex(treeRoot(file)) };
}

/** Far enough for every test. */
const LATER = 2n ** 40n;

/** What somebody who holds the box of a unit knows. */
async function openBox({ lot, size }: Order, index: number) {
  const { file } = unitsOf(lot, size);
  const proof = await readProof(size, index, (offset, length) => file.subarray(offset, offset + length));
  const shown = { deviceSignerHash: NO_DEVICE_SIGNER, serialTag: zeroHash, proof: proof.map((item) => bytesToHex(item)) };
  return { secret: code(lot, index), shown };
}

type Order = { lot: string; size: number; parts?: Part[]; factoryRelease?: number };

/** A register with its indexer, on a chain and in a database of their own. */
export type Register = World & {
  feed: Feed;
  database: TestDatabase;
  indexer(): Indexer;
  /** For the command line. */
  env: Record<string, string>;
  /** Tells the chain, and only the chain. */
  chain: ReturnType<typeof chainClient>;
  /** A batch with real claim codes. */
  make(by: CastId, modelId: ModelId, order: Order): Promise<BatchId>;
  claim(owner: CastId, batch: BatchId, order: Order, index: number): Promise<void>;
  /** Claims by its code a title that another has. @param epoch Of that title. */
  startRecovery(claimant: CastId, batch: BatchId, order: Order, index: number, epoch: number): Promise<void>;
  /** Files a finding, and reveals it an hour later. */
  disclose(researcher: CastId, finding: Omit<Finding, "salt">): Promise<DisclosureId>;
  /** Lets time pass on the chain. */
  later(seconds: number): Promise<void>;
  /** Waits until the API has read the chain up to its head. */
  settle(): Promise<void>;
  /** Ends the indexer as a power cut would, and starts it again after `meanwhile`. */
  crash<Result>(meanwhile: () => Promise<Result>): Promise<Result>;
  /** Another indexer of this chain, or of another one, in another database. */
  startAnother(database: TestDatabase, chain?: { rpcUrl: string; deployment: Deployment }): Promise<Indexer>;
  /** A program that only answers, on the same database. */
  startApi(): Promise<Api>;
  /** The same, which finds the database under an address of its own; waits for nothing. */
  launchApi(databaseUrl: string): Promise<Api>;
  /** What the indexer has logged. */
  log(): string;
  stop(): Promise<void>;
};

const chainClient = (rpcUrl: string) => createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);

/** Waits for a condition, not for time. */
export async function eventually(what: string, condition: () => Promise<boolean>, seconds = 20): Promise<void> {
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await sleep(25)) if (await condition()) return;
  throw new Error(`${what} did not happen`);
}

export async function startRegister(): Promise<Register> {
  const dir = mkdtempSync(join(tmpdir(), "muster-indexer-"));
  const [node, database] = await Promise.all([anyPort().then((port) => startChain({ port })), testDatabase()]);
  const deployment = await deploy({ network: "local", rpcUrl: node.rpcUrl });
  const recordOf = (record: Deployment): string => {
    const folder = mkdtempSync(join(dir, "deployments-"));
    writeFileSync(join(folder, `${record.chainId}.json`), JSON.stringify(record));
    return folder;
  };
  const options = {
    rpcUrl: node.rpcUrl,
    chainId: deployment.chainId,
    databaseUrl: database.roles.indexer,
    deploymentsDir: recordOf(deployment),
    pollingMs: 100,
    log: join(dir, "indexer.log"),
  };
  const port = await anyPort();
  const start = () => startIndexer({ ...options, port });
  const world = await openWorld(node.rpcUrl, deployment);
  const chain = chainClient(node.rpcUrl);
  let indexer = await start().catch(async (error) => {
    await node.stop();
    throw error;
  });
  const feed = createFeed(indexer.apiUrl);

  let salts = 0;
  const later = async (seconds: number): Promise<void> => {
    await chain.increaseTime({ seconds });
    await chain.mine({ blocks: 1 });
  };

  return {
    ...world,
    feed,
    database,
    chain,
    indexer: () => indexer,
    env: { MUSTER_RPC_URL: node.rpcUrl, MUSTER_CHAIN_ID: `${deployment.chainId}`, MUSTER_DEPLOYMENTS: options.deploymentsDir },
    make: (by, modelId, { lot, size, parts = [], factoryRelease = 0 }) =>
      world.registerBatch(by, {
        modelId,
        root: unitsOf(lot, size).root,
        size,
        madeFrom: 1_700_000_000,
        madeTo: 1_700_086_400,
        factoryRelease,
        manifest: keccak256(toHex(lot)),
        lot,
        parts,
      }),
    async claim(owner, batch, order, index) {
      const { secret, shown } = await openBox(order, index);
      const terms = { deviceId: deviceId(batch, index), owner: castMember(owner).address, deadline: LATER };
      const signature = await signClaim(secret, deployment.chainId, deployment.contracts.Devices, terms);
      await world.as(owner, calls.claimDevice(deployment, { ...terms, ...shown, signature }));
    },
    async startRecovery(claimant, batch, order, index, epoch) {
      const { secret, shown } = await openBox(order, index);
      const terms = { deviceId: deviceId(batch, index), deadline: LATER };
      const owner = castMember(claimant).address;
      const message = proofMessage(deployment.chainId, deployment.contracts, { kind: "Recovery", ...terms, epoch, claimant: owner });
      const signature = await privateKeyToAccount(claimPrivateKey(secret)).signTypedData(message);
      await world.as(claimant, calls.startRecovery(deployment, { ...terms, owner, ...shown, signature }));
    },
    async disclose(researcher, terms) {
      const finding = { ...terms, salt: keccak256(toHex(`salt ${++salts}`)) };
      const commitment = commitmentOf(deployment.chainId, deployment.contracts.Disclosures, castMember(researcher).address, finding);
      await world.as(researcher, calls.fileDisclosure(deployment, commitment));
      await later(REVEAL_DELAY);
      const { logs } = await world.as(researcher, calls.revealDisclosure(deployment, finding));
      const [revealed] = parseEventLogs({ abi: disclosuresAbi, logs, eventName: "DisclosureRevealed" });
      return disclosureId(revealed?.args.disclosureId ?? 0);
    },
    later,
    async settle() {
      const head = Number(await chain.getBlockNumber({ cacheTime: 0 }));
      await eventually(`block ${head} in the API`, async () => (await feed.health()).block.number >= head);
    },
    async crash(meanwhile) {
      await indexer.kill();
      const result = await meanwhile();
      indexer = await start();
      return result;
    },
    async startAnother(other, of = { rpcUrl: node.rpcUrl, deployment }) {
      const deploymentsDir = recordOf(of.deployment);
      return startIndexer({ ...options, rpcUrl: of.rpcUrl, databaseUrl: other.roles.indexer, deploymentsDir, port: await anyPort() });
    },
    startApi: async () => startApi({ ...options, port: await anyPort() }),
    launchApi: async (databaseUrl) => launchApi({ ...options, databaseUrl, port: await anyPort() }),
    log: () => readFileSync(options.log, "utf8"),
    async stop() {
      await indexer.stop();
      await node.stop();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Undoes the newest blocks; empty ones take their place. */
export async function reorganise({ chain }: Register, depth: number): Promise<void> {
  await chain.request<{ Method: "anvil_reorg"; Parameters: [number, []]; ReturnType: unknown }>({
    method: "anvil_reorg",
    params: [depth, []],
  });
}
