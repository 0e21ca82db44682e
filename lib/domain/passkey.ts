import {
  type Address,
  concat,
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  type SignableMessage,
  slice,
  toHex,
  zeroHash,
} from "viem";
import { hashMessage, hashTypedData, wrapTypedDataSignature } from "viem/experimental/erc7739";
import { foldP256, type Message } from "./owner-signed.ts";

/** The public key of a passkey: a point of P-256, each coordinate in 32 bytes. */
export type PasskeyKey = { x: Hex; y: Hex };

/** What a passkey answers to a challenge. */
export type Assertion = {
  authenticatorData: Hex;
  clientDataJSON: string;
  /** r ‖ s, s in the lower half. */
  signature: Hex;
};

/** An account of a passkey, on a chain. */
export type PasskeyAccount = { chainId: number; address: Address };

/** OpenZeppelin's `WebAuthnAuth`, whose fields stand in the signature without an offset before them. */
const AUTH = [
  { name: "r", type: "bytes32" },
  { name: "s", type: "bytes32" },
  { name: "challengeIndex", type: "uint256" },
  { name: "typeIndex", type: "uint256" },
  { name: "authenticatorData", type: "bytes" },
  { name: "clientDataJSON", type: "string" },
] as const;

/** Of the ASN.1 around a public key of P-256; the point follows it. */
const SPKI_HEAD = "0x3059301306072a8648ce3d020106082a8648ce3d03010703420004";

const domainOf = ({ chainId, address }: PasskeyAccount) => ({
  name: "Muster Passkey",
  version: "1",
  chainId,
  verifyingContract: address,
  salt: zeroHash,
});

/** The key inside of what browsers give for a new passkey; null when it is of another kind. @param spki SubjectPublicKeyInfo, DER. */
export function keyFromSpki(spki: Uint8Array): PasskeyKey | null {
  const hex = toHex(spki);
  const point = hex.slice(SPKI_HEAD.length);
  if (!hex.startsWith(SPKI_HEAD) || point.length !== 128) return null;
  return { x: `0x${point.slice(0, 64)}`, y: `0x${point.slice(64)}` };
}

/** r ‖ s, s in the lower half, of a signature as authenticators give it. @param der Two integers in a sequence, DER. */
export function signatureFromDer(der: Uint8Array): Hex {
  const integer = (at: number) => toHex(BigInt(toHex(der.subarray(at + 2, at + 2 + (der[at + 1] ?? 0)))), { size: 32 });
  const [first, second] = [2, 4 + (der[3] ?? 0)];
  return foldP256(concat([integer(first), integer(second)]));
}

/** An assertion as the account's contract takes it. */
export function encodeAssertion({ authenticatorData, clientDataJSON, signature }: Assertion): Hex {
  const indexOf = (field: string): bigint => BigInt(clientDataJSON.indexOf(`"${field}":"`)); // both come before any text of the site's
  const [r, s] = [slice(signature, 0, 32), slice(signature, 32)];
  return encodeAbiParameters(AUTH, [r, s, indexOf("challenge"), indexOf("type"), authenticatorData, clientDataJSON]);
}

/** Asks the passkey to sign 32 bytes. */
export type Ask = (challenge: Hex) => Promise<Assertion>;

/** The account's ERC-1271 signature of a text (`personal_sign`), nested in the account's own domain (ERC-7739). */
export async function signText(account: PasskeyAccount, message: SignableMessage, ask: Ask): Promise<Hex> {
  return encodeAssertion(await ask(hashMessage({ message, verifierDomain: domainOf(account) })));
}

/** The account's ERC-1271 signature of typed data, nested in the account's own domain (ERC-7739). */
export async function signTyped(account: PasskeyAccount, message: Message, ask: Ask): Promise<Hex> {
  const signature = encodeAssertion(await ask(hashTypedData({ ...message, verifierDomain: domainOf(account) })));
  return wrapTypedDataSignature({ ...message, signature } as never); // its types are for literals
}

/** The address of a passkey's account, whether it was made or not: that of a minimal clone with the key behind its code. */
export function passkeyAddress(contracts: { PasskeyAccount: Address; PasskeyAccounts: Address }, { x, y }: PasskeyKey): Address {
  const size = toHex(45 + 64, { size: 2 });
  const head: Hex[] = ["0x61", size, "0x3d81600a3d39f3363d3d373d3d3d363d73"];
  const bytecode = concat([...head, contracts.PasskeyAccount, "0x5af43d82803e903d91602b57fd5bf3", x, y]);
  return getContractAddress({ opcode: "CREATE2", from: contracts.PasskeyAccounts, salt: zeroHash, bytecode });
}
