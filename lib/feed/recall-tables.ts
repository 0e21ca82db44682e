import { type Columns, csvDay, csvMoment } from "../domain/csv-table.ts";
import { completion, completionWithinReach, totalRemedied } from "../domain/statistics.ts";
import type { AffectedRange, Comparison, RecallCourse, RecallSummary, RecallView, Trend } from "./wire.ts";

/** What recalls are as tables: the same figures as in the answers they are made from. */

export const RECALL_COLUMNS: Columns<RecallSummary> = [
  ["recall", ({ id }) => id],
  ["version", ({ version }) => version],
  ["opened", ({ openedAt }) => csvMoment(openedAt)],
  ["ended", ({ endedAt }) => csvMoment(endedAt)],
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

export const COURSE_COLUMNS: Columns<RecallCourse["days"][number]> = [
  ["day", ({ day }) => csvDay(day)],
  ["devices affected", ({ involved }) => involved],
  ["with an owner", ({ claimed }) => claimed],
  ["acknowledged", ({ acknowledged }) => acknowledged],
  ["remedied", ({ remedied }) => totalRemedied(remedied)],
  ["remedied by owner's word", ({ remedied }) => remedied.owner],
  ["remedied by repairer's word", ({ remedied }) => remedied.repairer],
  ["remedied by maker's report", ({ remedied }) => remedied.maker],
  ["remedied by device's signature", ({ remedied }) => remedied.device],
  ["removed", ({ removed }) => removed],
  ["rate counts remedied of", (day) => completion(day).of],
  ["second rate counts remedied of", (day) => completionWithinReach(day).of],
];

export const RANGE_COLUMNS: Columns<AffectedRange> = [
  ["batch", ({ batch }) => batch.id],
  ["lot", ({ batch }) => batch.lot],
  ["model", ({ batch }) => batch.model.id],
  ["model name", ({ batch }) => batch.model.name],
  ["kind", ({ batch }) => batch.model.kind],
  ["maker", ({ batch }) => batch.model.maker.id],
  ["maker name", ({ batch }) => batch.model.maker.name],
  ["first unit", ({ first }) => first],
  ["last unit", ({ last }) => last],
  ["by batches", ({ via }) => via.map(({ id }) => id).join(" ")],
  ["path", ({ path }) => path],
];

export const REPLY_COLUMNS: Columns<RecallView["makers"][number]> = [
  ["maker", ({ maker }) => maker.id],
  ["maker name", ({ maker }) => maker.name],
  ["maker domain", ({ maker }) => maker.domain],
  ["asked", ({ askedAt }) => csvMoment(askedAt)],
  ["says", ({ reply }) => reply?.says ?? "silent"],
  ["said", ({ reply }) => csvMoment(reply?.at ?? null)],
  ["document", ({ reply }) => reply?.document ?? null],
];

export const VERSION_COLUMNS: Columns<RecallView["versions"][number]> = [
  ["version", ({ version }) => version],
  ["released", ({ at }) => csvMoment(at)],
  ["measure", ({ measure }) => measure],
  ["severity", ({ severity }) => severity],
  ["notice", ({ notice }) => notice],
  ["author", ({ author }) => author],
  ["reason", ({ reason }) => reason],
  ["added to the scope", ({ added }) => added.map(itemText).join(" ")],
];

export const COMPARISON_COLUMNS: Columns<Comparison["days"][number]> = [
  ["days since the opening", ({ age }) => age],
  ["remedied", ({ own }) => own?.count ?? null],
  ["devices affected", ({ own }) => own?.of ?? null],
  ["others as old", ({ others }) => others],
  ["lowest share", ({ lowest }) => lowest],
  ["median share", ({ median }) => median],
  ["highest share", ({ highest }) => highest],
];

type Month = Trend["months"][number];
const TREND_MEASURES = ["recall", "safety-warning", "corrective-update", "withdrawal"] as const;

export const TREND_COLUMNS: Columns<Month> = [
  ["month", ({ month }) => month],
  ...TREND_MEASURES.map((measure): [string, (month: Month) => number] => [`${measure}: recalls opened`, (month) => month[measure].recalls]),
  ...TREND_MEASURES.map((measure): [string, (month: Month) => number] => [`${measure}: devices`, (month) => month[measure].devices]),
];

/** As the command line writes it: `+batch:7:0-99`. */
const itemText = ({ kind, excluded, subject, first, last }: RecallView["scope"][number]): string =>
  `${excluded ? "-" : "+"}${kind}:${subject}${kind === "model" || kind === "component" ? "" : `:${first}-${last}`}`;
