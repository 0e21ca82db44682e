import { type Address, getAddress, isAddress } from "viem";
import { z } from "zod";
import type { Finding } from "./disclosure.ts";
import { MusterError } from "./errors.ts";
import { formatModelId, parseModelId } from "./ids.ts";

/**
 * What a researcher keeps between filing and revealing. Without it nobody can reveal, and whoever has it knows what was found:
 * the register has no copy.
 */
const FINDING_FORMAT = "muster-finding/1";

export type FindingFile = { chainId: number; disclosures: Address; researcher: Address; finding: Finding };

const address = z
  .string()
  .refine((text) => isAddress(text, { strict: false }))
  .transform((text) => getAddress(text));
const word = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);

const schema = z.strictObject({
  format: z.literal(FINDING_FORMAT),
  chainId: z.number().int().positive(),
  disclosures: address,
  researcher: address,
  finding: z.strictObject({
    modelId: z.string().transform((text) => parseModelId(text)),
    kind: z.enum(["vulnerability", "breach"]),
    declaration: z.number().int().min(0).max(65_535),
    subject: z.string(),
    digest: word,
    salt: word,
  }),
});

export function encodeFinding({ finding, ...rest }: FindingFile): string {
  return `${JSON.stringify({ format: FINDING_FORMAT, ...rest, finding: { ...finding, modelId: formatModelId(finding.modelId) } }, null, 2)}\n`;
}

/** @throws MusterError `finding-invalid`. */
export function decodeFinding(text: string): FindingFile {
  try {
    const { format, ...file } = schema.parse(JSON.parse(text));
    return file;
  } catch (cause) {
    throw new MusterError("finding-invalid", {}, { cause });
  }
}
