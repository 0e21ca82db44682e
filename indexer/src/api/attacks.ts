import { db } from "ponder:api";
import { attackCount, attackWeek, model, operator, organization } from "ponder:schema";
import { and, asc, desc, eq, gt, gte, inArray, lt, or } from "ponder";
import { ATTACK_WEEKS, type AttackTotals, attackTotals } from "../../../lib/domain/attack-totals.ts";
import { formatModelId, type ModelId, type OrgId } from "../../../lib/domain/ids.ts";
import { distrust } from "../../../lib/domain/network-standing.ts";
import { weekEnd, weekStart } from "../../../lib/domain/week.ts";
import type { AttackCountView } from "../../../lib/feed/wire/networks.ts";
import { ofOneBlock } from "./health.ts";
import { bodyColumns, loadModelRefs } from "./refs.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";
import { isTrusted, signedBy, trustColumns, trustOf } from "./trust.ts";

/** Stands for reports of which nobody knows the model. */
export const UNKNOWN_MODEL = 0n as ModelId;

export const ofMaker = (orgId: OrgId) =>
  inArray(attackCount.modelId, db.select({ id: model.id }).from(model).where(eq(model.orgId, orgId)));

const sameWeek = and(eq(attackWeek.asn, attackCount.asn), eq(attackWeek.week, attackCount.week));
const publisher = eq(organization.id, attackWeek.operatorId);
const signer = signedBy(attackWeek.operatorId, attackWeek.author);

/** The newest weeks that anybody in good standing has published. */
async function loadPublishedWeeks(): Promise<number[]> {
  const rows = await db
    .selectDistinct({ week: attackWeek.week })
    .from(attackWeek)
    .innerJoin(organization, publisher)
    .innerJoin(operator, signer)
    .where(isTrusted)
    .orderBy(desc(attackWeek.week))
    .limit(ATTACK_WEEKS);
  return rows.map(({ week }) => week);
}

/**
 * What the last published weeks say of devices of some models; of all that were read by default.
 * @param about Which counts are read; all of them by default.
 */
export async function loadAttacked(about?: ReturnType<typeof and>): Promise<(modelIds?: readonly ModelId[]) => AttackTotals> {
  const weeks = await loadPublishedWeeks();
  const { asn, week, modelId, reported, claimed, remedied } = attackCount;
  const counts = await db
    .select({ asn, week, modelId, reported, claimed, remedied })
    .from(attackCount)
    .innerJoin(attackWeek, sameWeek)
    .innerJoin(organization, publisher)
    .innerJoin(operator, signer)
    .where(and(isTrusted, about, gte(week, weeks.at(-1) ?? 0)));
  const byModel = Map.groupBy(counts, (count) => count.modelId);
  return (modelIds) => attackTotals(weeks, modelIds ? modelIds.flatMap((id) => byModel.get(id) ?? []) : counts);
}

const columns = { count: attackCount, week: attackWeek, body: bodyColumns, trust: trustColumns };

type Row = { count: typeof attackCount.$inferSelect; week: typeof attackWeek.$inferSelect } & {
  body: AttackCountView["operator"];
  trust: Parameters<typeof trustOf>[0];
};

async function views(rows: Row[]): Promise<AttackCountView[]> {
  const models = await loadModelRefs(rows.map(({ count }) => count.modelId));
  return rows.map(({ count: { asn, week, modelId, ...numbers }, week: { publishedAt }, body, trust }) => ({
    ...{ asn, week, from: weekStart(week), to: weekEnd(week), operator: body, publishedAt },
    model: models.get(modelId) ?? null,
    ...numbers,
    discount: distrust(trustOf(trust)),
  }));
}

const cursorOf = ({ count: { week, asn, modelId } }: Row): string =>
  `${week}_${asn}_${modelId === UNKNOWN_MODEL ? 0 : formatModelId(modelId)}`;

export const attacks = {
  "GET /attacks": ({ query: { model: modelId, org, network: asn, cursor, limit } }) =>
    ofOneBlock(async () => {
      const about = and(
        modelId === undefined ? undefined : eq(attackCount.modelId, modelId),
        org === undefined ? undefined : ofMaker(org),
        asn === undefined ? undefined : eq(attackCount.asn, asn),
      );
      const after =
        cursor &&
        or(
          lt(attackCount.week, cursor.week),
          and(eq(attackCount.week, cursor.week), gt(attackCount.asn, cursor.asn)),
          and(eq(attackCount.week, cursor.week), eq(attackCount.asn, cursor.asn), gt(attackCount.modelId, cursor.modelId)),
        );
      const [rows, attacked] = await Promise.all([
        db
          .select(columns)
          .from(attackCount)
          .innerJoin(attackWeek, sameWeek)
          .innerJoin(organization, publisher)
          .innerJoin(operator, signer)
          .where(and(about, after))
          .orderBy(desc(attackCount.week), asc(attackCount.asn), asc(attackCount.modelId))
          .limit(limit + 1),
        loadAttacked(about),
      ]);
      return { ...(await toPage(rows, limit, cursorOf, views)), totals: attacked() };
    }),
} satisfies Partial<Handlers>;
