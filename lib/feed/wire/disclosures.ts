import { z } from "zod";
import { STANDINGS } from "../../domain/disclosure.ts";
import { ids, pagedQuery } from "./asked.ts";
import { address, blockSchema, count, digest, historyEntrySchema, page, time } from "./basics.ts";
import { bodyRefSchema } from "./organizations.ts";
import { modelRefSchema } from "./products.ts";
import { standingCountsSchema } from "./standings.ts";

const kind = z.enum(["vulnerability", "breach"]);

/** What somebody found out about a model, and what is said of it. */
export const disclosureSchema = z.object({
  id: z.number().int(),
  model: modelRefSchema,
  kind,
  /** Of a breach, the version of the security declaration; null for a vulnerability. */
  declaration: z.number().int().nullable(),
  /** A breach's provision of ETSI EN 303 645, or a CVE; null where there is none that reads as one. */
  subject: z.string().nullable(),
  /** SHA-256 of the document. */
  digest,
  researcher: address,
  /** When the researcher knew of it, at the latest. */
  filedAt: time,
  /** What was filed then, and the number that was hidden in it. */
  commitment: digest,
  salt: digest,
  /** From when everybody knew of it. The maker's clock runs from here. */
  revealedAt: time,
  tx: digest,
  standing: z.enum(STANDINGS),
  /** The maker's last; null while it is silent. */
  answer: z
    .object({
      says: z.enum(["acknowledged", "fixed", "disputed"]),
      /** Sequence number of the release that fixes it; null for none. */
      release: z.number().int().nullable(),
      /** SHA-256 of what it explains; all zeros for nothing. */
      document: digest,
      at: time,
    })
    .nullable(),
  firstAnsweredAt: time.nullable(),
  /** When the maker said first that it is fixed. */
  fixedAt: time.nullable(),
  /** By when the maker owes an answer; null when it owes none. */
  answerDueAt: time.nullable(),
  /** The last demand of a regulator; null when there was none. */
  demand: z.object({ by: bodyRefSchema, at: time, dueAt: time, reason: z.string(), answeredAt: time.nullable() }).nullable(),
  /** The last word of each regulator. */
  judgements: z.array(z.object({ regulator: bodyRefSchema, verdict: z.enum(["confirmed", "dismissed"]), reason: z.string(), at: time })),
  /** By its researcher; null while it stands. */
  withdrawn: z.object({ at: time, reason: z.string() }).nullable(),
});

export const disclosureViewSchema = disclosureSchema.extend({
  /** Newest last; the newest 200. */
  history: z.array(historyEntrySchema),
  asOf: blockSchema,
});

/** Where a page ends: the place of a standing, and a number. */
const cursor = z
  .string()
  .regex(/^[0-5]-[1-9][0-9]{0,8}$/, "must be a cursor that this list gave")
  .transform((text) => text.split("-").map(Number) as [rank: number, id: number]);

export const disclosuresQuery = pagedQuery(cursor, {
  model: ids.model.optional(),
  org: ids.org.optional().describe("Number of the maker."),
  researcher: ids.account.optional().describe("Address of who disclosed it."),
  kind: kind.optional(),
  standing: z.enum(STANDINGS).optional(),
});

/** Confirmed ones first, then what a regulator wants answered, what is answered, what is not, and what was dismissed or taken back. */
export const disclosuresSchema = page(disclosureSchema).extend({
  /** Of all that fit but for their standing. */
  counts: standingCountsSchema,
  /** Filed by anybody about anything and not revealed. */
  filed: count,
});

export const clocksQuery = z.strictObject({
  org: ids.org.optional().describe("Number of the maker."),
  limit: z.coerce.number<number>().int().min(1).max(500).default(100),
});

/** Makers who owe an answer, those first who have owed it longest. */
export const clocksSchema = z.object({
  items: z.array(
    z.object({
      maker: bodyRefSchema,
      about: z.enum(["recall", "disclosure"]),
      /** Number of the recall or disclosure. */
      id: z.number().int(),
      askedAt: time,
      dueAt: time,
      /** By a regulator, with a day of its own. */
      demanded: z.boolean(),
    }),
  ),
  /** Answers that were asked for in open recalls and in disclosures that stand; those that are owed; those that are late. */
  asked: count,
  owed: count,
  overdue: count,
  asOf: blockSchema,
});

export type StandingCounts = z.infer<typeof standingCountsSchema>;
export type DisclosureSummary = z.infer<typeof disclosureSchema>;
