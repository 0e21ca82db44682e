import { z } from "zod";
import { CERTIFICATE_STATES } from "../../domain/certificate.ts";
import { ids, pagedQuery } from "./asked.ts";
import { attackTotalsSchema } from "./attacks.ts";
import { count, digest, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { standingCountsSchema } from "./standings.ts";

/** Why and when something was taken back; null while it counts. */
const revokedSchema = z
  .object({ at: time.describe("When, in Unix seconds."), reason: z.string().describe("Why, in public words.") })
  .nullable();

export const releaseSchema = z.object({
  sequence: z.number().int().describe("Order among the releases of its model: the larger is the newer; 1 at least."),
  version: z.string().describe("Version as its maker names it; it orders nothing."),
  digest: digest.describe("SHA-256 of the firmware image."),
  size: count.describe("Size of the firmware image in bytes."),
  publishedAt: time.describe("When it was published, Unix seconds."),
  revoked: revokedSchema.describe("When and why it was revoked; null while it counts. A revoked release is no remedy."),
});

/** A model in short, as it stands inside other answers. */
export const modelRefSchema = z.object({
  id: z.string().describe("The model: number of its maker, a hyphen, GTIN-14."),
  gtin: z.string().describe("GTIN-14 of GS1: 14 digits."),
  name: z.string().describe("Name, as its maker registered it."),
  kind: z.enum(["device", "component"]).describe("Whether people own units of it, or it is built into others."),
  maker: bodyRefSchema.describe("Who makes it."),
});

/** What a maker declares about the security of a model. */
export const declarationSchema = z.object({
  /** From 1. */
  version: z.number().int(),
  credentials: z.enum(["absent", "unique-per-device", "set-by-user", "shared"]),
  keys: z.enum(["absent", "unique-per-device", "shared"]),
  /** SHA-256 of the document. */
  digest,
  declaredAt: time,
});

/** Versions count from 1 and fit the contract's 16 bits. */
export const declarationsQuery = pagedQuery(z.coerce.number<string>().int().min(1).max(65_536), {});

/** What a laboratory found about one version of a declaration. */
export const certificateSchema = z.object({
  laboratory: bodyRefSchema,
  /** Of the declaration that was tested. */
  version: z.number().int(),
  validUntil: time,
  /** SHA-256 of the test report. */
  report: digest,
  certifiedAt: time,
  revoked: revokedSchema,
  /** Only `in-force` certifies anything, as `certificateState` in lib/domain/certificate.ts defines it. */
  state: z.enum(CERTIFICATE_STATES),
});

export const modelSchema = modelRefSchema.extend({
  supportEnd: time,
  registeredAt: time,
  releases: z.array(releaseSchema),
  /** Null when there is none. */
  declaration: declarationSchema.nullable(),
  /** The last of each laboratory. */
  certificates: z.array(certificateSchema),
  disclosures: standingCountsSchema,
  /** Its devices among those that were reported for attacks. */
  attacks: attackTotalsSchema,
});

export const modelFilters = {
  org: ids.org.optional().describe("Number of the maker."),
  gtin: z
    .string()
    .regex(/^[0-9]{14}$/, "is not a GTIN of 14 digits")
    .optional()
    .describe("GTIN-14."),
  certifiedBy: ids.org.optional().describe("Number of a laboratory that certified it at some time."),
};

export const batchRefSchema = z.object({
  id: z.number().int().describe("Number of the batch, from 1."),
  lot: z.string().describe("GS1 lot number, as printed."),
  size: count.describe("Units of the batch; they count from 0."),
  madeFrom: time.describe("When its making began, Unix seconds, by its maker's word."),
  madeTo: time.describe("When its making ended, Unix seconds, by its maker's word."),
  model: modelRefSchema.describe("What its units are."),
});

export const batchSchema = batchRefSchema.extend({
  root: digest,
  manifest: digest,
  factoryRelease: z.number().int(),
  registeredAt: time,
  tx: digest,
  claimed: count,
  frozen: z.array(z.object({ first: count, last: count, reason: z.string() })),
  /** Units first..last of this batch contain units of that batch. */
  parts: z.array(z.object({ position: count, first: count, last: count, batch: batchRefSchema })),
  /** Wholes whose units first..last contain units of this batch. */
  wholes: z.array(z.object({ position: count, first: count, last: count, batch: batchRefSchema })),
});

/** What a unit is made of, down to the last part known; at most 8 levels and 200 parts, nearest first. */
type Provenance = { position: number; batch: z.infer<typeof batchRefSchema>; parts: Provenance[] };

export const provenanceSchema: z.ZodType<Provenance> = z.object({
  position: count.describe("Which part of the whole it is, from 0."),
  batch: batchRefSchema.describe("The batch that the part is of."),
  get parts() {
    return z.array(provenanceSchema).describe("Parts of that part.");
  },
});
