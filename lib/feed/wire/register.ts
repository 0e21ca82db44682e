import { z } from "zod";
import { asOf, blockSchema, count, historyEntrySchema } from "./basics.ts";

export const healthSchema = z.object({
  chainId: z.number().int(),
  /** Newest block whose events are in the tables. */
  block: blockSchema,
});

/** The size of the register. Batches, devices and claims are of device models. */
export const figuresSchema = z.object({
  organizations: count.describe("Bodies that governance admitted, of all kinds, suspended ones too."),
  manufacturers: count.describe("Manufacturers among `organizations`, those of components too."),
  deviceBatches: count.describe("Batches of device models."),
  devices: count.describe("Units of these batches, claimed or not."),
  claimed: count.describe("Units, of `devices`, that have an owner on record."),
  openRecalls: count.describe("Recalls that are neither closed nor withdrawn."),
});

const MAX_CHANGES = 1_000;

/** Where a list of what happened goes on. */
export const since = z
  .string()
  .regex(/^[0-9]{1,75}$/, "must be a cursor that this list gave")
  .default("0")
  .describe("`next` or `settled` of the answer before.");

export const changesQuery = z.strictObject({
  since,
  about: z.enum(["recalls"]).optional().describe("Steps of recalls only."),
  order: z.enum(["oldest", "newest"]).default("oldest"),
  limit: z.coerce.number<number>().int().min(1).max(MAX_CHANGES).default(100),
});

/** What changed since a cursor, in the order of the chain. What happens to single units is not in it. */
export const changesSchema = z.object({
  items: z.array(historyEntrySchema).describe("What happened after `since`, in the order that was asked for: `limit` entries at most."),
  next: z
    .string()
    .describe("Where to go on, as `since`. Entries of the newest blocks can be taken back by the chain; they then come in another place."),
  settled: z
    .string()
    .nullable()
    .describe(
      "Up to here no reorganisation reaches: where to go on for whoever must not miss what took the place of something; null where all is newer.",
    ),
  more: z.boolean().describe("Whether there are entries behind these."),
  asOf,
});

/** The document of this API. It grows with it, so only what makes it one is said here. */
export const openApiSchema = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });
