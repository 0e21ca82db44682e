import type { Hex } from "viem";
import type { ModelId, OrgId } from "../../domain/ids.ts";
import {
  CREDENTIAL_CLASSES,
  type CredentialClass,
  KEY_CLASSES,
  type KeyClass,
  MODEL_KINDS,
  type ModelKind,
  position,
} from "../../domain/kinds.ts";
import { catalogAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Catalog">;
const call = callsOf("Catalog", catalogAbi);

export type NewModel = { orgId: OrgId; gtin: string; kind: ModelKind /** Unix time */; supportEnd: number; name: string };

export const registerModel = (register: Register, { orgId, gtin, kind, supportEnd, name }: NewModel): Call =>
  call(register, "registerModel", orgId, BigInt(gtin), position(MODEL_KINDS, kind), supportEnd, name);

/** @param supportEnd Unix time, later than the present one. */
export const extendSupport = (register: Register, modelId: ModelId, supportEnd: number): Call =>
  call(register, "extendSupport", modelId, supportEnd);

export type NewRelease = {
  modelId: ModelId;
  sequence: number;
  version: string /** SHA-256 of the image */;
  digest: Hex /** bytes */;
  size: number;
};

export const publishRelease = (register: Register, { modelId, sequence, version, digest, size }: NewRelease): Call =>
  call(register, "publishRelease", modelId, sequence, version, digest, BigInt(size));

export const revokeRelease = (register: Register, modelId: ModelId, sequence: number, reason: string): Call =>
  call(register, "revokeRelease", modelId, sequence, reason);

export type NewDeclaration = { modelId: ModelId; credentials: CredentialClass; keys: KeyClass /** SHA-256 of the document */; digest: Hex };

export const declareSecurity = (register: Register, { modelId, credentials, keys, digest }: NewDeclaration): Call =>
  call(register, "declareSecurity", modelId, position(CREDENTIAL_CLASSES, credentials), position(KEY_CLASSES, keys), digest);

export type NewCertificate = {
  laboratory: OrgId;
  modelId: ModelId;
  /** Of the declaration that was tested. */
  version: number;
  /** Unix time */
  validUntil: number;
  /** SHA-256 of the test report. */
  report: Hex;
};

export const certifyModel = (register: Register, { laboratory, modelId, version, validUntil, report }: NewCertificate): Call =>
  call(register, "certify", laboratory, modelId, version, validUntil, report);

export const revokeCertificate = (register: Register, laboratory: OrgId, modelId: ModelId, reason: string): Call =>
  call(register, "revokeCertificate", laboratory, modelId, reason);
