import * as schema from "ponder:schema";
import { and, eq, inArray, type ReadonlyDrizzle } from "ponder";
import { type BatchId, batchOf, type DeviceId, type ModelId } from "../lib/domain/ids.ts";
import type { ModelKind } from "../lib/domain/kinds.ts";
import { type AffectedRange, type Batch, MAX_PATH, type PartSwap, type ScopeItem, swappedRanges } from "../lib/domain/scope.ts";

const { batch, device, model, part, partSwap } = schema;

/** What the handlers' and the API's databases have in common. */
export type Reader = Pick<ReadonlyDrizzle<typeof schema>, "select">;

export type KnownBatch = Batch & { kind: ModelKind };

/** Ids of all batches that contain one of the given at any depth. */
async function wholesAbove(db: Reader, components: Iterable<BatchId>): Promise<Set<BatchId>> {
  const above = new Set<BatchId>();
  let level = [...components];
  for (let step = 0; step < MAX_PATH && level.length > 0; step++) {
    const wholes = await db.select({ id: part.wholeId }).from(part).where(inArray(part.partId, level));
    level = [...new Set(wholes.map(({ id }) => id))].filter((id) => !above.has(id));
    for (const id of level) above.add(id);
  }
  return above;
}

/** Batches with their parts. Unknown ids are left out. */
export async function loadBatches(db: Reader, ids: Iterable<BatchId>, models: ModelId[] = []): Promise<KnownBatch[]> {
  const { id, modelId, size, madeFrom, madeTo, factoryRelease } = batch;
  const columns = { id, modelId, size, madeFrom, madeTo, factoryRelease, kind: model.kind };
  const find = () => db.select(columns).from(batch).innerJoin(model, eq(model.id, batch.modelId));
  const found = [...(await find().where(inArray(batch.id, [...ids]))), ...(await find().where(inArray(batch.modelId, models)))];
  const rows = [...new Map(found.map((row) => [row.id, row])).values()];
  const parts = await db
    .select()
    .from(part)
    .where(
      inArray(
        part.wholeId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(part.wholeId, part.position);
  const partsOf = Map.groupBy(parts, ({ wholeId }) => wholeId);
  return rows.map((row) => ({
    ...row,
    parts: (partsOf.get(row.id) ?? []).map(({ partId, first, last }) => ({ batchId: partId, first, last })),
  }));
}

/** All batches that `reachedRanges` has to see for a scope. */
export async function loadReach(db: Reader, scope: readonly ScopeItem[]): Promise<KnownBatch[]> {
  const named = scope.flatMap((item) => ("batchId" in item ? [item.batchId] : []));
  const components = scope.flatMap((item) => (item.kind === "component" ? [item.batchId] : []));
  const models = scope.flatMap((item) => ("modelId" in item && !item.excluded ? [item.modelId] : []));
  return loadBatches(db, new Set([...named, ...(await wholesAbove(db, components))]), models);
}

/** Units of devices that hold one of the parts since it was put in. */
async function loadSwaps(db: Reader, parts: BatchId[]): Promise<(PartSwap & { deviceId: DeviceId })[]> {
  if (parts.length === 0) return [];
  const { deviceId, position, partId, evidence } = partSwap;
  const rows = await db
    .select({ deviceId, position, partId, evidence })
    .from(partSwap)
    .innerJoin(device, eq(device.id, deviceId))
    .innerJoin(batch, eq(batch.id, device.batchId))
    .innerJoin(model, and(eq(model.id, batch.modelId), eq(model.kind, "device")))
    .where(inArray(partId, parts))
    .orderBy(deviceId, position);
  return rows.map(({ partId: batchId, ...swap }) => ({ ...swap, batchId }));
}

/**
 * Devices that a scope reaches only by, or also by, parts that were put in later, after exclusions.
 * @param reached What it reaches as it was made. @returns also the batches of those devices.
 */
export async function loadSwappedIn(
  db: Reader,
  scope: readonly ScopeItem[],
  reached: readonly AffectedRange[],
): Promise<{ ranges: AffectedRange[]; batches: KnownBatch[] }> {
  const parts = new Set(reached.flatMap(({ batchId, component }) => (component === null ? [] : [batchId])));
  const swaps = await loadSwaps(db, [...parts]);
  if (swaps.length === 0) return { ranges: [], batches: [] };
  const batches = await loadBatches(db, new Set(swaps.map(({ deviceId }) => batchOf(deviceId))));
  const ranges = swappedRanges(scope, reached, swaps, new Map(batches.map((item) => [item.id, item])));
  return { ranges, batches };
}
