import { decodeEventLog, type RpcLog, zeroAddress } from "viem";
import { batchId, deviceIdFromChain, type ModelId, modelIdFromChain } from "../../domain/ids.ts";
import { EVIDENCES, MODEL_KINDS, type ModelKind, word } from "../../domain/kinds.ts";
import type { CourseEvent } from "../../domain/replay.ts";
import { chainStep } from "../../domain/report.ts";
import { batchesAbi, catalogAbi, devicesAbi, reportsAbi } from "../abis.generated.ts";

/** The events of each contract that change the figures of recalls. */
export const CATALOG_EVENTS = ["ModelRegistered", "ReleasePublished", "ReleaseRevoked"] as const;
export const BATCH_EVENTS = ["BatchRegistered"] as const;
export const UNIT_EVENTS = ["Transfer", "TitleMoved", "ReleaseStated", "StolenSet", "DeviceRetired"] as const;
export const SWAP_EVENTS = ["PartSwapped"] as const;
export const REPORT_EVENTS = ["ReleasesReported", "ReportRevoked"] as const;

const raw = ({ data, topics }: RpcLog) => ({ data, topics: topics as never, strict: true }) as const;

export function catalogLog(log: RpcLog, time: number, kinds: Map<ModelId, ModelKind>): CourseEvent | null {
  const { eventName, args } = decodeEventLog({ abi: catalogAbi, ...raw(log) });
  if (eventName === "ModelRegistered") kinds.set(modelIdFromChain(args.modelId), word(MODEL_KINDS, args.kind));
  if (eventName !== "ReleasePublished" && eventName !== "ReleaseRevoked") return null;
  const kind = eventName === "ReleasePublished" ? "published" : "revoked";
  return { kind, time, modelId: modelIdFromChain(args.modelId), sequence: args.sequence };
}

export function batchLog(log: RpcLog, time: number, kinds: ReadonlyMap<ModelId, ModelKind>): CourseEvent | null {
  const { eventName, args } = decodeEventLog({ abi: batchesAbi, ...raw(log) });
  if (eventName !== "BatchRegistered") return null;
  const modelId = modelIdFromChain(args.modelId);
  const kind = kinds.get(modelId);
  if (!kind) return null;
  const { size, madeFrom, madeTo, factoryRelease } = args;
  const parts = args.parts.map(({ batchId: of, first, last }) => ({ batchId: batchId(of), first, last }));
  return { kind: "batch", time, batch: { id: batchId(args.batchId), modelId, size, madeFrom, madeTo, factoryRelease, parts, kind } };
}

export function unitLog(log: RpcLog, time: number): CourseEvent | null {
  const { eventName, args } = decodeEventLog({ abi: devicesAbi, ...raw(log) });
  switch (eventName) {
    case "Transfer": // of a claim only: `TitleMoved` tells of every later owner
      return args.from === zeroAddress ? { kind: "title", time, deviceId: deviceIdFromChain(args.tokenId), epoch: 1 } : null;
    case "TitleMoved":
      return { kind: "title", time, deviceId: deviceIdFromChain(args.deviceId), epoch: args.epoch };
    case "ReleaseStated": {
      const said = { release: args.release, evidence: word(EVIDENCES, args.evidence), stated: chainStep(time) };
      return { kind: "stated", time, deviceId: deviceIdFromChain(args.deviceId), ...said };
    }
    case "StolenSet":
      return { kind: "stolen", time, deviceId: deviceIdFromChain(args.deviceId), stolen: args.stolen };
    case "DeviceRetired":
      return { kind: "retired", time, deviceId: deviceIdFromChain(args.deviceId) };
    default:
      return null;
  }
}

export function reportLog(log: RpcLog, time: number): CourseEvent | null {
  const { eventName, args } = decodeEventLog({ abi: reportsAbi, ...raw(log) });
  switch (eventName) {
    case "ReleasesReported": {
      const { reportId: id, release, first, last, units } = args;
      const report = { id, batchId: batchId(args.batchId), release, first, last, units, reportedAt: chainStep(time), revoked: false };
      return { kind: "reported", time, report };
    }
    case "ReportRevoked":
      return { kind: "report-revoked", time, reportId: args.reportId };
    case "PartSwapped": {
      const put = args.batchId === 0n ? null : batchId(args.batchId);
      const swap = { position: args.position, batchId: put, evidence: word(EVIDENCES, args.evidence) };
      return { kind: "swapped", time, deviceId: deviceIdFromChain(args.deviceId), swap };
    }
    default:
      return null;
  }
}
