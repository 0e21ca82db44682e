import { z } from "zod";
import { count } from "./basics.ts";
import { since } from "./register.ts";

/** EPCIS 2.0 in JSON-LD: of the standard only what the register has something to say in (lib/domain/epcis.ts). */

/** Each entry of the register is looked into, and a recall can reach thousands of lots. */
const MAX_ENTRIES = 50;

export const epcisQuery = z.strictObject({
  since,
  limit: z.coerce.number<number>().int().min(1).max(MAX_ENTRIES).default(20).describe("Entries of the register that are looked into."),
});

const moment = z.iso.datetime();
const lot = z.string().regex(/^https:\/\/id\.gs1\.org\/01\/[0-9]{14}(\/10\/[^/]+)?$/);
const counted = z.array(z.object({ epcClass: lot, quantity: count })).min(1);

const common = {
  eventID: z.string().regex(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/),
  eventTime: moment,
  eventTimeZoneOffset: z.literal("+00:00"),
  recordTime: moment,
};

const recalled = z.array(z.literal("recalled")).length(1);

const commissioningSchema = z.object({
  ...common,
  type: z.literal("ObjectEvent"),
  action: z.literal("ADD"),
  bizStep: z.literal("commissioning"),
  disposition: z.literal("active"),
  quantityList: counted,
});

const assemblingSchema = z.object({
  ...common,
  type: z.literal("TransformationEvent"),
  bizStep: z.literal("assembling"),
  transformationID: z.string(),
  inputQuantityList: z.array(z.object({ epcClass: lot })).min(1),
  outputQuantityList: counted,
});

const recalledSchema = z.object({
  ...common,
  type: z.literal("ObjectEvent"),
  action: z.literal("OBSERVE"),
  persistentDisposition: z.union([z.object({ set: recalled }), z.object({ unset: recalled })]),
  quantityList: counted,
  bizTransactionList: z.array(z.object({ bizTransaction: z.string() })).length(1),
});

const owningParty = z.literal("owning_party");
const ownedSchema = z.object({
  ...common,
  type: z.literal("ObjectEvent"),
  action: z.literal("OBSERVE"),
  quantityList: counted,
  sourceList: z.array(z.object({ type: owningParty, source: z.string() })).length(1),
  destinationList: z.array(z.object({ type: owningParty, destination: z.string() })).length(1),
});

export const epcisEventSchema = z.union([commissioningSchema, assemblingSchema, recalledSchema, ownedSchema]);

export const epcisSchema = z.object({
  "@context": z.tuple([z.string(), z.object({ muster: z.string() })]),
  type: z.literal("EPCISQueryDocument"),
  schemaVersion: z.literal("2.0"),
  /** Time of the newest block. */
  creationDate: moment,
  epcisBody: z.object({
    queryResults: z.object({
      queryName: z.literal("SimpleEventQuery"),
      resultsBody: z.object({ eventList: z.array(epcisEventSchema) }),
    }),
  }),
  "muster:next": z.string().describe("Where to go on, as `since`."),
  "muster:settled": z.string().nullable().describe("Up to here no reorganisation reaches; null where all is newer."),
  "muster:more": z.boolean(),
});
