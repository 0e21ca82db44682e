import { type Address, concat, type Hex, hashTypedData, hexToBytes, numberToHex, size } from "viem";
import { cut, printText, readText } from "./device-text.ts";
import { MusterError } from "./errors.ts";
import { type DeviceId, deviceIdFromChain } from "./ids.ts";
import { proofMessage, type Signable } from "./owner-signed.ts";

/** How a unit is asked what it runs, and how it answers: texts of the form in device-text.ts. */

/** What makes one statement of one unit fresh: the state of its record, and until when the answer counts. */
export type Challenge = {
  chainId: number;
  devices: Address;
  deviceId: DeviceId;
  /** Of the title now. */
  epoch: number;
  /** Of the record: Unix time of the last statement, 0 when there was none. */
  stated: number;
  /** Unix time, at most a day ahead (`IStatements.proveRelease`). */
  deadline: bigint;
};

export type DeviceAnswer = {
  challenge: Challenge;
  /** Sequence number of the release that runs. */
  release: number;
  /** SHA-256 of the image, as the unit measured it. Not signed: it lets a reader see at once that the image is the published one. */
  digest: Hex;
  /** The other parts of the unit's leaf; see `Unit`. */
  claimKey: Address;
  serialTag: Hex;
  /** ERC-7913: verifier ‖ key. */
  signer: Hex;
  /** Over `statementDigest`. */
  signature: Hex;
};

const CHALLENGE = "muster-challenge-1:";
const ANSWER = "muster-answer-1:";
/** Fields and their bytes, in their order. */
const CHALLENGE_LAYOUT = [8, 20, 12, 2, 4, 6];
const ANSWER_LAYOUT = [52, 4, 32, 20, 32, 2];

const challengeFields = ({ chainId, devices, deviceId, epoch, stated, deadline }: Challenge): Hex =>
  concat([
    numberToHex(chainId, { size: 8 }),
    devices.toLowerCase() as Hex,
    numberToHex(deviceId, { size: 12 }),
    numberToHex(epoch, { size: 2 }),
    numberToHex(stated, { size: 4 }),
    numberToHex(deadline, { size: 6 }),
  ]);

function challengeOf(fields: Hex): Challenge | undefined {
  const found = cut(fields, CHALLENGE_LAYOUT);
  if (found?.rest !== "0x") return undefined;
  const [chainId, devices, deviceId, epoch, stated, deadline] = found.parts as [Hex, Hex, Hex, Hex, Hex, Hex];
  return {
    chainId: Number(chainId),
    devices,
    deviceId: deviceIdFromChain(BigInt(deviceId)),
    epoch: Number(epoch),
    stated: Number(stated),
    deadline: BigInt(deadline),
  };
}

export const formatChallenge = (challenge: Challenge): string => printText(CHALLENGE, challengeFields(challenge));

/** @throws MusterError `device-text-invalid` */
export function parseChallenge(text: string): Challenge {
  const challenge = challengeOf(readText(CHALLENGE, text));
  if (!challenge) throw new MusterError("device-text-invalid", { name: CHALLENGE.slice(0, -1), problem: "it has another length" });
  return challenge;
}

export function formatAnswer({ challenge, release, digest, claimKey, serialTag, signer, signature }: DeviceAnswer): string {
  const fields = [
    numberToHex(release, { size: 4 }),
    digest,
    claimKey,
    serialTag,
    numberToHex(size(signer), { size: 2 }),
    signer,
    signature,
  ];
  return printText(ANSWER, concat([challengeFields(challenge), ...fields]));
}

/** @throws MusterError `device-text-invalid` */
export function parseAnswer(text: string): DeviceAnswer {
  const found = cut(readText(ANSWER, text), ANSWER_LAYOUT);
  const [about, release, digest, claimKey, serialTag, width] = (found?.parts ?? []) as Hex[];
  const challenge = about && challengeOf(about);
  const key = found && width && cut(found.rest, [Number(width)]);
  if (!challenge || !release || !digest || !claimKey || !serialTag || !key)
    throw new MusterError("device-text-invalid", { name: ANSWER.slice(0, -1), problem: "it has another length" });
  return { challenge, release: Number(release), digest, claimKey, serialTag, signer: key.parts[0] as Hex, signature: key.rest };
}

/** The 32 bytes that the unit signs: EIP-712 `DeviceStatement` of this register for this release. */
export function statementDigest({ chainId, devices, ...terms }: Challenge, release: number): Uint8Array {
  // A statement is checked by Devices alone; the others are not part of what is signed.
  const contracts: Signable = { Devices: devices, Reports: devices, Recalls: devices };
  return hexToBytes(hashTypedData(proofMessage(chainId, contracts, { kind: "DeviceStatement", ...terms, release })));
}
