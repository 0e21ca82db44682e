import { type Abi, pad, type RpcLog, toHex } from "viem";
import { type AuditFigures, auditFigures } from "../../domain/audit.ts";
import { caseOf, effectOf } from "../../domain/audit-case.ts";
import { MusterError } from "../../domain/errors.ts";
import { type BatchId, batchId, batchOf, deviceIdFromChain, type ModelId, type RecallId } from "../../domain/ids.ts";
import type { ModelKind } from "../../domain/kinds.ts";
import type { CourseEvent } from "../../domain/replay.ts";
import { type Batch, reachedRanges, type ScopeItem } from "../../domain/scope.ts";
import { batchesAbi, catalogAbi, devicesAbi, recallsAbi, reportsAbi } from "../abis.generated.ts";
import { type AuditBlock, checkUnchanged } from "./block.ts";
import { CASE_EVENTS, type CaseLog, caseLog } from "./case-logs.ts";
import { checkBatches, checkReports, checkUnits } from "./checks.ts";
import {
  type AuditClient,
  type AuditedDeployment,
  type AuditProgress,
  byPlace,
  createReader,
  type LogReader,
  type Placed,
} from "./reader.ts";
import {
  BATCH_EVENTS,
  batchLog,
  CATALOG_EVENTS,
  catalogLog,
  REPORT_EVENTS,
  reportLog,
  SWAP_EVENTS,
  UNIT_EVENTS,
  unitLog,
} from "./register-logs.ts";

/**
 * The figures of recalls from nothing but the logs of a node. What is kept in memory is the case, the batches, and what
 * happened to claimed units of batches that a recall reaches: a unit that nobody claimed is only ever part of a range, so
 * the size of a batch does not matter.
 */
export type Audit = {
  /** Those that were asked for and are there, in their order. */
  recallIds: RecallId[];
  /** @throws MusterError `RecallsUnknown`. */
  figures(recallId: RecallId, until?: { number: number; timestamp: number }): AuditFigures;
};

type CourseLog = Placed<CourseEvent>;
type BatchLog = Placed<CourseEvent & { kind: "batch" }>;

/** What of the register one recall depends on. */
type Reach = { batches: ReadonlySet<BatchId>; models: ReadonlySet<ModelId> };

/** Beyond so many batches an endpoint is asked for the reports of all. */
const MOST_NAMED = 100;

const numberTopic = (value: number) => pad(toHex(value));

/**
 * @param recallIds Those to audit; null for all.
 * @param block Up to which, from `readAuditBlock`.
 * @throws MusterError `logs-incomplete`, `logs-refused`, `report-altered`, `chain-reorganised`, `chain-unreachable`.
 */
export async function audit(
  client: AuditClient,
  deployment: AuditedDeployment,
  recallIds: readonly RecallId[] | null,
  block: AuditBlock,
  onProgress: AuditProgress = () => undefined,
): Promise<Audit> {
  const read = createReader(client, deployment, block.number, onProgress);
  const named = recallIds === null ? null : recallIds.map(numberTopic);
  const cases = await read({ what: "recalls", contract: "Recalls", abi: recallsAbi as Abi, events: CASE_EVENTS, more: [named] }, caseLog);
  const { batches, releases, swaps } = await readMaking(read);
  const byRecall = Map.groupBy(cases, ({ item }) => item.recallId);
  const reaches = new Map([...byRecall].map(([id, logs]) => [id, reachOf(logs, batches, swaps)]));

  const wanted = new Set([...reaches.values()].flatMap((reach) => [...reach.batches]));
  const units = await readUnits(read, wanted);
  const reports = await readReports(read, wanted);
  await checkReports(client, deployment, reports);
  checkUnits(units);
  await checkUnchanged(client, block);

  const unitsByBatch = Map.groupBy(units, ({ item }) => ("deviceId" in item ? batchOf(item.deviceId) : null));
  const register = { batches, releases, swaps, unitsByBatch, reports };
  return {
    recallIds: [...byRecall.keys()].sort((a, b) => a - b),
    figures(recallId, until = block) {
      const own = (byRecall.get(recallId) ?? []).filter((log) => log.block <= until.number);
      if (own.length === 0) throw new MusterError("RecallsUnknown", { recallId });
      const facts = caseOf(
        recallId,
        own.flatMap(({ item }) => item.said ?? []),
      );
      if (!facts) throw new MusterError("logs-incomplete", { what: `a version of recall ${recallId}` });
      const events = [...eventsOf(register, reaches.get(recallId) as Reach), ...own.flatMap(effectsOf)]
        .filter((log) => log.block <= until.number)
        .sort(byPlace);
      return auditFigures(
        facts,
        events.map(({ item }) => item),
        until.timestamp,
      );
    },
  };
}

/** What a log of a case changes in the figures. */
function effectsOf({ item, ...place }: Placed<CaseLog>): CourseLog[] {
  const event = item.course ?? (item.said && effectOf(item.said));
  return event ? [{ ...place, item: event }] : [];
}

async function readMaking(read: LogReader) {
  const kinds = new Map<ModelId, ModelKind>();
  const catalog = { what: "models", contract: "Catalog", abi: catalogAbi as Abi, events: CATALOG_EVENTS } as const;
  const releases = await read(catalog, (log, time) => catalogLog(log, time, kinds));
  const made = { what: "batches", contract: "Batches", abi: batchesAbi as Abi, events: BATCH_EVENTS } as const;
  const batches = await read(made, (log, time) => batchLog(log, time, kinds));
  const swapped = { what: "part swaps", contract: "Reports", abi: reportsAbi as Abi, events: SWAP_EVENTS } as const;
  const swaps = await read(swapped, reportLog);
  checkBatches(batches);
  return { batches: batches as BatchLog[], releases, swaps };
}

/** What a recall reaches by all of its versions, also by parts that were put in later. */
function reachOf(logs: readonly Placed<CaseLog>[], batches: readonly BatchLog[], swaps: readonly CourseLog[]): Reach {
  const scope: ScopeItem[] = logs.flatMap(({ item: { said } }) =>
    said?.kind === "opened" || said?.kind === "amended" ? [...said.version.added] : [],
  );
  const known = new Map<BatchId, Batch>(batches.map(({ item: { batch } }) => [batch.id, batch]));
  const reached = new Set<BatchId>(reachedRanges(scope, known.values()).map((range) => range.batchId));
  const holders = swaps.flatMap(({ item }) =>
    item.kind === "swapped" && item.swap.batchId !== null && reached.has(item.swap.batchId) ? [batchOf(item.deviceId)] : [],
  );
  const ids = new Set([...reached, ...holders]);
  return { batches: ids, models: new Set([...ids].flatMap((id) => known.get(id)?.modelId ?? [])) };
}

/** What happened to the units of some batches. Which batch a unit is of stands in the upper half of its number. */
async function readUnits(read: LogReader, wanted: ReadonlySet<BatchId>): Promise<CourseLog[]> {
  if (wanted.size === 0) return [];
  const question = { what: "devices", contract: "Devices", abi: devicesAbi as Abi, events: UNIT_EVENTS } as const;
  const unitOf = ({ topics }: RpcLog) =>
    BigInt(topics.length === 4 && topics[0] === TRANSFER ? (topics[3] as string) : (topics[1] as string));
  return read(question, unitLog, (log) => wanted.has(batchOf(deviceIdFromChain(unitOf(log)))));
}

const TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

async function readReports(read: LogReader, wanted: ReadonlySet<BatchId>): Promise<CourseLog[]> {
  if (wanted.size === 0) return [];
  const ids = wanted.size > MOST_NAMED ? null : [...wanted].map(numberTopic);
  const question = { what: "reports", contract: "Reports", abi: reportsAbi as Abi, events: REPORT_EVENTS, more: [null, ids] } as const;
  return read({ ...question, more: [...question.more] }, reportLog, ({ topics }) => wanted.has(batchId(BigInt(topics[2] as string))));
}

type RegisterLogs = Awaited<ReturnType<typeof readMaking>> & {
  unitsByBatch: ReadonlyMap<BatchId | null, CourseLog[]>;
  reports: readonly CourseLog[];
};

/** What concerns a recall of all that was read; in no order. */
function eventsOf({ batches, releases, swaps, unitsByBatch, reports }: RegisterLogs, reach: Reach): CourseLog[] {
  return [
    ...batches.filter(({ item }) => reach.batches.has(item.batch.id)),
    ...releases.filter(({ item }) => "modelId" in item && reach.models.has(item.modelId)),
    ...swaps.filter(({ item }) => "deviceId" in item && reach.batches.has(batchOf(item.deviceId))),
    ...[...reach.batches].flatMap((id) => unitsByBatch.get(id) ?? []),
    ...reports.filter(({ item }) => item.kind !== "reported" || reach.batches.has(item.report.batchId)),
  ];
}
