import { type Address, concat, type Hex, keccak256, stringToBytes } from "viem";
import { privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import { CLAIM_CODE_BYTES, formatClaimCode, parseClaimCode } from "./claim-code.ts";
import type { DeviceId } from "./ids.ts";
import { proofMessage, type Signable } from "./owner-signed.ts";

/**
 * The one-time key that an owner gives to the next one as a link or QR code. It is written like a claim code, with the
 * same checksum, so that a link that was cut off or mistyped is known at once; the keys of the two never coincide.
 */
const privateKey = (code: Uint8Array): Hex => keccak256(concat([stringToBytes("muster/handover/1"), code]));

export const newHandoverCode = (): Uint8Array => crypto.getRandomValues(new Uint8Array(CLAIM_CODE_BYTES));

/** What the chain is told of a code: the address of its key. */
export const handoverKey = (code: Uint8Array): Address => privateKeyToAddress(privateKey(code));

type Taking = { deviceId: DeviceId; recipient: Address /** Of the title that is offered. */; epoch: number };

/** Names who takes the device over, so that nobody who sees the transaction can take it instead. */
export const signHandover = (code: Uint8Array, chainId: number, contracts: Signable, taking: Taking): Promise<Hex> =>
  privateKeyToAccount(privateKey(code)).signTypedData(proofMessage(chainId, contracts, { kind: "Handover", ...taking }));

/** The link to give away. The code stands behind the #, which browsers send to nobody. */
export const handoverLink = (origin: string, device: string, code: Uint8Array): string =>
  `${origin}/handover/${device}#${formatClaimCode(code)}`;

/** @param fragment What stands behind the # of a link. @returns null when it was damaged on the way. */
export function readHandoverFragment(fragment: string): Uint8Array | null {
  try {
    return parseClaimCode(decodeURIComponent(fragment));
  } catch {
    return null; // every way to be wrong has the same remedy: ask for the link again
  }
}
