import { db } from "ponder:api";
import { batch, device, frozenRange, part } from "ponder:schema";
import { and, count, eq, gt, inArray } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { BatchView } from "../../../lib/feed/wire.ts";
import { loadBatchRefs } from "./refs.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";

async function views(rows: (typeof batch.$inferSelect)[]): Promise<BatchView[]> {
  const ids = rows.map(({ id }) => id);
  const [claimed, frozen, parts, wholes] = await Promise.all([
    db.select({ id: device.batchId, units: count() }).from(device).where(inArray(device.batchId, ids)).groupBy(device.batchId),
    db.select().from(frozenRange).where(inArray(frozenRange.batchId, ids)).orderBy(frozenRange.batchId, frozenRange.position),
    db.select().from(part).where(inArray(part.wholeId, ids)).orderBy(part.wholeId, part.position),
    db.select().from(part).where(inArray(part.partId, ids)).orderBy(part.wholeId, part.position),
  ]);
  const refs = await loadBatchRefs([...ids, ...parts.map(({ partId }) => partId), ...wholes.map(({ wholeId }) => wholeId)]);
  const claimedOf = new Map(claimed.map(({ id, units }) => [id, units]));
  return rows.map(({ id, root, manifest, factoryRelease, registeredAt, tx }) => ({
    ...refs(id),
    root,
    manifest,
    factoryRelease,
    registeredAt,
    tx,
    claimed: claimedOf.get(id) ?? 0,
    frozen: frozen.filter((range) => range.batchId === id).map(({ first, last, reason }) => ({ first, last, reason })),
    parts: parts
      .filter(({ wholeId }) => wholeId === id)
      .map(({ position, first, last, partId }) => ({ position, first, last, batch: refs(partId) })),
    wholes: wholes
      .filter(({ partId }) => partId === id)
      .map(({ position, first, last, wholeId }) => ({ position, first, last, batch: refs(wholeId) })),
  }));
}

export const batches = {
  async "GET /batches"({ query: { org, model, lot, cursor: after, limit } }) {
    const rows = await db
      .select()
      .from(batch)
      .where(
        and(
          org === undefined ? undefined : eq(batch.orgId, org),
          model === undefined ? undefined : eq(batch.modelId, model),
          lot === undefined ? undefined : eq(batch.lot, lot),
          after === undefined ? undefined : gt(batch.id, after),
        ),
      )
      .orderBy(batch.id)
      .limit(limit + 1);
    return toPage(rows, limit, ({ id }) => id, views);
  },
  async "GET /batches/:batchId"({ path: { batchId } }) {
    const [view] = await views(await db.select().from(batch).where(eq(batch.id, batchId)));
    if (!view) throw new MusterError("BatchesUnknown", { batchId });
    return view;
  },
} satisfies Partial<Handlers>;
