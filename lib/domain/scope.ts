import type { Hex } from "viem";
import { type BatchId, batchOf, type DeviceId, indexOf, type ModelId } from "./ids.ts";
import { EVIDENCES, type Evidence } from "./kinds.ts";
import type { RemediedByEvidence } from "./statistics.ts";

/**
 * Whom a recall means. Twin of `affects` and `remedied` in `contracts/Recalls.sol`; the views in
 * `indexer/ponder.schema.ts` say the same in SQL (invariant I5).
 *
 * A component item reaches every whole that contains the component, at any depth. Only the first step down, from the
 * unit's own batch, is limited to the units `first..last` of the part: which unit of a component sits in which unit of
 * the whole is not recorded, so from there on whole batches count.
 */

/** Steps from a unit's batch down to a recalled component. Twin: `Recalls.MAX_PATH`. */
export const MAX_PATH = 8;

/** Units `first..last`, both included. */
export type Range = { first: number; last: number };

/** Units `first..last` of the whole contain units of batch `batchId`. */
export type Part = Range & { batchId: BatchId };

/** A batch with its parts in the order of their positions. Parts are registered, hence numbered, before their wholes. */
export type Batch = {
  id: BatchId;
  modelId: ModelId;
  size: number;
  /** Unix times. */
  madeFrom: number;
  madeTo: number;
  /** Sequence number of the release installed in the factory, 0 for none. */
  factoryRelease: number;
  parts: readonly Part[];
};

/** What names units by their own batch or model; as an exclusion it takes them out, whatever else names them. */
type OwnItem =
  | { kind: "model"; modelId: ModelId }
  | ({ kind: "batch"; batchId: BatchId } & Range)
  /** Batches made at some time from `first` to `last`, Unix times. */
  | ({ kind: "made"; modelId: ModelId } & Range)
  /** Batches whose factory release lies from `first` to `last`, sequence numbers from 1. */
  | ({ kind: "shipped"; modelId: ModelId } & Range);

/** See `IScopes.ScopeItem`. A component reaches its wholes, so it cannot be an exclusion. */
export type ScopeItem = (OwnItem & { excluded?: boolean }) | { kind: "component"; batchId: BatchId; excluded?: false };

/** One way in which units `first..last` of a batch are affected. */
export type Way = Range & {
  /** Witness for `Recalls.affects`: a byte for each step, the position of the part; `0x` when the batch itself is named. */
  path: Hex;
  /** The batches that the path leads to, one for each step; the recalled component is the last. */
  via: readonly BatchId[];
  /** The recalled component in question; null when the units are meant for their own sake, by model or batch. */
  component: BatchId | null;
};

export type AffectedRange = Way & { batchId: BatchId };

/** Whether an item other than a component names units of a batch. Twin: `Scopes._names`. */
function names(item: OwnItem, batch: Batch): boolean {
  if (item.kind === "batch") return item.batchId === batch.id;
  if (item.modelId !== batch.modelId) return false;
  if (item.kind === "made") return batch.madeFrom <= item.last && item.first <= batch.madeTo;
  return item.kind === "model" || (item.first <= batch.factoryRelease && batch.factoryRelease <= item.last);
}

/** Units of a batch that an item names: its range, or all. */
const unitsNamed = (item: OwnItem, { size }: Batch): Range =>
  item.kind === "batch" ? { first: item.first, last: item.last } : { first: 0, last: size - 1 };

/** The ways by which a scope names a batch itself. A component is in scope itself as well. */
function namedWays(batch: Batch, scope: readonly ScopeItem[]): Way[] {
  const ways = scope.flatMap((item): Way[] => {
    if (item.kind === "component")
      return item.batchId === batch.id ? [{ first: 0, last: batch.size - 1, path: "0x", via: [], component: batch.id }] : [];
    return !item.excluded && names(item, batch) ? [{ ...unitsNamed(item, batch), path: "0x", via: [], component: null }] : [];
  });
  const distinct = new Map<string, Way>();
  for (const way of ways) {
    const key = `${way.first}-${way.last}`;
    // The component's own way must stay: wholes are reached through it.
    if (way.component !== null || !distinct.has(key)) distinct.set(key, way);
  }
  return [...distinct.values()];
}

const isShorter = (a: Way, b: Way): boolean => a.path.length < b.path.length || (a.path.length === b.path.length && a.path < b.path);

/** The ways by which a batch is reached through its parts. */
function partWays(batch: Batch, waysInto: (part: BatchId) => readonly Way[]): Way[] {
  return batch.parts.flatMap((part, position) => {
    const shortest = new Map<BatchId, Way>();
    for (const way of waysInto(part.batchId)) {
      if (way.component === null || way.via.length === MAX_PATH) continue;
      const other = shortest.get(way.component);
      if (!other || isShorter(way, other)) shortest.set(way.component, way);
    }
    const step = position.toString(16).padStart(2, "0");
    return [...shortest.values()].map(
      ({ path, via, component }): Way => ({
        first: part.first,
        last: part.last,
        path: `0x${step}${path.slice(2)}`,
        via: [part.batchId, ...via],
        component,
      }),
    );
  });
}

/**
 * Every way in which a scope affects units of one batch, given the ways into its parts. Among the ways that begin with
 * the same part and end at the same component only the shortest is kept: they reach the same units, and the number of
 * all of them grows exponentially with the depth.
 */
export const waysInto = (batch: Batch, scope: readonly ScopeItem[], waysIntoPart: (part: BatchId) => readonly Way[]): Way[] => [
  ...namedWays(batch, scope),
  ...partWays(batch, waysIntoPart),
];

/**
 * What a scope reaches.
 * @param batches All batches that the scope names and all wholes that contain them at any depth; others do no harm.
 */
export function affectedRanges(scope: readonly ScopeItem[], batches: Iterable<Batch>): AffectedRange[] {
  const ways = new Map<BatchId, Way[]>();
  for (const batch of [...batches].sort((a, b) => a.id - b.id))
    ways.set(
      batch.id,
      waysInto(batch, scope, (part) => ways.get(part) ?? []),
    );
  return [...ways].flatMap(([batchId, list]) => list.map((way) => ({ ...way, batchId })));
}

/** The shortest of several ways that affects the unit at `index`. */
export const wayTo = <Some extends Way>(index: number, ways: readonly Some[]): Some | undefined =>
  ways
    .filter(({ first, last }) => first <= index && index <= last)
    .reduce<Some | undefined>((best, way) => (best && !isShorter(way, best) ? best : way), undefined);

/** The same units as disjoint ranges in ascending order. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    const open = merged.at(-1);
    if (open && first <= open.last + 1) open.last = Math.max(open.last, last);
    else merged.push({ first, last });
  }
  return merged;
}

/** Units in ranges of one batch, those in several ranges counted once. */
export const unionSize = (ranges: readonly Range[]): number =>
  mergeRanges(ranges).reduce((sum, { first, last }) => sum + last - first + 1, 0);

/**
 * Whether a unit is in a scope, by a path witness; twin of `Recalls.affects`.
 * @param batch Looks a batch up; undefined when there is none.
 */
export function affects(scope: readonly ScopeItem[], unit: DeviceId, path: Hex, batch: (id: BatchId) => Batch | undefined): boolean {
  const index = indexOf(unit);
  const own = batch(batchOf(unit));
  const steps = path.slice(2).match(/../g) ?? [];
  if (!own || index >= own.size || steps.length > MAX_PATH) return false;
  if (steps.length === 0) return wayTo(index, namedWays(own, scope)) !== undefined;

  let inside: Batch | undefined = own;
  for (const [i, step] of steps.entries()) {
    const part: Part | undefined = inside?.parts[Number.parseInt(step, 16)];
    if (!part || (i === 0 && (index < part.first || index > part.last))) return false;
    inside = batch(part.batchId);
  }
  return scope.some((item) => item.kind === "component" && item.batchId === inside?.id);
}

/** What a unit runs, and who says so. */
export type Running = { release: number; evidence: Evidence };

/**
 * Whether an affected unit is remedied; twin of `Recalls.remedied`.
 * @param fix Sequence number of the release that remedies the unit's model, null while none is offered.
 * @param published Whether the model has a release of that number.
 */
export const remedied = (
  { release, evidence }: Running,
  fix: number | null,
  minEvidence: Evidence,
  published: (release: number) => boolean,
): boolean => fix !== null && release >= fix && EVIDENCES.indexOf(evidence) >= EVIDENCES.indexOf(minEvidence) && published(release);

/** A claimed unit that a recall affects, as far as the counts need it. */
export type AffectedUnit = { evidence: Evidence; acknowledged: boolean; remedied: boolean };

/** The counts of `Reach` that the chain alone decides. */
export function countUnits(units: Iterable<AffectedUnit>): { claimed: number; acknowledged: number; remedied: RemediedByEvidence } {
  const counts = { claimed: 0, acknowledged: 0, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 } };
  for (const unit of units) {
    counts.claimed++;
    if (unit.acknowledged || unit.remedied) counts.acknowledged++;
    if (unit.remedied && unit.evidence !== "none") counts.remedied[unit.evidence]++;
  }
  return counts;
}
