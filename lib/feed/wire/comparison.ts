import { z } from "zod";
import { asOf, count } from "./basics.ts";
import { recallRefSchema } from "./recalls.ts";

const share = z.number().min(0).max(1).nullable();

/** A recall beside all comparable ones, as lib/domain/comparison.ts compares them: none is chosen. */
export const comparisonSchema = z.object({
  recallId: z.number().int().describe("Number of the recall."),
  by: recallRefSchema
    .pick({ measure: true, severity: true })
    .extend({ component: z.boolean().describe("Whether the fault is in a component.") })
    .describe("What the compared recalls have in common, besides that none was withdrawn."),
  recalls: z.array(z.number().int()).describe("Numbers of the comparable recalls, this one not among them."),
  pending: count.describe("Of those recalls and this one: not counted yet by this server, and missing below; ask again soon."),
  days: z
    .array(
      z.object({
        age: count.describe("Days of UTC since the opening; 0 is its first."),
        own: z
          .object({ count: count.describe("Remedied devices, of `of`."), of: count.describe("Affected devices, claimed or not.") })
          .nullable()
          .describe("How this recall stood at that age; null where it is younger."),
        others: count.describe("Comparable recalls that are as old: the next three are of these."),
        median: share.describe("Median of their shares of remedied in affected devices, 0 to 1; null without any."),
        lowest: share.describe("Lowest of these shares, 0 to 1; null without any."),
        highest: share.describe("Highest of these shares, 0 to 1; null without any."),
      }),
    )
    .describe("By age, youngest first; 60 days or so at most, evenly spread."),
  asOf,
});
