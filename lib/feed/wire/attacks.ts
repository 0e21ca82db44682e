import { z } from "zod";
import { count } from "./basics.ts";

/** Each number is 0 or at least 5: smaller ones are published as 0. */
export const attackNumbers = { reported: count, claimed: count, remedied: count };

/** What the last published weeks say, as lib/domain/attack-totals.ts adds it up. */
export const attackTotalsSchema = z.object({
  ...attackNumbers,
  /** Networks in which such a device was reported. */
  networks: count,
  /** The oldest and the newest of these weeks, by number; null without one. */
  from: count.nullable(),
  to: count.nullable(),
  weeks: count,
});
