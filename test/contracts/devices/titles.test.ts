import { expect } from "chai";
import { ZeroAddress } from "ethers";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { CHIP, ELEMENT, type Fleet, give, idOf, loadFleet } from "../support/fleet.ts";

const dataOf = (uri: string) => JSON.parse(uri.slice(uri.indexOf(",") + 1));

describe("Titles, read as ERC-721", () => {
  let fleet: Fleet;
  let owned: DeviceId;
  let unclaimed: DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    owned = await give(fleet, ELEMENT, fleet.alice.address);
    unclaimed = idOf(fleet, CHIP);
  });

  it("move by no transfer and no approval, the owner's own included", async () => {
    const { alice, mallory } = fleet;
    const devices = fleet.devices.connect(alice);
    const attempts = [
      devices.transferFrom(alice.address, mallory.address, owned),
      devices["safeTransferFrom(address,address,uint256)"](alice.address, mallory.address, owned),
      devices["safeTransferFrom(address,address,uint256,bytes)"](alice.address, mallory.address, owned, "0x"),
      devices.approve(mallory.address, owned),
      devices.setApprovalForAll(mallory.address, true),
    ];
    for (const attempt of attempts) await expect(attempt).to.be.revertedWithCustomError(devices, "DevicesTitleLocked");
    expect(await devices.ownerOf(owned)).to.equal(alice.address);
  });

  it("are locked, approved to nobody, and say so", async () => {
    const { devices, alice, mallory } = fleet;
    expect(await devices.locked(owned)).to.equal(true);
    expect(await devices.getApproved(owned)).to.equal(ZeroAddress);
    expect(await devices.isApprovedForAll(alice.address, mallory.address)).to.equal(false);
  });

  it("do not exist for units that nobody has claimed", async () => {
    const { devices } = fleet;
    for (const read of [devices.ownerOf, devices.locked, devices.getApproved, devices.tokenURI])
      await expect(read(unclaimed)).to.be.revertedWithCustomError(devices, "DevicesUnclaimed").withArgs(unclaimed);
    expect(await devices.device(unclaimed)).to.deep.equal([ZeroAddress, 0n, 0n, 0n, 0n, 0n, 0n]);
  });

  it("do not exist for numbers that only end like a unit's", async () => {
    const { devices } = fleet;
    for (const alias of [owned + 2n ** 96n, owned + 2n ** 255n])
      for (const read of [devices.ownerOf, devices.locked, devices.getApproved, devices.tokenURI])
        await expect(read(alias)).to.be.revertedWithCustomError(devices, "DevicesUnclaimed").withArgs(alias);
  });

  it("are never counted for address zero", async () => {
    const { devices } = fleet;
    await expect(devices.balanceOf(ZeroAddress)).to.be.revertedWithCustomError(devices, "DevicesInvalidOwner");
  });

  it("have a name, a symbol, and a description by the unit's batch and index", async () => {
    const { devices, batch } = fleet;
    expect(await devices.name()).to.equal("Muster");
    expect(await devices.symbol()).to.equal("MUSTER");
    expect(await devices.tokenURI(owned)).to.match(/^data:application\/json,/);
    expect(dataOf(await devices.tokenURI(owned))).to.deep.equal({ name: `Device ${batch}-${ELEMENT}` });
    expect(await devices.contractURI()).to.match(/^data:application\/json,/);
    expect(dataOf(await devices.contractURI()).name).to.equal("Muster");
    expect(dataOf(await devices.contractURI()).description).to.include("recalled");
  });

  const interfaces: [name: string, id: string, supported: boolean][] = [
    ["ERC-165", "0x01ffc9a7", true],
    ["ERC-721", "0x80ac58cd", true],
    ["ERC-721 metadata", "0x5b5e139f", true],
    ["ERC-4906", "0x49064906", true],
    ["ERC-5192", "0xb45a3c0e", true],
    ["ERC-721 enumerable", "0x780e9d63", false],
    ["the invalid interface", "0xffffffff", false],
  ];
  for (const [name, id, supported] of interfaces) {
    it(`${supported ? "support" : "do not support"} ${name}`, async () => {
      expect(await fleet.devices.supportsInterface(id)).to.equal(supported);
    });
  }
});
