import { csvRow } from "../../../lib/domain/csv.ts";
import { totalRemedied } from "../../../lib/domain/statistics.ts";
import type { RecallSummary } from "../../../lib/feed/wire.ts";

/** Columns only ever come behind these: programs read them by their place. */
const COLUMNS: [name: string, of: (recall: RecallSummary) => string | number | null][] = [
  ["recall", ({ id }) => id],
  ["version", ({ version }) => version],
  ["opened", ({ openedAt }) => moment(openedAt)],
  ["ended", ({ endedAt }) => endedAt && moment(endedAt)],
  ["state", ({ state }) => state],
  ["measure", ({ measure }) => measure],
  ["severity", ({ severity }) => severity],
  ["issuer", ({ issuer }) => issuer.id],
  ["issuer name", ({ issuer }) => issuer.name],
  ["issuer domain", ({ issuer }) => issuer.domain],
  ["evidence asked for", ({ minEvidence }) => minEvidence],
  ["devices affected", ({ counts }) => counts.involved],
  ["with an owner", ({ counts }) => counts.claimed],
  ["acknowledged", ({ counts }) => counts.acknowledged],
  ["remedied", ({ counts }) => totalRemedied(counts.remedied)],
  ["remedied by owner's word", ({ counts }) => counts.remedied.owner],
  ["remedied by repairer's word", ({ counts }) => counts.remedied.repairer],
  ["remedied by maker's report", ({ counts }) => counts.remedied.maker],
  ["remedied by device's signature", ({ counts }) => counts.remedied.device],
  ["removed", ({ counts }) => counts.removed],
  ["brands", ({ counts }) => counts.brands],
  ["batches", ({ counts }) => counts.batches],
  ["notice", ({ notice }) => notice],
];

const moment = (time: number): string => new Date(time * 1000).toISOString();

/** Rows that are made and sent together. */
const PAGE = 100;

/** A list of recalls of any length as CSV, written page by page as it is read, so that none of it has to be kept. */
export function recallCsv(read: (after: number | undefined, limit: number) => Promise<RecallSummary[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: number | undefined;
  let isLast = false;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvRow(COLUMNS.map(([name]) => name)))),
    async pull(controller) {
      if (isLast) return controller.close();
      const page = await read(after, PAGE);
      isLast = page.length < PAGE;
      after = page.at(-1)?.id;
      if (page.length > 0) controller.enqueue(encoder.encode(page.map((recall) => csvRow(COLUMNS.map(([, of]) => of(recall)))).join("")));
      else controller.close();
    },
  });
}
