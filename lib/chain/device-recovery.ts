import type { Address, Chain, PublicClient, Transport } from "viem";
import { formatRecoveryChallenge, parseRecoveryAnswer, type RecoveryAnswer, type RecoveryChallenge } from "../domain/device-recovery.ts";
import { MusterError } from "../domain/errors.ts";
import { type DeviceId, formatDeviceId } from "../domain/ids.ts";
import type { At } from "./calls/call.ts";
import { chainTime } from "./chain-time.ts";
import { CHALLENGE_SECONDS, readRecord } from "./device-proof.ts";

type Reader = PublicClient<Transport, Chain>;
type Register = { chainId: number } & At<"Devices">;

/**
 * What a unit has to answer to name a new owner. @returns the challenge and its text.
 * @throws MusterError `DevicesUnclaimed`: a title that nobody has is claimed, not recovered.
 */
export async function newRecoveryChallenge(
  reader: Reader,
  deployment: Register,
  deviceId: DeviceId,
  claimant: Address,
): Promise<{ challenge: RecoveryChallenge; text: string }> {
  const [{ epoch }, now] = await Promise.all([readRecord(reader, deployment, deviceId), chainTime(reader)]);
  const { chainId, contracts } = deployment;
  const devices = contracts.Devices.toLowerCase() as Address;
  const challenge = { chainId, devices, deviceId, epoch, deadline: now + CHALLENGE_SECONDS, claimant };
  return { challenge, text: formatRecoveryChallenge(challenge) };
}

/**
 * Reads an answer and says what would keep it from counting, before anything is sent. The signature is judged by the contract.
 * @throws MusterError `device-text-invalid`, `device-challenge-foreign`, `device-answer-outdated`
 */
export async function checkRecoveryAnswer(reader: Reader, deployment: Register, text: string): Promise<RecoveryAnswer> {
  const answer = parseRecoveryAnswer(text);
  const { chainId, devices, deviceId, epoch, deadline } = answer.challenge;
  if (chainId !== deployment.chainId || devices !== deployment.contracts.Devices.toLowerCase())
    throw new MusterError("device-challenge-foreign", { chainId, devices });
  const [record, now] = await Promise.all([readRecord(reader, deployment, deviceId), chainTime(reader)]);
  const outdated = (problem: string) => new MusterError("device-answer-outdated", { deviceId: formatDeviceId(deviceId), problem });
  if (now > deadline) throw outdated("It came after the end of its challenge");
  if (record.epoch !== epoch) throw outdated("The unit has another owner since");
  return answer;
}
