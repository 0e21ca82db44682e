import { db } from "ponder:api";
import { batch, disclosure, history, model, reachedRange, recall, release, scopeItem, swappedIn } from "ponder:schema";
import { and, eq, gte, inArray, min, ne } from "ponder";
import type { Standing } from "../../../lib/domain/disclosure.ts";
import { type ModelId, type OrgId, orgOf, parseModelId } from "../../../lib/domain/ids.ts";
import type { Reply } from "../../../lib/domain/kinds.ts";
import type { Demand } from "../../../lib/domain/scorecard.ts";

/** What scorecards are made from besides the cases: loaded for many makers at once. */

/** Recalls that a maker may have to answer for: they reach batches of its making, as devices or as parts. */
export async function loadRecallsOf(orgId: OrgId): Promise<number[]> {
  const ofMaker = (table: typeof reachedRange | typeof swappedIn) =>
    db.selectDistinct({ id: table.recallId }).from(table).innerJoin(batch, eq(batch.id, table.batchId)).where(eq(batch.orgId, orgId));
  const rows = await Promise.all([ofMaker(reachedRange), ofMaker(swappedIn)]);
  return [...new Set(rows.flat().map(({ id }) => id))];
}

/** Who made the components that recalls name. */
export async function loadSuppliers(recallIds: number[]): Promise<Map<number, Set<number>>> {
  const rows = await db
    .selectDistinct({ recallId: scopeItem.recallId, orgId: batch.orgId })
    .from(scopeItem)
    .innerJoin(batch, eq(batch.id, scopeItem.batchId))
    .where(and(inArray(scopeItem.recallId, recallIds), eq(scopeItem.kind, "component")));
  const byRecall = Map.groupBy(rows, ({ recallId }) => recallId);
  return new Map([...byRecall].map(([id, of]) => [id, new Set(of.map(({ orgId }) => orgId))]));
}

export type FirstReplies = { repliedAt: number; decidedAt: number | null };

/** When makers first answered, and first said more than that they investigate. */
export async function loadFirstReplies(recallIds: number[]): Promise<(recallId: number, orgId: number) => FirstReplies | null> {
  const rows = await db
    .select({ recallId: history.recallId, orgId: history.orgId, time: history.time, args: history.args })
    .from(history)
    .where(and(inArray(history.recallId, recallIds), eq(history.name, "MakerReplied")))
    .orderBy(history.id);
  const byCase = Map.groupBy(rows, ({ recallId, orgId }) => `${recallId} ${orgId}`);
  return (recallId, orgId) => {
    const replies = byCase.get(`${recallId} ${orgId}`);
    if (!replies?.[0]) return null;
    const decided = replies.find(({ args }) => (args as { reply: Reply }).reply !== "investigating");
    return { repliedAt: replies[0].time, decidedAt: decided?.time ?? null };
  };
}

/** Everything that was named as a fix, by recall and model, in the order of naming. */
export async function loadFixesNamed(recallIds: number[]): Promise<(recallId: number, modelId: ModelId) => Demand["fixes"]> {
  const rows = await db
    .select({ recallId: history.recallId, time: history.time, args: history.args })
    .from(history)
    .where(and(inArray(history.recallId, recallIds), eq(history.name, "FixOffered")))
    .orderBy(history.id);
  const byCase = Map.groupBy(rows, ({ recallId, args }) => `${recallId} ${parseModelId(args.modelId as string)}`);
  return (recallId, modelId) =>
    (byCase.get(`${recallId} ${modelId}`) ?? []).map(({ time, args }) => ({ at: time, sequence: args.sequence as number }));
}

/** Of disclosures that can be relied on: whose clocks they run, and what came when. */
export async function loadDisclosed(orgId: OrgId | null) {
  const { id, revealedAt, firstAnsweredAt, fixedAt } = disclosure;
  const counted = and(orgId === null ? undefined : eq(disclosure.orgId, orgId), inArray(disclosure.standing, RELIED_ON));
  const [rows, recalled] = await Promise.all([
    db.select({ id, orgId: disclosure.orgId, revealedAt, firstAnsweredAt, fixedAt }).from(disclosure).where(counted),
    db
      .select({ id, at: min(recall.openedAt) })
      .from(disclosure)
      .innerJoin(batch, eq(batch.modelId, disclosure.modelId))
      .innerJoin(reachedRange, eq(reachedRange.batchId, batch.id))
      .innerJoin(recall, and(eq(recall.id, reachedRange.recallId), ne(recall.state, "withdrawn"), gte(recall.openedAt, revealedAt)))
      .where(counted)
      .groupBy(id),
  ]);
  const recalledAt = new Map(recalled.map((row) => [row.id, row.at]));
  return Map.groupBy(
    rows.map((row) => ({ ...row, recalledAt: recalledAt.get(row.id) ?? null })),
    (row) => row.orgId,
  );
}

/** Standings of what its maker answered, or a regulator took up. */
const RELIED_ON: Standing[] = ["confirmed", "demanded", "answered"];

type ModelRow = Pick<typeof model.$inferSelect, "id" | "kind" | "supportEnd">;
type ReleaseRow = Pick<typeof release.$inferSelect, "modelId" | "sequence" | "publishedAt" | "revokedAt">;

/** Models and releases, by their maker. */
export async function loadProducts(orgId: OrgId | null): Promise<{ models: Map<OrgId, ModelRow[]>; releases: Map<ModelId, ReleaseRow[]> }> {
  const { id, kind, supportEnd } = model;
  const models = await db
    .select({ id, kind, supportEnd })
    .from(model)
    .where(orgId === null ? undefined : eq(model.orgId, orgId));
  const { modelId, sequence, publishedAt, revokedAt } = release;
  const releases = await db
    .select({ modelId, sequence, publishedAt, revokedAt })
    .from(release)
    .innerJoin(model, eq(model.id, release.modelId))
    .where(orgId === null ? undefined : eq(model.orgId, orgId));
  return { models: Map.groupBy(models, (row) => orgOf(row.id)), releases: Map.groupBy(releases, (row) => row.modelId) };
}
