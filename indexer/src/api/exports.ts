import { db } from "ponder:api";
import { affectedSpan, batch, fix, model, organization, recall, recallVersion, release } from "ponder:schema";
import { and, asc, eq, gt, inArray, lt, max, ne, sql } from "ponder";
import { cpscRecall, nhtsaFile, parseQuarter, type Quarter, type ReportedRecall } from "../../../lib/domain/us-exports.ts";
import type { Answer, Asked } from "../../../lib/feed/routes.ts";
import { loadCourse } from "./course.ts";
import { loadHealth } from "./health.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import type { Handlers } from "./serve.ts";

type Reports = { block: number; recalls: Promise<ReportedRecall[]>; asOf: number };

/** Quarters kept at a time. Each holds the course of every recall of its time, which is made once for a block, whoever asks. */
const KEPT = 8;
const kept = new Map<string, Reports>();
/** One after another: courses of large recalls are made from many rows. */
let queue: Promise<unknown> = Promise.resolve();

async function loadReported({ begins, ends }: Quarter): Promise<ReportedRecall[]> {
  const rows = await db
    .select({ id: recall.id, issuer: organization.name, openedAt: recall.openedAt, endedAt: recall.endedAt })
    .from(recall)
    .innerJoin(organization, eq(organization.id, recall.issuerId))
    .where(and(lt(recall.openedAt, ends), sql`coalesce(${recall.endedAt}, ${begins}) >= ${begins}`))
    .orderBy(asc(recall.id));
  const reported: ReportedRecall[] = [];
  for (const row of rows) reported.push({ ...row, days: (await loadCourse(row.id)).days });
  return reported;
}

async function loadReports(name: string, quarter: Quarter): Promise<Reports> {
  const { block } = await loadHealth();
  const before = kept.get(name);
  if (before?.block === block.number) return before;
  const recalls = queue.then(() => loadReported(quarter));
  queue = recalls.catch(() => undefined);
  const reports = { block: block.number, recalls, asOf: block.timestamp };
  kept.delete(name);
  kept.set(name, reports);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  recalls.catch(() => kept.delete(name));
  return reports;
}

async function loadNhtsa(form: "txt" | "csv", name: string): Promise<string> {
  const quarter = parseQuarter(name);
  const { recalls, asOf } = await loadReports(name, quarter);
  return nhtsaFile(form, await recalls, quarter, asOf);
}

/** Devices that recalls affect, by model. */
async function loadProducts(ids: number[]) {
  const rows = await db
    .select({
      recallId: affectedSpan.recallId,
      gtin: model.gtin,
      name: model.name,
      maker: { id: organization.id, name: organization.name },
      units: sql`sum(${affectedSpan.last} - ${affectedSpan.first} + 1)`.mapWith(Number),
    })
    .from(affectedSpan)
    .innerJoin(batch, eq(batch.id, affectedSpan.batchId))
    .innerJoin(model, eq(model.id, batch.modelId))
    .innerJoin(organization, eq(organization.id, model.orgId))
    .where(inArray(affectedSpan.recallId, ids))
    .groupBy(affectedSpan.recallId, model.id, model.gtin, model.name, organization.id, organization.name)
    .orderBy(affectedSpan.recallId, model.id);
  return Map.groupBy(rows, ({ recallId }) => recallId);
}

async function loadCpsc({ cursor, limit }: Asked<"GET /exports/cpsc.json">["query"]): Promise<Answer<"GET /exports/cpsc.json">> {
  const rows = await db
    .select({ id: recall.id })
    .from(recall)
    .where(and(ne(recall.state, "withdrawn"), cursor === undefined ? undefined : gt(recall.id, cursor)))
    .orderBy(asc(recall.id))
    .limit(limit);
  const ids = rows.map(({ id }) => id);
  const [refs, products, versions, fixes] = await Promise.all([
    loadRecallRefs(ids),
    loadProducts(ids),
    db
      .select({ recallId: recallVersion.recallId, at: max(recallVersion.at) })
      .from(recallVersion)
      .where(inArray(recallVersion.recallId, ids))
      .groupBy(recallVersion.recallId),
    db
      .select({ recallId: fix.recallId, model: model.name, version: release.version })
      .from(fix)
      .innerJoin(model, eq(model.id, fix.modelId))
      .innerJoin(release, and(eq(release.modelId, fix.modelId), eq(release.sequence, fix.sequence)))
      .where(inArray(fix.recallId, ids))
      .orderBy(fix.recallId, fix.modelId),
  ]);
  const changed = new Map(versions.map(({ recallId, at }) => [recallId, at]));
  return [...refs.values()]
    .sort((one, other) => one.id - other.id)
    .map((ref) =>
      cpscRecall({
        ...ref,
        changedAt: changed.get(ref.id) ?? ref.openedAt,
        products: products.get(ref.id) ?? [],
        fixes: fixes.filter(({ recallId }) => recallId === ref.id),
      }),
    );
}

export const exports = {
  "GET /exports/nhtsa/:quarter.txt": ({ path: { quarter } }) => loadNhtsa("txt", quarter),
  "GET /exports/nhtsa/:quarter.csv": ({ path: { quarter } }) => loadNhtsa("csv", quarter),
  "GET /exports/cpsc.json": ({ query }) => loadCpsc(query),
} satisfies Partial<Handlers>;
