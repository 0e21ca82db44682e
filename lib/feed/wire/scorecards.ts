import { z } from "zod";
import { SCORECARD_ORDERS } from "../../domain/scorecard-order.ts";
import { ids, pagedQuery } from "./asked.ts";
import { attackTotalsSchema } from "./attacks.ts";
import { blockSchema, count, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { recallRefSchema } from "./recalls.ts";

/** How long cases took, as `timingOf` in lib/domain/scorecard.ts counts it. `cases` is the sum of the next three. */
export const timingSchema = z.object({
  cases: count,
  /** Cases that have got there. */
  reached: count,
  /** Open cases that have not. */
  waiting: count,
  /** Cases that ended without it. */
  missed: count,
  /** Seconds, of the cases that have got there, and only of those; null when none has. */
  median: z.number().nonnegative().nullable(),
  /** Seconds that the oldest of those that wait has waited; null when none waits. */
  longestWait: count.nullable(),
});

/** What a maker's record comes to. Recalls that were withdrawn are in none of it. */
export const scorecardSchema = z.object({
  organization: bodyRefSchema,
  /** Recalls that reach devices of its making, whoever issued them. */
  maker: z.object({
    recalls: count,
    /** Its devices among the affected, and those of them that are remedied, summed over these recalls. */
    involved: count,
    remedied: count,
    /** To its first answer, where somebody else issued the recall. */
    reply: timingSchema,
    /** To its first answer other than that it investigates. */
    decision: timingSchema,
    /** To half, and to nine tenths, of its affected devices remedied, in whole days. */
    half: timingSchema,
    ninety: timingSchema,
  }),
  /** Recalls of components of its making, whoever issued them; over all devices that they reach. */
  supplier: z.object({ recalls: count, involved: count, remedied: count, half: timingSchema, ninety: timingSchema }),
  /**
   * What researchers disclosed about its models, where it answered, or a regulator confirmed it or demanded an answer: what nobody has
   * looked at, anybody can file. Clocks run from the day on which everybody knew.
   */
  disclosures: z.object({
    cases: count,
    /** To its first answer, and to its first word that it is fixed. */
    answer: timingSchema,
    fix: timingSchema,
    /** To the first recall, whoever issued it, that reaches batches of the model; fixed without one counts as missed. */
    recall: timingSchema,
  }),
  /** Promises of updates for its device models: those that are over, and those that run. */
  support: z.object({
    ended: count,
    /** Of those that are over: no recall that was open then was without a fix. */
    kept: count,
    running: count,
    /** Of those that run: a recall is open and without a fix. */
    atStake: count,
  }),
  releases: z.object({ published: count, revoked: count }),
  /** Its devices among those that were reported for attacks. */
  attacks: attackTotalsSchema,
  /** Device and component models, those with a security declaration, and those whose declaration a laboratory's certificate covers now. */
  models: z.object({ registered: count, declared: count, certified: count }),
  /** Recalls that this server has not counted yet and that are missing from what is above; ask again soon. */
  pending: count,
});

/** One recall as a maker or a supplier answers for it. */
export const scorecardCaseSchema = z.object({
  recall: recallRefSchema,
  role: z.enum(["maker", "supplier"]),
  /** From when its clocks run. */
  askedAt: time,
  /** Devices that it answers for. */
  involved: count,
  remedied: count,
  /** Null where it was asked nothing: it issued the recall, or is the supplier. */
  replies: z.object({ repliedAt: time.nullable(), decidedAt: time.nullable() }).nullable(),
  /** First second of the day since which half, and nine tenths, have been remedied. */
  halfAt: time.nullable(),
  ninetyAt: time.nullable(),
});

/** A maker's record with the cases behind it. */
export const scorecardDetailSchema = scorecardSchema.extend({
  /** Newest first. */
  cases: z.array(scorecardCaseSchema),
  asOf: blockSchema,
});

/** What the list of all makers can be asked for. */
export const scorecardQuery = pagedQuery(ids.org, {
  sort: z.enum(SCORECARD_ORDERS).default("name").describe("Best first; those without a figure last."),
});
