import { type Hex, sha256 } from "viem";
import { z } from "zod";
import { MusterError } from "./errors.ts";
import { isGs1Text } from "./gs1-text.ts";
import { isGtin14 } from "./gtin.ts";
import { MAX_PARTS } from "./kinds.ts";
import { orderProblem, type SerialOrder } from "./serial-order.ts";
import { MAX_UNITS, treeFileBytes } from "./tree-file.ts";

/**
 * What a maker publishes about a batch besides the root: the document whose SHA-256 is on chain. It is public, so it
 * names no serial, not even the first and the last.
 */
export const MANIFEST_FORMAT = "muster-batch/1";
const MANIFEST_MAX_BYTES = 65_536;

const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const date = z.iso.date();

/** See lib/domain/serial-order.ts for what each means. */
const serialOrder = z
  .union([
    z.enum(["text", "numeric"]),
    z.strictObject({ fixedWidth: z.int() }),
    z.strictObject({ prefixes: z.array(z.string()).readonly() }),
    z.strictObject({ dateCode: z.strictObject({ at: z.int(), format: z.string() }) }),
  ])
  .superRefine((order: SerialOrder, context) => {
    const problem = orderProblem(order);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

/** Units `first..last` contain units of the batch that the component's maker registered under this GTIN and lot. */
const componentRange = z.strictObject({
  gtin: z.string().refine(isGtin14, "is not a GTIN-14"),
  lot: z.string().refine(isGs1Text, "is not a lot number"),
  first: z.int().min(0),
  last: z.int().min(0),
});

const manifestSchema = z
  .strictObject({
    format: z.literal(MANIFEST_FORMAT),
    model: z.strictObject({ gtin: z.string().refine(isGtin14, "is not a GTIN-14"), kind: z.enum(["device", "component"]) }),
    lot: z.string().refine(isGs1Text, "is not a lot number"),
    /** The order in which units are numbered by their serials. */
    order: serialOrder,
    size: z.int().min(1).max(MAX_UNITS),
    /** First and last day of production. */
    made: z.strictObject({ from: date, to: date }),
    /** Units that can sign. */
    signers: z.int().min(0),
    root: digest,
    /** The tree file, laid out as lib/domain/tree-file.ts describes; its last 32 bytes are the root. */
    tree: z.strictObject({ sha256: digest, bytes: z.int().min(32) }),
    /** Which lots of which components sit in which units, where the factory's file says so. */
    components: z.array(componentRange).max(MAX_PARTS).optional(),
  })
  .refine(({ made }) => made.from <= made.to, { path: ["made"], message: "the first day of production is after the last" })
  .refine(({ signers, size }) => signers <= size, { path: ["signers"], message: "more than there are units" })
  .refine(({ tree, size }) => tree.bytes === treeFileBytes(size), { path: ["tree", "bytes"], message: "does not fit the size" })
  .refine(({ components = [], size }) => components.every(({ first, last }) => first <= last && last < size), {
    path: ["components"],
    message: "a range is not one of this batch's units",
  });

export type Manifest = z.infer<typeof manifestSchema>;
export type ComponentRange = z.infer<typeof componentRange>;

/** The bytes that are stored and hashed: JSON in the schema's key order, UTF-8, one newline at the end. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(check(manifest), null, 2)}\n`);
}

/** @throws MusterError `manifest-invalid`. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  if (bytes.length > MANIFEST_MAX_BYTES) throw new MusterError("manifest-invalid", { problem: "it is too long" });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new MusterError("manifest-invalid", { problem: "it is not JSON in UTF-8" }, { cause });
  }
  return check(value);
}

export const manifestDigest = (bytes: Uint8Array): Hex => sha256(bytes);

function check(value: unknown): Manifest {
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const problem = issue ? `${issue.path.join(".") || "the document"}: ${issue.message}` : "unknown";
  throw new MusterError("manifest-invalid", { problem }, { cause: parsed.error });
}
