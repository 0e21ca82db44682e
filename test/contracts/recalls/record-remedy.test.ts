import { expect } from "chai";
import { type DeviceId, deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, ORG_KINDS, PERMISSIONS, position, REMEDIES } from "../../../lib/domain/kinds.ts";
import { load, type Register, type Signer } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, endRecall } from "../support/recalls.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(5);
const REPLACED = position(REMEDIES, "replaced");
const RETURNED = position(REMEDIES, "returned");
const REPAIRER = BigInt(position(EVIDENCES, "repairer"));
const MAKER = BigInt(position(EVIDENCES, "maker"));

describe("Recalls.recordRemedy", () => {
  let register: Register;
  let recall: RecallId;
  let unit: DeviceId;
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, alice } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts: [{ batchId: boards, first: 0, last: 2 }] });
    recall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
    unit = deviceId(cameras, 2);
    await devices.claim(await claimOf(UNITS, { batch: cameras, index: 2, owner: alice.address, devices: await devices.getAddress() }));
  });

  const records = (signer: Signer, org: number, remedy = REPLACED, id: bigint = unit, path = "0x00") =>
    register.recalls.connect(signer).recordRemedy(recall, id, path, remedy, org);

  it("refuses a recall that does not exist or is over", async () => {
    const { recalls, orgs, repairerKey } = register;
    await expect(recalls.connect(repairerKey).recordRemedy(99, unit, "0x00", REPLACED, orgs.repairer))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(99);
    await endRecall(register, orgs.board, recall);
    await expect(records(repairerKey, orgs.repairer)).to.be.revertedWithCustomError(recalls, "RecallsNotOpen").withArgs(recall);
  });

  it("refuses keys that may not speak of repairs in the body they name", async () => {
    const { organizations, orgs, alice, repairerKey, brandDrafter } = register;
    for (const [signer, org] of [
      [alice, orgs.repairer],
      [repairerKey, orgs.brand],
      [brandDrafter, orgs.brand],
      [alice, 0],
    ] as const)
      await expect(records(signer, org))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(org, signer.address, PERMISSIONS.repairs);
  });

  it("refuses bodies that are neither repairer nor the unit's maker, the maker of its part too", async () => {
    const { organizations, orgs, boardKey, rivalKey, regulatorKey } = register;
    for (const [signer, org, kind] of [
      [boardKey, orgs.board, "manufacturer"],
      [rivalKey, orgs.rival, "manufacturer"],
      [regulatorKey, orgs.regulator, "regulator"],
    ] as const)
      await expect(records(signer, org))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(org, position(ORG_KINDS, kind));
  });

  it("refuses a suspended repairer and a suspended maker", async () => {
    const { organizations, orgs, governor, brandKey, repairerKey } = register;
    for (const [signer, org] of [
      [brandKey, orgs.brand],
      [repairerKey, orgs.repairer],
    ] as const) {
      await organizations.connect(governor).setSuspended(org, true, "reason");
      await expect(records(signer, org)).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(org);
    }
  });

  it("refuses a unit that is not affected, and a path that does not show it", async () => {
    const { recalls, orgs, repairerKey } = register;
    for (const [id, path] of [
      [unit + 1n, "0x00"],
      [unit, "0x01"],
    ] as const)
      await expect(records(repairerKey, orgs.repairer, REPLACED, id, path))
        .to.be.revertedWithCustomError(recalls, "RecallsNotAffected")
        .withArgs(recall, id);
  });

  it("refuses to say nothing", async () => {
    const { recalls, orgs, repairerKey } = register;
    await expect(records(repairerKey, orgs.repairer, 0)).to.be.revertedWithCustomError(recalls, "RecallsInvalidRemedy");
  });

  it("records a repairer's word and a maker's by what each counts", async () => {
    const { recalls, orgs, brandKey, repairerKey } = register;
    await expect(records(repairerKey, orgs.repairer))
      .to.emit(recalls, "RemedyRecorded")
      .withArgs(recall, unit, repairerKey.address, 1, REPLACED, REPAIRER);
    expect(await recalls.remedyOf(recall, unit)).to.deep.equal([BigInt(REPLACED), REPAIRER, 1n]);
    await expect(records(brandKey, orgs.brand, RETURNED))
      .to.emit(recalls, "RemedyRecorded")
      .withArgs(recall, unit, brandKey.address, 1, RETURNED, MAKER);
    expect(await recalls.remedyOf(recall, unit)).to.deep.equal([BigInt(RETURNED), MAKER, 1n]);
  });

  it("never covers a maker's word with a repairer's, and covers it with its own", async () => {
    const { recalls, orgs, brandKey, repairerKey } = register;
    await records(brandKey, orgs.brand);
    await expect(records(repairerKey, orgs.repairer, RETURNED))
      .to.be.revertedWithCustomError(recalls, "RecallsWeakerEvidence")
      .withArgs(unit, MAKER);
    await records(brandKey, orgs.brand, RETURNED);
    expect((await recalls.remedyOf(recall, unit)).remedy).to.equal(RETURNED);
  });

  it("takes unclaimed units, such as those still on a shelf, under epoch 0", async () => {
    const { recalls, orgs, brandKey } = register;
    await expect(records(brandKey, orgs.brand, REPLACED, unit - 1n))
      .to.emit(recalls, "RemedyRecorded")
      .withArgs(recall, unit - 1n, brandKey.address, 0, REPLACED, MAKER);
    expect(await recalls.remedyOf(recall, unit - 1n)).to.deep.equal([BigInt(REPLACED), MAKER, 0n]);
  });

  it("starts anew under the next title: weaker evidence then counts again", async () => {
    const { recalls, devices, orgs, alice, brandKey, repairerKey } = register;
    await records(brandKey, orgs.brand, REPLACED, unit - 1n);
    const batch = Number(unit >> 32n) as never;
    await devices.claim(await claimOf(UNITS, { batch, index: 1, owner: alice.address, devices: await devices.getAddress() }));
    await expect(records(repairerKey, orgs.repairer, RETURNED, unit - 1n))
      .to.emit(recalls, "RemedyRecorded")
      .withArgs(recall, unit - 1n, repairerKey.address, 1, RETURNED, REPAIRER);
  });
});
