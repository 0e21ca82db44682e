import type { Declaration, ProvisionAnswer } from "./declaration.ts";
import type { FieldChange } from "./version-difference.ts";
import { wordDifference } from "./word-difference.ts";

/** What one version of a declaration changes in the one before. */
export type DeclarationDifference = {
  /** Provisions whose answer or reason is another, in the order of the table. */
  provisions: { id: string; before: ProvisionAnswer; after: ProvisionAnswer; reason: string | null }[];
  /** Everything else, part by part. */
  fields: FieldChange[];
};

const FIELDS: Record<Exclude<keyof Declaration, "format" | "standard" | "provisions">, string> = {
  language: "language",
  model: "product",
  maker: "maker",
  representatives: "representatives",
  credentials: "credentials",
  keys: "keys",
  passwordChange: "changing the password",
  support: "support",
  vulnerabilities: "reports of vulnerabilities",
  updates: "updates",
  personalData: "personal data",
  telemetry: "telemetry",
  instructions: "instructions",
  setup: "setting it up",
  changes: "changes to the product",
  disposal: "taking it out of use",
  integration: "building it in",
  mud: "MUD file",
  bills: "bills of materials",
  conformity: "declaration of conformity",
  unitedKingdom: "statement for the United Kingdom",
  signed: "signed by",
};

/** A part as text, a line for each thing it says. */
function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join("\n");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}: ${textOf(inner)}`)
    .join("\n");
}

export function declarationDifference(before: Declaration, after: Declaration): DeclarationDifference {
  // Both answer every provision of the table, in its order.
  const provisions = after.provisions.flatMap(({ id, answer, reason = null }, at) => {
    const earlier = before.provisions[at] as Declaration["provisions"][number];
    const isSame = earlier.answer === answer && (earlier.reason ?? null) === reason;
    return isSame ? [] : [{ id, before: earlier.answer, after: answer, reason }];
  });
  const fields = Object.entries(FIELDS).flatMap(([name, field]) => {
    const [was, is] = [textOf(before[name as keyof typeof FIELDS]), textOf(after[name as keyof typeof FIELDS])];
    return was === is ? [] : [{ field, words: wordDifference(was, is) }];
  });
  return { provisions, fields };
}
