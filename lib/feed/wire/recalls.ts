import { z } from "zod";
import { MAX_SCOPE_ITEMS } from "../../domain/scope.ts";
import { address, asOf, count, digest, evidence, hex, historyEntrySchema, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { batchRefSchema, modelRefSchema, releaseSchema } from "./products.ts";

/** Counts of one recall, as `Reach` in lib/domain/statistics.ts defines them. All count devices. */
export const countsSchema = z.object({
  involved: count.describe("Devices that the recall affects, claimed or not: the denominator of its completion."),
  claimed: count.describe("Devices, of `involved`, that have an owner on record."),
  acknowledged: count.describe("Devices, of `claimed`, whose owner acknowledged the recall, or that are remedied."),
  remedied: z
    .object({
      owner: count.describe("Devices remedied by the word of their owner."),
      repairer: count.describe("Devices remedied by the word of a repairer."),
      maker: count.describe("Devices remedied by the word of their maker."),
      device: count.describe("Devices remedied by the signature of the device itself."),
    })
    .describe(
      "Devices, of `claimed`, that are remedied, by the evidence that it rests on; each is counted once. Completion is their sum of `involved`.",
    ),
  removed: count.describe("Devices, of `claimed`, that are not remedied and that their owner marked as stolen or out of use."),
  brands: count.describe("Makers of the affected devices."),
  batches: count.describe("Batches with affected devices."),
});

export const recallRefSchema = z.object({
  id: z.number().int().describe("Number of the recall, from 1."),
  issuer: z
    .object({ ...bodyRefSchema.shape, kind: z.string().describe("Kind of body, as `manufacturer` or `regulator`.") })
    .describe("Who opened it."),
  version: z.number().int().describe("Number of the version in force, from 1."),
  measure: z.enum(["recall", "safety-warning", "corrective-update", "withdrawal"]).describe("What is done about the devices."),
  severity: z.enum(["low", "medium", "high", "critical"]).describe("How bad the fault is, by the issuer's word."),
  minEvidence: evidence.describe(
    "The weakest evidence by which a device counts as remedied; from weak to strong: owner, repairer, maker, device.",
  ),
  state: z.enum(["open", "closed", "withdrawn"]).describe("Closed: the work is done. Withdrawn: it was a mistake."),
  notice: digest.describe("SHA-256 of the notice document."),
  openedAt: time.describe("When it was opened, Unix seconds."),
  endedAt: time.nullable().describe("When it was closed or withdrawn, Unix seconds; null while open."),
});

export const recallSummarySchema = recallRefSchema.extend({
  counts: countsSchema.describe("How far its devices have come; all count devices."),
});

export const scopeItemSchema = z
  .object({
    kind: z
      .enum(["model", "batch", "component", "made", "shipped"])
      .describe(
        "All of a model, units of a batch, what contains a component, what was made in a time, or what was shipped with a release.",
      ),
    excluded: z.boolean().describe("Whether it takes units out."),
    subject: z.string().describe("Batch id for `batch` and `component`, model id otherwise, as text."),
    first: count.describe("Index for `batch`, Unix seconds for `made`, sequence number for `shipped`, otherwise 0."),
    last: count.describe("As `first`; it is included."),
  })
  .refine(({ kind, excluded }) => kind !== "component" || !excluded, "a component cannot be an exclusion");

/** How a unit comes to be affected: through which of its parts. */
export const pathWitness = hex.describe(
  "Path witness for `Recalls.affects`: a byte per step, the part's position; 0x when the batch itself is meant.",
);
export const pathVia = z
  .array(batchRefSchema)
  .describe("The batches that the path leads to, one for each step; the recalled component is the last. Empty for `0x`.");

/** Units first..last of a batch that a recall affects, and the way down to the recalled component. */
export const affectedRangeSchema = z.object({
  batch: batchRefSchema.describe("The batch that the units are of."),
  first: count.describe("Index of the first unit, from 0."),
  last: count.describe("Index of the last unit; it is included."),
  path: pathWitness,
  via: pathVia,
});

/** How a recall read from one version to the next. */
export const recallVersionSchema = recallRefSchema.pick({ version: true, measure: true, severity: true, notice: true }).extend({
  version: z.number().int().describe("Number of the version, from 1."),
  author: address.describe("Key that released it."),
  at: time.describe("When it was released, Unix seconds."),
  added: z.array(scopeItemSchema).describe("Items of the scope that came with it."),
  reason: z.string().describe("Why it was amended; empty for the first."),
});

/** A maker whose devices a recall affects, and what it says. Its clock runs from `askedAt`. */
export const makerReplySchema = z.object({
  maker: bodyRefSchema.describe("Who is asked: a maker of affected devices that did not issue the recall."),
  askedAt: time.describe("Unix seconds of the opening, or of the registration of its first affected batch when that is later."),
  reply: z
    .object({
      says: z.enum(["affected", "not-affected", "investigating"]).describe("Whether its devices are affected, by its own word."),
      document: digest.describe("SHA-256 of what it explains; all zeros when nothing."),
      at: time.describe("When it said so, Unix seconds."),
    })
    .nullable()
    .describe("The last it said; null while it is silent."),
});

/** Affected ranges in one answer, at most. */
export const MAX_RANGES = 1_000;

export const recallAsked = z.strictObject({
  ranges: z.coerce
    .number<number>()
    .int()
    .min(1)
    .max(MAX_RANGES)
    .default(MAX_RANGES)
    .describe("So many of the ranges that it affects come with it; the others are in `/recalls/{recallId}/ranges`."),
});

export const recallSchema = recallSummarySchema.extend({
  author: address.describe("Key that released the opening."),
  openedBlock: count.describe("Number of the block in which it was opened."),
  tx: digest.describe("Hash of the transaction that opened it."),
  scope: z.array(scopeItemSchema).describe("Items of all versions: together they say what is affected."),
  versions: z.array(recallVersionSchema).describe("Oldest first."),
  affected: z
    .array(affectedRangeSchema)
    .describe("Affected units by parts as they were made, after exclusions; as many ranges as were asked for."),
  affectedNext: z.string().nullable().describe("The cursor behind these in `/recalls/{recallId}/ranges`; null where they are all."),
  makers: z.array(makerReplySchema).describe("Makers of affected devices other than the issuer, and what they say."),
  fixes: z
    .array(
      z.object({
        model: modelRefSchema.describe("Model whose units it remedies."),
        release: releaseSchema.describe("The release that remedies, as does every later one that is not revoked."),
        offeredAt: time.describe("When its maker named it last, Unix seconds."),
      }),
    )
    .describe("What remedies units by an update, for each model that has a fix."),
  history: z
    .array(historyEntrySchema)
    .describe("Newest last; the newest 200. Acknowledgements and statements of single owners are not in it, only cases and fixes."),
  asOf,
});

/** A claimed unit that a recall affects. */
export const affectedDeviceSchema = z.object({
  deviceId: z.string(),
  owner: address,
  epoch: z.number().int(),
  release: z.number().int(),
  /** For `release`. */
  evidence: evidence.or(z.literal("none")),
  acknowledgedAt: time.nullable(),
  remedied: z.boolean(),
  /** Whose word that rests on; null unless remedied. */
  remediedBy: evidence.nullable(),
  path: pathWitness,
});

export const previewBodySchema = z.strictObject({ scope: z.array(scopeItemSchema).min(1).max(MAX_SCOPE_ITEMS) });

/** What a scope would reach now, before anything is signed; counted as a recall's own figures are. */
export const previewSchema = z.object({
  counts: countsSchema,
  affected: z.array(affectedRangeSchema),
  brands: z.array(z.object({ id: z.number().int(), name: z.string(), devices: count, claimed: count })),
  /** Different owners of the claimed devices: as many are told in their inbox, and by mail those who left an address. */
  owners: count,
  /** Devices, and their batches, that contain a recalled component at some depth. */
  throughParts: z.object({ devices: count, batches: count }),
});

/** The figures of a recall at the end of each day on which they changed, and of the day `until`. */
export const courseSchema = z.object({
  recallId: z.number().int().describe("Number of the recall."),
  until: time.describe("Unix seconds of the block `asOf`: the last day is told of as far as it has gone."),
  asOf,
  days: z
    .array(
      countsSchema.omit({ brands: true, batches: true }).extend({ day: time.describe("First second of the day in UTC, Unix seconds.") }),
    )
    .describe("Oldest first. All counts are of devices, as they were at the end of the day; they can fall."),
});
