import type { Hex } from "viem";
import type { DeviceId, ModelId, OrgId, RecallId } from "../../domain/ids.ts";
import {
  EVIDENCES,
  type Evidence,
  MEASURES,
  type Measure,
  position,
  REMEDIES,
  REPLIES,
  type Remedy,
  type Reply,
  SCOPE_KINDS,
  SEVERITIES,
  type Severity,
} from "../../domain/kinds.ts";
import { type Signed, UNSIGNED } from "../../domain/owner-signed.ts";
import type { ScopeItem } from "../../domain/scope.ts";
import { recallsAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Recalls">;
const call = callsOf("Recalls", recallsAbi);

// ---- issuers: every step is drafted by one key and released by another, see draft.ts ----

export type NewRecall = {
  issuer: OrgId;
  measure: Measure;
  severity: Severity;
  /** Weakest evidence that counts as remedied. */
  minEvidence: Exclude<Evidence, "none">;
  /** SHA-256 of the notice document. */
  notice: Hex;
  scope: ScopeItem[];
  fixes: { modelId: ModelId; sequence: number }[];
};

/** The next version of a recall. */
export type Amendment = {
  recallId: RecallId;
  /** That it becomes. */
  version: number;
  measure: Measure;
  severity: Severity;
  /** SHA-256 of the notice document. */
  notice: Hex;
  /** What widens the scope; as exclusions, what narrows it. */
  added: ScopeItem[];
  /** For the public. */
  reason: string;
};

const scopeItem = (item: ScopeItem) => ({
  kind: position(SCOPE_KINDS, item.kind),
  excluded: item.excluded ?? false,
  subject: "modelId" in item ? item.modelId : BigInt(item.batchId),
  first: "first" in item ? item.first : 0,
  last: "last" in item ? item.last : 0,
});

/** @param digest From `draftDigest`. */
export const draftStep = (register: Register, issuer: OrgId, digest: Hex): Call => call(register, "draft", issuer, digest);

export const discardDraft = (register: Register, issuer: OrgId, digest: Hex): Call => call(register, "discardDraft", issuer, digest);

export const openRecall = (register: Register, recall: NewRecall): Call =>
  call(register, "open", {
    issuer: recall.issuer,
    measure: position(MEASURES, recall.measure),
    severity: position(SEVERITIES, recall.severity),
    minEvidence: position(EVIDENCES, recall.minEvidence),
    notice: recall.notice,
    scope: recall.scope.map(scopeItem),
    fixes: recall.fixes.map(({ modelId, sequence }) => ({ modelId, sequence })),
  });

export const amendRecall = (register: Register, { recallId, version, measure, severity, notice, added, reason }: Amendment): Call =>
  call(register, "amend", {
    recallId,
    version,
    measure: position(MEASURES, measure),
    severity: position(SEVERITIES, severity),
    notice,
    added: added.map(scopeItem),
    reason,
  });

export const closeRecall = (register: Register, recallId: RecallId, reason: string): Call => call(register, "close", recallId, reason);

export const withdrawRecall = (register: Register, recallId: RecallId, reason: string): Call =>
  call(register, "withdraw", recallId, reason);

// ---- makers ----

export const offerFix = (register: Register, recallId: RecallId, modelId: ModelId, sequence: number): Call =>
  call(register, "offerFix", recallId, modelId, sequence);

// That a unit is affected is shown by `path`, which comes from the feed: one byte a step down to the recalled component,
// `0x` when the unit's own batch or model is in scope.

/** @param document SHA-256 of what the maker explains; zeros for nothing. */
export const replyAsMaker = (register: Register, recallId: RecallId, deviceId: DeviceId, path: Hex, reply: Reply, document: Hex): Call =>
  call(register, "replyAsMaker", recallId, deviceId, path, position(REPLIES, reply), document);

// ---- owners and repairers ----

export const acknowledgeRecall = (register: Register, recallId: RecallId, deviceId: DeviceId, path: Hex, signed: Signed = UNSIGNED): Call =>
  call(register, "acknowledge", recallId, deviceId, path, signed);

export const stateRemedy = (
  register: Register,
  recallId: RecallId,
  deviceId: DeviceId,
  path: Hex,
  remedy: Remedy,
  signed: Signed = UNSIGNED,
): Call => call(register, "stateRemedy", recallId, deviceId, path, position(REMEDIES, remedy), signed);

/** @param orgId The repairer's, or the unit's maker's. */
export const recordRemedy = (register: Register, recallId: RecallId, deviceId: DeviceId, path: Hex, remedy: Remedy, orgId: OrgId): Call =>
  call(register, "recordRemedy", recallId, deviceId, path, position(REMEDIES, remedy), orgId);
