import { P256 } from "ox";
import { type Address, concat, type Hex, sha256, slice, stringToBytes, toHex } from "viem";
import { type Ask, type Assertion, type PasskeyKey, passkeyAddress } from "../domain/passkey.ts";

/**
 * A browser tells a passkey's public key once, when the passkey is made. Who comes back with another browser has the
 * passkey only; but of any signature only two public keys can be the signer's, and of two signatures only one.
 */

/** The two public keys that fit an assertion. */
export function keysOf({ authenticatorData, clientDataJSON, signature }: Assertion): PasskeyKey[] {
  const payload = sha256(concat([authenticatorData, sha256(stringToBytes(clientDataJSON))]));
  const [r, s] = [BigInt(slice(signature, 0, 32)), BigInt(slice(signature, 32))];
  return [0, 1].map((yParity) => {
    const { x, y } = P256.recoverPublicKey({ payload, signature: { r, s, yParity } });
    return { x: toHex(x, { size: 32 }), y: toHex(y, { size: 32 }) };
  });
}

type Contracts = Parameters<typeof passkeyAddress>[0];
type Search = {
  contracts: Contracts;
  /** Whether there is a contract at an address. */
  hasCode(address: Address): Promise<boolean>;
  /** Asks the passkey; both times the same one. */
  ask: Ask;
};

const isSame = (one: PasskeyKey, other: PasskeyKey): boolean => one.x === other.x && one.y === other.y;

/** Asks once where the passkey's account was made, else twice. Null when the two answers are of different passkeys. */
export async function findKey({ contracts, hasCode, ask }: Search): Promise<PasskeyKey | null> {
  const first = keysOf(await ask(anyChallenge()));
  const codes = await Promise.all(first.map((key) => hasCode(passkeyAddress(contracts, key))));
  const made = first.filter((_, i) => codes[i]);
  if (made.length === 1) return made[0] as PasskeyKey;
  const second = keysOf(await ask(anyChallenge()));
  return first.find((key) => second.some((other) => isSame(key, other))) ?? null;
}

/** What is signed here proves nothing to anybody: the answer only tells the key. */
const anyChallenge = (): Hex => toHex(crypto.getRandomValues(new Uint8Array(32)));
