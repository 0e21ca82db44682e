import { bytesToHex, hashTypedData, keccak256, parseEventLogs, zeroHash } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { recallsAbi, reportsAbi } from "../../../lib/chain/abis.generated.ts";
import * as calls from "../../../lib/chain/calls.ts";
import { draftDigest, issuerOf, releaseCall, SHRINK_DELAY, type Step } from "../../../lib/chain/draft.ts";
import { type BatchId, batchOf, type DeviceId, deviceId, indexOf, type ModelId, orgOf, recallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, REMEDIES, type Remedy } from "../../../lib/domain/kinds.ts";
import { proofMessage } from "../../../lib/domain/owner-signed.ts";
import { bitmapOf, chainStep } from "../../../lib/domain/report.ts";
import { type Range, type ScopeItem, type Way, wayTo } from "../../../lib/domain/scope.ts";
import { claimPrivateKey, signClaim } from "../../../lib/domain/unit.ts";
import { readProof } from "../../../lib/domain/unit-tree.ts";
import type { Facts, Titled, Word } from "./facts.ts";
import { actOnNetworks } from "./network-acts.ts";
import { addBatch, code, deviceSigner, START_OF_MAKING, type World } from "./world.ts";

/**
 * What people do to a register, at random. An act that makes no sense at the moment does nothing. What the contracts
 * accept goes into the facts; what they refuse fails the test.
 */
type Act = (world: World) => Promise<unknown>;

const pick = <Item>({ random }: World, list: readonly Item[]): Item | undefined => list[random(list.length || 1)];
const range = ({ random }: World, size: number, from = 0): Range => {
  const first = from + random(size);
  return { first, last: first + random(from + size - first) };
};
/** The terms of the words of owner, repairer and maker. */
const speaker = ({ bodies, facts }: World, unit: DeviceId, by: Exclude<Word, "device">) =>
  by === "repairer"
    ? { from: bodies.repairer, org: bodies.repairerId }
    : { from: bodies.makers, org: orgOf(facts.batch(batchOf(unit)).modelId) };
const PEOPLE = ["owner", "repairer", "maker"] as const;

async function proofOf({ facts }: World, unit: DeviceId) {
  const { lot, size, tree } = facts.batch(batchOf(unit));
  const siblings = await readProof(size, indexOf(unit), (offset, length) => tree.subarray(offset, offset + length));
  const signer = deviceSigner(lot, indexOf(unit));
  return { signer, code: code(lot, indexOf(unit)), proof: siblings.map((item) => bytesToHex(item)) };
}

const claim: Act = async (world) => {
  const { driver, facts, register, owners } = world;
  const batch = pick(world, facts.batches);
  const id = batch && deviceId(batch.id, pick(world, [...batch.coded]) as number);
  if (id === undefined || facts.titles.has(id)) return;
  const { signer, code: secret, proof } = await proofOf(world, id);
  const terms = { deviceId: id, owner: pick(world, owners) as `0x${string}`, deadline: 2n ** 40n };
  const { chainId, contracts } = register.deployment;
  const signature = await signClaim(secret, chainId, contracts.Devices, terms);
  await driver.send(
    terms.owner,
    calls.claimDevice(register.deployment, { ...terms, deviceSignerHash: keccak256(signer), serialTag: zeroHash, proof, signature }),
  );
  const never = { release: 0, evidence: "none", stated: 0, swaps: [] } as const;
  facts.titles.set(id, { id, epoch: 1, owner: terms.owner, claimedAt: driver.now(), ...never });
};

/** Gives a title to another owner, where two weeks have passed since the claim. */
const handOver: Act = async (world) => {
  const { driver, facts, random, register, owners } = world;
  const remedied = new Set(facts.cases.flatMap(({ remedies }) => [...remedies.keys()]));
  const movable = [...facts.titles.values()].filter(({ claimedAt }) => driver.now() > claimedAt + 16 * 86_400);
  const title = pick(world, random(2) === 0 ? movable.filter(({ id }) => remedied.has(id)) : movable);
  const next = title && owners.find((owner) => owner !== title.owner);
  if (!title || !next) return;
  await driver.send(title.owner, calls.offerHandover(register.deployment, title.id, next, driver.now() + 10_000));
  await driver.send(next, calls.acceptHandover(register.deployment, title.id, next, "0x"));
  Object.assign(title, { owner: next, epoch: title.epoch + 1 });
};

const state = async (world: World): Promise<Titled | undefined> => {
  const { driver, facts, random, register } = world;
  const title = pick(world, [...facts.titles.values()]);
  const evidence = pick(world, [...PEOPLE, "device"] as const) as Word;
  const release = 1 + random(5); // 5 was never published
  const rank = (word: Titled["evidence"]) => EVIDENCES.indexOf(word);
  if (!title || (release === title.release && rank(evidence) < rank(title.evidence))) return undefined;
  const { deployment } = register;
  if (evidence === "device") {
    const { signer, code: secret, proof } = await proofOf(world, title.id);
    const deadline = BigInt(driver.now() + 3_600);
    const { epoch, stated } = title;
    const message = { kind: "DeviceStatement", deviceId: title.id, epoch, release, stated, deadline } as const;
    const digest = hashTypedData(proofMessage(deployment.chainId, deployment.contracts, message));
    const signature = await privateKeyToAccount(claimPrivateKey(secret)).sign({ hash: digest });
    const shown = { claimKey: signer, serialTag: zeroHash, proof, signer, signature };
    await driver.send(title.owner, calls.proveRelease(deployment, title.id, release, deadline, shown), 256);
  } else if (evidence === "owner") await driver.send(title.owner, calls.stateRelease(deployment, title.id, release));
  else {
    const { from, org } = speaker(world, title.id, evidence);
    await driver.send(from, calls.stateReleaseFor(deployment, title.id, release, org));
  }
  return Object.assign(title, { release, evidence, stated: chainStep(driver.now()) });
};

/** @param of The batch to report about, all of it, in this very moment. */
const report = async (world: World, of?: Facts["batches"][number]): Promise<void> => {
  const { driver, facts, random, register, bodies } = world;
  const batch = of ?? pick(world, facts.batches);
  if (!batch) return;
  const { first, last } = of ? { first: 0, last: of.size - 1 } : range(world, batch.size);
  const listed = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(() => random(2) === 0);
  const said = { batchId: batch.id, first, last, units: random(3) === 0 ? ("0x" as const) : bitmapOf(first, last, listed) };
  const release = 1 + random(5);
  const logs = await driver.send(
    bodies.makers,
    calls.reportReleases(register.deployment, { ...said, sequence: release }),
    of ? 1 : random(400),
  );
  const [log] = parseEventLogs({ abi: reportsAbi, logs, eventName: "ReleasesReported" });
  facts.reports.push({ ...said, id: log?.args.reportId as number, release, reportedAt: chainStep(driver.now()), revoked: false });
};

/** What a person states and what the maker reports in the same moment: then the person's word counts. */
const contradict: Act = async (world) => {
  const title = await state(world);
  if (title) await report(world, world.facts.batch(batchOf(title.id)));
};

const revokeReport: Act = async (world) => {
  const item = pick(world, world.facts.reports);
  if (!item || item.revoked) return;
  await world.driver.send(world.bodies.makers, calls.revokeReport(world.register.deployment, item.id, "wrong list"));
  item.revoked = true;
};

const revokeRelease: Act = async (world) => {
  const item = pick(world, [...world.facts.current]);
  if (!item) return;
  const [of, sequence] = item.split(" ") as [string, string];
  const call = calls.revokeRelease(world.register.deployment, BigInt(of) as ModelId, Number(sequence), "it breaks");
  await world.driver.send(world.bodies.makers, call);
  world.facts.current.delete(item);
};

const swap: Act = async (world) => {
  const { driver, facts, random, register } = world;
  const title = pick(world, [...facts.titles.values()]);
  if (!title) return;
  const inside = facts
    .batch(batchOf(title.id))
    .parts.flatMap((part, position) => (part.first <= indexOf(title.id) && indexOf(title.id) <= part.last ? [position] : []));
  const position = pick(world, inside);
  if (position === undefined) return;
  const putIn = random(3) === 0 ? null : (pick(world, facts.batches)?.id as BatchId);
  const evidence = pick(world, PEOPLE) as (typeof PEOPLE)[number];
  const { from, org } = speaker(world, title.id, evidence);
  await (evidence === "owner"
    ? driver.send(title.owner, calls.swapPart(register.deployment, title.id, position, putIn))
    : driver.send(from, calls.swapPartFor(register.deployment, title.id, position, putIn, org)));
  const others = title.swaps.filter((item) => item.position !== position);
  Object.assign(title, { swaps: [...others, { position, batchId: putIn, evidence }] });
};

export function randomItem(world: World, mayExclude: boolean): ScopeItem {
  const { facts, models, random } = world;
  const devices = facts.batches.filter(({ isDevice }) => isDevice);
  const [of, batch, part] = [models[random(3)] as ModelId, pick(world, devices), pick(world, facts.batches)];
  const excluded = mayExclude && random(3) === 0;
  const component: ScopeItem = { kind: "component", batchId: part?.id as BatchId };
  const items: (ScopeItem | undefined)[] = [
    { kind: "model", modelId: of, excluded },
    batch && { kind: "batch", batchId: batch.id, ...range(world, batch.size), excluded },
    { kind: "made", modelId: of, ...range(world, 8, START_OF_MAKING), excluded },
    { kind: "shipped", modelId: of, ...range(world, 4, 1), excluded },
  ];
  return (excluded ? items[random(4)] : items[random(8)]) ?? component;
}

/** Two keys of the regulator take a step. */
export async function take({ driver, register: { deployment }, bodies }: World, step: Step, wait = 1) {
  await driver.send(bodies.drafter, calls.draftStep(deployment, issuerOf(step), draftDigest(step)));
  return driver.send(bodies.regulator, releaseCall(deployment, step), wait);
}
export const gravity = { measure: "recall", severity: "high", notice: keccak256("0x") } as const;

const open: Act = async (world) => {
  const { facts, random, bodies } = world;
  const scope = [randomItem(world, false), ...Array.from({ length: random(5) }, () => randomItem(world, true))];
  const minEvidence = pick(world, ["owner", "owner", "repairer", "maker", "device"] as const) as Word;
  const recall = { issuer: bodies.regulatorId, ...gravity, minEvidence, scope, fixes: [] };
  const [log] = parseEventLogs({ abi: recallsAbi, logs: await take(world, { step: "open", recall }), eventName: "RecallOpened" });
  const id = recallId(log?.args.recallId as number);
  facts.cases.push({ id, version: 1, scope, minEvidence, fixes: new Map(), remedies: new Map() });
};

const amend: Act = async (world) => {
  const of = pick(world, world.facts.cases);
  if (!of) return;
  const added = Array.from({ length: 1 + world.random(2) }, () => randomItem(world, true));
  const amendment = { recallId: of.id, version: of.version + 1, ...gravity, added, reason: "we know more" };
  await take(world, { step: "amend", issuer: world.bodies.regulatorId, amendment }, SHRINK_DELAY);
  of.version++;
  of.scope.push(...added);
};

const offerFix: Act = async (world) => {
  const { driver, facts, random, register, bodies, models } = world;
  const [of, model, sequence] = [pick(world, facts.cases), pick(world, models) as ModelId, 1 + random(3)];
  if (!of || sequence <= (of.fixes.get(model) ?? 0) || !facts.current.has(`${model} ${sequence}`)) return;
  await driver.send(bodies.makers, calls.offerFix(register.deployment, of.id, model, sequence));
  of.fixes.set(model, sequence);
};

const remedy: Act = async (world) => {
  const { driver, facts, random, register } = world;
  const batch = pick(world, facts.batches);
  if (!batch) return;
  const claimed = pick(world, [...facts.titles.keys()]);
  const id = claimed !== undefined && random(3) > 0 ? claimed : deviceId(batch.id, random(batch.size));
  const of = pick(
    world,
    facts.cases.filter((item) => facts.ways(id, item).length > 0),
  );
  if (!of) return;
  const way = wayTo(indexOf(id), facts.ways(id, of)) as Way;
  const title = facts.titles.get(id);
  const evidence = pick(world, PEOPLE) as (typeof PEOPLE)[number];
  const [before, epoch] = [of.remedies.get(id), title?.epoch ?? 0];
  const weaker = before?.epoch === epoch && EVIDENCES.indexOf(before.evidence) > EVIDENCES.indexOf(evidence);
  if (weaker || (evidence === "owner" && !title)) return;
  const done = pick(world, REMEDIES.slice(1)) as Remedy;
  const { from, org } = speaker(world, id, evidence);
  await (evidence === "owner"
    ? driver.send(title?.owner as `0x${string}`, calls.stateRemedy(register.deployment, of.id, id, way.path, done))
    : driver.send(from, calls.recordRemedy(register.deployment, of.id, id, way.path, done, org)));
  of.remedies.set(id, { remedy: done, evidence, epoch });
};

/** How often each is done, out of their sum. */
const ACTS: [act: Act, weight: number][] = [
  [claim, 30],
  [state, 30],
  [remedy, 24],
  [swap, 16],
  [(world) => report(world), 12],
  [contradict, 12],
  [offerFix, 30],
  [handOver, 12],
  [amend, 4],
  [revokeReport, 2],
  [revokeRelease, 1],
];
const LOTTERY = ACTS.flatMap(([act, weight]) => Array.from({ length: weight }, () => act));

export type Size = { batches: number; acts: number; cases: number };

/** Lets a register live for a while. Batches and recalls come all the time, so that either may be older. */
export async function live(world: World, seed: number, { batches, acts, cases }: Size): Promise<void> {
  const { driver, facts, random } = world;
  while (facts.batches.length < batches / 2) await addBatch(world, `${seed}-${facts.batches.length}`);
  for (let n = 0; n < acts; n++) {
    if (facts.batches.length < (batches * (acts + n)) / (2 * acts)) await addBatch(world, `${seed}-${facts.batches.length}`);
    if (facts.cases.length < (cases * (n + 1)) / acts) await open(world);
    if (n % 100 === 99) driver.wait(17 * 86_400); // after which claims are not provisional any more
    await (LOTTERY[random(LOTTERY.length)] as Act)(world);
    if (n % 4 === 0) await actOnNetworks(world.networks);
  }
}
