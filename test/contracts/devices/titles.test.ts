import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(3);

describe("Titles, read as ERC-721", () => {
  let register: Register;
  let owned: DeviceId;
  let unclaimed: DeviceId;
  beforeEach(async () => {
    register = await load();
    const { devices, alice } = register;
    const batch = await addBatch(register, { root: UNITS.root, size: UNITS.size });
    [owned, unclaimed] = [deviceId(batch, 0), deviceId(batch, 1)];
    await devices.claim(await claimOf(UNITS, { batch, index: 0, owner: alice.address, devices: await devices.getAddress() }));
  });

  it("move by no transfer and no approval, the owner's own included", async () => {
    const { alice, mallory } = register;
    const devices = register.devices.connect(alice);
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
    const { devices, alice, mallory } = register;
    expect(await devices.locked(owned)).to.equal(true);
    expect(await devices.getApproved(owned)).to.equal(ZeroAddress);
    expect(await devices.isApprovedForAll(alice.address, mallory.address)).to.equal(false);
  });

  it("do not exist for units that nobody has claimed", async () => {
    const { devices } = register;
    for (const read of [devices.ownerOf, devices.locked, devices.getApproved])
      await expect(read(unclaimed)).to.be.revertedWithCustomError(devices, "DevicesUnclaimed").withArgs(unclaimed);
    expect(await devices.device(unclaimed)).to.deep.equal([ZeroAddress, 0n, 0n, 0n, 0n, 0n]);
  });

  it("do not exist for numbers that only end like a unit's", async () => {
    const { devices } = register;
    for (const alias of [owned + 2n ** 96n, owned + 2n ** 255n])
      await expect(devices.ownerOf(alias)).to.be.revertedWithCustomError(devices, "DevicesUnclaimed").withArgs(alias);
  });

  it("are never counted for address zero", async () => {
    const { devices } = register;
    await expect(devices.balanceOf(ZeroAddress)).to.be.revertedWithCustomError(devices, "DevicesInvalidOwner");
  });

  const interfaces: [name: string, id: string, supported: boolean][] = [
    ["ERC-165", "0x01ffc9a7", true],
    ["ERC-721", "0x80ac58cd", true],
    ["ERC-5192", "0xb45a3c0e", true],
    ["ERC-721 metadata", "0x5b5e139f", false],
    ["the invalid interface", "0xffffffff", false],
  ];
  for (const [name, id, supported] of interfaces) {
    it(`${supported ? "support" : "do not support"} ${name}`, async () => {
      expect(await register.devices.supportsInterface(id)).to.equal(supported);
    });
  }
});
