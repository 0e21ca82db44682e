import { expect } from "chai";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { at, CHIP, ELEMENT, type Fleet, give, handOver, idOf, loadFleet, now } from "../support/fleet.ts";
import { UNSIGNED } from "../support/recalls.ts";

const OWNER = position(EVIDENCES, "owner");

describe("Devices.stateRelease", () => {
  let fleet: Fleet;
  let owned: DeviceId;
  let unclaimed: DeviceId;
  beforeEach(async () => {
    fleet = await loadFleet();
    owned = await give(fleet, CHIP, fleet.alice.address);
    unclaimed = idOf(fleet, ELEMENT);
  });

  const state = (sequence: number, signer = fleet.alice, unit = owned) =>
    fleet.devices.connect(signer).stateRelease(unit, sequence, UNSIGNED);

  it("refuses everyone but the owner, the maker too", async () => {
    const { devices, brandKey, mallory } = fleet;
    for (const signer of [brandKey, mallory])
      await expect(state(2, signer)).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner").withArgs(owned, signer.address);
  });

  it("refuses units that nobody has claimed, and units that do not exist", async () => {
    const { devices, alice } = fleet;
    for (const id of [unclaimed, 0n, 2n ** 96n - 1n])
      await expect(devices.connect(alice).stateRelease(id, 2, UNSIGNED))
        .to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner")
        .withArgs(id, alice.address);
  });

  it("refuses release 0, which means that nothing was stated", async () => {
    await expect(state(0)).to.be.revertedWithCustomError(fleet.devices, "DevicesInvalidRelease");
  });

  it("records the owner's word and its time, to 256 seconds, and leaves the title as it is", async () => {
    const { devices, alice } = fleet;
    const before = await devices.device(owned);
    const step = (Math.floor((await now()) / 256) + 2) * 256;
    for (const [time, sequence] of [
      [step, 2],
      [step + 255, 3],
      [step + 256, 4],
    ] as const) {
      await at(time);
      await expect(state(sequence)).to.emit(devices, "ReleaseStated").withArgs(owned, alice.address, 1, sequence, OWNER);
      const stated = BigInt(time - (time % 256));
      expect(await devices.device(owned)).to.deep.equal([alice.address, 1n, BigInt(sequence), BigInt(OWNER), 0n, before.since, stated]);
    }
    expect((await devices.device(unclaimed)).release).to.equal(0);
  });

  it("records a downgrade as it records any other statement", async () => {
    for (const sequence of [2 ** 32 - 1, 1]) {
      await expect(state(sequence)).to.emit(fleet.devices, "ReleaseStated").withArgs(owned, fleet.alice.address, 1, sequence, OWNER);
      expect((await fleet.devices.device(owned)).release).to.equal(sequence);
    }
  });

  it("records the same word again, with its later time", async () => {
    await state(2);
    const { stated } = await fleet.devices.device(owned);
    await at(Number(stated) + 512);
    await state(2);
    expect((await fleet.devices.device(owned)).stated).to.equal(stated + 512n);
  });

  it("refuses to cover a repairer's word for the same release, and not for another", async () => {
    const { devices, repairerKey, orgs } = fleet;
    const repairer = position(EVIDENCES, "repairer");
    await devices.connect(repairerKey).stateReleaseFor(owned, 3, orgs.repairer);
    await expect(state(3)).to.be.revertedWithCustomError(devices, "DevicesWeakerEvidence").withArgs(owned, repairer);
    for (const sequence of [4, 2]) {
      await state(sequence);
      expect((await devices.device(owned)).evidence).to.equal(OWNER);
    }
  });

  it("is the next owner's after a handover, in the next epoch, with what was stated before", async () => {
    const { devices, alice, bob } = fleet;
    await state(3);
    await handOver(fleet, owned, alice, bob);
    await expect(state(4)).to.be.revertedWithCustomError(devices, "OwnerSignedNotOwner").withArgs(owned, alice.address);
    expect((await devices.device(owned)).release).to.equal(3);
    await expect(state(4, bob)).to.emit(devices, "ReleaseStated").withArgs(owned, bob.address, 2, 4, OWNER);
  });
});
