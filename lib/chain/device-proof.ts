import type { Address, Chain, Hex, PublicClient, Transport } from "viem";
import { type Challenge, type DeviceAnswer, formatChallenge, parseAnswer } from "../domain/device-proof.ts";
import { MusterError } from "../domain/errors.ts";
import { type DeviceId, formatDeviceId } from "../domain/ids.ts";
import { devicesAbi } from "./abis.generated.ts";
import type { At } from "./calls/call.ts";
import type { DeviceProof } from "./calls/devices.ts";
import { chainTime } from "./chain-time.ts";
import { decodeError } from "./decode-error.ts";
import type { PresentRelease } from "./read-release.ts";

type Reader = PublicClient<Transport, Chain>;
type Register = { chainId: number } & At<"Devices">;

/** For how long a new challenge is good, in seconds: a walk to the device and back, and well within the day that is allowed. */
export const CHALLENGE_SECONDS = 6n * 3_600n;

/** @throws MusterError `DevicesUnclaimed`: what a unit signs is bound to a title. */
export async function readRecord(reader: Reader, { contracts }: Register, deviceId: DeviceId) {
  const record = await reader
    .readContract({ address: contracts.Devices, abi: devicesAbi, functionName: "device", args: [deviceId] })
    .catch((error: unknown) => {
      throw decodeError(error);
    });
  if (record.epoch === 0) throw new MusterError("DevicesUnclaimed");
  return record;
}

/** What a unit has to answer to prove what it runs now. @returns the challenge and its text. */
export async function newChallenge(
  reader: Reader,
  deployment: Register,
  deviceId: DeviceId,
): Promise<{ challenge: Challenge; text: string }> {
  const [{ epoch, stated }, now] = await Promise.all([readRecord(reader, deployment, deviceId), chainTime(reader)]);
  const { chainId, contracts } = deployment;
  const devices = contracts.Devices.toLowerCase() as Address;
  const challenge = { chainId, devices, deviceId, epoch, stated, deadline: now + CHALLENGE_SECONDS };
  return { challenge, text: formatChallenge(challenge) };
}

export type CheckedAnswer = DeviceAnswer & { published: PresentRelease };

/**
 * Reads an answer and says what would keep it from counting, before anything is sent: another register, a record that moved on, a release
 * that is unknown or revoked, an image that is not the published one. The signature is judged by the contract.
 * @param publishedOf Finds a release of the unit's model that counts.
 * @throws MusterError `device-text-invalid`, `device-challenge-foreign`, `device-answer-outdated`, `device-image-altered`, and those of
 * `publishedOf`
 */
export async function checkAnswer(
  reader: Reader,
  deployment: Register,
  text: string,
  publishedOf: (deviceId: DeviceId, sequence: number) => Promise<PresentRelease>,
): Promise<CheckedAnswer> {
  const answer = parseAnswer(text);
  const { chainId, devices, deviceId, epoch, stated, deadline } = answer.challenge;
  if (chainId !== deployment.chainId || devices !== deployment.contracts.Devices.toLowerCase())
    throw new MusterError("device-challenge-foreign", { chainId, devices });
  const [record, now, published] = await Promise.all([
    readRecord(reader, deployment, deviceId),
    chainTime(reader),
    publishedOf(deviceId, answer.release),
  ]);
  const outdated = (problem: string) => new MusterError("device-answer-outdated", { deviceId: formatDeviceId(deviceId), problem });
  if (now > deadline) throw outdated("It came after the end of its challenge");
  if (record.epoch !== epoch) throw outdated("The unit has another owner since");
  if (record.stated !== stated) throw outdated("Something was stated about the unit since");
  if (published.digest !== answer.digest)
    throw new MusterError("device-image-altered", { release: answer.release, actual: answer.digest, expected: published.digest });
  return { ...answer, published };
}

/** The proof as the contract takes it. @param proof Of the unit in its batch's tree. */
export const proofFrom = (
  { claimKey, serialTag, signer, signature }: Pick<DeviceAnswer, "claimKey" | "serialTag" | "signer" | "signature">,
  proof: Hex[],
): DeviceProof => ({
  claimKey,
  serialTag,
  proof,
  signer,
  signature,
});
