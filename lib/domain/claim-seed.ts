import { CLAIM_CODE_BYTES } from "./claim-code.ts";
import { MusterError } from "./errors.ts";

/**
 * Every claim code of a maker comes from one master seed of 32 bytes: the first 16 bytes of
 * HMAC-SHA256(seed, "muster/claim-code/1|{gtin}|{lot}|{serial}"). So a label can be printed again without anybody
 * keeping a list of secrets, and whoever has the seed has every code: it belongs in a safe, not on the line.
 *
 * Parts get a code in the same way, for the salt of their serial tag only. It is never printed and opens nothing.
 */
export const SEED_BYTES = 32;

/** HMAC-SHA256 under the master seed; the caller brings its platform's. */
export type SeedHmac = (message: string) => Uint8Array;

/** @param gtin GTIN-14. "|" stands in none of the parts: it is not in GS1's character set. */
export const claimCodeMessage = (gtin: string, lot: string, serial: string): string => `muster/claim-code/1|${gtin}|${lot}|${serial}`;

/** @param gtin GTIN-14. */
export const deriveClaimCode = (hmac: SeedHmac, gtin: string, lot: string, serial: string): Uint8Array =>
  hmac(claimCodeMessage(gtin, lot, serial)).slice(0, CLAIM_CODE_BYTES);

const SEED_FILE = /^muster-seed\/1 ([0-9a-f]{64})\s*$/;

/** Longest file that is looked at; a seed file has one line. */
export const SEED_FILE_MAX_BYTES = 1024;

/** What a seed file holds. */
export const formatSeed = (seed: Uint8Array): string =>
  `muster-seed/1 ${Array.from(seed, (byte) => byte.toString(16).padStart(2, "0")).join("")}\n`;

/** @throws MusterError `invalid-seed`. @param file For the complaint. */
export function parseSeed(text: string, file: string): Uint8Array {
  const [, digits] = SEED_FILE.exec(text) ?? [];
  if (!digits) throw new MusterError("invalid-seed", { file, problem: "it is not in the form muster-seed/1" });
  const seed = Uint8Array.from({ length: SEED_BYTES }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
  if (seed.every((byte) => byte === 0)) throw new MusterError("invalid-seed", { file, problem: "it holds no random bytes" });
  return seed;
}
