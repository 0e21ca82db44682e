import type pg from "pg";
import type { Hex } from "viem";
import { MusterError } from "../lib/domain/errors.ts";
import type { Measure, Severity } from "../lib/domain/kinds.ts";
import type { NoticeFacts } from "../lib/domain/notice.ts";
import { decodeNotice } from "../lib/domain/notice-document.ts";
import type { Documents } from "../lib/store/documents.ts";
import type { Obligation } from "./ledger.ts";

/** What a message is made of, as it stands now; null when the owner does not have to be told any more. */
export type LoadFacts = (held: Obligation) => Promise<NoticeFacts | null>;

type Row = { measure: Measure; severity: Severity; notice: Hex; issuer: string; model: string; maker: string };

export function createFacts(pool: pg.Pool, documents: Documents, publicUrl: string): LoadFacts {
  const readNotice = async (digest: Hex): Promise<NoticeFacts["document"]> => {
    try {
      const bytes = await documents.get(digest);
      return bytes && decodeNotice(bytes);
    } catch (error) {
      // A damaged file must not keep an owner from being told; nothing of it is shown.
      if (error instanceof MusterError) return null;
      throw error;
    }
  };

  return async ({ recallId, version, deviceId, unit, epoch, reminder }) => {
    const { rows } = await pool.query<Row>(
      `SELECT recall.measure, recall.severity, recall.notice, issuer.name AS issuer, model.name AS model, maker.name AS maker
       FROM indexer.affected_device AS affected
       JOIN indexer.recall ON recall.id = affected.recall_id
       JOIN indexer.organization AS issuer ON issuer.id = recall.issuer_id
       JOIN indexer.batch ON batch.id = affected.batch_id
       JOIN indexer.model ON model.id = batch.model_id
       JOIN indexer.organization AS maker ON maker.id = model.org_id
       WHERE affected.recall_id = $1 AND recall.version = $2 AND affected.device_id = $3 AND affected.epoch = $4
         AND recall.state = 'open' AND NOT affected.remedied`,
      [recallId, version, deviceId, epoch],
    );
    const [row] = rows;
    if (!row) return null;
    return {
      recall: { id: recallId, version, measure: row.measure, severity: row.severity },
      issuer: row.issuer,
      unit: { id: unit, model: row.model, maker: row.maker },
      document: await readNotice(row.notice),
      publicUrl,
      reminder,
    };
  };
}
