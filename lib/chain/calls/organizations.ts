import type { Address } from "viem";
import type { OrgId } from "../../domain/ids.ts";
import { ORG_KINDS, type OrgKind, PERMISSIONS, type Permission, position } from "../../domain/kinds.ts";
import { organizationsAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Organizations">;
const call = callsOf("Organizations", organizationsAbi);

export type Admission = { kind: OrgKind; admin: Address; name: string; domain: string; country: string };

export const admit = (register: Register, { kind, admin, name, domain, country }: Admission): Call =>
  call(register, "admit", position(ORG_KINDS, kind), admin, name, domain, country);

export const setSuspended = (register: Register, orgId: OrgId, suspended: boolean, reason: string): Call =>
  call(register, "setSuspended", orgId, suspended, reason);

export const replaceAdmin = (register: Register, orgId: OrgId, admin: Address, reason: string): Call =>
  call(register, "replaceAdmin", orgId, admin, reason);

export const setOperator = (register: Register, orgId: OrgId, operator: Address, permissions: readonly Permission[]): Call =>
  call(
    register,
    "setOperator",
    orgId,
    operator,
    permissions.reduce((bits, name) => bits | PERMISSIONS[name], 0),
  );

/** @param admin Address zero takes the offer back. */
export const offerAdmin = (register: Register, orgId: OrgId, admin: Address): Call => call(register, "offerAdmin", orgId, admin);

export const acceptAdmin = (register: Register, orgId: OrgId): Call => call(register, "acceptAdmin", orgId);
