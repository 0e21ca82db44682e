import type pg from "pg";
import type { Hex } from "viem";
import { MusterError } from "../lib/domain/errors.ts";
import type { Measure, Severity } from "../lib/domain/kinds.ts";
import type { NoticeFacts } from "../lib/domain/notice.ts";
import { decodeNotice } from "../lib/domain/notice-document.ts";
import type { Documents } from "../lib/store/documents.ts";
import { together } from "../lib/store/together.ts";
import { createEndingFacts } from "./ending-facts.ts";
import type { Obligation } from "./ledger.ts";

/** What a message is made of, as it stands now; null when the owner does not have to be told any more. */
export type LoadFacts = (held: Obligation) => Promise<NoticeFacts | null>;

type Standing = {
  measure: Measure;
  severity: Severity;
  notice: Hex;
  issuer: string;
  model: string;
  maker: string;
};
type Row = Standing & { device_id: string; epoch: string };
type Asked = Pick<Obligation, "recallId" | "version" | "recallTx" | "deviceId" | "epoch" | "model">;

/** Notices that are kept read; their name is their content, so they cannot change. */
const KEPT = 100;
const versionOf = ({ recallId, version, recallTx }: Asked): string => `${recallId}|${version}|${recallTx}`;
const unitOf = (deviceId: bigint | string, epoch: number | string): string => `${deviceId}|${epoch}`;

/** @param isFinal Whether a block was seen to be final; what rests on another is said to be early. */
export function createFacts(pool: pg.Pool, documents: Documents, publicUrl: string, isFinal: (block: bigint) => boolean): LoadFacts {
  const read = new Map<Hex, NonNullable<NoticeFacts["document"]>>();
  const readNotice = async (digest: Hex): Promise<NoticeFacts["document"]> => {
    const kept = read.get(digest);
    if (kept) return kept;
    try {
      const bytes = await documents.get(digest);
      if (!bytes) return null;
      const notice = decodeNotice(bytes);
      if (read.size >= KEPT) read.clear();
      read.set(digest, notice);
      return notice;
    } catch (error) {
      // A damaged file must not keep an owner from being told; nothing of it is shown.
      if (error instanceof MusterError) return null;
      throw error;
    }
  };

  const standing = together(async (asked: Asked[]) => {
    const found = new Map<string, Row>();
    // A statement for each version: so the database looks these units up, instead of working out all that are affected.
    for (const [version, some] of Map.groupBy(asked, versionOf)) {
      const { rows } = await pool.query<Row>(
        `SELECT affected.device_id, affected.epoch, recall.measure, recall.severity, recall.notice, issuer.name AS issuer, model.name AS model,
           maker.name AS maker
         FROM indexer.affected_device AS affected
         JOIN indexer.recall ON recall.id = affected.recall_id
         JOIN indexer.recall_version AS present ON present.recall_id = recall.id AND present.version = recall.version AND present.tx = $4
         JOIN indexer.organization AS issuer ON issuer.id = recall.issuer_id
         JOIN indexer.batch ON batch.id = affected.batch_id
         JOIN indexer.model ON model.id = batch.model_id
         JOIN indexer.organization AS maker ON maker.id = model.org_id
         WHERE affected.recall_id = $1 AND recall.version = $2 AND affected.device_id = ANY ($3::numeric[])
           AND recall.state = 'open' AND NOT affected.remedied`,
        [some[0]?.recallId, some[0]?.version, some.map(({ deviceId }) => deviceId), some[0]?.recallTx],
      );
      for (const row of rows) found.set(`${version}|${unitOf(row.device_id, row.epoch)}`, row);
    }
    return asked.map((one) => found.get(`${versionOf(one)}|${unitOf(one.deviceId, one.epoch)}`));
  });

  /** Whether a recall meets units of a model was asked when that was entered, and stays so for its version. */
  const ofModels = together(async (asked: Asked[]) => {
    const found = new Map<string, Standing>();
    for (const [version, some] of Map.groupBy(asked, versionOf)) {
      const { rows } = await pool.query<Standing & { id: string }>(
        `SELECT model.id, recall.measure, recall.severity, recall.notice, issuer.name AS issuer, model.name AS model, maker.name AS maker
         FROM indexer.recall
         JOIN indexer.recall_version AS present ON present.recall_id = recall.id AND present.version = recall.version AND present.tx = $4
         JOIN indexer.organization AS issuer ON issuer.id = recall.issuer_id
         JOIN indexer.model ON model.id = ANY ($3::numeric[])
         JOIN indexer.organization AS maker ON maker.id = model.org_id
         WHERE recall.id = $1 AND recall.version = $2 AND recall.state = 'open'`,
        [some[0]?.recallId, some[0]?.version, some.map(({ model }) => model), some[0]?.recallTx],
      );
      for (const row of rows) found.set(`${version}|${row.id}`, row);
    }
    return asked.map((one) => found.get(`${versionOf(one)}|${one.model}`));
  });

  const ended = createEndingFacts(pool, publicUrl);

  return async (held) => {
    if (held.kind === "withdrawal" || held.kind === "correction") return ended(held);
    const row: Standing | undefined = await (held.model === null ? standing(held) : ofModels(held));
    if (!row) return null;
    return {
      recall: { id: held.recallId, version: held.version, measure: row.measure, severity: row.severity },
      issuer: row.issuer,
      unit: { id: held.unit, model: row.model, maker: row.maker },
      document: await readNotice(row.notice),
      publicUrl,
      reminder: held.reminder,
      kind: held.kind,
      isEarly: !isFinal(held.recallBlock),
    };
  };
}
