import { type Hex, sha256 } from "viem";
import { z } from "zod";
import { firstProblem, languageField, linkField, plainField } from "./document-fields.ts";
import { EN_303_645, mayNotApply, PROVISIONS } from "./en303645.ts";
import { MusterError } from "./errors.ts";
import { hasGs1CheckDigit } from "./gtin.ts";
import type { CredentialClass, KeyClass } from "./kinds.ts";

/**
 * The security declaration of a model: what its maker states, provision by provision, and what laws on labels ask for
 * besides. On chain are the credential class, the key class and the SHA-256 of these bytes; `encodeDeclaration` writes
 * them in one fixed order, and whoever fetches them checks the digest before showing a word. Plain text only.
 */
export const DECLARATION_FORMAT = "muster-declaration/1";

/** 68 provisions with a reason of the greatest length each stay below it. */
export const DECLARATION_MAX_BYTES = 262_144;

export const PROVISION_ANSWERS = ["met", "not-met", "not-applicable"] as const;
export type ProvisionAnswer = (typeof PROVISION_ANSWERS)[number];

const CREDENTIALS = ["absent", "unique-per-device", "set-by-user", "shared"] as const satisfies readonly CredentialClass[];
const KEYS = ["absent", "unique-per-device", "shared"] as const satisfies readonly KeyClass[];

/** A day of the calendar that exists. */
const day = z.iso.date("is not a day such as 2031-12-31");
const mail = z.email("is not a mail address").max(254);

const partySchema = z.strictObject({ name: plainField(200), address: plainField(500) });

const provisionSchema = z.strictObject({
  id: z.string(),
  answer: z.enum(PROVISION_ANSWERS),
  /** Why not, or why it does not apply; may say how where it is met. */
  reason: plainField(1_000).optional(),
});

/** What a rule about several fields is about. */
type Together = {
  provisions: readonly { id: string; answer: string; reason?: string }[];
  credentials: CredentialClass;
  keys: KeyClass;
  telemetry: { collected: boolean };
  support: { until: string; availableUntil?: string };
};

/** What is wrong with fields together, also while others are still empty. */
export function complainTogether(
  { provisions, credentials, keys, telemetry, support }: Together,
  complain: (path: (string | number)[], message: string) => void,
): void {
  PROVISIONS.forEach((provision, at) => {
    const given = provisions[at];
    const path = ["provisions", provision.id];
    if (given?.id !== provision.id) complain(path, "is missing, or stands in another place than in the table");
    else if (given.answer === "not-applicable" && !mayNotApply(provision)) complain(path, "applies to every device");
    else if (given.answer !== "met" && given.reason === undefined) complain(path, "needs a reason, because it is not met");
  });
  if (provisions.length > PROVISIONS.length) complain(["provisions"], "has more provisions than the table");
  const isMet = (id: string): boolean => provisions.find((provision) => provision.id === id)?.answer === "met";
  if (credentials === "shared" && isMet("5.1-1")) complain(["provisions", "5.1-1"], "cannot be met with a password that all units share");
  if (keys === "shared" && isMet("5.4-4")) complain(["provisions", "5.4-4"], "cannot be met with keys that all units share");
  const denies = provisions.find(({ id }) => id === "6-5")?.answer === "not-applicable";
  if (telemetry.collected && denies) complain(["provisions", "6-5"], "applies, because telemetry is collected");
  if (support.availableUntil !== undefined && support.availableUntil < support.until)
    complain(["support", "availableUntil"], "lies before the end of support");
}

export const declarationSchema = z
  .strictObject({
    format: z.literal(DECLARATION_FORMAT),
    /** Whose table the provisions are from. */
    standard: z.literal(EN_303_645),
    language: languageField,
    model: z.strictObject({
      /** 14 digits. */
      gtin: z
        .string()
        .regex(/^[0-9]{14}$/)
        .refine(hasGs1CheckDigit, "has a wrong check digit"),
      name: plainField(200),
      /** What kind of product it is, such as "video doorbell". */
      type: plainField(200),
      /** What it is meant for, and in which surroundings. */
      intendedUse: plainField(2_000).optional(),
      /** Uses and misuses that can be foreseen and bring risks. */
      risks: plainField(2_000).optional(),
    }),
    maker: partySchema.extend({ email: mail.optional(), website: linkField.optional() }),
    /** Who stands in for the maker, by the country or market. */
    representatives: z.array(partySchema.extend({ market: plainField(100) })).max(10),
    credentials: z.enum(CREDENTIALS),
    keys: z.enum(KEYS),
    /** How the password of delivery is changed, or that it cannot be. */
    passwordChange: plainField(1_000).optional(),
    support: z.strictObject({
      /** Until when security updates are promised, as when it was first supplied. */
      until: day,
      /** Why not for longer. */
      reason: plainField(1_000).optional(),
      /** Until when updates that have appeared can be had. */
      availableUntil: day.optional(),
      /** What kind of help there is besides updates. */
      help: plainField(1_000).optional(),
    }),
    vulnerabilities: z
      .strictObject({
        email: mail.optional(),
        url: linkField.optional(),
        /** The policy on disclosure. */
        policy: linkField.optional(),
        /** Days until a report is acknowledged, and between words on how it stands. */
        acknowledgedWithinDays: z.number().int().min(1).max(365),
        statusEveryDays: z.number().int().min(1).max(365),
      })
      .refine(({ email, url }) => email !== undefined || url !== undefined, "needs a mail address or a web address"),
    updates: z.strictObject({
      /** How they reach the unit. */
      delivery: z.enum(["automatic", "by-owner", "none"]),
      text: plainField(1_000),
      /** How automatic installation is switched off. */
      switchOff: plainField(1_000).optional(),
    }),
    personalData: plainField(2_000),
    telemetry: z.strictObject({ collected: z.boolean(), text: plainField(2_000) }),
    /** Where the instructions for secure use are. */
    instructions: linkField.optional(),
    /** How to set it up securely, in short. */
    setup: plainField(2_000).optional(),
    /** What a change of the product does to the security of data. */
    changes: plainField(2_000).optional(),
    /** How to take it out of use so that no data stays. */
    disposal: plainField(2_000).optional(),
    /** What somebody who builds it into another product has to know. */
    integration: plainField(2_000).optional(),
    /** Where its MUD file is, which says to routers whom it needs to talk to (RFC 8520, section 5: by https). */
    mud: linkField.refine((link) => link.startsWith("https://"), "is not an https address").optional(),
    /** Bills of materials: whether they are kept, and where the first can be had. */
    bills: z.strictObject({ software: z.boolean(), hardware: z.boolean(), softwareUrl: linkField.optional() }),
    /** Where the declaration of conformity of the European Union is. */
    conformity: linkField.optional(),
    /** What the maker states under the law of the United Kingdom; absent where it states nothing. */
    unitedKingdom: z.strictObject({ basis: z.enum(["schedule-1", "schedule-2"]), batches: plainField(500) }).optional(),
    /** Each of the table once, in its order. */
    provisions: z.array(provisionSchema).max(100),
    /** Who answers for it. */
    signed: z.strictObject({ name: plainField(200), role: plainField(200), place: plainField(200), date: day }),
  })
  .superRefine((declaration, context) =>
    complainTogether(declaration, (path, message) => context.addIssue({ code: "custom", path, message })),
  );

export type Declaration = z.infer<typeof declarationSchema>;

function judged(value: unknown): Declaration {
  const parsed = declarationSchema.safeParse(value);
  if (!parsed.success) throw new MusterError("declaration-invalid", { problem: firstProblem(parsed.error) }, { cause: parsed.error });
  return parsed.data;
}

function refuseLong(bytes: Uint8Array): void {
  if (bytes.length > DECLARATION_MAX_BYTES)
    throw new MusterError("declaration-invalid", { problem: `it is longer than ${DECLARATION_MAX_BYTES / 1024} KiB` });
}

/** The bytes that are stored and hashed: JSON in the schema's key order, UTF-8, one newline at the end. */
export function encodeDeclaration(declaration: Declaration): Uint8Array {
  const bytes = new TextEncoder().encode(`${JSON.stringify(judged(declaration), null, 2)}\n`);
  refuseLong(bytes);
  return bytes;
}

/** What a file of the form holds, before anything is known of it. @throws MusterError `declaration-invalid`. */
export function declarationJson(bytes: Uint8Array): unknown {
  refuseLong(bytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new MusterError("declaration-invalid", { problem: "it is not JSON in UTF-8" }, { cause });
  }
}

/** Reads a declaration; of one from the store the digest was checked. @throws MusterError `declaration-invalid`. */
export const decodeDeclaration = (bytes: Uint8Array): Declaration => judged(declarationJson(bytes));

/** What stands on chain for these bytes. */
export const declarationDigest = (bytes: Uint8Array): Hex => sha256(bytes);

/** What the register itself has of a model and of its declaration. */
export type DeclaredFacts = { gtin: string /** Unix time. */; supportEnd: number; credentials: CredentialClass; keys: KeyClass };

/**
 * Where a declaration and the register contradict each other, a sentence's end each. The end of support only moves later
 * on chain, so an earlier promise in the document is none.
 */
export function contradictions(
  { model, credentials, keys, support }: Pick<Declaration, "model" | "credentials" | "keys" | "support">,
  facts: DeclaredFacts,
): string[] {
  const found: string[] = [];
  if (model.gtin !== facts.gtin) found.push(`it is about GTIN ${model.gtin}, the model is ${facts.gtin}`);
  if (credentials !== facts.credentials) found.push(`its credential class is ${credentials}, the register's is ${facts.credentials}`);
  if (keys !== facts.keys) found.push(`its key class is ${keys}, the register's is ${facts.keys}`);
  if (Date.parse(`${support.until}T00:00:00Z`) / 1000 > facts.supportEnd)
    found.push(`it promises updates until ${support.until}, the register less`);
  return found;
}

/** @throws MusterError `declaration-contradicts`. */
export function requireAgreement(declaration: Declaration, facts: Pick<DeclaredFacts, "gtin" | "supportEnd">): void {
  const { credentials, keys } = declaration;
  const [problem] = contradictions(declaration, { ...facts, credentials, keys });
  if (problem) throw new MusterError("declaration-contradicts", { problem });
}

/** What one declaration says of the provisions, counted. Mandatory ones that are not met are what a buyer wants to know. */
export function countProvisions({ provisions }: Pick<Declaration, "provisions">) {
  const count = (mandatory: boolean) => {
    const ids = new Set(PROVISIONS.filter(({ status }) => status.startsWith("M") === mandatory).map(({ id }) => id));
    const of = provisions.filter(({ id }) => ids.has(id));
    const answered = (answer: ProvisionAnswer): number => of.filter((provision) => provision.answer === answer).length;
    return { met: answered("met"), notMet: answered("not-met"), notApplicable: answered("not-applicable") };
  };
  return { mandatory: count(true), recommended: count(false) };
}
