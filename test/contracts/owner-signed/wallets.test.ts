import { expect } from "chai";
import { id as hashOfText, Wallet } from "ethers";
import type { Hex } from "viem";
import { ethers } from "../fixture.ts";
import { type Fleet, loadFleet } from "../support/fleet.ts";
import { delegate, hashOf, prepare, VERBS } from "../support/owner-verbs.ts";
import { type Message, signWith } from "../support/typed-data.ts";

const OWN_KEY = hashOfText("an owner's key");
const OTHER_KEY = hashOfText("a key that the owner's code knows");
const PLAIN = new Wallet(OWN_KEY).address;
const OTHER = new Wallet(OTHER_KEY).address;

const deploy = async (name: string, ...args: unknown[]): Promise<string> => {
  const contract = await (await ethers.getContractFactory(name)).deploy(...args);
  return contract.getAddress();
};

/** An account, and the key that speaks for it. */
type Account = { owner: string; key: string };
const GOOD: [kind: string, open: () => Promise<Account>][] = [
  ["a plain account", async () => ({ owner: PLAIN, key: OWN_KEY })],
  ["a contract (ERC-1271)", async () => ({ owner: await deploy("KeyWallet", OTHER), key: OTHER_KEY })],
  ["a delegated account (EIP-7702), by its own key", async () => delegated("KeyWallet", OWN_KEY, OTHER)],
  ["a delegated account, by what its code accepts", async () => delegated("KeyWallet", OTHER_KEY, OTHER)],
  ["a delegated account whose code knows no ERC-1271", async () => delegated("SilentWallet", OWN_KEY)],
];

async function delegated(code: string, key: string, ...args: unknown[]): Promise<Account> {
  await delegate(PLAIN, await deploy(code, ...args));
  return { owner: PLAIN, key };
}

describe("An owner's act, signed by its owner and carried by anyone", () => {
  let fleet: Fleet;
  beforeEach(async () => {
    fleet = await loadFleet();
  });

  for (const message of Object.keys(VERBS) as Message[])
    for (const [kind, open] of GOOD)
      it(`is done once: ${message} of ${kind}`, async () => {
        const { owner, key } = await open();
        const { contract, event, right, send } = await prepare(fleet, message, owner);
        const signature = signWith(key, hashOf(right));
        await expect(send(signature)).to.emit(contract, event);
        expect(await contract.nonces(owner)).to.equal(right.nonce + 1n);
        await expect(send(signature)).to.revert(ethers);
        expect(await contract.nonces(owner)).to.equal(right.nonce + 1n);
      });

  it("costs its owner nothing", async () => {
    const { right, send } = await prepare(fleet, "StateRelease", PLAIN);
    const before = await ethers.provider.getBalance(PLAIN);
    await send(signWith(OWN_KEY, hashOf(right)));
    expect(await ethers.provider.getBalance(PLAIN)).to.equal(before);
    expect(await ethers.provider.getTransactionCount(PLAIN)).to.equal(0);
  });

  it("is not done by what a delegation accepted once it has ended", async () => {
    const { owner, key } = await delegated("KeyWallet", OTHER_KEY, OTHER);
    const { contract, id, right, send } = await prepare(fleet, "StateRelease", owner);
    await delegate(PLAIN, await deploy("SilentWallet"));
    await expect(send(signWith(key, hashOf(right))))
      .to.be.revertedWithCustomError(contract, "OwnerSignedInvalid")
      .withArgs(id, owner);
    await send(signWith(OWN_KEY, hashOf(right)));
  });

  it("is done by a delegated account's own key before its code is asked, though that burns gas", async () => {
    const { owner, key } = await delegated("BurnerWallet", OWN_KEY);
    const { right, send } = await prepare(fleet, "StateRelease", owner);
    const receipt = await (await send(signWith(key, hashOf(right)), { gasLimit: 2_000_000 })).wait();
    expect(receipt?.gasUsed).to.be.lessThan(100_000n);
  });

  it("is done for an account that really delegated, by a transaction of type 4", async () => {
    const wallet = new Wallet(OWN_KEY, ethers.provider);
    const code = await deploy("KeyWallet", OTHER);
    const authorization = await wallet.authorize({ address: code, nonce: 0 });
    await fleet.mallory.sendTransaction({ type: 4, to: fleet.mallory.address, authorizationList: [authorization] });
    expect(await ethers.provider.getCode(PLAIN)).to.equal(`0xef0100${code.slice(2).toLowerCase()}`);
    const { right, send } = await prepare(fleet, "StateRelease", PLAIN);
    await send(signWith(OTHER_KEY, hashOf(right)));
    await send(signWith(OWN_KEY, hashOf({ ...right, nonce: right.nonce + 1n })));
  });

  /** Wallets that say no, or say yes in another way than the standard has it. */
  const MAGIC = "1626ba7e";
  const bad: [kind: string, name: string, ...args: string[]][] = [
    ["burns all gas", "BurnerWallet"],
    ["answers with a megabyte", "HugeReturnWallet"],
    ["reverts", "RevertingWallet"],
    ["knows no ERC-1271", "SilentWallet"],
    ["answers with four bytes", "LooseWallet", `0x${MAGIC}`],
    ["answers with a byte too few", "LooseWallet", `0x${MAGIC.padEnd(62, "0")}`],
    ["answers with the right word at the wrong end", "LooseWallet", `0x${MAGIC.padStart(64, "0")}`],
    ["answers with the right word and something behind it", "LooseWallet", `0x${MAGIC.padEnd(64, "1")}`],
    ["answers with `true`", "LooseWallet", `0x${"1".padStart(64, "0")}`],
    ["answers with the refusal of the standard", "LooseWallet", `0x${"f".repeat(8).padEnd(64, "0")}`],
  ];
  for (const [kind, name, ...args] of bad)
    it(`is refused for a wallet that ${kind}`, async () => {
      const owner = await deploy(name, ...args);
      const { contract, id, right, send } = await prepare(fleet, "StateRelease", owner);
      const signature = signWith(OWN_KEY, hashOf(right));
      await expect(send(signature, { gasLimit: 6_000_000 }))
        .to.be.revertedWithCustomError(contract, "OwnerSignedInvalid")
        .withArgs(id, owner);
      expect(await contract.nonces(owner)).to.equal(right.nonce);
      expect((await fleet.devices.device(id)).release).to.equal(0);
    });

  it("may be signed by a wallet in any length that it understands", async () => {
    const yes = `0x${MAGIC.padEnd(64, "0")}`;
    const owner = await deploy("LooseWallet", yes);
    const { right, send } = await prepare(fleet, "StateRelease", owner);
    await send(`0x${"ab".repeat(300)}` as Hex);
    await send("0x01");
    expect(right.nonce).to.equal(0n);
    expect(await fleet.devices.nonces(owner)).to.equal(2n);
  });
});
