import { db } from "ponder:api";
import { affectedSpan, recall } from "ponder:schema";
import { eq, sql } from "ponder";
import { trendOf } from "../../../lib/domain/trend.ts";
import type { TrendQuery } from "../../../lib/feed/wire/trend.ts";
import { ofOneBlock } from "./health.ts";
import { fits } from "./recall-list.ts";
import type { Handlers } from "./serve.ts";

async function loadTrend(query: TrendQuery) {
  const [rows, sizes] = await Promise.all([
    db.select({ id: recall.id, openedAt: recall.openedAt, measure: recall.measure }).from(recall).where(fits(query)),
    db
      .select({ id: recall.id, involved: sql`sum(${affectedSpan.last} - ${affectedSpan.first} + 1)`.mapWith(Number) })
      .from(recall)
      .innerJoin(affectedSpan, eq(affectedSpan.recallId, recall.id))
      .where(fits(query))
      .groupBy(recall.id),
  ]);
  const involved = new Map(sizes.map((row) => [row.id, row.involved]));
  return { months: trendOf(rows.map((row) => ({ ...row, involved: involved.get(row.id) ?? 0 }))) };
}

export const trend = {
  "GET /trend": ({ query }) => ofOneBlock(() => loadTrend(query)),
} satisfies Partial<Handlers>;
