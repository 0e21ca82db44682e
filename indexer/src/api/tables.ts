import { namedFigures } from "../../../lib/domain/audit-figures.ts";
import { type Columns, csvHeader, csvRows, csvTable, FACT_COLUMNS, factsOf } from "../../../lib/domain/csv-table.ts";
import type { RecallId } from "../../../lib/domain/ids.ts";
import { inOrder } from "../../../lib/domain/scorecard-order.ts";
import { CASE_COLUMNS, ORGANIZATION_COLUMNS, SCORECARD_COLUMNS } from "../../../lib/feed/body-tables.ts";
import { DISCLOSURE_COLUMNS } from "../../../lib/feed/disclosure-tables.ts";
import { ATTACK_COLUMNS, NETWORK_COLUMNS } from "../../../lib/feed/network-tables.ts";
import { publishedFigures } from "../../../lib/feed/published-figures.ts";
import {
  COMPARISON_COLUMNS,
  COURSE_COLUMNS,
  RANGE_COLUMNS,
  RECALL_COLUMNS,
  REPLY_COLUMNS,
  TREND_COLUMNS,
  VERSION_COLUMNS,
} from "../../../lib/feed/recall-tables.ts";
import { ids } from "../../../lib/feed/wire/asked.ts";
import { disclosuresQuery } from "../../../lib/feed/wire/disclosures.ts";
import { attacksQuery } from "../../../lib/feed/wire/networks.ts";
import { attacks } from "./attacks.ts";
import { batches } from "./batches.ts";
import { comparison } from "./comparison.ts";
import { devices } from "./devices.ts";
import { disclosures } from "./disclosures.ts";
import { models } from "./models.ts";
import { networks } from "./networks.ts";
import { organizations } from "./organizations.ts";
import { recalls, wholeRecall } from "./recalls.ts";
import { allScorecards, scorecards } from "./scorecards.ts";
import type { Handlers } from "./serve.ts";
import { trend } from "./trend.ts";

/** Rows that are made and sent together. */
const PAGE = 100;
/** Where nothing more is asked than what the path says. */
const NO_MORE = { query: undefined, body: undefined };

/** A list of any length as CSV, written page by page as it is read, so that none of it has to be kept. */
function csvStream<Row>(
  columns: Columns<Row>,
  read: (next: string | undefined) => Promise<{ items: Row[]; next: string | null }>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: string | null | undefined;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvHeader(columns))),
    async pull(controller) {
      if (after === null) return controller.close();
      const { items, next } = await read(after);
      after = next;
      if (items.length > 0) controller.enqueue(encoder.encode(csvRows(columns, items)));
      else controller.close();
    },
  });
}

const facts = (answer: object): string => csvTable(FACT_COLUMNS, factsOf(answer));
const courseOf = (recallId: RecallId) => recalls["GET /recalls/:recallId/course"]({ path: { recallId }, ...NO_MORE });

/** Answers as tables, made from the answers themselves, so that no figure can differ. */
export const tables = {
  "GET /recalls.csv": ({ query }) =>
    csvStream(RECALL_COLUMNS, (next) =>
      recalls["GET /recalls"]({ path: {}, query: { ...query, cursor: ids.recall.optional().parse(next), limit: PAGE }, body: undefined }),
    ),
  "GET /organizations.csv": () =>
    csvStream(ORGANIZATION_COLUMNS, (next) =>
      organizations["GET /organizations"]({ path: {}, query: { cursor: ids.org.optional().parse(next), limit: PAGE }, body: undefined }),
    ),
  "GET /organizations/:orgId/facts.csv": async ({ path }) => facts(await organizations["GET /organizations/:orgId"]({ path, ...NO_MORE })),
  "GET /scorecards.csv": async () => csvTable(SCORECARD_COLUMNS, inOrder(await allScorecards(), "name")),
  "GET /organizations/:orgId/scorecard.csv": async ({ path }) =>
    csvTable(SCORECARD_COLUMNS, [await scorecards["GET /organizations/:orgId/scorecard"]({ path, ...NO_MORE })]),
  "GET /organizations/:orgId/cases.csv": async ({ path }) =>
    csvTable(CASE_COLUMNS, (await scorecards["GET /organizations/:orgId/scorecard"]({ path, ...NO_MORE })).cases),
  "GET /models/:modelId/facts.csv": async ({ path }) => facts(await models["GET /models/:modelId"]({ path, ...NO_MORE })),
  "GET /batches/:batchId/facts.csv": async ({ path }) => facts(await batches["GET /batches/:batchId"]({ path, ...NO_MORE })),
  "GET /devices/:deviceId/facts.csv": async ({ path }) => facts(await devices["GET /devices/:deviceId"]({ path, ...NO_MORE })),
  "GET /disclosures.csv": () =>
    csvStream(DISCLOSURE_COLUMNS, (next) =>
      disclosures["GET /disclosures"]({
        path: {},
        query: { cursor: disclosuresQuery.shape.cursor.parse(next), limit: PAGE },
        body: undefined,
      }),
    ),
  "GET /disclosures/:disclosureId/facts.csv": async ({ path }) =>
    facts(await disclosures["GET /disclosures/:disclosureId"]({ path, ...NO_MORE })),
  "GET /networks.csv": ({ query }) =>
    csvStream(NETWORK_COLUMNS, (next) =>
      networks["GET /networks"]({
        path: {},
        query: { ...query, cursor: ids.network.optional().parse(next), limit: PAGE },
        body: undefined,
      }),
    ),
  "GET /networks/:asn/facts.csv": async ({ path }) => facts(await networks["GET /networks/:asn"]({ path, ...NO_MORE })),
  "GET /attacks.csv": ({ query }) =>
    csvStream(ATTACK_COLUMNS, (next) =>
      attacks["GET /attacks"]({
        path: {},
        query: { ...query, cursor: attacksQuery.shape.cursor.parse(next), limit: PAGE },
        body: undefined,
      }),
    ),
  "GET /recalls/:recallId/figures.csv": async ({ path: { recallId } }) => {
    const { figures } = await publishedFigures({ recall: () => wholeRecall(recallId), course: () => courseOf(recallId) }, recallId);
    return csvTable(FACT_COLUMNS, [...namedFigures(figures)]);
  },
  "GET /recalls/:recallId/course.csv": async ({ path }) => csvTable(COURSE_COLUMNS, (await courseOf(path.recallId)).days),
  "GET /recalls/:recallId/ranges.csv": async ({ path }) => csvTable(RANGE_COLUMNS, (await wholeRecall(path.recallId)).affected),
  "GET /recalls/:recallId/replies.csv": async ({ path }) => csvTable(REPLY_COLUMNS, (await wholeRecall(path.recallId)).makers),
  "GET /recalls/:recallId/versions.csv": async ({ path }) => csvTable(VERSION_COLUMNS, (await wholeRecall(path.recallId)).versions),
  "GET /recalls/:recallId/comparison.csv": async ({ path }) =>
    csvTable(COMPARISON_COLUMNS, (await comparison["GET /recalls/:recallId/comparison"]({ path, ...NO_MORE })).days),
  "GET /trend.csv": async ({ query }) => csvTable(TREND_COLUMNS, (await trend["GET /trend"]({ path: {}, query, body: undefined })).months),
} satisfies Partial<Handlers>;
