import type { Hex } from "viem";
import type { BatchId, DeviceId, OrgId } from "../../domain/ids.ts";
import { type Signed, UNSIGNED } from "../../domain/owner-signed.ts";
import type { Range } from "../../domain/scope.ts";
import { reportsAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Reports">;
const call = callsOf("Reports", reportsAbi);

export type NewReport = Range & {
  batchId: BatchId;
  /** Sequence number of the release. */
  sequence: number;
  /** One bit for each unit from `first` on, in words of 32 bytes; `0x` for all of them. */
  units: Hex;
};

export const reportReleases = (register: Register, { batchId, sequence, first, last, units }: NewReport): Call =>
  call(register, "reportReleases", BigInt(batchId), sequence, first, last, units);

export const revokeReport = (register: Register, reportId: number, reason: string): Call =>
  call(register, "revokeReport", reportId, reason);

/** @param batchId Batch of the new part; null when the part was removed. */
export const swapPart = (
  register: Register,
  deviceId: DeviceId,
  position: number,
  batchId: BatchId | null,
  signed: Signed = UNSIGNED,
): Call => call(register, "swapPart", deviceId, position, BigInt(batchId ?? 0), signed);

/** @param orgId The repairer's, or the unit's maker's. */
export const swapPartFor = (register: Register, deviceId: DeviceId, position: number, batchId: BatchId | null, orgId: OrgId): Call =>
  call(register, "swapPartFor", deviceId, position, BigInt(batchId ?? 0), orgId);
