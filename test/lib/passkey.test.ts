import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "chai";
import {
  type Address,
  concat,
  createPublicClient,
  custom,
  encodeFunctionData,
  type Hex,
  hexToBytes,
  serializeErc6492Signature,
  sha256,
  slice,
  stringToBytes,
  toHex,
} from "viem";
import { passkeyAccountsAbi } from "../../lib/chain/abis.generated.ts";
import { findKey, keysOf } from "../../lib/chain/passkey-search.ts";
import { ownerMessage, type Signable } from "../../lib/domain/owner-signed.ts";
import { type Assertion, keyFromSpki, passkeyAddress, signatureFromDer, signText, signTyped } from "../../lib/domain/passkey.ts";
import { chainId, ethers } from "../contracts/fixture.ts";
import { CHIP, type Fleet, give, LATER, loadFleet } from "../contracts/support/fleet.ts";
import { P256_ORDER } from "../contracts/support/p256.ts";
import { passkey } from "../contracts/support/passkey.ts";

const CHAIN = Number(chainId);
const TEXT = "muster.example wants you to sign in";

describe("A passkey's account, as clients see it", () => {
  const key = passkey("client");
  const reader = createPublicClient({
    transport: custom({ request: ({ method, params }) => ethers.provider.send(method, params ?? []) }),
  });
  let fleet: Fleet;
  let contracts: { PasskeyAccount: Address; PasskeyAccounts: Address };
  let account: { chainId: number; address: Address };
  beforeEach(async () => {
    fleet = await loadFleet();
    const [shared, factory] = [fleet.passkeyAccount.target as Address, fleet.passkeyAccounts.target as Address];
    contracts = { PasskeyAccount: shared, PasskeyAccounts: factory };
    account = { chainId: CHAIN, address: passkeyAddress(contracts, key.key) };
  });
  const make = () => fleet.passkeyAccounts.create(key.key.x, key.key.y);
  const hasCode = async (address: Address): Promise<boolean> => (await ethers.provider.getCode(address)) !== "0x";

  describe("signs in", () => {
    const verifies = (signature: Hex, message = TEXT) => reader.verifyMessage({ address: account.address, message, signature });

    it("once it was made, by ERC-1271", async () => {
      const signature = await signText(account, TEXT, key.ask);
      expect(await verifies(signature)).to.equal(false);
      await make();
      expect(await verifies(signature)).to.equal(true);
      expect(await verifies(signature, `${TEXT} again`)).to.equal(false);
    });

    it("before it was made, by ERC-6492", async () => {
      const data = encodeFunctionData({ abi: passkeyAccountsAbi, functionName: "create", args: [key.key.x, key.key.y] });
      const wrap = (signature: Hex) => serializeErc6492Signature({ address: contracts.PasskeyAccounts, data, signature });
      expect(await verifies(wrap(await signText(account, TEXT, key.ask)))).to.equal(true);
      expect(await verifies(wrap(await signText(account, TEXT, passkey("thief").ask)))).to.equal(false);
      expect(await hasCode(account.address)).to.equal(false);
    });
  });

  it("signs an owner's act for a title that it got before it was made, and anyone carries it", async () => {
    const { devices, mallory } = fleet;
    const id = await give(fleet, CHIP, account.address);
    await make();
    const signable = { Devices: devices.target } as Signable;
    const terms = { deviceId: id, epoch: 1, nonce: 0n, deadline: LATER };
    const message = ownerMessage(CHAIN, signable, { verb: "StateRelease", release: 3 }, terms);
    const signed = { deadline: LATER, signature: await signTyped(account, message, key.ask) };
    await devices.connect(mallory).stateRelease(id, 3, signed);
    expect((await devices.device(id)).release).to.equal(3n);
    await expect(devices.connect(mallory).stateRelease(id, 3, signed)).to.be.revertedWithCustomError(devices, "OwnerSignedInvalid");
  });

  describe("is found again by its passkey alone", () => {
    /** Counts how often the person is asked. */
    const counting = (asks = [key.ask, key.ask]) => {
      let asked = 0;
      const ask = (challenge: Hex): Promise<Assertion> => (asks[asked++] ?? key.ask)(challenge);
      return { ask, times: () => asked };
    };

    it("by one answer when it was made, by two when it was not", async () => {
      const twice = counting();
      expect(await findKey({ contracts, hasCode, ask: twice.ask })).to.deep.equal(key.key);
      expect(twice.times()).to.equal(2);
      await make();
      const once = counting();
      expect(await findKey({ contracts, hasCode, ask: once.ask })).to.deep.equal(key.key);
      expect(once.times()).to.equal(1);
    });

    it("and not when two passkeys answered", async () => {
      const mixed = counting([key.ask, passkey("another").ask]);
      expect(await findKey({ contracts, hasCode, ask: mixed.ask })).to.equal(null);
    });

    it("as one of the two keys that fit an answer, the other being another for each answer", async () => {
      const others = new Set<Hex>();
      for (let n = 1; n <= 20; n++) {
        const keys = keysOf(await key.ask(toHex(n, { size: 32 })));
        expect(keys).to.deep.include(key.key);
        for (const { x } of keys) if (x !== key.key.x) others.add(x);
      }
      expect(others.size).to.equal(20);
    });
  });

  describe("is read from what authenticators give", () => {
    const made = (namedCurve: string) => {
      const pair = generateKeyPairSync("ec", { namedCurve });
      return { ...pair, spki: new Uint8Array(pair.publicKey.export({ type: "spki", format: "der" })) };
    };

    it("the public key, when it is of P-256", () => {
      const { publicKey, spki } = made("prime256v1");
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const hex = (text: string): Hex => `0x${Buffer.from(text, "base64url").toString("hex")}`;
      expect(keyFromSpki(spki)).to.deep.equal({ x: hex(x), y: hex(y) });
      expect(keyFromSpki(spki.subarray(0, -1))).to.equal(null);
      for (const curve of ["secp256k1", "secp384r1"]) expect(keyFromSpki(made(curve).spki)).to.equal(null);
    });

    it("the signature, with s in the lower half, however long its numbers are", () => {
      const { privateKey, spki } = made("prime256v1");
      const sizes = new Set<number>();
      for (let n = 0; n < 60; n++) {
        // as an authenticator does: over its data and the hash of the browser's
        const [authenticatorData, clientDataJSON] = [toHex(n, { size: 37 }), `{"n":${n}}`];
        const signed = concat([authenticatorData, sha256(stringToBytes(clientDataJSON))]);
        const der = new Uint8Array(sign("sha256", hexToBytes(signed), privateKey));
        sizes.add(der.length);
        const signature = signatureFromDer(der);
        expect(BigInt(slice(signature, 32)) <= P256_ORDER / 2n).to.equal(true);
        expect(keysOf({ authenticatorData, clientDataJSON, signature })).to.deep.include(keyFromSpki(spki));
      }
      expect(sizes.size).to.be.greaterThan(2);
    });
  });
});
