import { z } from "zod";
import { address, count, evidence, hex, historyEntrySchema, time } from "./basics.ts";
import { batchRefSchema, provenanceSchema, releaseSchema } from "./products.ts";
import { recallRefSchema } from "./recalls.ts";

/** How a recall stands for one unit. */
export const deviceRecallSchema = z.object({
  recall: recallRefSchema,
  path: hex,
  via: z.array(batchRefSchema),
  fix: releaseSchema.nullable(),
  acknowledgedAt: time.nullable(),
  remedied: z.boolean(),
  /** Whose word that rests on; null unless remedied. */
  remediedBy: evidence.nullable(),
  /** What was recorded besides updates under the present title; null when nothing. */
  remedy: z.object({ what: z.enum(["replaced", "refunded", "returned", "destroyed"]), evidence, at: time }).nullable(),
});

/** Who owns a unit. */
export const titleSchema = z.object({
  owner: address,
  epoch: z.number().int(),
  since: time,
  /** For the release that was stated. */
  evidence: evidence.or(z.literal("none")),
  /** `provisional` only while it holds. */
  flags: z.object({ provisional: z.boolean(), stolen: z.boolean(), retired: z.boolean(), contested: z.boolean() }),
  /** An offer to hand it over that is in force; null when there is none. */
  offer: z.object({ key: address, until: time }).nullable(),
  /** Somebody else who claims it; null when nobody does. */
  recovery: z
    .object({
      claimant: address,
      basis: z.enum(["code", "device"]),
      state: z.enum(["pending", "vetoed", "awarded"]),
      /** From when it may be completed; null while vetoed. */
      readyAt: time.nullable(),
    })
    .nullable(),
});

/** A unit that exists by its batch, claimed or not. */
export const deviceSchema = z.object({
  id: z.string(),
  index: count,
  batch: batchRefSchema,
  frozen: z.boolean(),
  supportEnd: time,
  releases: z.array(releaseSchema),
  /** Release the unit is known to run: the statement, else the factory's; 0 when neither says. */
  release: z.number().int(),
  /** Null when unclaimed. */
  title: titleSchema.nullable(),
  /** As the unit was made. */
  parts: z.array(provenanceSchema),
  /** What was put in place of parts since; `batch` is null where a part was removed. */
  swaps: z.array(z.object({ position: count, batch: batchRefSchema.nullable(), evidence, at: time })),
  /** Every recall that affects the unit, open ones first. */
  recalls: z.array(deviceRecallSchema),
  /** Newest last; the newest 200. */
  history: z.array(historyEntrySchema),
});
