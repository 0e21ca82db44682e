import { expect } from "chai";
import { type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(3);
const OWNER_EVIDENCE = position(EVIDENCES, "owner");

describe("Devices.stateRelease", () => {
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

  it("refuses everyone but the owner, the maker too", async () => {
    const { devices, brandKey, mallory } = register;
    for (const signer of [brandKey, mallory])
      await expect(devices.connect(signer).stateRelease(owned, 2))
        .to.be.revertedWithCustomError(devices, "DevicesNotOwner")
        .withArgs(owned, signer.address);
  });

  it("refuses units that nobody has claimed, and units that do not exist", async () => {
    const { devices, alice } = register;
    for (const id of [unclaimed, 0n, 2n ** 96n - 1n])
      await expect(devices.connect(alice).stateRelease(id, 2))
        .to.be.revertedWithCustomError(devices, "DevicesNotOwner")
        .withArgs(id, alice.address);
  });

  it("refuses release 0, which means that nothing was stated", async () => {
    const { devices, alice } = register;
    await expect(devices.connect(alice).stateRelease(owned, 0)).to.be.revertedWithCustomError(devices, "DevicesInvalidRelease");
  });

  it("records the owner's word for this unit and leaves the title as it is", async () => {
    const { devices, alice } = register;
    const before = await devices.device(owned);
    await expect(devices.connect(alice).stateRelease(owned, 2))
      .to.emit(devices, "ReleaseStated")
      .withArgs(owned, alice.address, 1, 2, OWNER_EVIDENCE);
    const { owner, epoch, release, evidence, flags, since } = await devices.device(owned);
    expect([owner, epoch, flags, since]).to.deep.equal([before.owner, before.epoch, before.flags, before.since]);
    expect([release, evidence]).to.deep.equal([2n, BigInt(OWNER_EVIDENCE)]);
    expect((await devices.device(unclaimed)).release).to.equal(0);
  });

  it("records a downgrade as it records any other statement", async () => {
    const { devices, alice } = register;
    for (const sequence of [2 ** 32 - 1, 1]) {
      await expect(devices.connect(alice).stateRelease(owned, sequence))
        .to.emit(devices, "ReleaseStated")
        .withArgs(owned, alice.address, 1, sequence, OWNER_EVIDENCE);
      expect((await devices.device(owned)).release).to.equal(sequence);
    }
  });
});
