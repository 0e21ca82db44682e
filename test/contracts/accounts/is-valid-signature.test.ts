import { expect } from "chai";
import { concat, type Hex, hashMessage, hashTypedData, size, slice, toHex } from "viem";
import type { Message } from "../../../lib/domain/owner-signed.ts";
import { encodeAssertion, type PasskeyAccount, signText, signTyped } from "../../../lib/domain/passkey.ts";
import { chainId, ethers, load, networkHelpers, type Register } from "../fixture.ts";
import { accountOf, PRESENT, passkey, publicKeyOf, type Twist, VERIFIED } from "../support/passkey.ts";

const YES = "0x1626ba7e";
const NO = "0xffffffff";
/** ERC-7739: whoever wants to know whether an account nests its signatures asks about this. */
const SUPPORT_QUESTION = `0x${"7739".repeat(16)}`;
const SUPPORTED = "0x77390001";

const TEXT = "muster.example wants you to sign in";
const TYPED: Message = {
  domain: { name: "Muster Devices", version: "1", chainId: 31337, verifyingContract: `0x${"d1".repeat(20)}` },
  types: { Retire: [{ name: "deviceId", type: "uint256" }] },
  primaryType: "Retire",
  message: { deviceId: 7n },
};

describe("PasskeyAccount.isValidSignature", () => {
  const key = passkey("owner");
  let register: Register;
  let account: Awaited<ReturnType<typeof accountOf>>;
  beforeEach(async () => {
    register = await load();
    account = await accountOf(register, key);
  });

  const textHash = hashMessage(TEXT);
  const typedHash = hashTypedData(TYPED as never);
  const answer = (hash: Hex, signature: Hex) => account.contract.isValidSignature(hash, signature);

  it("says yes to a text and to typed data that the passkey signed for this account", async () => {
    expect(await answer(textHash, await signText(account.account, TEXT, key.ask))).to.equal(YES);
    expect(await answer(typedHash, await signTyped(account.account, TYPED, key.ask))).to.equal(YES);
  });

  it("says no to anything else that it signed", async () => {
    const other = { ...TYPED, message: { deviceId: 8n } };
    expect(await answer(textHash, await signText(account.account, `${TEXT}.`, key.ask))).to.equal(NO);
    expect(await answer(typedHash, await signTyped(account.account, other, key.ask))).to.equal(NO);
    expect(await answer(typedHash, await signText(account.account, TEXT, key.ask))).to.equal(NO);
    expect(await answer(textHash, await signTyped(account.account, TYPED, key.ask))).to.equal(NO);
  });

  it("says no to a bare digest, which any account of the passkey could pass on", async () => {
    for (const hash of [textHash, typedHash]) expect(await answer(hash, encodeAssertion(await key.ask(hash)))).to.equal(NO);
  });

  const TWISTS: [what: string, twist: Twist][] = [
    ["a challenge of its own", { challenge: toHex(1, { size: 32 }) }],
    ["the assertion of making a passkey", { type: "webauthn.create" }],
    ["a payment's confirmation", { type: "payment.get" }],
    ["nobody present", { flags: VERIFIED }],
    ["somebody present of whom nothing was verified", { flags: PRESENT }],
    ["a backup of what cannot be backed up", { flags: PRESENT | VERIFIED | 0x10 }],
    ["s in the upper half", { highS: true }],
  ];
  for (const [what, twist] of TWISTS)
    it(`says no to ${what}`, async () => {
      expect(await answer(textHash, await signText(account.account, TEXT, key.asked(twist)))).to.equal(NO);
      expect(await answer(typedHash, await signTyped(account.account, TYPED, key.asked(twist)))).to.equal(NO);
    });

  it("says no to another passkey", async () => {
    const other = passkey("thief");
    expect(await answer(textHash, await signText(account.account, TEXT, other.ask))).to.equal(NO);
    expect(await answer(typedHash, await signTyped(account.account, TYPED, other.ask))).to.equal(NO);
  });

  describe("says no to what the same passkey signed", () => {
    const refuses = async (elsewhere: PasskeyAccount) => {
      expect(await answer(textHash, await signText(elsewhere, TEXT, key.ask))).to.equal(NO);
      expect(await answer(typedHash, await signTyped(elsewhere, TYPED, key.ask))).to.equal(NO);
    };

    it("for its account of another factory", async () => {
      const factory = await ethers.deployContract("PasskeyAccounts", [register.passkeyAccount]);
      const elsewhere = { ...register, passkeyAccounts: factory as unknown as Register["passkeyAccounts"] };
      const twin = await accountOf(elsewhere, key);
      expect(await publicKeyOf(twin.contract)).to.deep.equal(await publicKeyOf(account.contract));
      expect(twin.address).not.to.equal(account.address);
      expect(await twin.contract.isValidSignature(textHash, await signText(twin.account, TEXT, key.ask))).to.equal(YES);
      await refuses(twin.account);
    });

    it("for another chain", () => refuses({ ...account.account, chainId: Number(chainId) + 1 }));
  });

  it("says no to what is no signature, and never fails", async () => {
    const text = await signText(account.account, TEXT, key.ask);
    const typed = await signTyped(account.account, TYPED, key.ask);
    const parts = [slice(text, 0, 64), slice(text, 64), slice(typed, 0, size(typed) - 3), concat([typed, "0x00"])];
    for (const signature of ["0x", "0x00", ...parts] as Hex[]) {
      expect(await answer(textHash, signature)).to.equal(NO);
      expect(await answer(typedHash, signature)).to.equal(NO);
    }
  });

  it("says that it nests signatures, to those who ask by ERC-7739, in so many words", async () => {
    expect(await answer(SUPPORT_QUESTION as Hex, "0x")).to.equal(SUPPORTED);
    expect(await answer(SUPPORT_QUESTION as Hex, "0x00")).to.equal(NO);
    expect(await answer(textHash, "0x")).to.equal(NO);
  });

  it("names its own domain (ERC-5267)", async () => {
    const [, name, version, chain, address] = await account.contract.eip712Domain();
    expect([name, version, chain, address]).to.deep.equal(["Muster Passkey", "1", chainId, account.address]);
  });

  it("says no in the name of the shared code, to the key too with which that was made", async () => {
    const { passkeyAccount } = register;
    const generator = passkey("generator", Buffer.from(toHex(1, { size: 32 }).slice(2), "hex"));
    const shared = { chainId: Number(chainId), address: passkeyAccount.target as Hex };
    expect(await publicKeyOf(passkeyAccount)).not.to.deep.equal([generator.key.x, generator.key.y]);
    for (const { ask } of [generator, key])
      expect(await passkeyAccount.isValidSignature(textHash, await signText(shared, TEXT, ask))).to.equal(NO);
  });

  it("takes no ether", async () => {
    await expect(register.alice.sendTransaction({ to: account.address, value: 1 })).to.revert(ethers);
    await networkHelpers.mine();
    expect(await ethers.provider.getBalance(account.address)).to.equal(0n);
  });
});
