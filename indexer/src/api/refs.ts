import { db } from "ponder:api";
import { batch, history, model, organization, release } from "ponder:schema";
import { type and, desc, eq, inArray } from "ponder";
import { type BatchId, formatModelId, type ModelId } from "../../../lib/domain/ids.ts";
import type { ModelKind } from "../../../lib/domain/kinds.ts";
import type { BatchRef, HistoryEntry, ModelRef, ReleaseView } from "../../../lib/feed/wire.ts";

/** What stands inside other answers, loaded for many at once so that a list costs as many queries as one item. */
const HISTORY_LENGTH = 200;

/** What stands of a body inside other answers. */
export const bodyColumns = { id: organization.id, name: organization.name, domain: organization.domain };
const modelColumns = { id: model.id, gtin: model.gtin, name: model.name, kind: model.kind };

type ModelRow = { id: ModelId; gtin: string; name: string; kind: ModelKind };
type MakerRow = ModelRef["maker"];

const modelRef = ({ id, gtin, name, kind }: ModelRow, maker: MakerRow): ModelRef => ({
  id: formatModelId(id),
  gtin,
  name,
  kind,
  maker,
});

export async function loadModelRefs(ids: Iterable<ModelId>): Promise<Map<ModelId, ModelRef>> {
  const rows = await db
    .select({ model: modelColumns, maker: bodyColumns })
    .from(model)
    .innerJoin(organization, eq(organization.id, model.orgId))
    .where(inArray(model.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.model.id, modelRef(row.model, row.maker)]));
}

export type Refs = (id: BatchId) => BatchRef;

/** A function from batch numbers to batches. Numbers come from the register's own tables, so none is unknown. */
export async function loadBatchRefs(ids: Iterable<BatchId>): Promise<Refs> {
  const rows = await db
    .select({ batch, model: modelColumns, maker: bodyColumns })
    .from(batch)
    .innerJoin(model, eq(model.id, batch.modelId))
    .innerJoin(organization, eq(organization.id, model.orgId))
    .where(inArray(batch.id, [...new Set(ids)]));
  return refsTo(
    rows.map(({ batch: { id, lot, size, madeFrom, madeTo }, model: of, maker }) => ({
      id,
      lot,
      size,
      madeFrom,
      madeTo,
      model: modelRef(of, maker),
    })),
  );
}

export function refsTo(batches: readonly BatchRef[]): Refs {
  const refs = new Map(batches.map((ref) => [ref.id, ref]));
  return (id) => {
    const ref = refs.get(id);
    if (!ref) throw new Error(`batch ${id} is named by a row and missing`);
    return ref;
  };
}

/** Sizes are what a maker says; a nonsensical one must not break the answer. */
export const releaseView = ({
  sequence,
  version,
  digest,
  size,
  publishedAt,
  ...row
}: Omit<typeof release.$inferSelect, "modelId">): ReleaseView => ({
  sequence,
  version,
  digest,
  size: Number(size > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : size),
  publishedAt,
  revoked: revocation(row),
});

/** When and why something was taken back. */
export const revocation = ({ revokedAt, revokedReason }: { revokedAt: number | null; revokedReason: string | null }) =>
  revokedAt === null ? null : { at: revokedAt, reason: revokedReason ?? "" };

/** Releases of models, oldest first. */
export async function loadReleases(modelIds: Iterable<ModelId>): Promise<(modelId: ModelId) => ReleaseView[]> {
  const rows = await db
    .select()
    .from(release)
    .where(inArray(release.modelId, [...new Set(modelIds)]))
    .orderBy(release.sequence);
  const byModel = Map.groupBy(rows, ({ modelId }) => modelId);
  return (modelId) => (byModel.get(modelId) ?? []).map(releaseView);
}

/** The newest entries about something, newest last. */
export async function loadHistory(about: ReturnType<typeof and>): Promise<HistoryEntry[]> {
  const rows = await db.select().from(history).where(about).orderBy(desc(history.id)).limit(HISTORY_LENGTH);
  return rows.reverse().map(({ id, name, block, time, tx, logIndex, args }) => ({ id, name, block, time, tx, logIndex, args }));
}
