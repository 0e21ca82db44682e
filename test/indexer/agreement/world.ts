import { type Address, bytesToHex, concat, hexToBytes, keccak256, parseEventLogs, toHex, zeroHash } from "viem";
import { batchesAbi, organizationsAbi } from "../../../lib/chain/abis.generated.ts";
import * as calls from "../../../lib/chain/calls.ts";
import { castMember } from "../../../lib/domain/cast.ts";
import { type BatchId, batchId, type ModelId, modelId, type OrgId, orgId } from "../../../lib/domain/ids.ts";
import { type OrgKind, PERMISSIONS, type Permission } from "../../../lib/domain/kinds.ts";
import type { Part } from "../../../lib/domain/scope.ts";
import { claimKey, NO_CLAIM_KEY, unitLeaf } from "../../../lib/domain/unit.ts";
import { buildTree, treeRoot } from "../../../lib/domain/unit-tree.ts";
import { generator } from "../../lib/support/random.ts";
import type { Register } from "../fixture.ts";
import type { Driver } from "./driver.ts";
import { Facts } from "./facts.ts";
import { asnsOf, type NetworkWorld } from "./network-acts.ts";

/** A small register of its own, on a chain that it may share with others. */
export type World = {
  register: Pick<Register, "deployment">;
  driver: Driver;
  random(end: number): number;
  facts: Facts;
  bodies: Record<"makers" | "regulator" | "repairer", Address> & { drafter: Address; regulatorId: OrgId; repairerId: OrgId };
  models: ModelId[];
  owners: Address[];
  networks: NetworkWorld;
};

/** Makes of whole devices, and one of components. */
const GTINS = ["09506000134352", "09506000134369", "09506000134376"];
const COMPONENT = "00614141000012";
const RELEASES = [1, 2, 3, 4];
const DEEPEST = 6;
/** More units than a word of a report has bits; only some of them can be claimed. */
const LARGE = { size: 300, coded: [0, 1, 255, 256, 299] };
export const START_OF_MAKING = 1_700_000_000;

export const code = (lot: string, index: number): Uint8Array => hexToBytes(keccak256(toHex(`${lot}/${index}`))).slice(0, 16);

/** What a unit signs with: the key of its claim code, because a test needs no other. */
export const deviceSigner = (lot: string, index: number): Address => claimKey(code(lot, index));

function treeOf(lot: string, size: number, coded: ReadonlySet<number>): Uint8Array {
  const leaves = Array.from({ length: size }, (_, index) => {
    if (!coded.has(index)) return unitLeaf({ claimKey: NO_CLAIM_KEY, deviceSignerHash: zeroHash, serialTag: toHex(index, { size: 32 }) });
    const key = deviceSigner(lot, index);
    return unitLeaf({ claimKey: key, deviceSignerHash: keccak256(key), serialTag: zeroHash });
  });
  return buildTree(hexToBytes(concat(leaves)));
}

export async function emptyWorld(register: World["register"], driver: Driver, seed: number, random: World["random"]): Promise<World> {
  const { deployment } = register;
  const all = Object.keys(PERMISSIONS) as Permission[];
  const admit = async (kind: OrgKind, key: Address, drafter?: Address) => {
    const body = { kind, admin: key, name: `${kind} ${seed}`, domain: "a.example", country: "CH" };
    const logs = await driver.send(castMember("gus").address, calls.admit(deployment, body));
    const id = orgId(parseEventLogs({ abi: organizationsAbi, logs, eventName: "OrganizationAdmitted" })[0]?.args.orgId as number);
    await driver.send(key, calls.setOperator(deployment, id, key, all));
    if (drafter) await driver.send(key, calls.setOperator(deployment, id, drafter, ["recall-draft"]));
    return id;
  };
  const account = (name: string) => driver.account(`${name} ${seed}`);
  const keys = {
    ...{ makers: await account("makers"), regulator: await account("regulator"), repairer: await account("repairer") },
    operator: await account("operator"),
  };
  const observer = async () => {
    const key = await account("observer");
    return { id: await admit("observer", key), key, suspendedAt: null, rightLostAt: null };
  };
  const drafter = await account("drafter");
  const makers = [await admit("manufacturer", keys.makers), await admit("manufacturer", keys.makers)] as const;
  const bodies = {
    ...{ makers: keys.makers, regulator: keys.regulator, repairer: keys.repairer, drafter },
    regulatorId: await admit("regulator", keys.regulator, drafter),
    repairerId: await admit("repairer", keys.repairer),
  };
  const facts = new Facts();
  const models: ModelId[] = [];
  for (const [i, gtin] of [...GTINS, COMPONENT].entries()) {
    const org = makers[i % 2] as OrgId;
    const kind = gtin === COMPONENT ? "component" : "device";
    await driver.send(keys.makers, calls.registerModel(deployment, { orgId: org, gtin, kind, supportEnd: 2 ** 32 - 1, name: gtin }));
    models.push(modelId(org, gtin));
    for (const sequence of RELEASES) {
      const release = { modelId: modelId(org, gtin), sequence, version: `${sequence}`, digest: keccak256("0x"), size: 1 };
      await driver.send(keys.makers, calls.publishRelease(deployment, release));
      facts.current.add(`${release.modelId} ${sequence}`);
    }
  }
  const owners = await Promise.all(Array.from({ length: 4 }, (_, i) => account(`owner ${i}`)));
  const networks: NetworkWorld = {
    ...{ register, driver, random: generator(seed + 1_000_000), asns: asnsOf(seed), models },
    observers: [await observer(), await observer()],
    operator: { id: await admit("network-operator", keys.operator), key: keys.operator },
    ...{ seen: new Map(), assigned: new Set(), weeks: new Map() },
  };
  return { register, driver, random, facts, bodies, models, owners, networks };
}

/** Registers a batch with up to three parts among the earlier ones, nested no deeper than `DEEPEST`. */
export async function addBatch({ register, driver, random, facts, bodies, models }: World, name: string): Promise<void> {
  const isLarge = facts.batches.length === 3;
  const size = isLarge ? LARGE.size : 1 + random(6);
  const coded = new Set(isLarge ? LARGE.coded : Array.from({ length: size }, (_, index) => index));
  const depth = (id: BatchId): number => Math.max(0, ...facts.batch(id).parts.map((part) => 1 + depth(part.batchId)));
  const shallow = facts.batches.filter(({ id }) => depth(id) < DEEPEST).slice(-8);
  const parts = Array.from({ length: shallow.length === 0 ? 0 : random(4) }, (): Part => {
    const first = random(size);
    return { batchId: shallow[random(shallow.length)]?.id as BatchId, first, last: first + random(size - first) };
  });
  const isDevice = random(4) > 0;
  const of = models[isDevice ? random(GTINS.length) : GTINS.length] as ModelId;
  const madeFrom = START_OF_MAKING + random(7);
  const making = { madeFrom, madeTo: madeFrom + random(3), factoryRelease: random(RELEASES.length + 1) };
  const lot = name.slice(-20);
  const tree = treeOf(name, size, coded);
  const batch = { modelId: of, size, ...making, parts };
  const call = calls.registerBatch(register.deployment, { ...batch, root: bytesToHex(treeRoot(tree)), manifest: keccak256("0x"), lot });
  const [log] = parseEventLogs({ abi: batchesAbi, logs: await driver.send(bodies.makers, call), eventName: "BatchRegistered" });
  facts.batches.push({ ...batch, id: batchId(log?.args.batchId as bigint), lot: name, coded, tree, isDevice });
}
