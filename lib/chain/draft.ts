import { type AbiParameter, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { z } from "zod";
import { MusterError } from "../domain/errors.ts";
import { batchId, formatModelId, orgId, parseModelId } from "../domain/ids.ts";
import type { ScopeItem } from "../domain/scope.ts";
import { recallsAbi } from "./abis.generated.ts";
import { type NewRecall, openingArgument } from "./calls.ts";

/**
 * A recall before it is released: the file that one colleague drafts and another releases. On chain is only its digest,
 * because a defect without a fix is not for everyone's eyes.
 */
const DRAFT_FORMAT = "muster-recall-draft/1";

const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const index = z.number().int().nonnegative();

export const draftSchema = z.strictObject({
  format: z.literal(DRAFT_FORMAT),
  issuer: z.number().int(),
  measure: z.enum(["recall", "safety-warning", "corrective-update", "withdrawal"]),
  severity: z.enum(["low", "medium", "high", "critical"]),
  minEvidence: z.enum(["owner", "repairer", "maker", "device"]),
  /** SHA-256 of the notice document. */
  notice: digest,
  scope: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("model"), model: z.string() }),
        z.strictObject({ kind: z.literal("batch"), batch: z.number().int(), first: index, last: index }),
        z.strictObject({ kind: z.literal("component"), batch: z.number().int() }),
      ]),
    )
    .min(1)
    .max(64),
  fixes: z.array(z.strictObject({ model: z.string(), sequence: z.number().int().positive() })).max(64),
});

export type DraftDocument = z.infer<typeof draftSchema>;

const scopeToText = (item: ScopeItem): DraftDocument["scope"][number] => {
  if (item.kind === "model") return { kind: "model", model: formatModelId(item.modelId) };
  if (item.kind === "batch") return { kind: "batch", batch: item.batchId, first: item.first, last: item.last };
  return { kind: "component", batch: item.batchId };
};

const scopeFromText = (item: DraftDocument["scope"][number]): ScopeItem => {
  if (item.kind === "model") return { kind: "model", modelId: parseModelId(item.model) };
  if (item.kind === "batch") return { kind: "batch", batchId: batchId(item.batch), first: item.first, last: item.last };
  return { kind: "component", batchId: batchId(item.batch) };
};

export const encodeDraft = ({ issuer, measure, severity, minEvidence, notice, scope, fixes }: NewRecall): DraftDocument =>
  draftSchema.parse({
    format: DRAFT_FORMAT,
    issuer,
    measure,
    severity,
    minEvidence,
    notice,
    scope: scope.map(scopeToText),
    fixes: fixes.map(({ modelId, sequence }) => ({ model: formatModelId(modelId), sequence })),
  });

/** @param value Parsed JSON of unknown origin. @throws MusterError `draft-invalid` or `invalid-id`. */
export function decodeDraft(value: unknown): NewRecall {
  const parsed = draftSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new MusterError(
      "draft-invalid",
      { problem: `${issue?.path.join(".") || "the file"}: ${issue?.message}` },
      { cause: parsed.error },
    );
  }
  const { issuer, measure, severity, minEvidence, notice, scope, fixes } = parsed.data;
  return {
    issuer: orgId(issuer),
    measure,
    severity,
    minEvidence,
    notice: notice as Hex,
    scope: scope.map(scopeFromText),
    fixes: fixes.map(({ model, sequence }) => ({ modelId: parseModelId(model), sequence })),
  };
}

const openFunction = recallsAbi.find((item) => item.type === "function" && item.name === "open") as { inputs: readonly AbiParameter[] };

/** Digest that announces a draft on chain: keccak256(abi.encode(opening)), as `Recalls.open` recomputes it. */
export const draftDigest = (recall: NewRecall): Hex => keccak256(encodeAbiParameters(openFunction.inputs, [openingArgument(recall)]));
