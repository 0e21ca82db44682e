import { type BatchId, batchOf, type DeviceId, indexOf, type ModelId, type OrgId, orgOf } from "./ids.ts";
import { EVIDENCES, type Evidence, type ModelKind } from "./kinds.ts";
import { type AffectedUnit, countUnits, type RecordedRemedy, remediedBy, type UnitCounts } from "./remedied.ts";
import type { Report } from "./report.ts";
import {
  type AffectedRange,
  type Batch,
  excludedRanges,
  isWithin,
  mergeRanges,
  type PartSwap,
  type Range,
  reachedRanges,
  type ScopeItem,
  swappedRanges,
  swappedWays,
  unionSize,
  without,
} from "./scope.ts";

/**
 * A recall, told again event by event: whom it affects and how those stand after each. The rules are those that decide
 * the figures of today; `course.ts` and `audit.ts` replay with it.
 */
type Word = Exclude<Evidence, "none">;
const WORDS = EVIDENCES.filter((word): word is Word => word !== "none");

/** What changes a recall's figures. */
export type CourseEvent = { time: number } & (
  | { kind: "batch"; batch: Batch & { kind: ModelKind } }
  /** A version of the recall. */
  | { kind: "version"; added: readonly ScopeItem[] }
  | { kind: "fix"; modelId: ModelId; sequence: number }
  | { kind: "published" | "revoked"; modelId: ModelId; sequence: number }
  | { kind: "reported"; report: Report }
  | { kind: "report-revoked"; reportId: number }
  /** Claimed, or moved to another owner. */
  | { kind: "title"; deviceId: DeviceId; epoch: number }
  | { kind: "stolen"; deviceId: DeviceId; stolen: boolean }
  | { kind: "retired"; deviceId: DeviceId }
  | { kind: "stated"; deviceId: DeviceId; release: number; evidence: Word; stated: number }
  | { kind: "swapped"; deviceId: DeviceId; swap: PartSwap }
  | { kind: "acknowledged"; deviceId: DeviceId; epoch: number }
  | ({ kind: "remedy"; deviceId: DeviceId } & RecordedRemedy)
);

/** What `Reach` says of itself on chain. */
export type CourseCounts = UnitCounts & { involved: number };

/** The counts of several makers together: no device has two makers. */
export function addCounts(counts: Iterable<CourseCounts>): CourseCounts {
  const sum: CourseCounts = { involved: 0, ...countUnits([]) };
  for (const { involved, claimed, acknowledged, remedied, removed } of counts) {
    sum.involved += involved;
    sum.claimed += claimed;
    sum.acknowledged += acknowledged;
    sum.removed += removed;
    for (const word of WORDS) sum.remedied[word] += remedied[word];
  }
  return sum;
}

type Unit = {
  id: DeviceId;
  epoch: number;
  release: number;
  evidence: Evidence;
  stated: number;
  swaps: readonly PartSwap[];
  stolen: boolean;
  retired: boolean;
};
type KnownBatch = Batch & { kind: ModelKind };

/** How a claimed unit stands that is affected. @param isSwappedIn Only by parts that were put in later. */
type Standing = AffectedUnit & { batchId: BatchId; index: number; isSwappedIn: boolean };

const releaseKey = (modelId: ModelId, sequence: number): string => `${modelId}/${sequence}`;

/** @param minEvidence Weakest evidence that the recall accepts. */
export function createReplay(minEvidence: Word) {
  const scope: ScopeItem[] = [];
  const batches = new Map<BatchId, KnownBatch>();
  const units = new Map<DeviceId, Unit>();
  const fixes = new Map<ModelId, number>();
  const current = new Set<string>();
  const reports = new Map<BatchId, Report[]>();
  const acknowledged = new Map<DeviceId, number>();
  const remedies = new Map<DeviceId, RecordedRemedy>();
  const unitsOf = new Map<BatchId, DeviceId[]>();
  let reached: Map<BatchId, AffectedRange[]> | null = null;
  let excluded = new Map<BatchId, Range[]>();

  /** Of the affected units, as they were found last. Most events are of one unit, and most units have none on most days. */
  const standings = new Map<DeviceId, Standing>();
  /** Units to look at again; null for all. */
  let stale: Set<DeviceId> | null = null;

  const change = (id: DeviceId, by: Partial<Unit>): void => {
    const unit = units.get(id);
    if (unit) units.set(id, { ...unit, ...by });
  };
  function unsettle(event: CourseEvent): void {
    if ("deviceId" in event) stale?.add(event.deviceId);
    else if (event.kind === "reported") for (const id of unitsOf.get(event.report.batchId) ?? []) stale?.add(id);
    else stale = null;
  }

  function apply(event: CourseEvent): void {
    unsettle(event);
    switch (event.kind) {
      case "batch":
        batches.set(event.batch.id, event.batch);
        reached = null;
        break;
      case "version":
        scope.push(...event.added);
        reached = null;
        break;
      case "fix":
        fixes.set(event.modelId, event.sequence);
        break;
      case "published":
        current.add(releaseKey(event.modelId, event.sequence));
        break;
      case "revoked":
        current.delete(releaseKey(event.modelId, event.sequence));
        break;
      case "reported":
        reports.set(event.report.batchId, [...(reports.get(event.report.batchId) ?? []), event.report]);
        break;
      case "report-revoked":
        for (const [id, list] of reports)
          reports.set(
            id,
            list.filter((report) => report.id !== event.reportId),
          );
        break;
      case "title": {
        const { deviceId: id, epoch } = event;
        const before = units.get(id);
        const neighbours = unitsOf.get(batchOf(id)) ?? [];
        if (neighbours.length === 0) unitsOf.set(batchOf(id), neighbours);
        if (!before) neighbours.push(id);
        const never = { id, release: 0, evidence: "none", stated: 0, swaps: [] } as const;
        // What an owner said of the unit's use was of that owner's; what it runs and contains stays.
        units.set(id, { ...never, ...before, epoch, stolen: false, retired: false });
        break;
      }
      case "stolen":
        change(event.deviceId, { stolen: event.stolen });
        break;
      case "retired":
        change(event.deviceId, { retired: true });
        break;
      case "stated":
        change(event.deviceId, { release: event.release, evidence: event.evidence, stated: event.stated });
        break;
      case "swapped": {
        const others = units.get(event.deviceId)?.swaps.filter(({ position }) => position !== event.swap.position) ?? [];
        change(event.deviceId, { swaps: [...others, event.swap] });
        break;
      }
      case "acknowledged":
        acknowledged.set(event.deviceId, event.epoch);
        break;
      case "remedy":
        remedies.set(event.deviceId, event);
    }
  }

  function reach(): Map<BatchId, AffectedRange[]> {
    if (reached === null) {
      reached = Map.groupBy(reachedRanges(scope, batches.values()), ({ batchId }) => batchId);
      excluded = new Map([...batches.values()].map((batch) => [batch.id, excludedRanges(batch, scope)]));
    }
    return reached;
  }

  /** Null when the recall does not affect the unit. */
  function standing(unit: Unit): Standing | null {
    const [batchId, index] = [batchOf(unit.id), indexOf(unit.id)];
    const batch = batches.get(batchId);
    if (batch?.kind !== "device" || isWithin(index, excluded.get(batchId) ?? [])) return null;
    const into = (part: BatchId) => reach().get(part) ?? [];
    const made = into(batchId).filter((way) => isWithin(index, [way]));
    const ways = [...made, ...swappedWays(index, unit.swaps, into)];
    if (ways.length === 0) return null;
    const fix = fixes.get(batch.modelId) ?? null;
    const isCurrent = (release: number): boolean => current.has(releaseKey(batch.modelId, release));
    const word = remediedBy(unit, ways, { minEvidence, fix, isCurrent }, remedies.get(unit.id), reports.get(batchId) ?? []);
    const isGone = unit.stolen || unit.retired;
    const isSwappedIn = made.length === 0;
    return { batchId, index, isSwappedIn, acknowledged: acknowledged.get(unit.id) === unit.epoch, remediedBy: word, isGone };
  }

  function settle(): void {
    reach();
    for (const id of stale ?? units.keys()) {
      const unit = units.get(id);
      const found = unit ? standing(unit) : null;
      if (found) standings.set(id, found);
      else standings.delete(id);
    }
    stale = new Set();
  }

  /** The affected devices as disjoint ranges of their batches. */
  function spans(): Map<KnownBatch, Range[]> {
    settle();
    // Units that hold a recalled part only since it was put in are not in any range.
    const putIn = [...standings.values()].filter(({ isSwappedIn }) => isSwappedIn);
    const singles = Map.groupBy(putIn, ({ batchId }) => batchId);
    const found = new Map<KnownBatch, Range[]>();
    for (const batch of batches.values()) {
      if (batch.kind !== "device") continue;
      const single = (singles.get(batch.id) ?? []).map(({ index }) => ({ first: index, last: index }));
      const ranges = mergeRanges([...(reach().get(batch.id) ?? []), ...single]);
      const left = ranges.flatMap((range) => without(range, excluded.get(batch.id) ?? []));
      if (left.length > 0) found.set(batch, left);
    }
    return found;
  }

  /** Of the devices of each maker. */
  function countsByMaker(): Map<OrgId, CourseCounts> {
    const involved = new Map<OrgId, number>();
    const makers = new Map<BatchId, OrgId>();
    for (const [batch, ranges] of spans()) {
      const maker = orgOf(batch.modelId);
      makers.set(batch.id, maker);
      involved.set(maker, (involved.get(maker) ?? 0) + unionSize(ranges));
    }
    const units = Map.groupBy(standings.values(), ({ batchId }) => makers.get(batchId) as OrgId);
    return new Map([...involved].map(([maker, devices]) => [maker, { involved: devices, ...countUnits(units.get(maker) ?? []) }]));
  }

  return {
    apply,
    countsByMaker,
    counts: (): CourseCounts => addCounts(countsByMaker().values()),
    /** Batches of devices of which the recall affects units. */
    affectedBatches: (): Batch[] => [...spans().keys()],
    /** Units remedied, by batch. */
    remediedUnits(): Map<BatchId, number> {
      settle();
      const remedied = [...standings.values()].filter(({ remediedBy: word }) => word !== null);
      return new Map([...Map.groupBy(remedied, ({ batchId }) => batchId)].map(([id, units]) => [id, units.length]));
    },
    /** Every way in which units are affected, components among them, after exclusions. */
    affectedRanges(): AffectedRange[] {
      const made = [...reach().values()].flat();
      const isDevice = (id: DeviceId): boolean => batches.get(batchOf(id))?.kind === "device";
      const swaps = [...units.values()].flatMap(({ id, swaps: of }) => (isDevice(id) ? of.map((swap) => ({ ...swap, deviceId: id })) : []));
      return [...made.flatMap((range) => without(range, excluded.get(range.batchId) ?? [])), ...swappedRanges(scope, made, swaps, batches)];
    },
  };
}
