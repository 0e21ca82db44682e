import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { MusterError } from "../domain/errors.ts";
import type { ReleaseSource } from "../domain/release-metadata.ts";
import { decodeSuit, type SuitEnvelope, type SuitSignature } from "../domain/suit.ts";

/** COSE algorithms (RFC 9053, RFC 9864) and the keys they need. */
const ALGORITHMS: Record<number, { key: string; hash: string | null }> = {
  [-7]: { key: "prime256v1", hash: "sha256" },
  [-9]: { key: "prime256v1", hash: "sha256" },
  [-35]: { key: "secp384r1", hash: "sha384" },
  [-51]: { key: "secp384r1", hash: "sha384" },
  [-36]: { key: "secp521r1", hash: "sha512" },
  [-52]: { key: "secp521r1", hash: "sha512" },
  [-8]: { key: "ed25519", hash: null },
  [-19]: { key: "ed25519", hash: null },
};

export type ReadSuit = ReleaseSource & Pick<SuitEnvelope, "manifestDigest" | "vendorId" | "classId">;

/**
 * Reads a SUIT envelope.
 * @param anchor Public key that the reader trusts, PEM or DER; without it no signature is checked.
 * @throws MusterError `release-metadata-invalid` or `release-metadata-unsigned`.
 */
export function readSuit(bytes: Uint8Array, anchor?: Uint8Array): ReadSuit {
  const { signatures, ...envelope } = decodeSuit(bytes);
  if (anchor === undefined) return { ...envelope, signature: "unchecked" };
  const key = publicKey(anchor);
  if (!signatures.some((signature) => isSignedBy(key, signature))) {
    const named = signatures.map(({ algorithm }) => algorithm ?? "none").join(", ");
    const problem =
      signatures.length === 0 ? "it has no signature of a single signer" : `no signature is the trust anchor's (algorithm ${named})`;
    throw new MusterError("release-metadata-unsigned", { form: "SUIT envelope", problem });
  }
  return { ...envelope, signature: "verified" };
}

function isSignedBy(key: KeyObject, { algorithm, signed, signature }: SuitSignature): boolean {
  const known = algorithm === null ? undefined : ALGORITHMS[algorithm];
  const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType;
  if (!known || known.key !== kind) return false;
  return verify(known.hash, signed, known.hash === null ? key : { key, dsaEncoding: "ieee-p1363" }, signature);
}

function publicKey(bytes: Uint8Array): KeyObject {
  const text = Buffer.from(bytes);
  try {
    if (text.includes("PRIVATE KEY")) throw new Error("it is a private key");
    return text.includes("-----BEGIN") ? createPublicKey(text) : createPublicKey({ key: text, format: "der", type: "spki" });
  } catch (cause) {
    throw new MusterError("trust-anchor-invalid", { problem: (cause as Error).message }, { cause });
  }
}
