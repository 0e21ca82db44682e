import type { Address, Hex } from "viem";
import type { DeviceId, OrgId } from "../../domain/ids.ts";
import { type Signed, UNSIGNED } from "../../domain/owner-signed.ts";
import { devicesAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Devices">;
const call = callsOf("Devices", devicesAbi);

// Whatever an owner does takes the owner's signature where somebody else sends it; see lib/domain/owner-signed.ts.

// ---- first titles ----

export type SignedClaim = {
  deviceId: DeviceId;
  owner: Address;
  deadline: bigint;
  deviceSignerHash: Hex;
  serialTag: Hex;
  proof: Hex[];
  signature: Hex;
};

/** Twin of `IClaims.DeviceProof`. */
export type DeviceProof = {
  /** Address zero for units that are not claimed by code. */
  claimKey: Address;
  serialTag: Hex;
  proof: Hex[];
  /** ERC-7913: verifier ‖ key. */
  signer: Hex;
  signature: Hex;
};

export const claimDevice = (register: Register, claim: SignedClaim): Call => call(register, "claim", claim);

export const claimByDevice = (register: Register, deviceId: DeviceId, owner: Address, deadline: bigint, proof: DeviceProof): Call =>
  call(register, "claimByDevice", deviceId, owner, deadline, proof);

// ---- handovers ----

/** @param until Unix time */
export const offerHandover = (register: Register, deviceId: DeviceId, key: Address, until: number, signed: Signed = UNSIGNED): Call =>
  call(register, "offerHandover", deviceId, key, until, signed);

export const takeBackHandover = (register: Register, deviceId: DeviceId, signed: Signed = UNSIGNED): Call =>
  call(register, "takeBackHandover", deviceId, signed);

/** @param keySignature By the one-time key; `0x` when the offer is to the recipient's own address. */
export const acceptHandover = (
  register: Register,
  deviceId: DeviceId,
  recipient: Address,
  keySignature: Hex,
  signed: Signed = UNSIGNED,
): Call => call(register, "acceptHandover", deviceId, recipient, keySignature, signed);

// ---- recoveries ----

/** @param claim `owner` being the claimant, `signature` over `Recovery`. */
export const startRecovery = (register: Register, claim: SignedClaim): Call => call(register, "startRecovery", claim);

export const startRecoveryByDevice = (
  register: Register,
  deviceId: DeviceId,
  claimant: Address,
  deadline: bigint,
  proof: DeviceProof,
): Call => call(register, "startRecoveryByDevice", deviceId, claimant, deadline, proof);

export const vetoRecovery = (register: Register, deviceId: DeviceId, signed: Signed = UNSIGNED): Call =>
  call(register, "vetoRecovery", deviceId, signed);

export const awardTitle = (register: Register, deviceId: DeviceId, reason: string): Call => call(register, "awardTitle", deviceId, reason);

export const takeBackAward = (register: Register, deviceId: DeviceId, reason: string): Call =>
  call(register, "takeBackAward", deviceId, reason);

export const completeRecovery = (register: Register, deviceId: DeviceId): Call => call(register, "completeRecovery", deviceId);

// ---- the unit's state ----

export const setStolen = (register: Register, deviceId: DeviceId, stolen: boolean, signed: Signed = UNSIGNED): Call =>
  call(register, "setStolen", deviceId, stolen, signed);

export const retireDevice = (register: Register, deviceId: DeviceId, signed: Signed = UNSIGNED): Call =>
  call(register, "retire", deviceId, signed);

// ---- statements ----

export const stateRelease = (register: Register, deviceId: DeviceId, sequence: number, signed: Signed = UNSIGNED): Call =>
  call(register, "stateRelease", deviceId, sequence, signed);

/** @param orgId The repairer's, or the unit's maker's. */
export const stateReleaseFor = (register: Register, deviceId: DeviceId, sequence: number, orgId: OrgId): Call =>
  call(register, "stateReleaseFor", deviceId, sequence, orgId);

export const proveRelease = (register: Register, deviceId: DeviceId, sequence: number, deadline: bigint, proof: DeviceProof): Call =>
  call(register, "proveRelease", deviceId, sequence, deadline, proof);
