import { db } from "ponder:api";
import { affectedSpan, batch, model, organization, reachedRange, recall, scopeItem, swappedIn } from "ponder:schema";
import { and, asc, desc, eq, exists, gt, gte, inArray, lt, or, sql } from "ponder";
import { z } from "zod";
import { recallRefSchema } from "../../../lib/feed/wire.ts";
import { filters } from "./input.ts";

const { state, measure, severity } = recallRefSchema.shape;

/** A search is a few words of a person; what is longer only costs. */
const MAX_SEARCH = 200;
const MAX_WORDS = 8;

const words = z
  .string()
  .max(MAX_SEARCH)
  .refine((text) => !text.includes("\0"), "holds a character that no name has")
  .transform((text) => text.trim().split(/\s+/).filter(Boolean))
  .refine((list) => list.length <= MAX_WORDS, `holds more than ${MAX_WORDS} words`);

/** A day of UTC, as its first second. */
const day = z.iso.date().transform((text) => Date.parse(`${text}T00:00:00Z`) / 1000);

/** What a list of recalls can be asked for. */
export const recallFilters = {
  q: words.optional(),
  state: state.optional(),
  measure: measure.optional(),
  severity: severity.optional(),
  issuer: filters.org,
  affects: filters.org,
  component: filters.model,
  from: day.optional(),
  to: day.optional(),
  sort: z.enum(["newest", "oldest"]).default("newest"),
};

export type RecallFilters = z.infer<z.ZodObject<typeof recallFilters>>;

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
  return or(inArray(recall.id, reached), inArray(recall.issuerId, issuers));
}

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
const ofComponent = (id: NonNullable<RecallFilters["component"]>) =>
  inArray(
    recall.id,
    db
      .select({ id: scopeItem.recallId })
      .from(scopeItem)
      .innerJoin(batch, eq(batch.id, scopeItem.batchId))
      .where(and(eq(scopeItem.kind, "component"), eq(batch.modelId, id))),
  );

/**
 * Numbers of the recalls that fit, a page at a time. The number rises with each recall and never changes, so a page goes on where
 * the last one ended whatever was opened meanwhile.
 */
export async function findRecalls(query: RecallFilters, after: number | undefined, limit: number): Promise<number[]> {
  const isNewest = query.sort === "newest";
  const rows = await db
    .select({ id: recall.id })
    .from(recall)
    .where(
      and(
        ...(query.q ?? []).map(named),
        query.state && eq(recall.state, query.state),
        query.measure && eq(recall.measure, query.measure),
        query.severity && eq(recall.severity, query.severity),
        query.issuer && eq(recall.issuerId, query.issuer),
        query.affects && reaches(query.affects),
        query.component && ofComponent(query.component),
        query.from === undefined ? undefined : gte(recall.openedAt, query.from),
        query.to === undefined ? undefined : lt(recall.openedAt, query.to + DAY),
        after === undefined ? undefined : isNewest ? lt(recall.id, after) : gt(recall.id, after),
      ),
    )
    .orderBy(isNewest ? desc(recall.id) : asc(recall.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
