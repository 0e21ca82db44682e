import { type Hex, sha256 } from "viem";
import { z } from "zod";
import { firstProblem, languageField, linkField as link, plainField as text, UNREADABLE } from "./document-fields.ts";
import { MusterError } from "./errors.ts";

/**
 * The notice of a recall: the document that people read. On chain is only its SHA-256, so the bytes are the document:
 * `encodeNotice` writes them in one fixed order, and whoever fetches them checks the digest before showing a word.
 *
 * Plain text only. Nothing in it is markup, and a page shows it as text; line breaks are the only layout.
 */
export const NOTICE_FORMAT = "muster-notice/1";

/** Far above any real notice (the longest real advisory known to us is 60 kB), far below what could hurt a reader. */
export const NOTICE_MAX_BYTES = 262_144;

const REMEDY_KINDS = ["update", "repair", "replacement", "refund", "workaround", "none"] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];

/** How advisories sort remedies: a mitigation is no workaround, and that no fix is planned is not that there is none yet. */
export const REMEDY_CATEGORIES = ["vendor_fix", "mitigation", "workaround", "none_available", "no_fix_planned"] as const;
export type RemedyCategory = (typeof REMEDY_CATEGORIES)[number];

/** Worst first: where a source says several things of a product, the worst counts. */
export const PRODUCT_STATUSES = ["affected", "under-investigation", "fixed", "not-affected"] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

const severities = ["low", "medium", "high", "critical"] as const;

export const noticeSchema = z.strictObject({
  format: z.literal(NOTICE_FORMAT),
  /** BCP 47 tag of the language of all texts. */
  language: languageField,
  headline: text(200),
  /** What can happen, and to whom. */
  hazard: text(8_000),
  /** What the owner does now, a step each, first things first. */
  whatToDo: z.array(text(2_000)).min(1).max(20),
  /** Take the unit out of use until it is remedied. */
  stopUse: z.boolean(),
  /** Keep the unit off the internet until it is remedied. */
  isolateFromNetwork: z.boolean(),
  /** What the issuer offers. */
  remedies: z
    .array(
      z.strictObject({
        kind: z.enum(REMEDY_KINDS),
        text: text(4_000),
        url: link.optional(),
        /** As the source has it, where it is an advisory. */
        category: z.enum(REMEDY_CATEGORIES).optional(),
      }),
    )
    .max(20),
  contact: z.strictObject({
    name: text(200),
    email: text(254).optional(),
    phone: text(50).optional(),
    /** Whether calling costs nothing. */
    phoneIsFree: z.boolean().optional(),
    url: link.optional(),
    /** Where a source has its contact details as one text. */
    details: text(1_000).optional(),
  }),
  /** Products as the source names them. What is meant is the recall's scope on chain; this is for people. */
  products: z
    .array(
      z.strictObject({
        /** The source's own id of the product. */
        id: text(500).optional(),
        vendor: text(200).optional(),
        name: text(500),
        version: text(500).optional(),
        modelNumbers: z.array(text(200)).max(200),
        /** What the source says of the product; nothing when it only names it. */
        status: z.enum(PRODUCT_STATUSES).optional(),
      }),
    )
    .max(2_000),
  vulnerabilities: z
    .array(
      z.strictObject({
        /** CVE number, or the id that another system gave. */
        id: text(100),
        title: text(500).optional(),
        /** CVSS base score and the version of CVSS it is from. */
        score: z.strictObject({ base: z.number().min(0).max(10), version: text(5), vector: text(300).optional() }).optional(),
      }),
    )
    .max(500),
  /** As the source judged it; the recall's own severity is on chain. */
  severity: z.enum(severities).nullable(),
  /** Further paragraphs. */
  notes: z.array(z.strictObject({ title: text(200).optional(), text: text(16_000) })).max(100),
  /** Of the product, and of where its numbers stand on it; the bytes are documents of the register. */
  pictures: z
    .array(z.strictObject({ sha256: z.string().regex(/^0x[0-9a-f]{64}$/), shows: z.enum(["product", "marking"]), text: text(500) }))
    .max(10)
    .optional(),
  /** How many units, in words: "about 12,800". What is meant is the recall's scope on chain. */
  units: text(200).optional(),
  /** Where, when and by whom it was sold, and for how much. */
  sold: z
    .strictObject({
      where: text(500).optional(),
      when: text(200).optional(),
      by: text(500).optional(),
      price: text(200).optional(),
    })
    .optional(),
  /** Who made it, in which country. */
  madeBy: text(500).optional(),
  /** Accidents, injuries and deaths that are known. */
  incidents: text(4_000).optional(),
  /** Why no second remedy is offered. */
  onlyRemedy: text(2_000).optional(),
  /** Asks readers to pass the notice on. */
  share: text(500).optional(),
  /** The document that this notice was made from, null when it was written by hand. */
  source: z
    .strictObject({
      format: z.enum(["csaf-2.0", "cve-5"]),
      id: text(200),
      title: text(500),
      publisher: text(200),
      version: text(50),
      /** ISO 8601, as the source has it. */
      publishedAt: text(50),
      url: link.optional(),
    })
    .nullable(),
});

export type Notice = z.infer<typeof noticeSchema>;

/** The bytes that are stored and hashed: JSON in the schema's key order, UTF-8, one newline at the end. */
export function encodeNotice(notice: Notice): Uint8Array {
  const parsed = noticeSchema.safeParse(notice);
  if (!parsed.success) throw new MusterError("notice-invalid", { problem: firstProblem(parsed.error) }, { cause: parsed.error });
  const bytes = new TextEncoder().encode(`${JSON.stringify(parsed.data, null, 2)}\n`);
  if (bytes.length > NOTICE_MAX_BYTES)
    throw new MusterError("notice-invalid", { problem: `it is longer than ${NOTICE_MAX_BYTES / 1024} KiB` });
  return bytes;
}

/** Reads a notice whose digest was checked. @throws MusterError `notice-invalid`. */
export function decodeNotice(bytes: Uint8Array): Notice {
  if (bytes.length > NOTICE_MAX_BYTES)
    throw new MusterError("notice-invalid", { problem: `it is longer than ${NOTICE_MAX_BYTES / 1024} KiB` });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new MusterError("notice-invalid", { problem: "it is not JSON in UTF-8" }, { cause });
  }
  const parsed = noticeSchema.safeParse(value);
  if (!parsed.success) throw new MusterError("notice-invalid", { problem: firstProblem(parsed.error) }, { cause: parsed.error });
  return parsed.data;
}

/** What stands on chain for these bytes. */
export const noticeDigest = (bytes: Uint8Array): Hex => sha256(bytes);

/** Cuts and cleans text of unknown origin so that it fits a notice; empty text becomes undefined. */
export function plainText(value: string, max: number): string | undefined {
  const clean = value
    .replace(/\r\n?/g, "\n")
    .replace(new RegExp(UNREADABLE.source, "g"), "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  if (clean === "") return undefined;
  return clean.length <= max ? clean : `${clean.slice(0, max - 1).trimEnd()}…`;
}
