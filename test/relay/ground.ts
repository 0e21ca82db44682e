import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Address,
  bytesToHex,
  concat,
  createTestClient,
  type Hex,
  hexToBytes,
  http,
  keccak256,
  parseEther,
  publicActions,
  toHex,
  walletActions,
  zeroHash,
} from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { devicesAbi, recallsAbi } from "../../lib/chain/abis.generated.ts";
import { callOf } from "../../lib/chain/carried-acts.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import { type CarriedAct, carriedSchema } from "../../lib/domain/carried-acts.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { type BatchId, batchOf, type DeviceId, deviceId, indexOf } from "../../lib/domain/ids.ts";
import { contractOf, type OwnerAct, ownerMessage } from "../../lib/domain/owner-signed.ts";
import type { Carried, RelayJob } from "../../lib/domain/relay-wire.ts";
import { claimKey, NO_DEVICE_SIGNER, signClaim, unitLeaf } from "../../lib/domain/unit.ts";
import { buildTree, readProof, treeRoot } from "../../lib/domain/unit-tree.ts";
import { type Relay, type RelayOptions, startRelay } from "../../relay/relay.ts";
import { deploy } from "../../scripts/deploy.ts";
import { startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { openWorld, type World } from "../../scripts/story/world.ts";
import { eventually } from "../notifier/setup.ts";
import { type TestDatabase, testDatabase } from "../store/database.ts";

const connect = (rpcUrl: string) =>
  createTestClient({ mode: "anvil", transport: http(rpcUrl), pollingInterval: 25 })
    .extend(publicActions)
    .extend(walletActions);

export const ENOUGH = { all: parseEther("1"), maker: parseEther("1") };
const UNITS = 128;

const codeOf = (maker: string, index: number): Uint8Array => hexToBytes(keccak256(toHex(`${maker}/${index}`))).slice(0, 16);

/** The tree of a batch whose claim codes follow from its maker's name. */
function treeOf(maker: string): Uint8Array {
  const leaves = Array.from({ length: UNITS }, (_, index) =>
    unitLeaf({ claimKey: claimKey(codeOf(maker, index)), deviceSignerHash: NO_DEVICE_SIGNER, serialTag: zeroHash }),
  );
  return buildTree(hexToBytes(concat(leaves)));
}

const LATER = 2n ** 40n;
type OwnersAct = Extract<CarriedAct, OwnerAct>;

/** What a relay stands on: a real chain with the register on it, real PostgreSQL, and boxes of two makers. */
export type Ground = {
  rpcUrl: string;
  chain: ReturnType<typeof connect>;
  database: TestDatabase;
  deployment: Deployment;
  /** Folder with the deployment's record. */
  dir: string;
  world: World;
  /** A batch of a model of its own maker; each of the second has a part of the first. */
  batches: { halden: BatchId; petrel: BatchId };
  /** An account that pays, with the given coins. */
  payer(ether?: string): Promise<PrivateKeyAccount & { key: Hex }>;
  /** Somebody who has never owned a coin. */
  person(): PrivateKeyAccount;
  /** What the holder of a box sends. */
  claim(unit: DeviceId, owner: Address): Promise<Carried>;
  /** An act with its owner's signature. */
  signed(owner: PrivateKeyAccount, act: OwnersAct): Promise<Carried>;
  /** A unit that is somebody's. */
  owned(owner: PrivateKeyAccount, batch?: BatchId): Promise<DeviceId>;
  nextUnit(batch?: BatchId): DeviceId;
  device(unit: DeviceId): Promise<{ owner: Address; release: number; epoch: number; flags: number }>;
  /** Starts a relay in this process; `close` stops it. */
  relay(options?: Partial<RelayOptions>): Promise<Relay>;
  /** Stops the relays and forgets what they kept. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

export async function prepareGround(): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), "muster-relay-"));
  const [node, database] = await Promise.all([anyPort().then((port) => startChain({ port })), testDatabase()]);
  const { rpcUrl } = node;
  const deployment = await deploy({ network: "local", rpcUrl, governor: castMember("gus").address });
  writeFileSync(join(dir, `${deployment.chainId}.json`), JSON.stringify(deployment));
  const world = await openWorld(rpcUrl, deployment);
  const chain = connect(rpcUrl);
  const { contracts, chainId } = deployment;
  const trees = { halden: treeOf("halden"), petrel: treeOf("petrel") };

  const make = async (maker: keyof typeof trees, by: "remy" | "piet", gtin: string, partId?: BatchId): Promise<BatchId> => {
    const body = { kind: "manufacturer", name: maker, domain: `${maker}.example`, country: "NO" } as const;
    const orgId = await world.admit({ ...body, admin: by, operators: { [by]: ["models", "batches", "recall-draft", "recall-release"] } });
    const modelId = await world.registerModel(by, { orgId, gtin, kind: "device", supportEnd: 4_000_000_000, name: maker });
    const root = bytesToHex(treeRoot(trees[maker]));
    const parts = partId ? [{ batchId: partId, first: 0, last: UNITS - 1 }] : [];
    const order = { modelId, root, size: UNITS, madeFrom: 1, madeTo: 2, factoryRelease: 0, manifest: root, lot: "L", parts };
    return world.registerBatch(by, order);
  };
  const halden = await make("halden", "remy", "09506000134352");
  const batches = { halden, petrel: await make("petrel", "piet", "09506000246819", halden) };
  const makerOf = (unit: DeviceId): keyof typeof trees => (batchOf(unit) === batches.halden ? "halden" : "petrel");
  const relays: Relay[] = [];
  const used = new Map<BatchId, number>();
  const person = (): PrivateKeyAccount => privateKeyToAccount(generatePrivateKey());
  const device: Ground["device"] = (unit) =>
    chain.readContract({ address: contracts.Devices, abi: devicesAbi, functionName: "device", args: [unit] });
  const claim: Ground["claim"] = async (unit, owner) => {
    const [maker, index] = [makerOf(unit), indexOf(unit)];
    const terms = { deviceId: unit, owner, deadline: LATER };
    const signature = await signClaim(codeOf(maker, index), chainId, contracts.Devices, terms);
    const siblings = await readProof(UNITS, index, (offset, length) => trees[maker].subarray(offset, offset + length));
    const leaf = { deviceSignerHash: NO_DEVICE_SIGNER, serialTag: zeroHash, proof: siblings.map((sibling) => bytesToHex(sibling)) };
    return { act: { verb: "Claim", ...terms, ...leaf, signature } };
  };
  const payer: Ground["payer"] = async (ether = "10") => {
    const key = generatePrivateKey();
    const account = privateKeyToAccount(key);
    await chain.setBalance({ address: account.address, value: parseEther(ether) });
    return { ...account, key };
  };
  const ground: Ground = {
    ...{ rpcUrl, chain, database, deployment, dir, world, batches, payer, person, claim, device },
    async signed(owner, act) {
      const { epoch } = await device(act.deviceId);
      const asks = contracts[contractOf(act)];
      const args = [owner.address] as const;
      const nonce = await chain.readContract({ address: asks, abi: recallsAbi, functionName: "nonces", args });
      const message = ownerMessage(chainId, contracts, act, { deviceId: act.deviceId, epoch, nonce, deadline: LATER });
      return { act, signed: { deadline: LATER, signature: await owner.signTypedData(message) } };
    },
    async owned(owner, batch) {
      const unit = ground.nextUnit(batch);
      const { act } = await claim(unit, owner.address);
      await world.as("chen", callOf(deployment, act));
      return unit;
    },
    nextUnit(batch = batches.halden) {
      const index = used.get(batch) ?? 0;
      used.set(batch, index + 1);
      return deviceId(batch, index);
    },
    async relay(options = {}) {
      const relay = await startRelay({
        ...{ databaseUrl: database.roles.relay, rpcUrl, deployment, budgets: ENOUGH },
        accounts: options.accounts ?? [await payer()],
        ...{ ceiling: parseEther("0.000001"), stuckSeconds: 30, intervalMs: 50, report: () => undefined },
        ...options,
      });
      relays.push(relay);
      return relay;
    },
    async clear() {
      for (const relay of relays.splice(0)) await relay.stop();
      await database.query("TRUNCATE relay.job, relay.attempt");
    },
    async close() {
      await node.stop();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return ground;
}

/** As it goes over a wire. */
export const onTheWire = (carried: Carried): unknown => z.encode(carriedSchema, carried);

/** Waits until the relay is over with an act. */
export const entered = (relay: Relay, { id, ...job }: RelayJob): Promise<RelayJob> =>
  id === null
    ? Promise.resolve({ id, ...job })
    : eventually(`act ${id}`, async () => {
        const now = await relay.find(id);
        return ["included", "done", "refused"].includes(now.state) && now;
      });

/** The code with which something is refused. */
export const refusalOf = (carrying: Promise<unknown>): Promise<string> =>
  carrying.then(
    () => "taken",
    ({ code }: { code: string }) => code,
  );
