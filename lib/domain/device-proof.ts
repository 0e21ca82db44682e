import { type Address, concat, type Hex, hashTypedData, hexToBytes, isHex, keccak256, numberToHex, size, slice } from "viem";
import { MusterError } from "./errors.ts";
import { type DeviceId, deviceIdFromChain } from "./ids.ts";
import { proofMessage, type Signable } from "./owner-signed.ts";

/**
 * How a unit is asked what it runs, and how it answers, as texts that fit a QR code, a form or a link, so that nothing has to reach the
 * unit but a few hundred characters. Form: a name, the fields as hexadecimal digits, and the first four bytes of their keccak256, by
 * which a text that was cut or mistyped is found.
 */

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
const CHECK_BYTES = 4;
/** More than any verifier's key or signature needs, little enough for a form. */
const MAX_BYTES = 2_048;

/** Fields and their bytes, in their order. */
const CHALLENGE_LAYOUT = [8, 20, 12, 2, 4, 6];
const ANSWER_LAYOUT = [52, 4, 32, 20, 32, 2];

function print(name: string, fields: Hex): string {
  return `${name}${concat([fields, slice(keccak256(fields), 0, CHECK_BYTES)]).slice(2)}`;
}

/** @throws MusterError `device-text-invalid` */
function read(name: string, text: string): Hex {
  const invalid = (problem: string): MusterError => new MusterError("device-text-invalid", { name: name.slice(0, -1), problem });
  const given = text.replace(/\s+/g, "");
  if (!given.startsWith(name)) throw invalid(`it does not begin with ${name}`);
  const bytes = `0x${given.slice(name.length).toLowerCase()}` as const;
  if (!isHex(bytes) || bytes.length % 2 === 1 || size(bytes) <= CHECK_BYTES || size(bytes) > MAX_BYTES)
    throw invalid("it was cut or mistyped");
  const fields = slice(bytes, 0, size(bytes) - CHECK_BYTES);
  if (slice(bytes, size(fields)) !== slice(keccak256(fields), 0, CHECK_BYTES)) throw invalid("it was cut or mistyped");
  return fields;
}

/** Cuts fields of fixed width off the front; undefined when there are too few bytes. */
function cut(fields: Hex, layout: number[]): { parts: Hex[]; rest: Hex } | undefined {
  const width = layout.reduce((sum, bytes) => sum + bytes, 0);
  if (size(fields) < width) return undefined;
  const parts: Hex[] = [];
  let at = 0;
  for (const bytes of layout) {
    parts.push(slice(fields, at, at + bytes));
    at += bytes;
  }
  return { parts, rest: size(fields) === width ? "0x" : slice(fields, width) };
}

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

export const formatChallenge = (challenge: Challenge): string => print(CHALLENGE, challengeFields(challenge));

/** @throws MusterError `device-text-invalid` */
export function parseChallenge(text: string): Challenge {
  const challenge = challengeOf(read(CHALLENGE, text));
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
  return print(ANSWER, concat([challengeFields(challenge), ...fields]));
}

/** @throws MusterError `device-text-invalid` */
export function parseAnswer(text: string): DeviceAnswer {
  const found = cut(read(ANSWER, text), ANSWER_LAYOUT);
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
