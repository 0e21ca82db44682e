import { SigningKey, type TypedDataDomain, TypedDataEncoder } from "ethers";
import type { Hex } from "viem";

/** Every message that the contracts check, as EIP-712 encodes its type: what makers of devices and wallets build on. */
export const MESSAGES = {
  Claim: "Claim(uint256 deviceId,address owner,uint256 deadline)",
  DeviceClaim: "DeviceClaim(uint256 deviceId,address owner,uint16 epoch,uint256 deadline)",
  DeviceStatement: "DeviceStatement(uint256 deviceId,uint32 release,uint16 epoch,uint32 stated,uint256 deadline)",
  Handover: "Handover(uint256 deviceId,address recipient,uint16 epoch)",
  Recovery: "Recovery(uint256 deviceId,address claimant,uint16 epoch,uint256 deadline)",
  StateRelease: "StateRelease(uint256 deviceId,uint32 release,uint16 epoch,uint256 nonce,uint256 deadline)",
  SetStolen: "SetStolen(uint256 deviceId,bool stolen,uint16 epoch,uint256 nonce,uint256 deadline)",
  Retire: "Retire(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)",
  OfferHandover: "OfferHandover(uint256 deviceId,address key,uint48 until,uint16 epoch,uint256 nonce,uint256 deadline)",
  TakeBackHandover: "TakeBackHandover(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)",
  AcceptHandover: "AcceptHandover(uint256 deviceId,address recipient,uint16 epoch,uint256 nonce,uint256 deadline)",
  VetoRecovery: "VetoRecovery(uint256 deviceId,uint16 epoch,uint256 nonce,uint256 deadline)",
  SwapPart: "SwapPart(uint256 deviceId,uint8 position,uint64 batchId,uint16 epoch,uint256 nonce,uint256 deadline)",
  Acknowledge: "Acknowledge(uint256 deviceId,uint32 recallId,uint16 epoch,uint256 nonce,uint256 deadline)",
  StateRemedy: "StateRemedy(uint256 deviceId,uint32 recallId,uint8 remedy,uint16 epoch,uint256 nonce,uint256 deadline)",
  Execute: "Execute(address target,bytes data,uint256 nonce,uint256 deadline)",
} as const;
export type Message = keyof typeof MESSAGES;

/** Digest of a message. @param values In the order of the type's fields. */
export function digestOf(domain: TypedDataDomain, message: Message, values: readonly unknown[]): Hex {
  const fields = MESSAGES[message]
    .slice(message.length + 1, -1)
    .split(",")
    .map((field) => field.split(" ") as [type: string, name: string]);
  if (fields.length !== values.length) throw new RangeError(`${message} has ${fields.length} fields`);
  const types = { [message]: fields.map(([type, name]) => ({ type, name })) };
  const content = Object.fromEntries(fields.map(([, name], i) => [name, values[i]]));
  return TypedDataEncoder.hash(domain, types, content) as Hex;
}

/** r ‖ s ‖ v over a digest by a secp256k1 key. */
export const signWith = (key: string, digest: Hex): Hex => new SigningKey(key).sign(digest).serialized as Hex;
