import { z } from "zod";
import { ids } from "./asked.ts";
import { count } from "./basics.ts";

/** Recalls in the shape of the CPSC's Recall Retrieval service (lib/domain/us-exports.ts). */

const MAX_RECALLS = 200;

export const cpscQuery = z.strictObject({
  cursor: ids.recall.optional().describe("`RecallID` of the last one before."),
  limit: z.coerce.number<number>().int().min(1).max(MAX_RECALLS).default(MAX_RECALLS),
});

const none = z.array(z.never());
const moment = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00$/);

export const cpscSchema = z.array(
  z.object({
    RecallID: count,
    RecallNumber: z.string(),
    RecallDate: moment,
    Description: z.literal("").describe("In the notice; the register holds its digest."),
    URL: z.literal("").describe("The recall's page on whichever site: /recalls/{RecallID}."),
    Title: z.string(),
    ConsumerContact: z.string().describe("Domain of the body that issued it."),
    LastPublishDate: moment.describe("Of the newest version."),
    Products: z.array(
      z.object({
        Name: z.string(),
        Description: z.literal(""),
        Model: z.string().describe("GTIN-14."),
        Type: z.literal(""),
        CategoryID: z.literal(""),
        NumberOfUnits: z.string().describe("Devices that are affected, exactly."),
      }),
    ),
    Inconjunctions: none,
    Images: none,
    Injuries: none,
    Manufacturers: z.array(z.object({ Name: z.string(), CompanyID: z.string() })),
    Retailers: none,
    Importers: none,
    Distributors: none,
    SoldAtLabel: z.null(),
    ManufacturerCountries: none,
    ProductUPCs: z.array(z.object({ UPC: z.string() })),
    Hazards: none,
    Remedies: z.array(z.object({ Name: z.string() })),
    RemedyOptions: z.array(z.object({ Option: z.literal("Repair") })),
  }),
);
