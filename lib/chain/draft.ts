import { encodeFunctionData, type Hex, keccak256, zeroAddress } from "viem";
import { z } from "zod";
import { MusterError } from "../domain/errors.ts";
import { batchId, formatModelId, type OrgId, orgId, parseModelId, type RecallId, recallId } from "../domain/ids.ts";
import { SEVERITIES, type Severity } from "../domain/kinds.ts";
import type { ScopeItem } from "../domain/scope.ts";
import { type Amendment, type At, amendRecall, type Call, closeRecall, type NewRecall, openRecall, withdrawRecall } from "./calls.ts";

/**
 * A step of a recall before it is released: the file that one colleague drafts and another releases. On chain is only
 * its digest, because a defect without a fix is not for everyone's eyes.
 */
export type Step =
  | { step: "open"; recall: NewRecall }
  | { step: "amend"; issuer: OrgId; amendment: Amendment }
  | { step: "close" | "withdraw"; issuer: OrgId; recallId: RecallId; reason: string };

/** Between the draft and the release of what makes a recall smaller, in seconds. Twin: `Cases.SHRINK_DELAY`. */
export const SHRINK_DELAY = 86_400;

const DRAFT_FORMAT = "muster-recall-draft/2";

const digest = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
const index = z.number().int().nonnegative();
const range = { first: index, last: index, excluded: z.boolean() };

const scopeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("model"), model: z.string(), excluded: z.boolean() }),
  z.strictObject({ kind: z.literal("batch"), batch: z.number().int(), ...range }),
  z.strictObject({ kind: z.literal("component"), batch: z.number().int() }),
  z.strictObject({ kind: z.literal("made"), model: z.string(), ...range }),
  z.strictObject({ kind: z.literal("shipped"), model: z.string(), ...range }),
]);

const format = z.literal(DRAFT_FORMAT);
const issuer = z.number().int();
const gravity = {
  measure: z.enum(["recall", "safety-warning", "corrective-update", "withdrawal"]),
  severity: z.enum(["low", "medium", "high", "critical"]),
  /** SHA-256 of the notice document. */
  notice: digest,
};
const reason = z.string().min(1).max(2_000);

export const draftSchema = z.discriminatedUnion("step", [
  z.strictObject({
    format,
    step: z.literal("open"),
    issuer,
    ...gravity,
    minEvidence: z.enum(["owner", "repairer", "maker", "device"]),
    scope: z.array(scopeSchema).min(1).max(64),
    fixes: z.array(z.strictObject({ model: z.string(), sequence: z.number().int().positive() })).max(64),
  }),
  z.strictObject({
    format,
    step: z.literal("amend"),
    issuer,
    recall: z.number().int(),
    version: z.number().int(),
    ...gravity,
    added: z.array(scopeSchema).max(64),
    reason,
  }),
  z.strictObject({ format, step: z.enum(["close", "withdraw"]), issuer, recall: z.number().int(), reason }),
]);

export type DraftDocument = z.infer<typeof draftSchema>;
type ScopeText = z.infer<typeof scopeSchema>;

function scopeToText(item: ScopeItem): ScopeText {
  if (item.kind === "component") return { kind: item.kind, batch: item.batchId };
  const excluded = item.excluded ?? false;
  if (item.kind === "batch") return { kind: item.kind, batch: item.batchId, first: item.first, last: item.last, excluded };
  const model = formatModelId(item.modelId);
  return item.kind === "model"
    ? { kind: item.kind, model, excluded }
    : { kind: item.kind, model, first: item.first, last: item.last, excluded };
}

export function scopeFromText(item: ScopeText): ScopeItem {
  if (item.kind === "component") return { kind: item.kind, batchId: batchId(item.batch) };
  const { excluded } = item;
  if (item.kind === "batch") return { kind: item.kind, batchId: batchId(item.batch), first: item.first, last: item.last, excluded };
  const modelId = parseModelId(item.model);
  return item.kind === "model"
    ? { kind: item.kind, modelId, excluded }
    : { kind: item.kind, modelId, first: item.first, last: item.last, excluded };
}

export function encodeDraft(step: Step): DraftDocument {
  const head = { format: DRAFT_FORMAT, step: step.step };
  if (step.step === "open") {
    const { scope, fixes, ...recall } = step.recall;
    const texts = fixes.map(({ modelId, sequence }) => ({ model: formatModelId(modelId), sequence }));
    return draftSchema.parse({ ...head, ...recall, scope: scope.map(scopeToText), fixes: texts });
  }
  if (step.step === "amend") {
    const { recallId: recall, added, ...amendment } = step.amendment;
    return draftSchema.parse({ ...head, issuer: step.issuer, recall, ...amendment, added: added.map(scopeToText) });
  }
  return draftSchema.parse({ ...head, issuer: step.issuer, recall: step.recallId, reason: step.reason });
}

/** @param value Parsed JSON of unknown origin. @throws MusterError `draft-invalid` or `invalid-id`. */
export function decodeDraft(value: unknown): Step {
  const parsed = draftSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const problem = `${issue?.path.join(".") || "the file"}: ${issue?.message}`;
    throw new MusterError("draft-invalid", { problem }, { cause: parsed.error });
  }
  const { format: _, ...draft } = parsed.data;
  if (draft.step === "open") {
    const { step, issuer: by, notice, scope, fixes, ...terms } = draft;
    const releases = fixes.map(({ model, sequence }) => ({ modelId: parseModelId(model), sequence }));
    return { step, recall: { ...terms, issuer: orgId(by), notice: notice as Hex, scope: scope.map(scopeFromText), fixes: releases } };
  }
  if (draft.step === "amend") {
    const { step, issuer: by, recall, notice, added, ...terms } = draft;
    const amendment = { ...terms, recallId: recallId(recall), notice: notice as Hex, added: added.map(scopeFromText) };
    return { step, issuer: orgId(by), amendment };
  }
  return { step: draft.step, issuer: orgId(draft.issuer), recallId: recallId(draft.recall), reason: draft.reason };
}

/** Whether a step makes its recall smaller, so that its release waits. @param present Severity of the recall as it stands. */
export function shrinks(step: Step, present: Severity | undefined): boolean {
  if (step.step !== "amend") return step.step !== "open";
  const { severity, added } = step.amendment;
  const isLower = present !== undefined && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(present);
  return isLower || added.some(({ excluded }) => excluded);
}

export const issuerOf = (step: Step): OrgId => (step.step === "open" ? step.recall.issuer : step.issuer);

/** What people will read because of a step, as a digest; null when it ends a recall. */
export function noticeOf(step: Step): Hex | null {
  if (step.step === "open") return step.recall.notice;
  return step.step === "amend" ? step.amendment.notice : null;
}

/** The call by which the second key releases a step. */
export function releaseCall(register: At<"Recalls">, step: Step): Call {
  if (step.step === "open") return openRecall(register, step.recall);
  if (step.step === "amend") return amendRecall(register, step.amendment);
  return (step.step === "close" ? closeRecall : withdrawRecall)(register, step.recallId, step.reason);
}

/** Digest that announces a step on chain: keccak256 of the call's data, in which no address is named. */
export const draftDigest = (step: Step): Hex => keccak256(encodeFunctionData(releaseCall({ contracts: { Recalls: zeroAddress } }, step)));
