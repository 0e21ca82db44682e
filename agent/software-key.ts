import { createPrivateKey } from "node:crypto";
import { p256 } from "@noble/curves/nist.js";
import type { Sign } from "./answer.ts";

/**
 * A P-256 key from a PEM file, for trying out and for units without a secure element; a real unit signs in its element instead.
 * Node's own crypto signs nothing that it has not hashed itself, hence the library.
 * @throws Error when the text is not a private key of that curve.
 */
export function softwareKey(pem: string): Sign {
  const { d, crv } = createPrivateKey(pem).export({ format: "jwk" });
  if (crv !== "P-256" || !d) throw new Error("The key is not a P-256 private key.");
  const secret = Buffer.from(d, "base64url");
  return (digest) => p256.sign(digest, secret, { prehash: false, lowS: true }).toCompactRawBytes();
}
