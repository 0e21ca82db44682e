import { BASE32, typedBase32 } from "./base32.ts";
import { MusterError } from "./errors.ts";

/**
 * Text form of a claim code: 128 random bits and a 12-bit checksum as 28 Crockford base 32 characters, in groups of
 * four. The checksum is a cyclic one, because it finds every wrong character and every swap of neighbours for certain,
 * which a hash of the same length does not. What it lets through by chance fails on chain.
 */
export const CLAIM_CODE_BYTES = 16;

const LENGTH = 28;
const CHECK_BITS = 12;
const POLYNOMIAL = 0x80f; // CRC-12/UMTS: x^12 + x^11 + x^3 + x^2 + x + 1, without its first term

/** Remainder of the 128-bit code times x^12. */
function checksum(code: Uint8Array): number {
  let rest = 0;
  for (const byte of code) {
    rest ^= byte << (CHECK_BITS - 8);
    for (let bit = 0; bit < 8; bit++) rest = rest & 0x800 ? ((rest << 1) & 0xfff) ^ POLYNOMIAL : rest << 1;
  }
  return rest;
}

/** @param code 16 bytes. @returns For example `4TDV-9M20-…`, seven groups. */
export function formatClaimCode(code: Uint8Array): string {
  if (code.length !== CLAIM_CODE_BYTES) throw new RangeError(`a claim code has ${CLAIM_CODE_BYTES} bytes, not ${code.length}`);
  let text = "";
  let bits = 0;
  let held = 0;
  let written = 0;
  const add = (value: number, width: number): void => {
    bits = (bits << width) | value;
    for (held += width; held >= 5; written++) {
      held -= 5;
      text += (written % 4 === 0 && written > 0 ? "-" : "") + BASE32[(bits >>> held) & 31];
      bits &= (1 << held) - 1;
    }
  };
  for (const byte of code) add(byte, 8);
  add(checksum(code), CHECK_BITS);
  return text;
}

/**
 * Reads a code as people type it: any case, with spaces or dashes, O for 0, I or L for 1.
 * @returns 16 bytes.
 * @throws MusterError `claim-code-incomplete`, `claim-code-character` or `claim-code-mistyped`.
 */
export function parseClaimCode(text: string): Uint8Array {
  const characters = typedBase32(text);
  for (const character of characters) if (!BASE32.includes(character)) throw new MusterError("claim-code-character", { character });
  if (characters.length !== LENGTH) throw new MusterError("claim-code-incomplete", { length: characters.length, expected: LENGTH });
  const all = [...characters].reduce((sum, character) => (sum << 5n) | BigInt(BASE32.indexOf(character)), 0n);
  const value = all >> BigInt(CHECK_BITS);
  const code = Uint8Array.from({ length: CLAIM_CODE_BYTES }, (_, i) => Number((value >> BigInt(8 * (CLAIM_CODE_BYTES - 1 - i))) & 255n));
  if (checksum(code) !== Number(all & ((1n << BigInt(CHECK_BITS)) - 1n))) throw new MusterError("claim-code-mistyped");
  return code;
}
