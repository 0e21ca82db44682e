import type { Hex } from "viem";
import { type BatchId, batchOf, type DeviceId, indexOf, type ModelId } from "./ids.ts";
import type { Evidence } from "./kinds.ts";

/**
 * Whom a recall means. Twin of `contracts/recalls/Scopes.sol`; the views of the indexer say the same in SQL (invariant
 * I5, test/indexer/agreement.suite.ts).
 *
 * - A component item reaches every whole that contains the component, at any depth. Only the first step down, from the
 *   unit's own batch, is limited to the units `first..last` of the part: which unit of a component sits in which unit
 *   of the whole is not recorded, so from there on whole batches count.
 * - An exclusion takes units out by their own batch or model, by whatever way they are reached. It does not stop the
 *   way through them: a sub-assembly that is excluded still carries the component into its wholes.
 * - A part that was swapped out goes on to count, its unit was affected; one that was swapped in counts while it is
 *   there.
 */

/** Items of all versions of a recall together. Twin: `Scopes.MAX_SCOPE_ITEMS`. */
export const MAX_SCOPE_ITEMS = 64;

/** Steps from a unit's batch down to a recalled component. Twin: `Scopes.MAX_PATH`. */
export const MAX_PATH = 8;

/** Added to the first byte of a path when the part at that position was put in later. Twin: `Scopes.SWAPPED`. */
const SWAPPED = 128;

/** Units `first..last`, both included. */
export type Range = { first: number; last: number };

/** Units `first..last` of the whole contain units of batch `batchId`. */
export type Part = Range & { batchId: BatchId };

/** What was put in place of the part at a position of one unit. */
export type PartSwap = {
  position: number;
  /** Of the new part; null when the part was removed. */
  batchId: BatchId | null;
  evidence: Exclude<Evidence, "none">;
};

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

/** A first step down: units `first..last` contain units of `batchId`. */
type Step = Range & { byte: number; batchId: BatchId };

/**
 * The ways that begin with one step. Among those that end at the same component only the shortest is kept: they reach
 * the same units, and the number of all of them grows exponentially with the depth.
 */
function waysBy({ byte, batchId, first, last }: Step, waysIntoPart: (part: BatchId) => readonly Way[]): Way[] {
  const shortest = new Map<BatchId, Way>();
  for (const way of waysIntoPart(batchId)) {
    if (way.component === null || way.via.length === MAX_PATH) continue;
    const other = shortest.get(way.component);
    if (!other || isShorter(way, other)) shortest.set(way.component, way);
  }
  const step = byte.toString(16).padStart(2, "0");
  return [...shortest.values()].map(({ path, via, component }) => ({
    ...{ first, last, component },
    path: `0x${step}${path.slice(2)}`,
    via: [batchId, ...via],
  }));
}

/** Every way in which a scope reaches units of one batch as they were made, before exclusions, given the ways into its parts. */
export const waysInto = (batch: Batch, scope: readonly ScopeItem[], waysIntoPart: (part: BatchId) => readonly Way[]): Way[] => [
  ...namedWays(batch, scope),
  ...batch.parts.flatMap((part, position) => waysBy({ ...part, byte: position }, waysIntoPart)),
];

/** The ways in which a scope reaches one unit by parts that were put in later, before exclusions. */
export const swappedWays = (index: number, swaps: readonly PartSwap[], waysIntoPart: (part: BatchId) => readonly Way[]): Way[] =>
  swaps.flatMap(({ position, batchId }) =>
    batchId === null ? [] : waysBy({ byte: SWAPPED + position, batchId, first: index, last: index }, waysIntoPart),
  );

/**
 * What a scope reaches by parts that were put in later, after exclusions.
 * @param reached From `reachedRanges`, of the same scope. @param holders The batches of the units.
 */
export function swappedRanges(
  scope: readonly ScopeItem[],
  reached: readonly AffectedRange[],
  swaps: readonly (PartSwap & { deviceId: DeviceId })[],
  holders: ReadonlyMap<BatchId, Batch>,
): AffectedRange[] {
  const into = Map.groupBy(reached, ({ batchId }) => batchId);
  return swaps.flatMap(({ deviceId, ...swap }): AffectedRange[] => {
    const [batch, index] = [holders.get(batchOf(deviceId)), indexOf(deviceId)];
    if (!batch || isWithin(index, excludedRanges(batch, scope))) return [];
    return swappedWays(index, [swap], (part) => into.get(part) ?? []).map((way) => ({ ...way, batchId: batch.id }));
  });
}

/** The original part that a way begins with; null when it begins with none. */
export function partOf({ path }: Pick<Way, "path">): number | null {
  const first = Number.parseInt(path.slice(2, 4), 16); // NaN for `0x`
  return first < SWAPPED ? first : null;
}

/** Units of a batch that exclusions take out. */
export const excludedRanges = (batch: Batch, scope: readonly ScopeItem[]): Range[] =>
  scope.flatMap((item) => (item.excluded && names(item, batch) ? [unitsNamed(item, batch)] : []));

/** A range or way without the units that others take out, as what is left of it. */
export function without<Some extends Range>(range: Some, excluded: readonly Range[]): Some[] {
  const left: Some[] = [];
  let { first } = range;
  for (const gap of mergeRanges(excluded)) {
    if (gap.last < first || gap.first > range.last) continue;
    if (gap.first > first) left.push({ ...range, first, last: gap.first - 1 });
    first = gap.last + 1;
  }
  if (first <= range.last) left.push({ ...range, first });
  return left;
}

/**
 * What a scope reaches among units as they were made, before exclusions.
 * @param batches All batches that the scope names and all wholes that contain them at any depth; others do no harm.
 */
export function reachedRanges(scope: readonly ScopeItem[], batches: Iterable<Batch>): AffectedRange[] {
  const ways = new Map<BatchId, Way[]>();
  for (const batch of [...batches].sort((a, b) => a.id - b.id))
    ways.set(
      batch.id,
      waysInto(batch, scope, (part) => ways.get(part) ?? []),
    );
  return [...ways].flatMap(([batchId, list]) => list.map((way) => ({ ...way, batchId })));
}

/** What a scope affects among units as they were made. @param batches As for `reachedRanges`. */
export function affectedRanges(scope: readonly ScopeItem[], batches: readonly Batch[]): AffectedRange[] {
  const excluded = new Map(batches.map((batch) => [batch.id, excludedRanges(batch, scope)]));
  return reachedRanges(scope, batches).flatMap((range) => without(range, excluded.get(range.batchId) ?? []));
}

/** The shortest of several ways that affects the unit at `index`. */
export const wayTo = <Some extends Way>(index: number, ways: readonly Some[]): Some | undefined =>
  ways
    .filter(({ first, last }) => first <= index && index <= last)
    .reduce<Some | undefined>((best, way) => (best && !isShorter(way, best) ? best : way), undefined);

export const isWithin = (index: number, ranges: readonly Range[]): boolean =>
  ranges.some(({ first, last }) => first <= index && index <= last);

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

/** What the rule has to know of the register. */
export type Register = {
  /** Undefined when there is none. */
  batch(id: BatchId): Batch | undefined;
  /** Of a unit, one for each position at most. */
  swaps(unit: DeviceId): readonly PartSwap[];
};

/** The batch that a path leads to, undefined when it leads nowhere. */
function follow(unit: DeviceId, own: Batch, steps: readonly number[], register: Register): BatchId | undefined {
  const [first = 0, ...rest] = steps;
  const part = own.parts[first];
  const original = part && part.first <= indexOf(unit) && indexOf(unit) <= part.last ? part.batchId : undefined;
  const swapped = register.swaps(unit).find(({ position }) => position + SWAPPED === first)?.batchId ?? undefined;
  return rest.reduce<BatchId | undefined>(
    (inside, step) => (inside === undefined ? undefined : register.batch(inside)?.parts[step]?.batchId),
    first < SWAPPED ? original : swapped,
  );
}

/** Whether a unit is in a scope, by a path witness; twin of `Scopes.affects`. */
export function affects(scope: readonly ScopeItem[], unit: DeviceId, path: Hex, register: Register): boolean {
  const index = indexOf(unit);
  const own = register.batch(batchOf(unit));
  const steps = (path.slice(2).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  if (!own || index >= own.size || steps.length > MAX_PATH) return false;
  if (isWithin(index, excludedRanges(own, scope))) return false;
  if (steps.length === 0) return wayTo(index, namedWays(own, scope)) !== undefined;

  const inside = follow(unit, own, steps, register);
  return scope.some((item) => item.kind === "component" && item.batchId === inside);
}
