import { z } from "zod";
import { asNumber, parseModelId } from "../../domain/ids.ts";
import { DISCOUNTS, FAMILIES, NETWORK_VERDICTS } from "../../domain/network-standing.ts";
import { ids, pagedQuery } from "./asked.ts";
import { attackNumbers, attackTotalsSchema } from "./attacks.ts";
import { address, blockSchema, count, digest, historyEntrySchema, page, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { modelRefSchema } from "./products.ts";

const family = z.enum(FAMILIES);
const asn = z.number().int().positive();
const ofBoth = <Schema extends z.ZodType>(schema: Schema) => z.object({ ipv4: schema, ipv6: schema });

/** Why something does not count, and since when (lib/domain/network-standing.ts). */
export const discountSchema = z.object({ reason: z.enum(DISCOUNTS), at: time });

/** How a network stands in one family of addresses, and what that rests on. */
export const networkStandingSchema = z.object({
  verdict: z.enum(NETWORK_VERDICTS),
  /** Tests that count: whose spoofed packets were dropped, and whose arrived. */
  blocked: count,
  received: count,
  /** Different reports, and the observers who drew from them. */
  reports: count,
  observers: count,
  /** The oldest and the newest test; null without one. */
  oldest: time.nullable(),
  newest: time.nullable(),
});

/** A body that runs networks, in short. */
export const operatorRefSchema = bodyRefSchema.extend({ /** ISO 3166-1 alpha-2. */ country: z.string() });

export const networkSchema = z.object({
  asn,
  /** Who runs it, by governance; null for nobody in the register. */
  operator: operatorRefSchema.nullable(),
  standing: ofBoth(networkStandingSchema),
  /** Since when its operator wants a newer test; null where it waits for none. */
  retest: ofBoth(time.nullable()),
});

/** The latest of an observer, by one method. */
export const observationSchema = z.object({
  observer: bodyRefSchema,
  /** The key that recorded it. */
  author: address,
  family,
  method: z.enum(["client", "forwarder", "loop", "traffic"]),
  blocked: count,
  received: count,
  first: time,
  last: time,
  expiresAt: time,
  /** SHA-256 of the observer's report. */
  evidence: digest,
  recordedAt: time,
  /** Why it does not count; null when it does. */
  discount: discountSchema.nullable(),
  /** By its observer; null while it stands. */
  withdrawn: z.object({ at: time, reason: z.string() }).nullable(),
});

export const networkReplySchema = z.object({
  operator: bodyRefSchema,
  author: address,
  /** Null for both. */
  family: family.nullable(),
  wantsRetest: z.boolean(),
  text: z.string(),
  at: time,
});

/** An operator's word, and no measurement. */
export const membershipSchema = z.object({
  operator: bodyRefSchema,
  author: address,
  programme: z.string(),
  /** Null when it is not a member any more. */
  since: time.nullable(),
  /** Where the programme names its members; as the operator wrote it. */
  link: z.string(),
  at: time,
});

/** Reports about devices of a model in a network, in a week. */
export const attackCountSchema = z.object({
  asn,
  /** Number of the week, and the Unix times of its first second and of the end. */
  week: count,
  from: time,
  to: time,
  operator: bodyRefSchema,
  publishedAt: time,
  /** Null for reports of which nobody knows the model. */
  model: modelRefSchema.nullable(),
  ...attackNumbers,
  /** Why it does not count on scorecards; null when it does. */
  discount: discountSchema.nullable(),
});

export const networkViewSchema = networkSchema.extend({
  /** When governance last decided who runs it, and why; null while it has not. */
  assigned: z.object({ at: time, reason: z.string() }).nullable(),
  /** Also those that do not count. Newest test first. */
  observations: z.array(observationSchema),
  /** Newest first; the newest 50. */
  replies: z.array(networkReplySchema),
  memberships: z.array(membershipSchema),
  /** Weeks that were published: the newest 52, the newest first. */
  weeks: z.array(
    z.object({
      week: count,
      from: time,
      to: time,
      operator: bodyRefSchema,
      publishedAt: time,
      discount: discountSchema.nullable(),
      counts: z.array(z.object({ model: modelRefSchema.nullable(), ...attackNumbers })),
    }),
  ),
  /** Newest last; the newest 200. */
  history: z.array(historyEntrySchema),
  asOf: blockSchema,
});

export const networkFilters = {
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be two capital letters of ISO 3166-1")
    .optional()
    .describe("Of the network's operator."),
  verdict: z.enum(NETWORK_VERDICTS).optional().describe("In either family, or in the one that is asked for."),
  family: family.optional().describe("In which the verdict is meant."),
  operator: ids.org.optional().describe("Number of the operator."),
  observer: ids.org.optional().describe("Number of an observer who has recorded something of the network."),
};

export const networksQuery = pagedQuery(ids.network, networkFilters);

export const verdictCountsSchema = z.record(z.enum(NETWORK_VERDICTS), count);
const sharesSchema = z.object({ networks: count, verdicts: ofBoth(verdictCountsSchema) });

/** By number. */
export const networksSchema = page(networkSchema).extend({
  /** Of all that fit but for their verdict. */
  ...sharesSchema.shape,
  /** The same by the country of the operator, by code, and by operator, by number; null for networks without one. */
  countries: z.array(sharesSchema.extend({ country: z.string().nullable() })),
  operators: z.array(sharesSchema.extend({ operator: operatorRefSchema.nullable() })),
  asOf: blockSchema,
});

/** Where a page ends: a week, a network and a model, of which 0 stands for the unknown one. */
const attackCursor = z.string().transform((text, context) => {
  const [, week, network, model] = /^(\d{1,10})_(\d{1,10})_(0|\d{1,10}-\d{14})$/.exec(text) ?? [];
  if (week && network && model)
    return {
      week: Number(week),
      asn: asNumber(network),
      modelId: model === "0" ? (0n as ReturnType<typeof parseModelId>) : parseModelId(model),
    };
  context.addIssue({ code: "custom", message: "must be a cursor that this list gave" });
  return z.NEVER;
});

export const attackFilters = {
  model: ids.model.optional(),
  org: ids.org.optional().describe("Number of the maker."),
  network: ids.network.optional().describe("Number of an autonomous system."),
};

export const attacksQuery = pagedQuery(attackCursor, attackFilters);
export const attacksSchema = page(attackCountSchema).extend({
  /** Of the last published weeks, of what was asked for. */
  totals: attackTotalsSchema,
  asOf: blockSchema,
});

export type NetworkSummary = z.infer<typeof networkSchema>;
export type NetworkList = z.infer<typeof networksSchema>;
export type VerdictCounts = z.infer<typeof verdictCountsSchema>;
export type AttackCountView = z.infer<typeof attackCountSchema>;
