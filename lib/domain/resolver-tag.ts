import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { MusterError } from "./errors.ts";

/**
 * Under which key the look-up service keeps a unit: HMAC-SHA256 with the resolver's own secret, so that a stolen table
 * answers no guesses. Serials are short and counted up; a plain hash of one would be found in minutes.
 *
 * The visitor's claim code never reaches the service: the browser derives the claim key's address and sends that.
 */
export type ResolverTags = {
  /** For look-up by what is printed on the unit. */
  ofSerial(gtin: string, lot: string, serial: string): Promise<Hex>;
  /** For look-up by claim code, given the address of its key. */
  ofClaimKey(claimKey: Address): Promise<Hex>;
};

/** @param key The resolver's secret, 32 bytes. */
export async function resolverTags(key: Hex): Promise<ResolverTags> {
  const bytes = hexToBytes(key);
  if (bytes.length !== 32) throw new MusterError("resolver-key-invalid");
  const hmacKey = await crypto.subtle.importKey("raw", Uint8Array.from(bytes), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const tag = async (message: string): Promise<Hex> =>
    bytesToHex(new Uint8Array(await crypto.subtle.sign("HMAC", hmacKey, new TextEncoder().encode(message))));
  return {
    // "|" stands in none of the parts: it is not in GS1's character set.
    ofSerial: (gtin, lot, serial) => tag(`serial|${gtin}|${lot}|${serial}`),
    ofClaimKey: (claimKey) => tag(`claim|${claimKey.toLowerCase()}`),
  };
}
