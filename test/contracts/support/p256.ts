import { createECDH } from "node:crypto";
import { concat, type Hex, keccak256, stringToBytes, toHex } from "viem";

/** Order of the curve. */
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A device's secure element. */
export type SecureElement = {
  /** ERC-7913 signer: verifier ‖ x ‖ y. */
  signer: Hex;
  /** r ‖ s over a digest, s low or high as it comes. */
  sign(digest: Hex): Hex;
};

/** A number below the order, by its first byte. */
const secretFrom = (hash: Hex): Buffer => Buffer.from(hash.slice(2), "hex").fill(1, 0, 1);

/**
 * ECDSA by itself, because node:crypto signs only what it has hashed by SHA-256 itself.
 * @param label Other labels give other keys. One label always signs the same in the same way.
 * @param privateKey In place of the label's.
 */
export function secureElement(
  verifier: string,
  label = "secure element",
  privateKey = secretFrom(keccak256(stringToBytes(label))),
): SecureElement {
  const own = createECDH("prime256v1");
  own.setPrivateKey(privateKey);
  const secret = BigInt(`0x${own.getPrivateKey("hex")}`);
  return {
    signer: concat([verifier as Hex, `0x${own.getPublicKey("hex").slice(2)}`]), // without 04, which says that y follows x
    sign(digest) {
      const once = createECDH("prime256v1");
      once.setPrivateKey(secretFrom(keccak256(concat([toHex(secret, { size: 32 }), digest]))));
      const k = BigInt(`0x${once.getPrivateKey("hex")}`);
      const r = BigInt(`0x${once.getPublicKey("hex").slice(2, 66)}`) % P256_ORDER;
      const s = (inverse(k) * (BigInt(digest) + r * secret)) % P256_ORDER;
      return concat([toHex(r, { size: 32 }), toHex(s, { size: 32 })]);
    },
  };
}

/** By Fermat: k ^ (order - 2). */
function inverse(k: bigint): bigint {
  let [result, base] = [1n, k];
  for (let exponent = P256_ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P256_ORDER;
    base = (base * base) % P256_ORDER;
  }
  return result;
}
