import { z } from "zod";
import { count } from "./basics.ts";

/** Each number is 0 or at least 5: smaller ones are published as 0. */
const bound = "Of a week and a network 0 or at least 5, because smaller numbers are published as 0; a sum is a lower bound.";
export const attackNumbers = {
  reported: count.describe(`Reports about attacking devices that came in. ${bound}`),
  claimed: count.describe(`Reports whose device its owner claimed in the time, whenever they came in. ${bound}`),
  remedied: count.describe(`Reports that closed in the time because their device was remedied. ${bound}`),
};

/** What the last published weeks say, as lib/domain/attack-totals.ts adds it up. */
export const attackTotalsSchema = z.object({
  ...attackNumbers,
  networks: count.describe("Networks (autonomous systems) in which such a device was reported."),
  from: count.nullable().describe("Number of the oldest of these weeks, as lib/domain/week.ts counts them; null without one."),
  to: count.nullable().describe("Number of the newest of these weeks; null without one."),
  weeks: count.describe("Weeks that these are sums of: the last that any network published, 12 at most."),
});
