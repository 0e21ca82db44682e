import { expect } from "chai";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { FLAGS } from "../../../lib/domain/kinds.ts";
import { CHIP, codeClaim, ELEMENT, type Fleet, give, handOver, idOf, loadFleet } from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

describe("Devices.setStolen and retire", () => {
  let fleet: Fleet;
  let id: DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    id = await give(fleet, CHIP, fleet.alice.address);
  });

  const mark = (stolen: boolean, signer = fleet.alice, unit = id) => fleet.devices.connect(signer).setStolen(unit, stolen, UNSIGNED);
  const retire = (signer = fleet.alice, unit = id) => fleet.devices.connect(signer).retire(unit, UNSIGNED);
  const flags = async (unit = id) => Number((await fleet.devices.device(unit)).flags);

  it("are the owner's alone, and nobody's for a unit without owner", async () => {
    const { devices, bob, brandKey } = fleet;
    for (const signer of [bob, brandKey])
      for (const unit of [id, idOf(fleet, ELEMENT)])
        for (const attempt of [mark(true, signer, unit), mark(false, signer, unit), retire(signer, unit)])
          await expect(attempt).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner").withArgs(unit, signer.address);
  });

  it("marks a unit as stolen and as found, and says which", async () => {
    const { devices, alice } = fleet;
    const before = await devices.device(id);
    await expect(mark(true)).to.emit(devices, "StolenSet").withArgs(id, alice.address, true);
    expect(await devices.device(id)).to.deep.equal([...before.slice(0, 4), BigInt(FLAGS.stolen), ...before.slice(5)]);
    await expect(mark(false)).to.emit(devices, "StolenSet").withArgs(id, alice.address, false);
    expect(await devices.device(id)).to.deep.equal(before);
  });

  it("retires a unit once and keeps the title", async () => {
    const { devices, alice } = fleet;
    const before = await devices.device(id);
    await expect(retire()).to.emit(devices, "DeviceRetired").withArgs(id, alice.address);
    expect(await devices.device(id)).to.deep.equal([...before.slice(0, 4), BigInt(FLAGS.retired), ...before.slice(5)]);
    expect(await devices.ownerOf(id)).to.equal(alice.address);
    expect(await devices.balanceOf(alice.address)).to.equal(1);
    await expect(retire()).to.be.revertedWithCustomError(devices, "DevicesRetired").withArgs(id);
  });

  it("leave each other and the provisional mark alone", async () => {
    const unit = idOf(fleet, ELEMENT);
    await fleet.devices.claim(await codeClaim(fleet, ELEMENT, fleet.alice.address));
    await mark(true, fleet.alice, unit);
    await retire(fleet.alice, unit);
    expect(await flags(unit)).to.equal(FLAGS.provisional | FLAGS.stolen | FLAGS.retired);
    await mark(false, fleet.alice, unit);
    expect(await flags(unit)).to.equal(FLAGS.provisional | FLAGS.retired);
    expect(await flags()).to.equal(0);
  });

  it("are no longer a former owner's", async () => {
    const { devices, alice, bob } = fleet;
    await handOver(fleet, id, alice, bob);
    for (const attempt of [mark(true), retire()]) await expect(attempt).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner");
    await mark(true, bob);
  });
});
