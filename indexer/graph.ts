import * as schema from "ponder:schema";
import { eq, inArray, type ReadonlyDrizzle } from "ponder";
import type { BatchId, ModelId } from "../lib/domain/ids.ts";
import type { ModelKind } from "../lib/domain/kinds.ts";
import { type Batch, MAX_PATH, type ScopeItem } from "../lib/domain/scope.ts";

const { batch, model, part } = schema;

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
async function loadBatches(db: Reader, ids: Iterable<BatchId>, models: ModelId[] = []): Promise<KnownBatch[]> {
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
