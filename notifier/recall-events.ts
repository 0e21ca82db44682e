import type pg from "pg";
import { MusterError } from "../lib/domain/errors.ts";
import { RECALL_EVENTS, type RecallEvent, recallEventId, recallEventMessage } from "../lib/domain/recall-event.ts";
import type { EndpointSends } from "../lib/store/endpoint-sends.ts";
import type { RecallSends } from "../lib/store/recall-sends.ts";
import { answered } from "./channels/answers.ts";
import { DeliveryError } from "./channels/channel.ts";
import { postWebhook } from "./channels/webhook.ts";
import type { Finality } from "./finality.ts";
import type { Gateway } from "./outbound/gateway.ts";
import { runWorkers } from "./workers.ts";

type Parts = {
  pool: pg.Pool;
  chainId: number;
  sends: Pick<EndpointSends, "retire">;
  recallSends: RecallSends;
  gateway: Gateway;
  finality: Pick<Finality, "hasEvent">;
  /** Newest block that will not be taken back, null while it is not known. */
  finalizedBlock(): number | null;
  publicUrl: string;
  report(problem: string): void;
};

/** Webhooks that are told at the same time at most: one that is slow to answer holds up few others. */
const AT_ONCE = 4;

const NAMES = Object.keys(RECALL_EVENTS);

type Row = Omit<RecallEvent, "recallId" | "block" | "time" | "issuer"> & {
  recall_id: number;
  block: string;
  time: string;
  issuer_id: number;
  issuer_name: string;
  issuer_domain: string;
};

/** The first event of a recall behind another, up to a block. */
async function eventBehind(pool: pg.Pool, id: string, upTo: number): Promise<RecallEvent | null> {
  const { rows } = await pool.query<Row>(
    `SELECT event.id, event.name, event.recall_id, event.block, event.time, event.tx, event.args,
       issuer.id AS issuer_id, issuer.name AS issuer_name, issuer.domain AS issuer_domain
     FROM indexer.history AS event
     JOIN indexer.recall ON recall.id = event.recall_id
     JOIN indexer.organization AS issuer ON issuer.id = recall.issuer_id
     WHERE event.id > $1 AND event.block <= $2 AND event.name = ANY ($3) ORDER BY event.id LIMIT 1`,
    [id, upTo, NAMES],
  );
  const [row] = rows;
  if (!row) return null;
  const { recall_id, issuer_id, issuer_name, issuer_domain, block, time, ...event } = row;
  const issuer = { id: issuer_id, name: issuer_name, domain: issuer_domain };
  return { ...event, recallId: recall_id, block: Number(block), time: Number(time), issuer };
}

/** The newest event of any recall up to a block. What was looked through once is not looked through again. */
function createNewest(pool: pg.Pool): (upTo: number) => Promise<string | null> {
  let seen = -1;
  let newest: string | null = null;
  return async (upTo) => {
    if (upTo <= seen) return newest;
    const { rows } = await pool.query<{ id: string }>(
      "SELECT id FROM indexer.history WHERE block > $1 AND block <= $2 AND name = ANY ($3) ORDER BY id DESC LIMIT 1",
      [seen, upTo, NAMES],
    );
    const { rows: indexed } = await pool.query<{ block: string | null }>("SELECT max(block) AS block FROM indexer.history");
    const found = rows[0]?.id ?? null;
    if (found !== null && (newest === null || found > newest)) newest = found;
    // An index that is behind has not brought everything up to that block yet.
    seen = Math.max(seen, Math.min(upTo, Number(indexed[0]?.block ?? -1) - 1));
    return newest;
  };
}

/**
 * Tells webhooks that asked for it what happens to recalls, until the signal comes: what is final, one event after the other, the
 * next only when the last was taken. An event whose answer was lost comes again under the same id.
 */
export function runRecallEvents(parts: Parts, signal: AbortSignal): Promise<void> {
  const newestOf = createNewest(parts.pool);
  return runWorkers(
    AT_ONCE,
    async () => {
      const upTo = parts.finalizedBlock();
      const newest = upTo === null ? null : await newestOf(upTo);
      return upTo !== null && newest !== null && (await tellNext(parts, newest, upTo));
    },
    { report: parts.report, signal },
  );
}

/** @returns false when nobody is owed anything at the moment. */
async function tellNext(parts: Parts, newest: string, upTo: number): Promise<boolean> {
  const { pool, chainId, sends, recallSends, gateway, finality, publicUrl } = parts;
  const held = await recallSends.take(newest);
  if (!held) return false;
  try {
    const event = await eventBehind(pool, held.after, upTo);
    // The index is being built anew, or has what the chain has not.
    if (!event || !(await finality.hasEvent(event))) {
      await recallSends.release(held);
      return true;
    }
    const { type, data } = recallEventMessage(event, publicUrl);
    const [verdict, { status }] = await postWebhook(gateway, held, recallEventId(event, chainId), type, data);
    if (verdict === "taken") await recallSends.took(held, event.id);
    else if (verdict === "gone") await sends.retire(held, answered(verdict, status));
    else await recallSends.missed(held, answered(verdict, status));
  } catch (error) {
    if (!(error instanceof DeliveryError || error instanceof MusterError)) throw error;
    await recallSends.missed(held, error.message);
  }
  return true;
}
