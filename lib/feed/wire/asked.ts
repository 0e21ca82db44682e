import { z } from "zod";
import { MusterError } from "../../domain/errors.ts";
import { type BatchId, batchId, disclosureId, orgId, parseAsn, parseDeviceId, parseModelId, recallId } from "../../domain/ids.ts";

/** What strangers ask, checked before it comes near a table: the parts of paths, and of queries. Ids throw `invalid-id`. */

/** Ids beyond what a column holds name nothing; PostgreSQL would refuse the comparison. */
const MAX_INTEGER = 2 ** 31 - 1;

function knownOrgId(text: string) {
  const id = orgId(text);
  if (id > MAX_INTEGER) throw new MusterError("OrganizationsUnknown", { orgId: id });
  return id;
}

function knownRecallId(text: string) {
  const id = recallId(text);
  if (id > MAX_INTEGER) throw new MusterError("RecallsUnknown", { recallId: id });
  return id;
}

function knownDisclosureId(text: string) {
  const id = disclosureId(text);
  if (id > MAX_INTEGER) throw new MusterError("DisclosuresUnknown", { disclosureId: id });
  return id;
}

/** Ids in their text form (lib/domain/ids.ts). */
export const ids = {
  org: z.string().transform(knownOrgId),
  model: z.string().transform(parseModelId),
  batch: z.string().transform((text) => batchId(text)),
  device: z.string().transform(parseDeviceId),
  recall: z.string().transform(knownRecallId),
  disclosure: z.string().transform(knownDisclosureId),
  network: z.string().transform(parseAsn),
  account: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, "is not an address")
    .transform((text) => text.toLowerCase() as `0x${string}`),
};

/** Every name that stands in a path as `:name`, and the form of what stands in its place. */
export const pathForms = {
  orgId: "[1-9][0-9]{0,9}",
  modelId: "[1-9][0-9]{0,9}-[0-9]{14}",
  batchId: "[1-9][0-9]{0,15}",
  deviceId: "[1-9][0-9]{0,15}-[0-9]{1,10}",
  recallId: "[1-9][0-9]{0,9}",
  disclosureId: "[1-9][0-9]{0,9}",
  asn: "[1-9][0-9]{0,9}",
  address: "0x[0-9a-fA-F]{40}",
  quarter: "[0-9]{4}Q[1-4]",
};

export const pathParameters = {
  orgId: ids.org.describe("Number of a body."),
  modelId: ids.model.describe("A model: number of its maker, a hyphen, GTIN-14."),
  batchId: ids.batch.describe("Number of a batch."),
  deviceId: ids.device.describe("A unit: number of its batch, a hyphen, its place in the batch from 0."),
  recallId: ids.recall.describe("Number of a recall."),
  disclosureId: ids.disclosure.describe("Number of a disclosure."),
  asn: ids.network.describe("Number of an autonomous system."),
  address: ids.account.describe("Address of an owner."),
  quarter: z
    .string()
    .regex(new RegExp(`^${pathForms.quarter}$`))
    .describe("Quarter of a year, as 2026Q3."),
};

/** A place among the ranges that a recall affects. */
export type RangeCursor = { batchId: BatchId; first: number; path: `0x${string}` };

export const rangeCursor = z.string().transform((text, context): RangeCursor => {
  const [, batch, first, path] = /^([1-9]\d{0,15})-(\d{1,10})-(0x(?:[0-9a-f]{2})*)$/.exec(text) ?? [];
  if (batch && first && path) return { batchId: batchId(batch), first: Number(first), path: path as `0x${string}` };
  context.addIssue({ code: "custom", message: "is no `next` of a page of ranges" });
  return z.NEVER;
});

const MAX_LIMIT = 100;

/**
 * The query of a list in pages. Names that are not known are refused, because a misspelt filter would answer too much.
 * @param cursor Id of what is listed.
 * @param most Items of a page at most, where they are small.
 */
export const pagedQuery = <Cursor extends z.ZodType, Filters extends z.ZodRawShape>(cursor: Cursor, filters: Filters, most = MAX_LIMIT) =>
  z.strictObject({
    ...filters,
    cursor: cursor.optional().describe("`next` of the page before."),
    limit: z.coerce.number<number>().int().min(1).max(most).default(20).describe("Items of a page."),
  });
