import { z } from "zod";
import { STANDINGS } from "../../domain/disclosure.ts";
import { count } from "./basics.ts";

/** How many disclosures have come how far. Each is in one. */
export const standingCountsSchema = z.record(z.enum(STANDINGS), count);
