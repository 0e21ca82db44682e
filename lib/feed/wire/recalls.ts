import { z } from "zod";
import { MAX_SCOPE_ITEMS } from "../../domain/scope.ts";
import { address, blockSchema, count, digest, evidence, hex, historyEntrySchema, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { batchRefSchema, modelRefSchema, releaseSchema } from "./products.ts";

/** Counts of one recall, as `Reach` in lib/domain/statistics.ts defines them. All count devices. */
export const countsSchema = z.object({
  involved: count,
  claimed: count,
  acknowledged: count,
  remedied: z.object({ owner: count, repairer: count, maker: count, device: count }),
  removed: count,
  /** Brands (makers of the affected devices) and batches reached. */
  brands: count,
  batches: count,
});

export const recallRefSchema = z.object({
  id: z.number().int(),
  issuer: z.object({ id: z.number().int(), name: z.string(), domain: z.string(), kind: z.string() }),
  version: z.number().int(),
  measure: z.enum(["recall", "safety-warning", "corrective-update", "withdrawal"]),
  severity: z.enum(["low", "medium", "high", "critical"]),
  minEvidence: z.enum(["owner", "repairer", "maker", "device"]),
  /** Closed: the work is done. Withdrawn: it was a mistake. */
  state: z.enum(["open", "closed", "withdrawn"]),
  /** SHA-256 of the notice document. */
  notice: digest,
  openedAt: time,
  /** When it was closed or withdrawn; null while open. */
  endedAt: time.nullable(),
});

export const recallSummarySchema = recallRefSchema.extend({ counts: countsSchema });

export const scopeItemSchema = z
  .object({
    kind: z.enum(["model", "batch", "component", "made", "shipped"]),
    /** Whether it takes units out. */
    excluded: z.boolean(),
    /** Batch id for `batch` and `component`, model id otherwise, as text. */
    subject: z.string(),
    /** Indices for `batch`, Unix times for `made`, sequence numbers for `shipped`, otherwise 0; `last` is included. */
    first: count,
    last: count,
  })
  .refine(({ kind, excluded }) => kind !== "component" || !excluded, "a component cannot be an exclusion");

/** Units first..last of a batch that a recall affects, and the way down to the recalled component. */
export const affectedRangeSchema = z.object({
  batch: batchRefSchema,
  first: count,
  last: count,
  /** Path witness for `Recalls.affects`: a byte per step, the part's position; 0x when the batch itself is meant. */
  path: hex,
  /** The batches that the path leads to, one for each step; the recalled component is the last. Empty for `0x`. */
  via: z.array(batchRefSchema),
});

/** How a recall read from one version to the next. */
export const recallVersionSchema = recallRefSchema.pick({ version: true, measure: true, severity: true, notice: true }).extend({
  /** Key that released it. */
  author: address,
  at: time,
  /** Items that came with it. */
  added: z.array(scopeItemSchema),
  /** Why it was amended; empty for the first. */
  reason: z.string(),
});

/** A maker whose devices a recall affects, and what it says. Its clock runs from `askedAt`. */
export const makerReplySchema = z.object({
  maker: bodyRefSchema,
  /** The opening, or the registration of its first affected batch when that is later. */
  askedAt: time,
  /** Null while it is silent. */
  reply: z
    .object({
      says: z.enum(["affected", "not-affected", "investigating"]),
      /** SHA-256 of what it explains; all zeros when nothing. */
      document: digest,
      at: time,
    })
    .nullable(),
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
  author: address,
  openedBlock: count,
  tx: digest,
  /** Items of all versions. */
  scope: z.array(scopeItemSchema),
  /** Oldest first. */
  versions: z.array(recallVersionSchema),
  /** By parts as they were made, after exclusions; as many as were asked for. */
  affected: z.array(affectedRangeSchema),
  /** The cursor behind these in `/recalls/{recallId}/ranges`; null where they are all. */
  affectedNext: z.string().nullable(),
  /** Other makers than the issuer. */
  makers: z.array(makerReplySchema),
  fixes: z.array(z.object({ model: modelRefSchema, release: releaseSchema, offeredAt: time })),
  /** Newest last; the newest 200. Acknowledgements and statements of single owners are not in it, only cases and fixes. */
  history: z.array(historyEntrySchema),
  asOf: blockSchema,
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
  path: hex,
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
  recallId: z.number().int(),
  /** Time of `asOf`. */
  until: time,
  asOf: blockSchema,
  days: z.array(countsSchema.omit({ brands: true, batches: true }).extend({ /** Its first second. */ day: time })),
});
