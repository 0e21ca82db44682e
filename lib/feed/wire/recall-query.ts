import { z } from "zod";
import { COUNTRIES } from "../../domain/countries.ts";
import { ids } from "./asked.ts";
import { recallRefSchema } from "./recalls.ts";

const { state, measure, severity } = recallRefSchema.shape;

/** A search is a few words of a person; what is longer only costs. */
const MAX_SEARCH = 200;
const MAX_WORDS = 8;

const words = z
  .string()
  .max(MAX_SEARCH)
  .refine((text) => !text.includes("\0"), "holds a character that no name has")
  .transform((text) => text.trim().split(/\s+/).filter(Boolean))
  .refine((list) => list.length <= MAX_WORDS, `holds more than ${MAX_WORDS} words`);

/** A day of UTC, as its first second. */
const day = z.iso.date().transform((text) => Date.parse(`${text}T00:00:00Z`) / 1000);

/** What a list of recalls can be asked for. */
export const recallFilters = {
  q: words.optional().describe("Words of an issuer, a brand, a model or the notice, a GTIN or a CVE number; each has to fit."),
  state: state.optional(),
  measure: measure.optional(),
  severity: severity.optional(),
  issuer: ids.org.optional().describe("Number of the body that issued it."),
  affects: ids.org.optional().describe("Number of a body whose batches it reaches."),
  component: ids.model.optional().describe("Model of the part that was recalled."),
  country: z.enum(COUNTRIES).optional().describe("Country in which its notice says that it was sold, ISO 3166-1 alpha-2."),
  from: day.optional().describe("Day of UTC on which it was opened, or a later one."),
  to: day.optional().describe("Day of UTC on which it was opened, or an earlier one."),
  sort: z.enum(["newest", "oldest"]).default("newest"),
};

/** The list whole. */
export const recallQuery = z.strictObject(recallFilters);
export type RecallQuery = z.infer<typeof recallQuery>;
