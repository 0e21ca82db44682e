import { expect } from "chai";
import { type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, range } from "../support/recalls.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(5);

describe("Recalls.acknowledge", () => {
  let register: Register;
  let boardRecall: number;
  let affected: DeviceId;
  let unaffected: DeviceId;
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, alice } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const parts = [{ batchId: boards, first: 0, last: 2 }];
    const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts });
    boardRecall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
    [affected, unaffected] = [deviceId(cameras, 2), deviceId(cameras, 3)];
    for (const index of [2, 3])
      await devices.claim(await claimOf(UNITS, { batch: cameras, index, owner: alice.address, devices: await devices.getAddress() }));
  });

  it("refuses a recall that does not exist or is closed", async () => {
    const { recalls, alice, boardKey } = register;
    await expect(recalls.connect(alice).acknowledge(99, affected, "0x00"))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(99);
    await recalls.connect(boardKey).close(boardRecall, "done");
    await expect(recalls.connect(alice).acknowledge(boardRecall, affected, "0x00"))
      .to.be.revertedWithCustomError(recalls, "RecallsNotOpen")
      .withArgs(boardRecall);
  });

  it("refuses everyone but the owner, and units without one", async () => {
    const { recalls, alice, bob, boardKey } = register;
    for (const signer of [bob, boardKey])
      await expect(recalls.connect(signer).acknowledge(boardRecall, affected, "0x00"))
        .to.be.revertedWithCustomError(recalls, "RecallsNotOwner")
        .withArgs(affected, signer.address);
    await expect(recalls.connect(alice).acknowledge(boardRecall, affected - 1n, "0x00"))
      .to.be.revertedWithCustomError(recalls, "RecallsNotOwner")
      .withArgs(affected - 1n, alice.address);
  });

  it("refuses a unit that is not affected, and a path that does not show it", async () => {
    const { recalls, alice } = register;
    for (const [unit, path] of [
      [unaffected, "0x00"],
      [affected, "0x"],
      [affected, "0x01"],
    ] as const)
      await expect(recalls.connect(alice).acknowledge(boardRecall, unit, path))
        .to.be.revertedWithCustomError(recalls, "RecallsNotAffected")
        .withArgs(boardRecall, unit);
  });

  it("records that the owner has read it, for this unit and this time of owning", async () => {
    const { recalls, alice } = register;
    await expect(recalls.connect(alice).acknowledge(boardRecall, affected, "0x00"))
      .to.emit(recalls, "RecallAcknowledged")
      .withArgs(boardRecall, affected, alice.address, 1);
  });

  it("needs no path where the unit's own batch is named", async () => {
    const { recalls, alice } = register;
    const own = await addRecall(register, { scope: [range(Number(affected >> 32n), 2, 2)] });
    await expect(recalls.connect(alice).acknowledge(own, affected, "0x")).to.emit(recalls, "RecallAcknowledged");
  });
});
