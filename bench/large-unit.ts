import { bytesToHex, hexToBytes, keccak256 } from "viem";
import { type BatchId, deviceId } from "../lib/domain/ids.ts";
import { claimKey, NO_DEVICE_SIGNER, unitLeaf } from "../lib/domain/unit.ts";
import { rootFrom } from "../lib/domain/unit-tree.ts";
import { chainId, type Register } from "../test/contracts/fixture.ts";
import type { DeviceKey } from "../test/contracts/support/fleet.ts";
import { digestOf, type Message } from "../test/contracts/support/typed-data.ts";
import { hash } from "./gas-of.ts";

export const DEPTH = 20;
export const SIZE = 2 ** DEPTH;

/**
 * A unit of a batch of 2^20. The root is what made-up siblings lead to: the chain cannot tell, the proof is as
 * expensive as a full tree's, and a million units need not be made.
 */
export function unitInLargeBatch(label: string, index: number, key?: DeviceKey) {
  const code = hexToBytes(hash(label)).slice(0, 16);
  const deviceSignerHash = key ? keccak256(key.signer) : NO_DEVICE_SIGNER;
  const unit = { code, claimKey: claimKey(code), deviceSignerHash, serialTag: hash(`${label} serial`) };
  const proof = Array.from({ length: DEPTH }, (_, level) => hash(`${label} ${level}`));
  const siblings = proof.map((node) => hexToBytes(node));
  return { unit, index, key, proof, root: bytesToHex(rootFrom(hexToBytes(unitLeaf(unit)), index, siblings)) };
}

export type LargeUnit = ReturnType<typeof unitInLargeBatch>;

/** What shows that such a unit has signed a message; its id is the message's first value. */
export async function proofBy(
  { devices }: Register,
  batch: BatchId,
  { unit, index, key, proof }: LargeUnit,
  message: Message,
  values: unknown[],
) {
  if (!key) throw new Error("the unit cannot sign");
  const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: await devices.getAddress() };
  const signature = key.sign(digestOf(domain, message, [deviceId(batch, index), ...values]));
  return { claimKey: unit.claimKey, serialTag: unit.serialTag, proof, signer: key.signer, signature };
}
