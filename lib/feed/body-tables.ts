import { type Columns, csvMoment } from "../domain/csv-table.ts";
import type { OrganizationView, Scorecard, ScorecardDetail } from "./wire.ts";

/** What bodies and their records are as tables. */

export const ORGANIZATION_COLUMNS: Columns<OrganizationView> = [
  ["organisation", ({ id }) => id],
  ["name", ({ name }) => name],
  ["domain", ({ domain }) => domain],
  ["kind", ({ kind }) => kind],
  ["country", ({ country }) => country],
  ["admitted", ({ admittedAt }) => csvMoment(admittedAt)],
  ["suspended", ({ suspended }) => (suspended ? "yes" : "no")],
  ["admin", ({ admin }) => admin],
];

type Timing = Scorecard["maker"]["reply"];

/** A timing never without its counts. */
const timing = (name: string, of: (card: Scorecard) => Timing): Columns<Scorecard> => [
  [`${name}: cases`, (card) => of(card).cases],
  [`${name}: got there`, (card) => of(card).reached],
  [`${name}: waiting`, (card) => of(card).waiting],
  [`${name}: ended without`, (card) => of(card).missed],
  [`${name}: median seconds of those that got there`, (card) => of(card).median],
  [`${name}: longest wait in seconds`, (card) => of(card).longestWait],
];

export const SCORECARD_COLUMNS: Columns<Scorecard> = [
  ["organisation", ({ organization }) => organization.id],
  ["name", ({ organization }) => organization.name],
  ["domain", ({ organization }) => organization.domain],
  ["recalls as maker", ({ maker }) => maker.recalls],
  ["its devices affected", ({ maker }) => maker.involved],
  ["its devices remedied", ({ maker }) => maker.remedied],
  ...timing("first answer", ({ maker }) => maker.reply),
  ...timing("decision", ({ maker }) => maker.decision),
  ...timing("half as maker", ({ maker }) => maker.half),
  ...timing("nine tenths as maker", ({ maker }) => maker.ninety),
  ["recalls as supplier", ({ supplier }) => supplier.recalls],
  ["devices affected as supplier", ({ supplier }) => supplier.involved],
  ["devices remedied as supplier", ({ supplier }) => supplier.remedied],
  ...timing("half as supplier", ({ supplier }) => supplier.half),
  ...timing("nine tenths as supplier", ({ supplier }) => supplier.ninety),
  ["promises over", ({ support }) => support.ended],
  ["promises kept", ({ support }) => support.kept],
  ["promises running", ({ support }) => support.running],
  ["promises at stake", ({ support }) => support.atStake],
  ["releases published", ({ releases }) => releases.published],
  ["releases revoked", ({ releases }) => releases.revoked],
  ["models", ({ models }) => models.registered],
  ["models declared", ({ models }) => models.declared],
  ["models certified", ({ models }) => models.certified],
  ["recalls still to be counted", ({ pending }) => pending],
  ["disclosures", ({ disclosures }) => disclosures.cases],
  ...timing("answer to a disclosure", ({ disclosures }) => disclosures.answer),
  ...timing("fix of what was disclosed", ({ disclosures }) => disclosures.fix),
  ...timing("recall of what was disclosed", ({ disclosures }) => disclosures.recall),
  ["reported for attacks", ({ attacks }) => attacks.reported],
  ["of these claimed", ({ attacks }) => attacks.claimed],
  ["of these remedied", ({ attacks }) => attacks.remedied],
  ["networks of these reports", ({ attacks }) => attacks.networks],
  ["weeks of these reports", ({ attacks }) => attacks.weeks],
];

export const CASE_COLUMNS: Columns<ScorecardDetail["cases"][number]> = [
  ["recall", ({ recall }) => recall.id],
  ["as", ({ role }) => role],
  ["issuer", ({ recall }) => recall.issuer.id],
  ["measure", ({ recall }) => recall.measure],
  ["severity", ({ recall }) => recall.severity],
  ["state", ({ recall }) => recall.state],
  ["clock began", ({ askedAt }) => csvMoment(askedAt)],
  ["devices affected", ({ involved }) => involved],
  ["devices remedied", ({ remedied }) => remedied],
  ["asked to answer", ({ replies }) => (replies ? "yes" : "no")],
  ["first answer", ({ replies }) => csvMoment(replies?.repliedAt ?? null)],
  ["decision", ({ replies }) => csvMoment(replies?.decidedAt ?? null)],
  ["half remedied since", ({ halfAt }) => csvMoment(halfAt)],
  ["nine tenths remedied since", ({ ninetyAt }) => csvMoment(ninetyAt)],
];
