import { z } from "zod";
import { SCORECARD_ORDERS } from "../../domain/scorecard-order.ts";
import { ids, pagedQuery } from "./asked.ts";
import { attackTotalsSchema } from "./attacks.ts";
import { asOf, count, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { recallRefSchema } from "./recalls.ts";

/** How long cases took, as `timingOf` in lib/domain/scorecard.ts counts it. `cases` is the sum of the next three. */
export const timingSchema = z.object({
  cases: count.describe("Cases whose clock began: `reached`, `waiting` and `missed` together."),
  reached: count.describe("Cases, of `cases`, that have got there."),
  waiting: count.describe("Open cases, of `cases`, that have not."),
  missed: count.describe("Cases, of `cases`, that ended without it."),
  median: z.number().nonnegative().nullable().describe("Median in seconds, of the `reached` cases and only of those; null when none has."),
  longestWait: count.nullable().describe("Seconds that the oldest of the `waiting` cases has waited; null when none waits."),
});

/** What a maker's record comes to. Recalls that were withdrawn are in none of it. */
export const scorecardSchema = z.object({
  organization: bodyRefSchema.describe("Whose record it is."),
  maker: z
    .object({
      recalls: count.describe("Recalls that affect devices of its making, less those that were withdrawn."),
      involved: count.describe("Its affected devices, summed over these recalls: a device counts once for each."),
      remedied: count.describe("Those, of `involved`, that are remedied."),
      reply: timingSchema.describe("From being asked to its first answer, where somebody else issued the recall. Cases are recalls."),
      decision: timingSchema.describe("From being asked to its first answer other than that it investigates. Cases are recalls."),
      half: timingSchema.describe(
        "From being asked to half of its affected devices remedied, in whole days as seconds. Cases are recalls.",
      ),
      ninety: timingSchema.describe(
        "From being asked to nine tenths of its affected devices remedied, in whole days as seconds. Cases are recalls.",
      ),
    })
    .describe("Recalls that affect devices of its making, whoever issued them; over its own devices."),
  supplier: z
    .object({
      recalls: count.describe("Recalls that name a component of its making, less those that were withdrawn."),
      involved: count.describe("Devices, of every brand, that these recalls affect, summed over them."),
      remedied: count.describe("Those, of `involved`, that are remedied."),
      half: timingSchema.describe(
        "From the opening to half of the affected devices remedied, in whole days as seconds. Cases are recalls.",
      ),
      ninety: timingSchema.describe(
        "From the opening to nine tenths of the affected devices remedied, in whole days as seconds. Cases are recalls.",
      ),
    })
    .describe("Recalls of components of its making, whoever issued them; over all devices that they affect."),
  disclosures: z
    .object({
      cases: count.describe("Disclosures that count."),
      answer: timingSchema.describe("From the revealing to its first answer. Cases are disclosures."),
      fix: timingSchema.describe("From the revealing to its first word that it is fixed. Cases are disclosures."),
      recall: timingSchema.describe(
        "From the revealing to the first recall, whoever issued it, that reaches batches of the model; fixed without one counts as missed. Cases are disclosures.",
      ),
    })
    .describe(
      "What researchers disclosed about its models, where it answered, or a regulator confirmed it or demanded an answer: what nobody has looked at, anybody can file.",
    ),
  support: z
    .object({
      ended: count.describe("Device models whose promise of updates is over."),
      kept: count.describe("Of `ended`: no recall that was open then was without a fix for the model."),
      running: count.describe("Device models whose promise of updates still runs."),
      atStake: count.describe("Of `running`: a recall is open now and without a fix for the model."),
    })
    .describe("Promises of updates for its device models; a model without a date made none."),
  releases: z
    .object({
      published: count.describe("Releases of its models, revoked ones too."),
      revoked: count.describe("Those, of `published`, that were revoked."),
    })
    .describe("Firmware that it published."),
  attacks: attackTotalsSchema.describe("Its devices among those that were reported for attacks."),
  models: z
    .object({
      registered: count.describe("Its device and component models."),
      declared: count.describe("Those, of `registered`, with a security declaration."),
      certified: count.describe("Those, of `registered`, whose present declaration a laboratory's certificate covers now."),
    })
    .describe("What it declares, and what laboratories found."),
  pending: count.describe("Recalls that this server has not counted yet and that are missing from what is above; ask again soon."),
});

/** One recall as a maker or a supplier answers for it. */
export const scorecardCaseSchema = z.object({
  recall: recallRefSchema.describe("The recall, in short."),
  role: z.enum(["maker", "supplier"]).describe("Whether it answers as maker of affected devices, or of the recalled component."),
  askedAt: time.describe("From when its clocks run, Unix seconds."),
  involved: count.describe("Affected devices that it answers for: its own as a maker, all as a supplier."),
  remedied: count.describe("Those, of `involved`, that are remedied."),
  replies: z
    .object({
      repliedAt: time.nullable().describe("Its first answer, Unix seconds; null while it is silent."),
      decidedAt: time.nullable().describe("Its first answer other than that it investigates, Unix seconds; null while there is none."),
    })
    .nullable()
    .describe("Null where it was asked nothing: it issued the recall, or is the supplier."),
  halfAt: time.nullable().describe("First second of the day (UTC) since which half of `involved` has been remedied; null while not."),
  ninetyAt: time
    .nullable()
    .describe("First second of the day (UTC) since which nine tenths of `involved` have been remedied; null while not."),
});

/** A maker's record with the cases behind it. */
export const scorecardDetailSchema = scorecardSchema.extend({
  cases: z.array(scorecardCaseSchema).describe("The recalls behind the figures, newest first."),
  asOf,
});

/** What the list of all makers can be asked for. */
export const scorecardQuery = pagedQuery(ids.org, {
  sort: z.enum(SCORECARD_ORDERS).default("name").describe("Best first; those without a figure last."),
});
