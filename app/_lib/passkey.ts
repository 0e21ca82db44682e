import { type Hex, hexToBytes, toHex } from "viem";
import { z } from "zod";
import { MusterError } from "../../lib/domain/errors.ts";
import { type Ask, keyFromSpki, type PasskeyKey, signatureFromDer } from "../../lib/domain/passkey.ts";

/** A passkey that this browser knows: which one to ask for, and its public key, which is not told again. */
export type KnownPasskey = { credentialId: Hex; key: PasskeyKey };

const ES256 = -7;
const KEPT = "muster.passkey";
const hex = z.string().regex(/^0x(?:[0-9a-f]{2})+$/) as unknown as z.ZodType<Hex>;
const kept = z.object({ credentialId: hex, key: z.object({ x: hex.refine(is32), y: hex.refine(is32) }) });

/** Whether this browser can make passkeys. Sites that are reached by a number instead of a name have none. */
export const passkeysWork = (): boolean => "PublicKeyCredential" in window && !/^[\d.:[\]]+$/.test(window.location.hostname);

/** The passkey that was used here last. */
export function knownPasskey(): KnownPasskey | null {
  try {
    return kept.parse(JSON.parse(localStorage.getItem(KEPT) ?? "null"));
  } catch {
    return null; // no storage, or not ours
  }
}

/** Keeps which passkey is used here. Nothing of it is secret: it is a public key. */
export const rememberPasskey = (passkey: KnownPasskey): void => localStorage.setItem(KEPT, JSON.stringify(passkey));

/**
 * Has the device make a passkey that people can find again by themselves, on any device to which it is copied. The user
 * handle says nothing: it has to be given before there is a public key that it could carry.
 * @param name By which people know it in their device's list.
 */
export async function createPasskey(name: string): Promise<KnownPasskey> {
  const credential = (await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name: "Muster" },
        user: { id: random(32), name, displayName: name },
        pubKeyCredParams: [{ type: "public-key", alg: ES256 }],
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
        attestation: "none",
      },
    }),
  )) as PublicKeyCredential;
  const spki = (credential.response as AuthenticatorAttestationResponse).getPublicKey();
  const key = spki && keyFromSpki(new Uint8Array(spki));
  if (!key) throw new MusterError("passkey-unsupported");
  return { credentialId: toHex(new Uint8Array(credential.rawId)), key };
}

/** Asks one passkey, or where none is named the one that the person chooses, and then always that. */
export function passkeyAsk(credentialId?: Hex): { ask: Ask; asked(): Hex | undefined } {
  let chosen = credentialId;
  const ask: Ask = async (challenge) => {
    const allowed = chosen ? [{ type: "public-key" as const, id: bytes(chosen) }] : [];
    const credential = (await asked(() =>
      navigator.credentials.get({ publicKey: { challenge: bytes(challenge), allowCredentials: allowed, userVerification: "required" } }),
    )) as PublicKeyCredential;
    const { authenticatorData, clientDataJSON, signature } = credential.response as AuthenticatorAssertionResponse;
    chosen = toHex(new Uint8Array(credential.rawId));
    return {
      authenticatorData: toHex(new Uint8Array(authenticatorData)),
      clientDataJSON: new TextDecoder().decode(clientDataJSON),
      signature: signatureFromDer(new Uint8Array(signature)),
    };
  };
  return { ask, asked: () => chosen };
}

function is32(text: Hex): boolean {
  return text.length === 66;
}

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
const bytes = (hex: Hex) => Uint8Array.from(hexToBytes(hex));

/** Who closes the device's question, or lets it time out, has declined; browsers do not tell more, to protect people. */
async function asked(question: () => Promise<Credential | null>): Promise<Credential> {
  try {
    const answer = await question();
    if (answer) return answer;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
    if (cause.name !== "NotAllowedError" && cause.name !== "AbortError") throw new MusterError("passkey-unsupported", {}, { cause });
    throw new MusterError("passkey-declined", {}, { cause });
  }
  throw new MusterError("passkey-unsupported");
}
