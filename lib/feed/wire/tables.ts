import { z } from "zod";
import { attackFilters, networkFilters } from "./networks.ts";
import { trendQuery } from "./trend.ts";

/** Answers that stand in the API as tables too: CSV of RFC 4180, made from the answers that have the same address without the table's name. */
const csv = <Name extends string>(about: string, name: Name) => ({
  about,
  answer: { type: "text/csv; charset=utf-8; header=present", name },
});

export const tableRoutes = {
  "GET /organizations.csv": csv("All bodies, as a table", "organisations.csv"),
  "GET /organizations/:orgId/facts.csv": {
    ...csv("One body, as a table of its facts", "organisation.csv"),
    errors: ["OrganizationsUnknown"],
  },
  "GET /scorecards.csv": csv("Records of all makers, as a table", "makers.csv"),
  "GET /organizations/:orgId/scorecard.csv": {
    ...csv("A maker's record, as a table of one row", "scorecard.csv"),
    errors: ["OrganizationsUnknown"],
  },
  "GET /organizations/:orgId/cases.csv": {
    ...csv("The cases behind a maker's record, as a table", "cases.csv"),
    errors: ["OrganizationsUnknown"],
  },
  "GET /models/:modelId/facts.csv": { ...csv("One model, as a table of its facts", "model.csv"), errors: ["CatalogUnknownModel"] },
  "GET /batches/:batchId/facts.csv": { ...csv("One batch, as a table of its facts", "batch.csv"), errors: ["BatchesUnknown"] },
  "GET /devices/:deviceId/facts.csv": {
    ...csv("One unit, as a table of its facts", "device.csv"),
    errors: ["BatchesUnknown", "unit-unknown"],
  },
  "GET /disclosures.csv": csv("All disclosures, confirmed ones first, as a table", "disclosures.csv"),
  "GET /disclosures/:disclosureId/facts.csv": {
    ...csv("One disclosure, as a table of its facts", "disclosure.csv"),
    errors: ["DisclosuresUnknown"],
  },
  "GET /networks.csv": {
    ...csv("All networks that fit, as a table", "networks.csv"),
    query: z.strictObject(networkFilters),
    errors: ["OrganizationsUnknown"],
  },
  "GET /networks/:asn/facts.csv": { ...csv("One network, as a table of its facts", "network.csv"), errors: ["network-unknown"] },
  "GET /attacks.csv": {
    ...csv("All reports about attacking devices that fit, as a table", "attacks.csv"),
    query: z.strictObject(attackFilters),
    errors: ["OrganizationsUnknown"],
  },
  "GET /recalls/:recallId/figures.csv": {
    ...csv("Every figure of a recall by the name that an audit gives it, as a table", "recall-figures.csv"),
    errors: ["RecallsUnknown"],
  },
  "GET /recalls/:recallId/course.csv": {
    ...csv("Figures of a recall day by day, as a table", "recall-course.csv"),
    errors: ["RecallsUnknown"],
  },
  "GET /recalls/:recallId/ranges.csv": {
    ...csv("Ranges of batches that a recall affects, as a table", "recall-ranges.csv"),
    errors: ["RecallsUnknown"],
  },
  "GET /recalls/:recallId/replies.csv": {
    ...csv("What makers say to a recall, as a table", "recall-replies.csv"),
    errors: ["RecallsUnknown"],
  },
  "GET /recalls/:recallId/versions.csv": {
    ...csv("How a recall went from version to version, as a table", "recall-versions.csv"),
    errors: ["RecallsUnknown"],
  },
  "GET /trend.csv": { ...csv("Recalls that fit by the month of their opening, as a table", "recalls-by-month.csv"), query: trendQuery },
  "GET /recalls/:recallId/comparison.csv": {
    ...csv("A recall beside comparable ones, as a table", "recall-comparison.csv"),
    errors: ["RecallsUnknown"],
  },
} as const;
