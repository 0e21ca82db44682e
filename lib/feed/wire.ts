import { z } from "zod";
import type { apiErrors } from "./wire/api-errors.ts";
import { ids, pagedQuery, rangeCursor } from "./wire/asked.ts";
import { type historyEntrySchema, page } from "./wire/basics.ts";
import { comparisonSchema } from "./wire/comparison.ts";
import { type deviceRecallSchema, deviceSchema } from "./wire/devices.ts";
import { clocksQuery, clocksSchema, disclosuresQuery, disclosuresSchema, disclosureViewSchema } from "./wire/disclosures.ts";
import { epcisQuery, epcisSchema } from "./wire/epcis.ts";
import { cpscQuery, cpscSchema } from "./wire/exports.ts";
import { governanceSchema } from "./wire/governance.ts";
import { graphqlBodySchema, graphqlQuery, graphqlSchema } from "./wire/graphql.ts";
import { attacksQuery, attacksSchema, networksQuery, networksSchema, networkViewSchema } from "./wire/networks.ts";
import { organizationSchema } from "./wire/organizations.ts";
import {
  type batchRefSchema,
  batchSchema,
  type certificateSchema,
  declarationSchema,
  declarationsQuery,
  modelFilters,
  type modelRefSchema,
  modelSchema,
  type provenanceSchema,
  type releaseSchema,
} from "./wire/products.ts";
import { recallFilters, recallQuery } from "./wire/recall-query.ts";
import {
  affectedDeviceSchema,
  affectedRangeSchema,
  type countsSchema,
  courseSchema,
  MAX_RANGES,
  previewBodySchema,
  previewSchema,
  recallAsked,
  type recallRefSchema,
  recallSchema,
  recallSummarySchema,
  type scopeItemSchema,
} from "./wire/recalls.ts";
import { changesQuery, changesSchema, figuresSchema, healthSchema, openApiSchema } from "./wire/register.ts";
import { scorecardDetailSchema, scorecardQuery, scorecardSchema } from "./wire/scorecards.ts";
import { tableRoutes } from "./wire/tables.ts";
import { trendQuery, trendSchema } from "./wire/trend.ts";

/** One route of the API. Names in its path stand in `pathParameters` (wire/asked.ts). */
export type RouteShape = {
  /** In a few words, for the document of the API. */
  about: string;
  /** Left out where nothing can be asked. */
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Of JSON that has a media type of its own. */
  media?: string;
  /** As JSON, or the file that it answers as text. */
  answer: z.ZodType | FileShape;
  /** Refusals besides those of ids and queries that have no such form. */
  errors?: readonly (keyof typeof apiErrors)[];
  /** Who has not patched yet is nobody's business but the owner's: the site does not pass it on to strangers. */
  isInside?: true;
};

/** An answer of any length that is no JSON. */
export type FileShape = { type: string; name: string };

/**
 * Everything the indexer's API serves: method and path under `/v1`, what can be asked, and what it answers. The server, its
 * document (openapi.ts), the client and what the site passes on are made from this table. The shapes are in `wire/`, by subject:
 * ids in their text form (lib/domain/ids.ts), times as Unix seconds, digests as 0x-hex, addresses checksummed.
 */
export const routes = {
  "GET /openapi.json": { about: "This document", answer: openApiSchema },
  "GET /health": { about: "How far the register has been read", answer: healthSchema },
  "GET /figures": { about: "Size of the register; devices only", answer: figuresSchema },
  "GET /organizations": { about: "Bodies of the register", query: pagedQuery(ids.org, {}), answer: page(organizationSchema) },
  "GET /organizations/:orgId": { about: "One body", answer: organizationSchema, errors: ["OrganizationsUnknown"] },
  "GET /organizations/:orgId/scorecard": {
    about: "What a maker's record comes to, with the cases behind it",
    answer: scorecardDetailSchema,
    errors: ["OrganizationsUnknown"],
  },
  "GET /scorecards": {
    about: "Records of all makers",
    query: scorecardQuery,
    answer: page(scorecardSchema),
    errors: ["OrganizationsUnknown"],
  },
  "GET /models": {
    about: "Models, of all makers or of one",
    query: pagedQuery(ids.model, modelFilters),
    answer: page(modelSchema),
    errors: ["OrganizationsUnknown"],
  },
  "GET /models/:modelId": { about: "One model", answer: modelSchema, errors: ["CatalogUnknownModel"] },
  "GET /models/:modelId/declarations": {
    about: "Every version of a model's security declaration, newest first",
    query: declarationsQuery,
    answer: page(declarationSchema),
    errors: ["CatalogUnknownModel"],
  },
  "GET /batches": {
    about: "Batches, of all makers and models or of one",
    query: pagedQuery(ids.batch, {
      org: ids.org.optional().describe("Number of the maker."),
      model: ids.model.optional(),
      lot: z.string().max(20).optional().describe("GS1 lot number, as printed."),
    }),
    answer: page(batchSchema),
    errors: ["OrganizationsUnknown"],
  },
  "GET /batches/:batchId": { about: "One batch", answer: batchSchema, errors: ["BatchesUnknown"] },
  "GET /devices/:deviceId": {
    about: "One unit, claimed or not",
    answer: deviceSchema,
    errors: ["BatchesUnknown", "unit-unknown"],
  },
  "GET /owners/:address/devices": {
    about: "Units that an address owns",
    query: pagedQuery(ids.device, {}),
    answer: page(deviceSchema),
  },
  "GET /recoveries": {
    about: "Units of which somebody besides the owner claims the title",
    query: pagedQuery(ids.device, { org: ids.org.optional().describe("Number of the maker.") }),
    answer: page(deviceSchema),
    errors: ["OrganizationsUnknown"],
  },
  "GET /recalls": {
    about: "Recalls that fit, a page at a time",
    query: pagedQuery(ids.recall, recallFilters),
    answer: page(recallSummarySchema),
    errors: ["OrganizationsUnknown", "RecallsUnknown"],
  },
  "GET /recalls.csv": {
    about: "All recalls that fit, as a table",
    query: recallQuery,
    answer: { type: "text/csv; charset=utf-8; header=present", name: "recalls.csv" },
    errors: ["OrganizationsUnknown"],
  },
  "GET /recalls/:recallId": { about: "One recall", query: recallAsked, answer: recallSchema, errors: ["RecallsUnknown"] },
  "GET /recalls/:recallId/ranges": {
    about: "Ranges of batches that a recall affects, nearest to what was recalled first",
    query: pagedQuery(rangeCursor, {}, MAX_RANGES),
    answer: page(affectedRangeSchema),
    errors: ["RecallsUnknown"],
  },
  "GET /recalls/:recallId/course": { about: "Figures of a recall day by day", answer: courseSchema, errors: ["RecallsUnknown"] },
  "GET /recalls/:recallId/comparison": {
    about: "A recall beside all comparable ones, day by day since each was opened",
    answer: comparisonSchema,
    errors: ["RecallsUnknown"],
  },
  "GET /trend": {
    about: "Recalls that fit by the month of their opening, and the devices that they mean",
    query: trendQuery,
    answer: trendSchema,
    errors: ["OrganizationsUnknown"],
  },
  "GET /recalls/:recallId/affected": {
    about: "Claimed units that a recall affects",
    query: pagedQuery(ids.device, {}),
    answer: page(affectedDeviceSchema),
    errors: ["RecallsUnknown"],
    isInside: true,
  },
  "GET /disclosures": {
    about: "What researchers found out, confirmed ones first",
    query: disclosuresQuery,
    answer: disclosuresSchema,
    errors: ["OrganizationsUnknown"],
  },
  "GET /disclosures/:disclosureId": { about: "One disclosure", answer: disclosureViewSchema, errors: ["DisclosuresUnknown"] },
  "GET /clocks": {
    about: "Makers who owe an answer to a recall or a disclosure",
    query: clocksQuery,
    answer: clocksSchema,
    errors: ["OrganizationsUnknown"],
  },
  "GET /networks": {
    about: "Networks, with what tests of source address validation come to",
    query: networksQuery,
    answer: networksSchema,
    errors: ["OrganizationsUnknown"],
  },
  "GET /networks/:asn": { about: "One network", answer: networkViewSchema, errors: ["network-unknown"] },
  "GET /attacks": {
    about: "Reports about attacking devices by week, network and model, newest week first",
    query: attacksQuery,
    answer: attacksSchema,
    errors: ["OrganizationsUnknown"],
  },
  "GET /governance": { about: "Who governs the register, and what is announced", answer: governanceSchema },
  "GET /changes": { about: "What changed since a cursor", query: changesQuery, answer: changesSchema },
  "GET /epcis/events": {
    about: "What happened to lots, as EPCIS 2.0 events",
    query: epcisQuery,
    media: "application/ld+json",
    answer: epcisSchema,
  },
  "GET /exports/nhtsa/:quarter.txt": {
    about: "Completion of recalls in a quarter, in the fields of NHTSA's file",
    answer: { type: "text/tab-separated-values; charset=utf-8; header=absent", name: "quarterly.txt" },
  },
  "GET /exports/nhtsa/:quarter.csv": {
    about: "The same with a head, as CSV",
    answer: { type: "text/csv; charset=utf-8; header=present", name: "quarterly.csv" },
  },
  "GET /exports/cpsc.json": {
    about: "Recalls in the fields of the CPSC's service; what the register has no data for is empty",
    query: cpscQuery,
    answer: cpscSchema,
    errors: ["RecallsUnknown"],
  },
  "POST /graphql": { about: "Several questions at once, in GraphQL", body: graphqlBodySchema, answer: graphqlSchema },
  "GET /graphql": { about: "The same in an address", query: graphqlQuery, answer: graphqlSchema },
  "GET /schema.graphql": { about: "What can be asked in GraphQL", answer: { type: "text/plain; charset=utf-8", name: "schema.graphql" } },
  "POST /preview": {
    about: "What a scope would reach now",
    body: previewBodySchema,
    answer: previewSchema,
    errors: ["RecallsInvalidScope", "scope-without-devices"],
  },
  ...tableRoutes,
} as const satisfies Record<string, RouteShape>;

export type Trend = z.infer<typeof trendSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type Figures = z.infer<typeof figuresSchema>;
export type Health = z.infer<typeof healthSchema>;
export type OrganizationView = z.infer<typeof organizationSchema>;
export type Scorecard = z.infer<typeof scorecardSchema>;
export type ScorecardDetail = z.infer<typeof scorecardDetailSchema>;
export type ReleaseView = z.infer<typeof releaseSchema>;
export type ModelRef = z.infer<typeof modelRefSchema>;
export type DeclarationView = z.infer<typeof declarationSchema>;
export type CertificateView = z.infer<typeof certificateSchema>;
export type ModelView = z.infer<typeof modelSchema>;
export type BatchRef = z.infer<typeof batchRefSchema>;
export type BatchView = z.infer<typeof batchSchema>;
export type Provenance = z.infer<typeof provenanceSchema>;
export type RecallCounts = z.infer<typeof countsSchema>;
export type RecallRef = z.infer<typeof recallRefSchema>;
export type RecallSummary = z.infer<typeof recallSummarySchema>;
export type RecallCourse = z.infer<typeof courseSchema>;
export type RecallView = z.infer<typeof recallSchema>;
export type ScopeItemView = z.infer<typeof scopeItemSchema>;
export type AffectedRange = z.infer<typeof affectedRangeSchema>;
export type AffectedDevice = z.infer<typeof affectedDeviceSchema>;
export type DeviceRecall = z.infer<typeof deviceRecallSchema>;
export type DeviceView = z.infer<typeof deviceSchema>;
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type DisclosureView = z.infer<typeof disclosureViewSchema>;
export type NetworkView = z.infer<typeof networkViewSchema>;
export type Clocks = z.infer<typeof clocksSchema>;
export type Governance = z.infer<typeof governanceSchema>;
export type Changes = z.infer<typeof changesSchema>;
export type Preview = z.infer<typeof previewSchema>;
export type Page<Item> = { items: Item[]; next: string | null };
