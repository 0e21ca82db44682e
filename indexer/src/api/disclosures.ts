import { db } from "ponder:api";
import { disclosure, filing, history, judgement, organization } from "ponder:schema";
import { and, asc, count, desc, eq, gt, inArray, lt, or } from "ponder";
import { getAddress } from "viem";
import { readableSubject, STANDINGS } from "../../../lib/domain/disclosure.ts";
import { answerDue } from "../../../lib/domain/disclosure-clock.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { DisclosureSummary, StandingCounts } from "../../../lib/feed/wire/disclosures.ts";
import type { ModelRef } from "../../../lib/feed/wire.ts";
import { ofOneBlock } from "./health.ts";
import { bodyColumns, loadHistory, loadModelRefs } from "./refs.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";

type Row = typeof disclosure.$inferSelect;
type Body = { id: number; name: string; domain: string };

/** When a maker owes the answer to a disclosure. */
export const dueOf = ({ revealedAt, answeredAt, dueAt, demandAnsweredAt, standing }: Row): number | null =>
  answerDue({ revealedAt, answeredAt, standing, demand: dueAt === null ? null : { dueAt, answeredAt: demandAnsweredAt } });

async function views(rows: Row[]): Promise<DisclosureSummary[]> {
  const ids = rows.map(({ id }) => id);
  const [models, judged] = await Promise.all([
    loadModelRefs(rows.map(({ modelId }) => modelId)),
    db.select().from(judgement).where(inArray(judgement.disclosureId, ids)).orderBy(judgement.regulatorId),
  ]);
  const regulators = [...judged.map(({ regulatorId }) => regulatorId), ...rows.flatMap(({ demandedBy }) => demandedBy ?? [])];
  const bodies = await db
    .select(bodyColumns)
    .from(organization)
    .where(inArray(organization.id, [...new Set(regulators)]));
  const body = (id: number) => bodies.find((row) => row.id === id) as Body;
  return rows.map((row) => ({
    ...{ id: row.id, model: models.get(row.modelId) as ModelRef, kind: row.kind, declaration: row.declaration || null },
    ...{ subject: readableSubject(row.kind, row.subject), digest: row.digest, researcher: getAddress(row.researcher) },
    ...{ filedAt: row.filedAt, commitment: row.commitment, salt: row.salt, revealedAt: row.revealedAt, tx: row.tx, standing: row.standing },
    answer: answerOf(row),
    ...{ firstAnsweredAt: row.firstAnsweredAt, fixedAt: row.fixedAt, answerDueAt: dueOf(row) },
    demand:
      row.demandedBy === null || row.demandedAt === null || row.dueAt === null
        ? null
        : {
            by: body(row.demandedBy),
            at: row.demandedAt,
            dueAt: row.dueAt,
            reason: row.demandReason ?? "",
            answeredAt: row.demandAnsweredAt,
          },
    judgements: judged
      .filter(({ disclosureId }) => disclosureId === row.id)
      .map(({ regulatorId, verdict, reason, at }) => ({ regulator: body(regulatorId), verdict, reason, at })),
    withdrawn: row.withdrawnAt === null ? null : { at: row.withdrawnAt, reason: row.withdrawnReason ?? "" },
  }));
}

function answerOf({ answer, release, document, answeredAt }: Row): DisclosureSummary["answer"] {
  if (answer === null || document === null || answeredAt === null) return null;
  return { says: answer, release: release || null, document, at: answeredAt };
}

/** Disclosures by standing, counted apart for each of some things. @param by What they are counted by: a model or a maker. */
export async function countStandings<By extends typeof disclosure.modelId | typeof disclosure.orgId>(
  by: By,
  keys: By["_"]["data"][],
): Promise<(key: By["_"]["data"]) => StandingCounts> {
  const rows = await db
    .select({ key: by, standing: disclosure.standing, count: count() })
    .from(disclosure)
    .where(inArray(by, keys))
    .groupBy(by, disclosure.standing);
  return (key) => toCounts(rows.filter((row) => row.key === key));
}

const toCounts = (rows: { standing: Row["standing"]; count: number }[]): StandingCounts =>
  Object.fromEntries(STANDINGS.map((standing) => [standing, rows.find((row) => row.standing === standing)?.count ?? 0])) as StandingCounts;

async function loadDisclosure(id: number) {
  const [view] = await views(await db.select().from(disclosure).where(eq(disclosure.id, id)));
  if (!view) throw new MusterError("DisclosuresUnknown", { disclosureId: id });
  return { ...view, history: await loadHistory(eq(history.disclosureId, id)) };
}

export const disclosures = {
  async "GET /disclosures"({ query: { model, org, researcher, kind, standing, cursor, limit } }) {
    const about = and(
      model === undefined ? undefined : eq(disclosure.modelId, model),
      org === undefined ? undefined : eq(disclosure.orgId, org),
      researcher && eq(disclosure.researcher, researcher),
      kind && eq(disclosure.kind, kind),
    );
    const [rank, id] = cursor ?? [0, 0];
    const after = cursor && or(gt(disclosure.rank, rank), and(eq(disclosure.rank, rank), lt(disclosure.id, id)));
    const [rows, standings, [filings]] = await Promise.all([
      db
        .select()
        .from(disclosure)
        .where(and(about, standing && eq(disclosure.standing, standing), after))
        .orderBy(asc(disclosure.rank), desc(disclosure.id))
        .limit(limit + 1),
      db.select({ standing: disclosure.standing, count: count() }).from(disclosure).where(about).groupBy(disclosure.standing),
      db.select({ count: count() }).from(filing),
    ]);
    const page = await toPage(rows, limit, (row) => `${row.rank}-${row.id}`, views);
    return { ...page, counts: toCounts(standings), filed: filings?.count ?? 0 };
  },
  "GET /disclosures/:disclosureId": ({ path: { disclosureId } }) => ofOneBlock(() => loadDisclosure(disclosureId)),
} satisfies Partial<Handlers>;
