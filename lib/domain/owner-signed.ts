import type { Address, Hex } from "viem";
import type { BatchId, DeviceId, RecallId } from "./ids.ts";
import { position, REMEDIES, type Remedy } from "./kinds.ts";

/**
 * What owners, devices and recipients sign (EIP-712), so that anyone may carry it and pay for it. Names and order of the
 * fields are those of the type hashes in `contracts/`; a wallet shows them to the person who signs.
 */

/** The contracts for which somebody signs. */
export type Signable = { Devices: Address; Reports: Address; Recalls: Address };

/** Twin of `IOwnerSigned.Signed`. */
export type Signed = { /** Unix time */ deadline: bigint; signature: Hex };

/** The owner sends the call itself, so there is nothing to sign. */
export const UNSIGNED: Signed = { deadline: 0n, signature: "0x" };

/** An act of an owner. */
export type OwnerAct =
  | { verb: "StateRelease"; release: number }
  | { verb: "SetStolen"; stolen: boolean }
  | { verb: "Retire" }
  | { verb: "OfferHandover"; key: Address /** Unix time */; until: number }
  | { verb: "TakeBackHandover" }
  /** Signed by the recipient, who is about to be the owner. */
  | { verb: "AcceptHandover"; recipient: Address }
  | { verb: "VetoRecovery" }
  | { verb: "SwapPart"; position: number /** null when the part was removed */; batchId: BatchId | null }
  | { verb: "Acknowledge"; recallId: RecallId }
  | { verb: "StateRemedy"; recallId: RecallId; remedy: Remedy };

/** What binds an owner's signature to one title and one use. */
export type OwnerTerms = {
  deviceId: DeviceId;
  /** Of the title now. */
  epoch: number;
  /** `nonces(owner)` of the contract in question. */
  nonce: bigint;
  /** Unix time */
  deadline: bigint;
};

type Field = { name: string; type: string };

/** EIP-712, as wallets and `hashTypedData` take it. */
export type Message = {
  domain: { name: string; version: string; chainId: number; verifyingContract: Address };
  types: Record<string, Field[]>;
  primaryType: string;
  message: Record<string, unknown>;
};

const field = (name: string, type: string): Field => ({ name, type });
const DEVICE_ID = field("deviceId", "uint256");
const EPOCH = field("epoch", "uint16");
const DEADLINE = field("deadline", "uint256");

const OWNER_VERBS: Record<OwnerAct["verb"], { contract: keyof Signable; terms: Field[] }> = {
  StateRelease: { contract: "Devices", terms: [field("release", "uint32")] },
  SetStolen: { contract: "Devices", terms: [field("stolen", "bool")] },
  Retire: { contract: "Devices", terms: [] },
  OfferHandover: { contract: "Devices", terms: [field("key", "address"), field("until", "uint48")] },
  TakeBackHandover: { contract: "Devices", terms: [] },
  AcceptHandover: { contract: "Devices", terms: [field("recipient", "address")] },
  VetoRecovery: { contract: "Devices", terms: [] },
  SwapPart: { contract: "Reports", terms: [field("position", "uint8"), field("batchId", "uint64")] },
  Acknowledge: { contract: "Recalls", terms: [field("recallId", "uint32")] },
  StateRemedy: { contract: "Recalls", terms: [field("recallId", "uint32"), field("remedy", "uint8")] },
};

/** The contract that an act is signed for. */
export const contractOf = ({ verb }: OwnerAct): keyof Signable => OWNER_VERBS[verb].contract;

const domain = (chainId: number, contracts: Signable, contract: keyof Signable) => ({
  name: `Muster ${contract}`,
  version: "1",
  chainId,
  verifyingContract: contracts[contract],
});

/** The values of an act as the chain has them: those that are signed, whatever else the act may bring along. */
function values(act: OwnerAct, fields: Field[]): Record<string, unknown> {
  if (act.verb === "SwapPart") return { position: act.position, batchId: BigInt(act.batchId ?? 0) };
  if (act.verb === "StateRemedy") return { recallId: act.recallId, remedy: position(REMEDIES, act.remedy) };
  const given: Record<string, unknown> = act;
  return Object.fromEntries(fields.map(({ name }) => [name, given[name]]));
}

/** What an owner signs for an act that somebody else will send. */
export function ownerMessage(chainId: number, contracts: Signable, act: OwnerAct, terms: OwnerTerms): Message {
  const { contract, terms: own } = OWNER_VERBS[act.verb];
  return {
    domain: domain(chainId, contracts, contract),
    types: { [act.verb]: [DEVICE_ID, ...own, EPOCH, field("nonce", "uint256"), DEADLINE] },
    primaryType: act.verb,
    message: { ...terms, ...values(act, own) },
  };
}

/** A title now; the epoch is 0 before the first claim. */
type Title = { deviceId: DeviceId; epoch: number };
export type RecoveryTerms = Title & { claimant: Address /** Unix time */; deadline: bigint };
type StatementTerms = Title & {
  release: number;
  /** Of the record: Unix time of the last statement, 0 when there was none. */
  stated: number;
  /** Unix time, at most a day ahead. */
  deadline: bigint;
};

/** What a device signs, a claim key (only `Recovery`), or the one-time key of a handover (only `Handover`). */
export type Proof =
  | ({ kind: "DeviceClaim" } & Title & { owner: Address /** Unix time */; deadline: bigint })
  | ({ kind: "Recovery" } & RecoveryTerms)
  | ({ kind: "DeviceStatement" } & StatementTerms)
  | ({ kind: "Handover" } & Title & { recipient: Address });

const PROOF_TYPES: Record<Proof["kind"], Field[]> = {
  DeviceClaim: [DEVICE_ID, field("owner", "address"), EPOCH, DEADLINE],
  Recovery: [DEVICE_ID, field("claimant", "address"), EPOCH, DEADLINE],
  DeviceStatement: [DEVICE_ID, field("release", "uint32"), EPOCH, field("stated", "uint32"), DEADLINE],
  Handover: [DEVICE_ID, field("recipient", "address"), EPOCH],
};

export function proofMessage(chainId: number, contracts: Signable, { kind, ...message }: Proof): Message {
  return { domain: domain(chainId, contracts, "Devices"), types: { [kind]: PROOF_TYPES[kind] }, primaryType: kind, message };
}

/** Order of the curve P-256. */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * A P-256 signature in the one form that the verifier takes. Of the two values of s that are valid only the lower counts,
 * so that nobody can make a second signature out of a first; secure elements give either.
 * @param signature r and s, 32 bytes each.
 */
export function foldP256(signature: Hex): Hex {
  const s = BigInt(`0x${signature.slice(66)}`);
  const low = s > P256_ORDER / 2n && s < P256_ORDER ? P256_ORDER - s : s; // beyond the order it is no signature
  return `${signature.slice(0, 66)}${low.toString(16).padStart(64, "0")}` as Hex;
}
