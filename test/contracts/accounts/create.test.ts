import { expect } from "chai";
import { toHex } from "viem";
import { passkeyAddress } from "../../../lib/domain/passkey.ts";
import { ethers, load, type Register } from "../fixture.ts";
import { passkey, publicKeyOf } from "../support/passkey.ts";

describe("PasskeyAccounts.create", () => {
  const { key } = passkey("create");
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("makes the account of a key where it was foretold, whoever asks", async () => {
    const { passkeyAccounts, passkeyAccount, mallory } = register;
    const address = await passkeyAccounts.addressOf(key.x, key.y);
    expect(await ethers.provider.getCode(address)).to.equal("0x");
    await expect(passkeyAccounts.connect(mallory).create(key.x, key.y))
      .to.emit(passkeyAccounts, "PasskeyAccountCreated")
      .withArgs(address, key.x, key.y);
    const account = await ethers.getContractAt("PasskeyAccount", address);
    expect(await publicKeyOf(account)).to.deep.equal([key.x, key.y]);
    expect(await passkeyAccounts.implementation()).to.equal(passkeyAccount.target);
  });

  it("does nothing a second time, and names the account again", async () => {
    const { passkeyAccounts, alice } = register;
    const first = await passkeyAccounts.create.staticCall(key.x, key.y);
    await passkeyAccounts.create(key.x, key.y);
    expect(await passkeyAccounts.connect(alice).create.staticCall(key.x, key.y)).to.equal(first);
    await expect(passkeyAccounts.connect(alice).create(key.x, key.y)).not.to.emit(passkeyAccounts, "PasskeyAccountCreated");
  });

  it("gives each key an account of its own, which browsers can work out by themselves", async () => {
    const { passkeyAccounts, passkeyAccount } = register;
    const contracts = { PasskeyAccounts: passkeyAccounts.target, PasskeyAccount: passkeyAccount.target } as Parameters<
      typeof passkeyAddress
    >[0];
    const addresses = new Set<string>();
    for (const label of ["one", "two", "three"]) {
      const { x, y } = passkey(label).key;
      const address = passkeyAddress(contracts, { x, y });
      expect(await passkeyAccounts.addressOf(x, y)).to.equal(address);
      expect(await passkeyAccounts.create.staticCall(x, y)).to.equal(address);
      addresses.add(address);
    }
    expect(addresses.size).to.equal(3);
  });

  it("refuses what is no public key, for which nobody could sign", async () => {
    const { passkeyAccounts } = register;
    const off = toHex(BigInt(key.y) ^ 1n, { size: 32 });
    const zero = toHex(0, { size: 32 });
    for (const [x, y] of [
      [key.x, off],
      [key.y, key.x],
      [zero, zero],
    ] as const)
      for (const verb of ["create", "addressOf"] as const)
        await expect(passkeyAccounts[verb](x, y))
          .to.be.revertedWithCustomError(passkeyAccounts, "PasskeyAccountsInvalidKey")
          .withArgs(x, y);
  });
});
