import { type Columns, csvMoment } from "../domain/csv-table.ts";
import type { DisclosureSummary } from "./wire/disclosures.ts";

/** What researchers found out, as a table. */
export const DISCLOSURE_COLUMNS: Columns<DisclosureSummary> = [
  ["disclosure", ({ id }) => id],
  ["kind", ({ kind }) => kind],
  ["declaration", ({ declaration }) => declaration],
  ["subject", ({ subject }) => subject],
  ["model", ({ model }) => model.id],
  ["model's name", ({ model }) => model.name],
  ["maker", ({ model }) => model.maker.id],
  ["maker's name", ({ model }) => model.maker.name],
  ["standing", ({ standing }) => standing],
  ["filed", ({ filedAt }) => csvMoment(filedAt)],
  ["revealed", ({ revealedAt }) => csvMoment(revealedAt)],
  ["answer", ({ answer }) => answer?.says ?? null],
  ["answered", ({ answer }) => csvMoment(answer?.at ?? null)],
  ["answer owed by", ({ answerDueAt }) => csvMoment(answerDueAt)],
  ["first answered", ({ firstAnsweredAt }) => csvMoment(firstAnsweredAt)],
  ["first said to be fixed", ({ fixedAt }) => csvMoment(fixedAt)],
  ["researcher", ({ researcher }) => researcher],
  ["digest", ({ digest }) => digest],
];
