import { createHmac, createSecretKey } from "node:crypto";
import secp256k1 from "secp256k1";
import { type Address, bytesToHex, type Hex, hexToBytes, keccak256 } from "viem";
import { keccak } from "../batch/keccak.ts";
import { deriveClaimCode, type SeedHmac } from "../domain/claim-seed.ts";
import type { FactoryRow } from "../domain/factory-csv.ts";
import type { ModelKind } from "../domain/kinds.ts";
import { claimPrivateKey, NO_CLAIM_KEY, NO_DEVICE_SIGNER, serialSalt, serialTag, type Unit } from "../domain/unit.ts";

/** Whose codes: everything besides the serial that a claim code depends on. */
export type Line = { hmac: SeedHmac; gtin: string; lot: string; kind: ModelKind };

/** HMAC-SHA256 under a maker's master seed. */
export function seedHmac(seed: Uint8Array): SeedHmac {
  // Given as bytes, the seed would be made into a key again for each unit, which takes longer than the hash.
  const key = createSecretKey(seed);
  return (message) => createHmac("sha256", key).update(message).digest();
}

export type DerivedUnit = Unit & {
  /** What the label shows; null for parts, which nobody claims. */
  code: Uint8Array | null;
};

/** Address of a claim code's key. Twin of `claimKey` in lib/domain/unit.ts, with a native curve: twelve times as fast. */
export function fastClaimKey(code: Uint8Array): Address {
  const publicKey = secp256k1.publicKeyCreate(hexToBytes(claimPrivateKey(code)), false);
  return bytesToHex(keccak(publicKey.subarray(1)).subarray(12));
}

/** Everything that the register commits to of one unit, from a row of the factory's file. */
export function deriveUnit(
  { hmac, gtin, lot, kind }: Line,
  { serial, deviceSigner }: Pick<FactoryRow, "serial" | "deviceSigner">,
): DerivedUnit {
  const code = deriveClaimCode(hmac, gtin, lot, serial);
  const deviceSignerHash: Hex = deviceSigner ? keccak256(deviceSigner) : NO_DEVICE_SIGNER;
  const tag = serialTag(serialSalt(code), gtin, lot, serial);
  return kind === "component"
    ? { claimKey: NO_CLAIM_KEY, deviceSignerHash, serialTag: tag, code: null }
    : { claimKey: fastClaimKey(code), deviceSignerHash, serialTag: tag, code };
}
