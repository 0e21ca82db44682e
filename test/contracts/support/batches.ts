import { type BatchId, batchId } from "../../../lib/domain/ids.ts";
import type { IBatches } from "../../../types/ethers-contracts/contracts/Batches.ts";
import type { Register } from "../fixture.ts";

export const MANIFEST = `0x${"a1".repeat(32)}`;
export const MADE_FROM = 1_735_689_600n; // 1 January 2025
export const MADE_TO = 1_738_368_000n; // 1 February 2025

/** A root for tests in which nobody claims. */
export const rootNumber = (n: number): string => `0x${n.toString(16).padStart(64, "0")}`;

/** A valid registration of five of the brand's cameras, but for what a test changes. */
export function registration({ models }: Register, changes: Partial<IBatches.RegistrationStruct> = {}): IBatches.RegistrationStruct {
  return {
    modelId: models.camera,
    root: rootNumber(1),
    size: 5,
    madeFrom: MADE_FROM,
    madeTo: MADE_TO,
    factoryRelease: 0,
    manifest: MANIFEST,
    lot: "L1",
    parts: [],
    ...changes,
  };
}

/** Registers a batch with the key of its model's maker. */
export async function addBatch(register: Register, changes: Partial<IBatches.RegistrationStruct> = {}): Promise<BatchId> {
  const { batches, models, boardKey, brandKey, rivalKey } = register;
  const terms = registration(register, changes);
  const key = { [`${models.board}`]: boardKey, [`${models.rivalCamera}`]: rivalKey }[`${terms.modelId}`] ?? brandKey;
  const id = batchId(await batches.connect(key).registerBatch.staticCall(terms));
  await batches.connect(key).registerBatch(terms);
  return id;
}
