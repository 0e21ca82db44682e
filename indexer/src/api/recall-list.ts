import { db } from "ponder:api";
import { affectedSpan, batch, model, organization, reachedRange, recall, scopeItem, swappedIn } from "ponder:schema";
import { and, asc, desc, eq, exists, gt, gte, inArray, lt, or, sql } from "ponder";
import type { ModelId } from "../../../lib/domain/ids.ts";
import { searchWords } from "../../../lib/domain/notice-search.ts";
import type { RecallQuery } from "../../../lib/feed/wire/recall-query.ts";

const DAY = 86_400;

/** Whether a name holds a word, in whatever capitals. Not LIKE: in a search nothing stands for anything else. */
const holds = (name: typeof model.name | typeof organization.name, word: string) => sql`strpos(lower(${name}), lower(${word})) > 0`;

/** Recalls whose issuer, or a brand, model or GTIN that they reach, goes by a word. */
function named(word: string) {
  const gtin = /^[0-9]{8,14}$/.test(word) ? word.padStart(14, "0") : null;
  const models = db
    .select({ id: model.id })
    .from(model)
    .innerJoin(organization, eq(organization.id, model.orgId))
    .where(or(holds(model.name, word), holds(organization.name, word), gtin === null ? undefined : eq(model.gtin, gtin)));
  const reached = db
    .select({ id: reachedRange.recallId })
    .from(reachedRange)
    .innerJoin(batch, eq(batch.id, reachedRange.batchId))
    .where(inArray(batch.modelId, models));
  const issuers = db.select({ id: organization.id }).from(organization).where(holds(organization.name, word));
  return or(inArray(recall.id, reached), inArray(recall.issuerId, issuers), saying(word));
}

/** Recalls whose notice has words that begin so; all of them, where a hyphen or a dot stands between two. */
function saying(text: string) {
  const words = searchWords(text).map((word) => `'${word.replaceAll("'", "''")}':*`);
  if (words.length === 0) return undefined;
  return sql`${recall.notice} in (select digest from notices.said where words @@ ${words.join(" & ")}::tsquery)`;
}

/** Recalls whose notice says that their products were sold in a country. */
const soldIn = (country: string) => sql`${recall.notice} in (select digest from notices.said where countries @> array[${country}])`;

/** Recalls that reach units of a body, after exclusions. Few recalls exclude anything: only those are gone through unit by unit. */
function reaches(org: number) {
  const excludes = (id: typeof recall.id | typeof reachedRange.recallId | typeof swappedIn.recallId) =>
    exists(
      db
        .select({ id: scopeItem.recallId })
        .from(scopeItem)
        .where(and(eq(scopeItem.recallId, id), scopeItem.excluded)),
    );
  const made = db
    .select({ id: reachedRange.recallId })
    .from(reachedRange)
    .innerJoin(batch, eq(batch.id, reachedRange.batchId))
    .where(and(eq(batch.orgId, org), or(eq(reachedRange.deviceKind, false), sql`not ${excludes(reachedRange.recallId)}`)));
  const swapped = db
    .select({ id: swappedIn.recallId })
    .from(swappedIn)
    .innerJoin(batch, eq(batch.id, swappedIn.batchId))
    .where(and(eq(batch.orgId, org), sql`not ${excludes(swappedIn.recallId)}`));
  const left = db
    .select({ id: batch.id })
    .from(affectedSpan)
    .innerJoin(batch, eq(batch.id, affectedSpan.batchId))
    .where(and(eq(affectedSpan.recallId, recall.id), eq(batch.orgId, org)));
  return or(inArray(recall.id, made), inArray(recall.id, swapped), and(excludes(recall.id), exists(left)));
}

/** Recalls of a component. */
const ofComponent = (id: ModelId) =>
  inArray(
    recall.id,
    db
      .select({ id: scopeItem.recallId })
      .from(scopeItem)
      .innerJoin(batch, eq(batch.id, scopeItem.batchId))
      .where(and(eq(scopeItem.kind, "component"), eq(batch.modelId, id))),
  );

/** What of a query says which recalls fit; the rest says in which order they come. */
export type RecallFilters = Omit<RecallQuery, "sort">;

/** Recalls that fit. */
export const fits = (query: RecallFilters) =>
  and(
    ...(query.q ?? []).map(named),
    query.state && eq(recall.state, query.state),
    query.measure && eq(recall.measure, query.measure),
    query.severity && eq(recall.severity, query.severity),
    query.issuer && eq(recall.issuerId, query.issuer),
    query.affects && reaches(query.affects),
    query.component && ofComponent(query.component),
    query.country === undefined ? undefined : soldIn(query.country),
    query.from === undefined ? undefined : gte(recall.openedAt, query.from),
    query.to === undefined ? undefined : lt(recall.openedAt, query.to + DAY),
  );

/**
 * Numbers of the recalls that fit, a page at a time. The number rises with each recall and never changes, so a page goes on where
 * the last one ended whatever was opened meanwhile.
 */
export async function findRecalls(query: RecallQuery, after: number | undefined, limit: number): Promise<number[]> {
  const isNewest = query.sort === "newest";
  const rows = await db
    .select({ id: recall.id })
    .from(recall)
    .where(and(fits(query), after === undefined ? undefined : isNewest ? lt(recall.id, after) : gt(recall.id, after)))
    .orderBy(isNewest ? desc(recall.id) : asc(recall.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
