import { createHash } from "node:crypto";
import type { BaseContract } from "ethers";
import { concat, type Hex, slice, toHex } from "viem";
import { foldP256 } from "../../../lib/domain/owner-signed.ts";
import { type Ask, type Assertion, encodeAssertion, type PasskeyAccount, type PasskeyKey } from "../../../lib/domain/passkey.ts";
import type { PasskeyAccount as Account } from "../../../types/ethers-contracts/index.ts";
import { chainId, ethers, type Register } from "../fixture.ts";
import { P256_ORDER, secureElement } from "./p256.ts";
import { digestOf } from "./typed-data.ts";

const sha256 = (data: Uint8Array | string): Hex => `0x${createHash("sha256").update(data).digest("hex")}`;

/** Bits of the flags in the authenticator's data. */
export const PRESENT = 0x01;
export const VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;

/** How an assertion differs from the one that a browser makes. */
export type Twist = {
  flags?: number;
  /** What the browser says is done. */
  type?: string;
  /** Instead of the challenge that was asked for. */
  challenge?: Hex;
  /** Left as it comes out of the authenticator, in the upper half. */
  highS?: true;
};

export type Passkey = { key: PasskeyKey; ask: Ask; asked(twist: Twist): Ask };

/** A passkey of a phone: signs what its browser shows it, the same in the same way. */
export function passkey(label: string, privateKey?: Buffer): Passkey {
  const element = secureElement("0x", `passkey ${label}`, privateKey);
  const asked =
    ({ flags = PRESENT | VERIFIED | BACKUP_ELIGIBLE, type = "webauthn.get", challenge: other, highS }: Twist): Ask =>
    async (challenge): Promise<Assertion> => {
      const base64 = Buffer.from((other ?? challenge).slice(2), "hex").toString("base64url");
      const clientDataJSON = JSON.stringify({ type, challenge: base64, origin: "https://muster.example", crossOrigin: false });
      const authenticatorData = concat([sha256("muster.example"), toHex(flags, { size: 1 }), "0x00000000"]);
      const signed = Buffer.from(concat([authenticatorData, sha256(clientDataJSON)]).slice(2), "hex");
      const folded = foldP256(element.sign(sha256(signed)));
      return { authenticatorData, clientDataJSON, signature: highS ? unfold(folded) : folded };
    };
  return { key: { x: slice(element.signer, 0, 32), y: slice(element.signer, 32) }, ask: asked({}), asked };
}

const unfold = (signature: Hex): Hex => concat([slice(signature, 0, 32), toHex(P256_ORDER - BigInt(slice(signature, 32)), { size: 32 })]);

/** Makes the account of a passkey. */
export async function accountOf({ passkeyAccounts }: Register, { key }: Passkey) {
  await passkeyAccounts.create(key.x, key.y);
  const address = (await passkeyAccounts.addressOf(key.x, key.y)) as Hex;
  const contract = (await ethers.getContractAt("PasskeyAccount", address)) as unknown as Account;
  const account: PasskeyAccount = { chainId: Number(chainId), address };
  return { address, contract, account };
}

/** The generated types leave out a function of this name. */
export const publicKeyOf = (account: BaseContract): Promise<[x: Hex, y: Hex]> => account.getFunction("signer")();

type Execution = { target: string; data: string; deadline: bigint };
type Signable = { contract: Account; address: Hex };

/** What an account signs for `execute`: in its own domain, so that no nesting is needed. */
export async function executionBy(
  { contract, address }: Signable,
  ask: Ask,
  { target, data, deadline }: Execution,
  { nonce, ...elsewhere }: { nonce?: bigint; chainId?: bigint; verifyingContract?: string } = {},
): Promise<Hex> {
  const domain = { name: "Muster Passkey", version: "1", chainId, verifyingContract: address, ...elsewhere };
  const values = [target, data, nonce ?? (await contract.nonces(address)), deadline];
  return encodeAssertion(await ask(digestOf(domain, "Execute", values)));
}
