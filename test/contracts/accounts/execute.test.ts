import { expect } from "chai";
import type { Hex } from "viem";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { chainId } from "../fixture.ts";
import { at, CHIP, type Fleet, give, LATER, loadFleet, now } from "../support/fleet.ts";
import { accountOf, executionBy, PRESENT, passkey } from "../support/passkey.ts";
import { UNSIGNED } from "../support/recalls.ts";

const RELEASE = 7;

describe("PasskeyAccount.execute", () => {
  const key = passkey("owner");
  let fleet: Fleet;
  let account: Awaited<ReturnType<typeof accountOf>>;
  let id: DeviceId;
  let call: { target: string; data: string; deadline: bigint };
  beforeEach(async () => {
    fleet = await loadFleet();
    account = await accountOf(fleet, key);
    id = await give(fleet, CHIP, account.address);
    const data = fleet.devices.interface.encodeFunctionData("stateRelease", [id, RELEASE, UNSIGNED]);
    call = { target: await fleet.devices.getAddress(), data, deadline: LATER };
  });

  const carry = (signature: Hex, { target, data, deadline } = call) =>
    account.contract.connect(fleet.mallory).execute(target, data, deadline, signature);
  const refuses = async (signature: Hex, changed = call) => {
    await expect(carry(signature, changed)).to.be.revertedWithCustomError(account.contract, "PasskeyAccountInvalidSignature");
    expect(await account.contract.nonces(account.address)).to.equal(0n);
  };

  it("acts as the account, carried by anyone and paid by the carrier", async () => {
    const { devices } = fleet;
    await expect(carry(await executionBy(account, key.ask, call)))
      .to.emit(account.contract, "Executed")
      .withArgs(call.target, 0)
      .and.to.emit(devices, "ReleaseStated")
      .withArgs(id, account.address, 1, RELEASE, 1);
  });

  it("does so once for each signature", async () => {
    const signature = await executionBy(account, key.ask, call);
    await carry(signature);
    await expect(carry(signature)).to.be.revertedWithCustomError(account.contract, "PasskeyAccountInvalidSignature");
    await carry(await executionBy(account, key.ask, call));
    expect(await account.contract.nonces(account.address)).to.equal(2n);
  });

  it("gives back what the call returned", async () => {
    const data = fleet.devices.interface.encodeFunctionData("balanceOf", [account.address]);
    const reading = { ...call, data };
    const signature = await executionBy(account, key.ask, reading);
    const returned = await account.contract.execute.staticCall(reading.target, data, reading.deadline, signature);
    expect(BigInt(returned)).to.equal(1n);
  });

  it("refuses a signature for another target, other data, another deadline", async () => {
    const signature = await executionBy(account, key.ask, call);
    await refuses(signature, { ...call, target: await fleet.recalls.getAddress() });
    await refuses(signature, { ...call, data: `${call.data.slice(0, -2)}01` });
    await refuses(signature, { ...call, deadline: LATER - 1n });
  });

  it("refuses a signature out of turn, for another account and for another chain", async () => {
    const twin = await accountOf(fleet, passkey("twin"));
    for (const changes of [{ nonce: 1n }, { verifyingContract: twin.address }, { chainId: chainId + 1n }])
      await refuses(await executionBy(account, key.ask, call, changes));
  });

  it("refuses another passkey, and its own where nobody was verified", async () => {
    await refuses(await executionBy(account, passkey("thief").ask, call));
    await refuses(await executionBy(account, key.asked({ flags: PRESENT }), call));
    await refuses("0x");
  });

  it("counts to the second of its deadline", async () => {
    const deadline = BigInt((await now()) + 100);
    const first = await executionBy(account, key.ask, { ...call, deadline });
    await at(Number(deadline));
    await carry(first, { ...call, deadline });
    const second = await executionBy(account, key.ask, { ...call, deadline });
    await at(Number(deadline) + 1);
    await expect(carry(second, { ...call, deadline }))
      .to.be.revertedWithCustomError(account.contract, "PasskeyAccountExpired")
      .withArgs(deadline);
  });

  it("passes on why the called contract refused, and the signature stays good", async () => {
    const { devices, mallory } = fleet;
    const data = devices.interface.encodeFunctionData("bindRecalls", [mallory.address]);
    const forbidden = { ...call, data };
    await expect(carry(await executionBy(account, key.ask, forbidden), forbidden))
      .to.be.revertedWithCustomError(devices, "DevicesNotRecalls")
      .withArgs(account.address);
    expect(await account.contract.nonces(account.address)).to.equal(0n);
  });

  it("says that there is no contract, or that it gave no reason", async () => {
    const { mallory, devices } = fleet;
    const nobody = { ...call, target: mallory.address };
    await expect(carry(await executionBy(account, key.ask, nobody), nobody))
      .to.be.revertedWithCustomError(account.contract, "AddressEmptyCode")
      .withArgs(mallory.address);
    const unknown = { target: await devices.getAddress(), data: "0x12345678", deadline: LATER };
    await expect(carry(await executionBy(account, key.ask, unknown), unknown)).to.be.revertedWithCustomError(
      account.contract,
      "FailedCall",
    );
  });

  it("does nothing in the name of the code that accounts share", async () => {
    const { passkeyAccount } = fleet;
    const shared = { contract: passkeyAccount, address: (await passkeyAccount.getAddress()) as Hex };
    const signature = await executionBy(shared, key.ask, call);
    await expect(passkeyAccount.execute(call.target, call.data, call.deadline, signature)).to.be.revertedWithCustomError(
      passkeyAccount,
      "PasskeyAccountInvalidSignature",
    );
  });
});
