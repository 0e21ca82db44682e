import { db } from "ponder:api";
import { recall, scopeItem } from "ponder:schema";
import { and, eq, exists, ne, sql } from "ponder";
import { type Curve, compareCurves } from "../../../lib/domain/comparison.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { RecallId } from "../../../lib/domain/ids.ts";
import { type CaseFigures, loadCases } from "./cases.ts";
import { ofOneBlock } from "./health.ts";
import type { Handlers } from "./serve.ts";

const namesComponent = exists(
  db
    .select({ id: scopeItem.recallId })
    .from(scopeItem)
    .where(and(eq(scopeItem.recallId, recall.id), eq(scopeItem.kind, "component"))),
);
const columns = { id: recall.id, openedAt: recall.openedAt, measure: recall.measure, severity: recall.severity };
const component = sql`${namesComponent}`.mapWith(Boolean);

async function loadComparison(recallId: RecallId, until: number) {
  const [own] = await db
    .select({ ...columns, component })
    .from(recall)
    .where(eq(recall.id, recallId));
  if (!own) throw new MusterError("RecallsUnknown", { recallId });
  const others = await db
    .select(columns)
    .from(recall)
    .where(
      and(
        ne(recall.id, recallId),
        ne(recall.state, "withdrawn"),
        eq(recall.measure, own.measure),
        eq(recall.severity, own.severity),
        own.component ? namesComponent : sql`not ${namesComponent}`,
      ),
    )
    .orderBy(recall.id);
  const all = [own, ...others];
  const cases = await loadCases(all.map(({ id }) => id));
  const curveOf = ({ id, openedAt }: { id: number; openedAt: number }): Curve[] => {
    const figures: CaseFigures | undefined = cases.get(id);
    return figures ? [{ openedAt, points: figures.curve, until }] : [];
  };
  const [curve] = curveOf(own);
  return {
    recallId,
    by: { measure: own.measure, severity: own.severity, component: own.component },
    recalls: others.map(({ id }) => id),
    pending: all.length - cases.size,
    days: curve ? compareCurves(curve, others.flatMap(curveOf)) : [],
  };
}

export const comparison = {
  "GET /recalls/:recallId/comparison": ({ path: { recallId } }) => ofOneBlock(({ timestamp }) => loadComparison(recallId, timestamp)),
} satisfies Partial<Handlers>;
