import { expect } from "chai";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";

// That frozen units cannot be claimed is tested with Devices.claim.
describe("Batches.freeze", () => {
  let register: Register;
  let batch: BatchId;
  beforeEach(async () => {
    register = await load();
    batch = await addBatch(register, { size: 5 });
  });

  const frozenUnits = async (id: BatchId, size: number) => {
    const units = await Promise.all(Array.from({ length: size }, (_, index) => register.batches.unit(deviceId(id, index))));
    return units.flatMap(({ frozen }, index) => (frozen ? [index] : []));
  };

  it("refuses keys of others, and of the maker's own without the permission", async () => {
    const { batches, organizations, orgs, rivalKey, regulatorKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.batches);
    for (const signer of [rivalKey, regulatorKey, brandKey])
      await expect(batches.connect(signer).freeze(batch, 0, 4, "codes leaked"))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.batches);
  });

  it("refuses a batch that does not exist", async () => {
    const { batches, brandKey } = register;
    for (const unknown of [0, batch + 1])
      await expect(batches.connect(brandKey).freeze(unknown, 0, 0, "codes leaked"))
        .to.be.revertedWithCustomError(batches, "BatchesUnknown")
        .withArgs(unknown);
  });

  for (const [first, last] of [
    [3, 2],
    [0, 5],
    [5, 5],
    [0, 2 ** 32 - 1],
  ] as const) {
    it(`refuses units ${first} to ${last} of five`, async () => {
      const { batches, brandKey } = register;
      await expect(batches.connect(brandKey).freeze(batch, first, last, "codes leaked"))
        .to.be.revertedWithCustomError(batches, "BatchesInvalidRange")
        .withArgs(batch, first, last);
    });
  }

  it("refuses a 33rd range", async () => {
    const { batches, brandKey } = register;
    for (let i = 0; i < 31; i++) await batches.connect(brandKey).freeze(batch, 0, 0, "codes leaked");
    await batches.connect(brandKey).freeze(batch, 2, 2, "codes leaked");
    expect(await frozenUnits(batch, 5)).to.deep.equal([0, 2]);
    await expect(batches.connect(brandKey).freeze(batch, 1, 1, "codes leaked"))
      .to.be.revertedWithCustomError(batches, "BatchesTooManyFrozenRanges")
      .withArgs(batch, 32);
  });

  it("freezes exactly the named units of this batch, both ends included", async () => {
    const { batches, brandKey } = register;
    const other = await addBatch(register, { root: rootNumber(2), size: 5 });
    await expect(batches.connect(brandKey).freeze(batch, 1, 2, "codes leaked"))
      .to.emit(batches, "UnitsFrozen")
      .withArgs(batch, 1, 2, "codes leaked");
    expect(await frozenUnits(batch, 5)).to.deep.equal([1, 2]);
    expect(await frozenUnits(other, 5)).to.deep.equal([]);
    expect((await batches.batch(batch)).frozenCount).to.equal(1);
    expect((await batches.batch(other)).frozenCount).to.equal(0);
  });

  it("adds ranges up, where they overlap and at the edges too", async () => {
    const { batches, brandKey } = register;
    for (const [first, last] of [
      [0, 0],
      [2, 3],
      [3, 4],
    ] as const)
      await batches.connect(brandKey).freeze(batch, first, last, "codes leaked");
    expect(await frozenUnits(batch, 5)).to.deep.equal([0, 2, 3, 4]);
  });

  it("is open to a suspended maker, whose customers still have to be protected", async () => {
    const { batches, organizations, governor, orgs, brandKey } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(batches.connect(brandKey).freeze(batch, 0, 4, "codes leaked")).to.emit(batches, "UnitsFrozen");
  });
});

describe("Batches.unit", () => {
  it("refuses units beyond the batch and of no batch", async () => {
    const register = await load();
    const { batches } = register;
    const batch = await addBatch(register, { size: 5 });
    for (const index of [5, 2 ** 32 - 1])
      await expect(batches.unit(deviceId(batch, index)))
        .to.be.revertedWithCustomError(batches, "BatchesInvalidRange")
        .withArgs(batch, index, index);
    await expect(batches.unit((BigInt(batch + 1) << 32n) | 1n))
      .to.be.revertedWithCustomError(batches, "BatchesUnknown")
      .withArgs(batch + 1);
  });

  it("answers with the root and size of the unit's batch, from the first unit to the last", async () => {
    const register = await load();
    const batch = await addBatch(register, { root: rootNumber(7), size: 5 });
    for (const index of [0, 4]) expect(await register.batches.unit(deviceId(batch, index))).to.deep.equal([rootNumber(7), 5n, false]);
  });
});
