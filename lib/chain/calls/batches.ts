import type { Hex } from "viem";
import type { BatchId, ModelId } from "../../domain/ids.ts";
import type { Part } from "../../domain/scope.ts";
import { batchesAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Batches">;
const call = callsOf("Batches", batchesAbi);

export type NewBatch = {
  modelId: ModelId;
  root: Hex;
  size: number;
  /** Unix times */
  madeFrom: number;
  madeTo: number;
  /** Sequence number, 0 for none. */
  factoryRelease: number;
  /** SHA-256 of the manifest. */
  manifest: Hex;
  lot: string;
  parts: readonly Part[];
};

export const registerBatch = (register: Register, batch: NewBatch): Call =>
  call(register, "registerBatch", {
    ...batch,
    parts: batch.parts.map(({ batchId, first, last }) => ({ batchId: BigInt(batchId), first, last })),
  });

export const freezeUnits = (register: Register, batchId: BatchId, first: number, last: number, reason: string): Call =>
  call(register, "freeze", BigInt(batchId), first, last, reason);
