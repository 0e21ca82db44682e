import { bytesToHex, hexToBytes } from "viem";
import { type BatchId, batchId } from "../lib/domain/ids.ts";
import { claimKey, NO_DEVICE_SIGNER, unitLeaf } from "../lib/domain/unit.ts";
import { rootFrom } from "../lib/domain/unit-tree.ts";
import { load, type Register } from "../test/contracts/fixture.ts";
import { addBatch, registration } from "../test/contracts/support/batches.ts";
import { addRecall, component, draftStep, opening, range, UNSIGNED } from "../test/contracts/support/recalls.ts";
import { claimWith } from "../test/contracts/support/units.ts";
import { gasOf, hash } from "./gas-of.ts";

const DEPTH = 20;
const SIZE = 2 ** DEPTH;

/**
 * A unit of a batch of 2^20. The root is what made-up siblings lead to: the chain cannot tell, the proof is as
 * expensive as a full tree's, and a million units need not be made.
 */
function unitInLargeBatch(label: string, index: number) {
  const code = hexToBytes(hash(label)).slice(0, 16);
  const unit = { code, claimKey: claimKey(code), deviceSignerHash: NO_DEVICE_SIGNER, serialTag: hash(`${label} serial`) };
  const proof = Array.from({ length: DEPTH }, (_, level) => hash(`${label} ${level}`));
  const siblings = proof.map((node) => hexToBytes(node));
  return { unit, index, proof, root: bytesToHex(rootFrom(hexToBytes(unitLeaf(unit)), index, siblings)) };
}

type LargeUnit = ReturnType<typeof unitInLargeBatch>;

async function measureBatches(register: Register, plain: LargeUnit, withParts: LargeUnit) {
  const { batches, brandKey, models } = register;
  const first = await addBatch(register, { modelId: models.board, root: hash("boards"), size: SIZE });
  const second = await addBatch(register, { modelId: models.board, root: hash("later boards"), size: SIZE });
  const large = { size: SIZE, lot: "L2025-0114", factoryRelease: 1 };
  const parts = [
    { batchId: first, first: 0, last: SIZE / 2 - 1 },
    { batchId: second, first: SIZE / 2, last: SIZE - 1 },
  ];
  const send = (changes: object) => batches.connect(brandKey).registerBatch(registration(register, { ...large, ...changes }));
  return {
    board: first,
    batches: [batchId(second + 1), batchId(second + 2)] as const,
    gas: {
      registerBatch: await gasOf(send({ root: plain.root })),
      registerBatchTwoParts: await gasOf(send({ root: withParts.root, parts })),
    },
  };
}

async function measureTitles({ devices, alice }: Register, units: [BatchId, LargeUnit][]) {
  const at = await devices.getAddress();
  const [first, next] = await Promise.all(
    units.map(([batch, { unit, proof, index }]) => claimWith(unit, proof, { batch, index, owner: alice.address, devices: at })),
  );
  if (!first || !next) throw new Error("two units are needed");
  return {
    deviceId: next.deviceId,
    gas: {
      claimFirst: await gasOf(devices.connect(alice).claim(first)),
      claimNext: await gasOf(devices.connect(alice).claim(next)),
      statement: await gasOf(devices.connect(alice).stateRelease(first.deviceId, 2, UNSIGNED)),
    },
  };
}

async function measureRecalls(register: Register, board: BatchId, batch: BatchId, deviceId: bigint) {
  const { recalls, brandKey, boardKey, orgs, alice } = register;
  await addRecall(register); // the first of all pays for the counter
  const open = async (key: typeof brandKey, changes: object) => {
    const terms = opening(register, changes);
    await draftStep(register, terms.issuer, "open", [terms]);
    return gasOf(recalls.connect(key).open(terms));
  };
  const openRecallRange = await open(brandKey, { scope: [range(batch, 1000, 600_000)] });
  const openRecallComponent = await open(boardKey, { issuer: orgs.board, scope: [component(board)] });
  const acknowledge = await gasOf(recalls.connect(alice).acknowledge(1, deviceId, "0x", UNSIGNED));
  return { openRecallRange, openRecallComponent, acknowledge };
}

/** Gas of each verb in a register that is in use: counters and permissions exist, what is written is new. */
export async function measureMuster(): Promise<Record<string, number>> {
  const register = await load();
  const units = [unitInLargeBatch("first", 0b10101010101010101010), unitInLargeBatch("next", SIZE - 1)] as const;
  const batches = await measureBatches(register, ...units);
  const titles = await measureTitles(register, [
    [batches.batches[0], units[0]],
    [batches.batches[1], units[1]],
  ]);
  const recalls = await measureRecalls(register, batches.board, batches.batches[0], titles.deviceId);
  return { ...batches.gas, ...titles.gas, ...recalls };
}
