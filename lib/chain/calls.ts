import type { Abi, Address, Hex } from "viem";
import type { BatchId, DeviceId, ModelId, OrgId, RecallId } from "../domain/ids.ts";
import {
  EVIDENCES,
  type Evidence,
  MEASURES,
  type Measure,
  MODEL_KINDS,
  type ModelKind,
  ORG_KINDS,
  type OrgKind,
  PERMISSIONS,
  type Permission,
  position,
  SCOPE_KINDS,
  SEVERITIES,
  type Severity,
} from "../domain/kinds.ts";
import type { Part, ScopeItem } from "../domain/scope.ts";
import { batchesAbi, catalogAbi, devicesAbi, organizationsAbi, recallsAbi } from "./abis.generated.ts";
import type { Deployment } from "./deployments.ts";

/**
 * One function for each verb of the contracts, from our words to a call that any client can send: the CLI and the
 * tests through `send.ts`, the dApp through the visitor's wallet. Nothing here touches a network.
 */
export type Call = { address: Address; abi: Abi; functionName: string; args: readonly unknown[] };

export type Contracts = Pick<Deployment, "contracts">;

// ---- Organizations ----

export type Admission = { kind: OrgKind; admin: Address; name: string; domain: string; country: string };

export const admit = ({ contracts }: Contracts, { kind, admin, name, domain, country }: Admission): Call => ({
  address: contracts.Organizations,
  abi: organizationsAbi,
  functionName: "admit",
  args: [position(ORG_KINDS, kind), admin, name, domain, country],
});

export const setOperator = ({ contracts }: Contracts, orgId: OrgId, operator: Address, permissions: Permission[]): Call => ({
  address: contracts.Organizations,
  abi: organizationsAbi,
  functionName: "setOperator",
  args: [orgId, operator, permissions.reduce((bits, name) => bits | PERMISSIONS[name], 0)],
});

export const requireSecondKey = ({ contracts }: Contracts, orgId: OrgId): Call => ({
  address: contracts.Organizations,
  abi: organizationsAbi,
  functionName: "requireSecondKey",
  args: [orgId],
});

export const setSuspended = ({ contracts }: Contracts, orgId: OrgId, suspended: boolean, reason: string): Call => ({
  address: contracts.Organizations,
  abi: organizationsAbi,
  functionName: "setSuspended",
  args: [orgId, suspended, reason],
});

// ---- Catalog ----

export type NewModel = { orgId: OrgId; gtin: string; kind: ModelKind /** Unix time */; supportEnd: number; name: string };

export const registerModel = ({ contracts }: Contracts, { orgId, gtin, kind, supportEnd, name }: NewModel): Call => ({
  address: contracts.Catalog,
  abi: catalogAbi,
  functionName: "registerModel",
  args: [orgId, BigInt(gtin), position(MODEL_KINDS, kind), supportEnd, name],
});

export type NewRelease = {
  modelId: ModelId;
  sequence: number;
  version: string /** SHA-256 of the image */;
  digest: Hex /** bytes */;
  size: number;
};

export const publishRelease = ({ contracts }: Contracts, { modelId, sequence, version, digest, size }: NewRelease): Call => ({
  address: contracts.Catalog,
  abi: catalogAbi,
  functionName: "publishRelease",
  args: [modelId, sequence, version, digest, BigInt(size)],
});

// ---- Batches ----

export type NewBatch = {
  modelId: ModelId;
  root: Hex;
  size: number;
  /** Unix times */
  madeFrom: number;
  madeTo: number;
  /** Sequence number, 0 for none. */
  factoryRelease: number;
  /** SHA-256 of the manifest. */
  manifest: Hex;
  lot: string;
  parts: readonly Part[];
};

export const registerBatch = ({ contracts }: Contracts, batch: NewBatch): Call => ({
  address: contracts.Batches,
  abi: batchesAbi,
  functionName: "registerBatch",
  args: [{ ...batch, parts: batch.parts.map(({ batchId, first, last }) => ({ batchId: BigInt(batchId), first, last })) }],
});

export const freezeUnits = ({ contracts }: Contracts, batchId: BatchId, first: number, last: number, reason: string): Call => ({
  address: contracts.Batches,
  abi: batchesAbi,
  functionName: "freeze",
  args: [BigInt(batchId), first, last, reason],
});

// ---- Devices ----

export type SignedClaim = {
  deviceId: DeviceId;
  owner: Address;
  deadline: bigint;
  deviceSignerHash: Hex;
  serialTag: Hex;
  proof: Hex[];
  signature: Hex;
};

export const claimDevice = ({ contracts }: Contracts, claim: SignedClaim): Call => ({
  address: contracts.Devices,
  abi: devicesAbi,
  functionName: "claim",
  args: [claim],
});

export const stateRelease = ({ contracts }: Contracts, deviceId: DeviceId, sequence: number): Call => ({
  address: contracts.Devices,
  abi: devicesAbi,
  functionName: "stateRelease",
  args: [deviceId, sequence],
});

// ---- Recalls ----

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

function scopeItem(item: ScopeItem) {
  const kind = position(SCOPE_KINDS, item.kind);
  if (item.kind === "model") return { kind, subject: item.modelId as bigint, first: 0, last: 0 };
  if (item.kind === "batch") return { kind, subject: BigInt(item.batchId), first: item.first, last: item.last };
  return { kind, subject: BigInt(item.batchId), first: 0, last: 0 };
}

/** The argument of `Recalls.open`; a draft's digest covers exactly this. */
export const openingArgument = (recall: NewRecall) => ({
  issuer: recall.issuer as number,
  measure: position(MEASURES, recall.measure),
  severity: position(SEVERITIES, recall.severity),
  minEvidence: position(EVIDENCES, recall.minEvidence),
  notice: recall.notice,
  scope: recall.scope.map(scopeItem),
  fixes: recall.fixes.map(({ modelId, sequence }) => ({ modelId: modelId as bigint, sequence })),
});

export const draftRecall = ({ contracts }: Contracts, issuer: OrgId, draft: Hex): Call => ({
  address: contracts.Recalls,
  abi: recallsAbi,
  functionName: "draft",
  args: [issuer, draft],
});

export const openRecall = ({ contracts }: Contracts, recall: NewRecall): Call => ({
  address: contracts.Recalls,
  abi: recallsAbi,
  functionName: "open",
  args: [openingArgument(recall)],
});

export const offerFix = ({ contracts }: Contracts, recallId: RecallId, modelId: ModelId, sequence: number): Call => ({
  address: contracts.Recalls,
  abi: recallsAbi,
  functionName: "offerFix",
  args: [recallId, modelId, sequence],
});

/** @param path Witness from the feed, one byte a step; `0x` when the unit's own batch is in scope. */
export const acknowledgeRecall = ({ contracts }: Contracts, recallId: RecallId, deviceId: DeviceId, path: Hex): Call => ({
  address: contracts.Recalls,
  abi: recallsAbi,
  functionName: "acknowledge",
  args: [recallId, deviceId, path],
});

export const closeRecall = ({ contracts }: Contracts, recallId: RecallId, reason: string): Call => ({
  address: contracts.Recalls,
  abi: recallsAbi,
  functionName: "close",
  args: [recallId, reason],
});
