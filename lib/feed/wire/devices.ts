import { z } from "zod";
import { address, count, evidence, historyEntrySchema, time } from "./basics.ts";
import { batchRefSchema, provenanceSchema, releaseSchema } from "./products.ts";
import { pathVia, pathWitness, recallRefSchema } from "./recalls.ts";

/** How a recall stands for one unit. */
export const deviceRecallSchema = z.object({
  recall: recallRefSchema.describe("The recall, in short."),
  path: pathWitness,
  via: pathVia,
  fix: releaseSchema.nullable().describe("The release that remedies units of this model; null while its maker names none."),
  acknowledgedAt: time.nullable().describe("When the present owner acknowledged it, Unix seconds; null while not."),
  remedied: z.boolean().describe("Whether the unit is remedied, by evidence that the recall accepts."),
  remediedBy: evidence.nullable().describe("Whose word that rests on; null unless remedied."),
  remedy: z
    .object({
      what: z.enum(["replaced", "refunded", "returned", "destroyed"]).describe("What became of the unit."),
      evidence: evidence.describe("Whose word it is."),
      at: time.describe("When it was recorded, Unix seconds."),
    })
    .nullable()
    .describe("What was recorded besides updates under the present title; null when nothing."),
});

/** Who owns a unit. */
export const titleSchema = z.object({
  owner: address.describe("Address of the owner."),
  epoch: z.number().int().describe("Rises by 1 at every change of owner, from 1."),
  since: time.describe("Since when this owner has it, Unix seconds."),
  evidence: evidence.or(z.literal("none")).describe("Whose word the stated release rests on; `none` where nobody stated one."),
  flags: z
    .object({
      provisional: z.boolean().describe("Claimed by code alone less than 14 days ago."),
      stolen: z.boolean().describe("Missing, by the owner's word."),
      retired: z.boolean().describe("Out of use for good, by the owner's word."),
      contested: z.boolean().describe("Claimed by somebody else too."),
    })
    .describe("What holds of the title besides its owner."),
  offer: z
    .object({
      key: address.describe("Key that whoever accepts it has to sign with."),
      until: time.describe("Until when it can be accepted, Unix seconds."),
    })
    .nullable()
    .describe("An offer to hand it over that is in force; null when there is none."),
  recovery: z
    .object({
      claimant: address.describe("Address of whoever claims it."),
      basis: z.enum(["code", "device"]).describe("Whether by the claim code or by the device itself."),
      state: z.enum(["pending", "vetoed", "awarded"]).describe("Open for an objection, objected to, or awarded by the maker."),
      readyAt: time.nullable().describe("From when it may be completed, Unix seconds; null while vetoed."),
    })
    .nullable()
    .describe("Somebody else who claims it; null when nobody does."),
});

/** A unit that exists by its batch, claimed or not. */
export const deviceSchema = z.object({
  id: z.string().describe("The unit: number of its batch, a hyphen, its index in the batch."),
  index: count.describe("Place of the unit in its batch, from 0."),
  batch: batchRefSchema.describe("The batch that it is of."),
  frozen: z.boolean().describe("Whether its maker froze it, because its claim code leaked: it cannot be claimed by code any more."),
  supportEnd: time.describe("Until when its maker promises security updates, Unix seconds; 0 where nothing is promised."),
  releases: z.array(releaseSchema).describe("Firmware of its model, by sequence number."),
  release: z
    .number()
    .int()
    .describe("Sequence number of the release that it is known to run: the statement, else the factory's; 0 when neither says."),
  title: titleSchema.nullable().describe("Who owns it; null when unclaimed."),
  parts: z.array(provenanceSchema).describe("What it was made of."),
  swaps: z
    .array(
      z.object({
        position: count.describe("Which part, from 0."),
        batch: batchRefSchema.nullable().describe("What the new part is of; null where the part was removed."),
        evidence: evidence.describe("Whose word it is."),
        at: time.describe("When it was recorded, Unix seconds."),
      }),
    )
    .describe("What was put in place of parts since it was made."),
  recalls: z.array(deviceRecallSchema).describe("Every recall that affects the unit, open ones first."),
  history: z.array(historyEntrySchema).describe("Newest last; the newest 200."),
});
