import { z } from "zod";
import { blockSchema, count } from "./basics.ts";
import { recallFilters } from "./recall-query.ts";

const { sort, ...filters } = recallFilters;

/** The filters of the list of recalls; months have an order of their own. */
export const trendQuery = z.strictObject(filters);
export type TrendQuery = z.infer<typeof trendQuery>;

export const openedSchema = z.object({ recalls: count, devices: count });

/** Recalls opened in each month of UTC, by measure, and the devices that they mean now; from the first such month to the last. */
export const trendSchema = z.object({
  months: z.array(
    z.object({
      month: z.string(),
      recall: openedSchema,
      "safety-warning": openedSchema,
      "corrective-update": openedSchema,
      withdrawal: openedSchema,
    }),
  ),
  asOf: blockSchema,
});
