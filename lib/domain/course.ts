import { type BatchId, batchOf, type DeviceId, indexOf, type ModelId } from "./ids.ts";
import type { Evidence, ModelKind } from "./kinds.ts";
import { type AffectedUnit, countUnits, type RecordedRemedy, remediedBy } from "./remedied.ts";
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
  swappedWays,
  unionSize,
  without,
} from "./scope.ts";
import type { Reach } from "./statistics.ts";

/**
 * The course of a recall: its figures at the end of each day, as they were then. What happened is replayed in the order
 * of the chain under the same rules that decide the figures of today; the last day's are today's (I12).
 */
type Word = Exclude<Evidence, "none">;

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
  | { kind: "stated"; deviceId: DeviceId; release: number; evidence: Word; stated: number }
  | { kind: "swapped"; deviceId: DeviceId; swap: PartSwap }
  | { kind: "acknowledged"; deviceId: DeviceId; epoch: number }
  | ({ kind: "remedy"; deviceId: DeviceId } & RecordedRemedy)
);

/** What `Reach` says of itself on chain. */
type CourseCounts = Pick<Reach, "involved" | "claimed" | "acknowledged" | "remedied">;
/** @param day Its first second, Unix time. */
export type CourseDay = CourseCounts & { day: number };

type Unit = { id: DeviceId; epoch: number; release: number; evidence: Evidence; stated: number; swaps: PartSwap[] };

const DAY = 86_400;
const dayOf = (time: number): number => time - (time % DAY);

/**
 * The figures at the end of every day on which something changed, from the day of the first version on, and of the day
 * `until`.
 * @param events All that concern the recall, in the order of the chain; what is of other batches does no harm.
 */
export function courseOf(events: readonly CourseEvent[], minEvidence: Word, until: number): CourseDay[] {
  const replay = replayer(minEvidence);
  const days: CourseDay[] = [];
  let day = 0;
  let opened = false;
  const close = (): void => {
    if (!opened) return;
    const counts = replay.counts();
    const before = days.at(-1);
    if (!before || !isSame(before, counts)) days.push({ day, ...counts });
  };
  for (const event of events) {
    if (dayOf(event.time) > day) close();
    day = Math.max(day, dayOf(event.time));
    opened ||= event.kind === "version";
    replay.apply(event);
  }
  close();
  const last = days.at(-1);
  if (last && last.day < dayOf(until)) days.push({ ...last, day: dayOf(until) });
  return days;
}

const isSame = (a: CourseCounts, b: CourseCounts): boolean =>
  a.involved === b.involved &&
  a.claimed === b.claimed &&
  a.acknowledged === b.acknowledged &&
  (Object.keys(a.remedied) as Word[]).every((word) => a.remedied[word] === b.remedied[word]);

function replayer(minEvidence: Word) {
  const scope: ScopeItem[] = [];
  const batches = new Map<BatchId, Batch & { kind: ModelKind }>();
  const units = new Map<DeviceId, Unit>();
  const fixes = new Map<ModelId, number>();
  const current = new Set<string>();
  const reports = new Map<BatchId, Report[]>();
  const acknowledged = new Map<DeviceId, number>();
  const remedies = new Map<DeviceId, RecordedRemedy>();
  let reached: Map<BatchId, AffectedRange[]> | null = null;
  let excluded = new Map<BatchId, Range[]>();

  const change = (id: DeviceId, by: Partial<Unit>): void => {
    const unit = units.get(id);
    if (unit) units.set(id, { ...unit, ...by });
  };
  const releaseKey = (modelId: ModelId, sequence: number): string => `${modelId}/${sequence}`;

  function apply(event: CourseEvent): void {
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
      case "title":
        if (units.has(event.deviceId)) change(event.deviceId, { epoch: event.epoch });
        else units.set(event.deviceId, { id: event.deviceId, epoch: event.epoch, release: 0, evidence: "none", stated: 0, swaps: [] });
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
  function standing(unit: Unit): (AffectedUnit & { batchId: BatchId; index: number }) | null {
    const [batchId, index] = [batchOf(unit.id), indexOf(unit.id)];
    const batch = batches.get(batchId);
    if (batch?.kind !== "device" || isWithin(index, excluded.get(batchId) ?? [])) return null;
    const into = (part: BatchId) => reach().get(part) ?? [];
    const ways = [...into(batchId), ...swappedWays(index, unit.swaps, into)].filter((way) => isWithin(index, [way]));
    if (ways.length === 0) return null;
    const fix = fixes.get(batch.modelId) ?? null;
    const isCurrent = (release: number): boolean => current.has(releaseKey(batch.modelId, release));
    const word = remediedBy(unit, ways, { minEvidence, fix, isCurrent }, remedies.get(unit.id), reports.get(batchId) ?? []);
    return { batchId, index, acknowledged: acknowledged.get(unit.id) === unit.epoch, remediedBy: word };
  }

  function counts(): CourseCounts {
    reach();
    const affected = [...units.values()].flatMap((unit) => standing(unit) ?? []);
    const byBatch = Map.groupBy(affected, ({ batchId }) => batchId);
    let involved = 0;
    for (const batch of batches.values()) {
      if (batch.kind !== "device") continue;
      // Units that hold a recalled part only since it was put in are not in any range.
      const single = (byBatch.get(batch.id) ?? []).map(({ index }) => ({ first: index, last: index }));
      const ranges = mergeRanges([...(reach().get(batch.id) ?? []), ...single]);
      involved += unionSize(ranges.flatMap((range) => without(range, excluded.get(batch.id) ?? [])));
    }
    return { involved, ...countUnits(affected) };
  }

  return { apply, counts };
}
