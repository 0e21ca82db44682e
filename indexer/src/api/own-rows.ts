import { db } from "ponder:api";
import { acknowledgement, device, remedy } from "ponder:schema";
import { sql } from "ponder";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import type { RecordedRemedy } from "../../../lib/domain/remedied.ts";
import { together } from "./together.ts";
import { historyOf, listOf, offerOf, recoveryOf, tablesState, titleOf } from "./unit-json.ts";
import type { UnitRows } from "./unit-rows.ts";

/** What the tables hold of one unit alone, recalls that may affect it given. */
export type Own = Pick<UnitRows, "checkpoint" | "title" | "offer" | "recovery" | "history"> & {
  state: string;
  stated: number;
  swapped: boolean;
  acknowledged: { recallId: number; at: number }[];
  remedies: { recallId: number; remedy: Exclude<RecordedRemedy["remedy"], "none">; evidence: RecordedRemedy["evidence"]; at: number }[];
};

/**
 * What is asked stands in queries of its own. So PostgreSQL takes all lists for equally long, and keeps the plan that it made
 * for the first: planning took longer than the answer.
 */
const own = sql`
  select asked.place, json_build_object(
    'state', ${tablesState}, 'checkpoint', (select latest_checkpoint from _ponder_checkpoint),
    'title', case when title.id is not null then ${titleOf} end,
    'stated', coalesce(title.stated, 0), 'swapped', coalesce(title.swapped, false),
    'offer', ${offerOf(sql`asked.id`)},
    'recovery', ${recoveryOf(sql`asked.id`)},
    'acknowledged', ${listOf(
      sql`json_build_object('recallId', a.recall_id, 'at', a.at)`,
      sql`${acknowledgement} a where a.recall_id = any(asked.recalls::int4[]) and a.device_id = asked.id and a.epoch = coalesce(title.epoch, 0)`,
    )},
    'remedies', ${listOf(
      sql`json_build_object('recallId', done.recall_id, 'remedy', done.remedy, 'evidence', done.evidence, 'at', done.at)`,
      sql`${remedy} done where done.recall_id = any(asked.recalls::int4[]) and done.device_id = asked.id and done.epoch = coalesce(title.epoch, 0)`,
    )},
    'history', ${historyOf(sql`asked.id`)}
  )::text as own
  from unnest((select ${sql.placeholder("ids")}::numeric[]), (select ${sql.placeholder("recalls")}::text[]))
    with ordinality asked(id, recalls, place)
  left join ${device} title on title.id = asked.id
  order by asked.place`;

const statement = db.select({ own: sql<string>`u.own` }).from(sql`(${own}) u`).prepare("units_own");

type Question = { id: DeviceId; recallIds: readonly number[] };

async function askOwn(questions: readonly Question[]): Promise<Own[]> {
  const found = await statement.execute({
    ids: `{${questions.map(({ id }) => id)}}`,
    recalls: `{${questions.map(({ recallIds }) => `"{${recallIds}}"`)}}`,
  });
  return found.map((row) => JSON.parse(row.own) as Own);
}

/** The rows of a unit alone, and in which state the tables were: one statement for all that ask at the same time. */
export const loadOwn = together(askOwn, { lanes: 2, most: 50 });
