import { z } from "zod";
import { blockSchema, count, historyEntrySchema } from "./basics.ts";

export const healthSchema = z.object({
  chainId: z.number().int(),
  /** Newest block whose events are in the tables. */
  block: blockSchema,
});

/** The size of the register. Batches, devices and claims are of device models. */
export const figuresSchema = z.object({
  organizations: count,
  manufacturers: count,
  deviceBatches: count,
  devices: count,
  claimed: count,
  openRecalls: count,
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
  items: z.array(historyEntrySchema),
  /** Where to go on, as `since`. Entries of the newest blocks can be taken back by the chain; they then come in another place. */
  next: z.string(),
  /** Up to here no reorganisation reaches: where to go on for whoever must not miss what took the place of something; null where all is newer. */
  settled: z.string().nullable(),
  more: z.boolean(),
  asOf: blockSchema,
});

/** The document of this API. It grows with it, so only what makes it one is said here. */
export const openApiSchema = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });
