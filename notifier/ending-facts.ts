import type pg from "pg";
import { type Measure, SEVERITIES, type Severity } from "../lib/domain/kinds.ts";
import type { NoticeFacts } from "../lib/domain/notice.ts";
import { together } from "../lib/store/together.ts";
import type { LoadFacts } from "./facts.ts";
import type { Obligation } from "./ledger.ts";

type Row = {
  device_id: string;
  model_id: string | null;
  state: string | null;
  measure: Measure | null;
  issuer: string | null;
  model: string | null;
  maker: string | null;
};

/**
 * What the word is made of that a recall no longer counts. Of one that the chain took back nothing may be left in the index;
 * those who were told are told that all the same.
 */
export function createEndingFacts(pool: pg.Pool, publicUrl: string): LoadFacts {
  const look = together(async (asked: Obligation[]) => {
    const found = new Map<string, Row>();
    for (const [recallId, some] of Map.groupBy(asked, (held) => held.recallId)) {
      const { rows } = await pool.query<Row>(
        `SELECT asked.device_id, asked.model_id, recall.state, recall.measure, issuer.name AS issuer, model.name AS model, maker.name AS maker
         FROM unnest($2::numeric[], $3::bigint[], $4::numeric[]) AS asked (device_id, batch_id, model_id)
         LEFT JOIN indexer.batch ON batch.id = asked.batch_id
         LEFT JOIN indexer.model ON model.id = coalesce(asked.model_id, batch.model_id)
         LEFT JOIN indexer.organization AS maker ON maker.id = model.org_id
         LEFT JOIN indexer.recall ON recall.id = $1
         LEFT JOIN indexer.organization AS issuer ON issuer.id = recall.issuer_id`,
        [recallId, some.map(({ deviceId }) => deviceId), some.map(({ deviceId }) => deviceId >> 32n), some.map(({ model }) => model)],
      );
      for (const row of rows) found.set(`${recallId}|${row.device_id}|${row.model_id}`, row);
    }
    return asked.map(({ recallId, deviceId, model }) => found.get(`${recallId}|${deviceId}|${model}`));
  });

  return async (held): Promise<NoticeFacts | null> => {
    const row = await look(held);
    const isWithdrawal = held.kind === "withdrawal";
    if (isWithdrawal && row?.state !== "withdrawn") return null;
    const severity = SEVERITIES[held.urgency - 1] as Severity;
    return {
      recall: { id: held.recallId, version: held.version, measure: isWithdrawal ? (row?.measure ?? null) : null, severity },
      issuer: (isWithdrawal && row?.issuer) || "",
      unit: { id: held.unit, model: row?.model ?? "", maker: row?.maker ?? "" },
      document: null,
      publicUrl,
      reminder: 0,
      kind: held.kind,
      isEarly: false,
    };
  };
}
