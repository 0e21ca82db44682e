import { z } from "zod";
import { blockSchema, count } from "./basics.ts";
import { recallRefSchema } from "./recalls.ts";

const share = z.number().min(0).max(1).nullable();

/** A recall beside all comparable ones, as lib/domain/comparison.ts compares them: none is chosen. */
export const comparisonSchema = z.object({
  recallId: z.number().int(),
  /** What they have in common, and that none was withdrawn. */
  by: recallRefSchema
    .pick({ measure: true, severity: true })
    .extend({ /** Whether the fault is in a component. */ component: z.boolean() }),
  /** Numbers of the comparable recalls, this one not among them. */
  recalls: z.array(z.number().int()),
  /** Of those and this one: not counted yet by this server, and missing below; ask again soon. */
  pending: count,
  days: z.array(
    z.object({
      /** Days of UTC since the opening. */
      age: count,
      /** Remedied of affected devices; null where the recall is younger. */
      own: z.object({ count, of: count }).nullable(),
      /** Comparable recalls that are as old: the next three are of these. */
      others: count,
      median: share,
      lowest: share,
      highest: share,
    }),
  ),
  asOf: blockSchema,
});
