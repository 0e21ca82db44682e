import { BASE32, typedBase32 } from "./base32.ts";

/**
 * The code of a customer's link, short enough for a letter: 80 bits as 16 characters of base 32 in groups of four. Whoever has it
 * reads what the provider was told, and with so many nobody finds one by trying.
 */
export const FIX_CODE_BYTES = 10;
const LENGTH = 16;

/** @param bytes `FIX_CODE_BYTES`. @returns For example `4TDV-9M20-QKX7-0RZE`. */
export function formatFixCode(bytes: Uint8Array): string {
  if (bytes.length !== FIX_CODE_BYTES) throw new RangeError(`a code has ${FIX_CODE_BYTES} bytes, not ${bytes.length}`);
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const characters = Array.from({ length: LENGTH }, (_, i) => BASE32[Number((value >> BigInt(5 * (LENGTH - 1 - i))) & 31n)] as string);
  return (characters.join("").match(/.{4}/g) ?? []).join("-");
}

/** As `formatFixCode` writes it, from what somebody typed; null when it can be none. */
export function parseFixCode(text: string): string | null {
  if (text.length > 64) return null;
  const characters = typedBase32(text);
  if (characters.length !== LENGTH || ![...characters].every((character) => BASE32.includes(character))) return null;
  return (characters.match(/.{4}/g) ?? []).join("-");
}
