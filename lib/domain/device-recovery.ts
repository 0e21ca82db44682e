import { type Address, concat, getAddress, type Hex, hashTypedData, hexToBytes, numberToHex, size } from "viem";
import { cut, printText, readText } from "./device-text.ts";
import { MusterError } from "./errors.ts";
import { type DeviceId, deviceIdFromChain } from "./ids.ts";
import { proofMessage, type Signable } from "./owner-signed.ts";

/** How a unit is asked to name a new owner by its own key, and how it answers: texts of the form in device-text.ts. */

export type RecoveryChallenge = {
  chainId: number;
  devices: Address;
  deviceId: DeviceId;
  /** Of the title that is claimed. */
  epoch: number;
  /** Unix time */
  deadline: bigint;
  /** Whom the unit shall name. */
  claimant: Address;
};

export type RecoveryAnswer = {
  challenge: RecoveryChallenge;
  /** The other parts of the unit's leaf; see `Unit`. */
  claimKey: Address;
  serialTag: Hex;
  /** ERC-7913: verifier ‖ key. */
  signer: Hex;
  /** Over `recoveryDigest`. */
  signature: Hex;
};

const CHALLENGE = "muster-recovery-1:";
const ANSWER = "muster-recovery-answer-1:";

/** Fields and their bytes, in their order. */
const CHALLENGE_LAYOUT = [8, 20, 12, 2, 6, 20];
const ANSWER_LAYOUT = [68, 20, 32, 2];

const challengeFields = ({ chainId, devices, deviceId, epoch, deadline, claimant }: RecoveryChallenge): Hex =>
  concat([
    numberToHex(chainId, { size: 8 }),
    devices.toLowerCase() as Hex,
    numberToHex(deviceId, { size: 12 }),
    numberToHex(epoch, { size: 2 }),
    numberToHex(deadline, { size: 6 }),
    claimant.toLowerCase() as Hex,
  ]);

function challengeOf(fields: Hex): RecoveryChallenge | undefined {
  const found = cut(fields, CHALLENGE_LAYOUT);
  if (found?.rest !== "0x") return undefined;
  const [chainId, devices, deviceId, epoch, deadline, claimant] = found.parts as [Hex, Hex, Hex, Hex, Hex, Hex];
  return {
    chainId: Number(chainId),
    devices,
    deviceId: deviceIdFromChain(BigInt(deviceId)),
    epoch: Number(epoch),
    deadline: BigInt(deadline),
    claimant: getAddress(claimant),
  };
}

/** Whether a text is meant to be a challenge of this kind; it may still be damaged. */
export const isRecoveryChallenge = (text: string): boolean => text.trimStart().startsWith(CHALLENGE);

/** Whether a text is meant to be an answer of this kind; it may still be damaged. */
export const isRecoveryAnswer = (text: string): boolean => text.trimStart().startsWith(ANSWER);

export const formatRecoveryChallenge = (challenge: RecoveryChallenge): string => printText(CHALLENGE, challengeFields(challenge));

/** @throws MusterError `device-text-invalid` */
export function parseRecoveryChallenge(text: string): RecoveryChallenge {
  const challenge = challengeOf(readText(CHALLENGE, text));
  if (!challenge) throw new MusterError("device-text-invalid", { name: CHALLENGE.slice(0, -1), problem: "it has another length" });
  return challenge;
}

export function formatRecoveryAnswer({ challenge, claimKey, serialTag, signer, signature }: RecoveryAnswer): string {
  const fields = [claimKey, serialTag, numberToHex(size(signer), { size: 2 }), signer, signature];
  return printText(ANSWER, concat([challengeFields(challenge), ...fields]));
}

/** @throws MusterError `device-text-invalid` */
export function parseRecoveryAnswer(text: string): RecoveryAnswer {
  const found = cut(readText(ANSWER, text), ANSWER_LAYOUT);
  const [about, claimKey, serialTag, width] = (found?.parts ?? []) as Hex[];
  const challenge = about && challengeOf(about);
  const key = found && width && cut(found.rest, [Number(width)]);
  if (!challenge || !claimKey || !serialTag || !key)
    throw new MusterError("device-text-invalid", { name: ANSWER.slice(0, -1), problem: "it has another length" });
  return { challenge, claimKey, serialTag, signer: key.parts[0] as Hex, signature: key.rest };
}

/** The 32 bytes that the unit signs: EIP-712 `Recovery` of this register for this claimant. */
export function recoveryDigest({ chainId, devices, ...terms }: RecoveryChallenge): Uint8Array {
  // A recovery is checked by Devices alone; the others are not part of what is signed.
  const contracts: Signable = { Devices: devices, Reports: devices, Recalls: devices };
  return hexToBytes(hashTypedData(proofMessage(chainId, contracts, { kind: "Recovery", ...terms })));
}
