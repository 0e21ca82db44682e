import { expect } from "chai";
import { type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component } from "../support/recalls.ts";
import { addRelease } from "../support/releases.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(3);

describe("Recalls.remedied", () => {
  let register: Register;
  let unit: DeviceId;
  let recall: number;
  beforeEach(async () => {
    register = await load();
    const { models, orgs, devices, alice } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    const parts = [{ batchId: boards, first: 0, last: 2 }];
    const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, factoryRelease: 9, parts });
    unit = deviceId(cameras, 0);
    await devices.claim(await claimOf(UNITS, { batch: cameras, index: 0, owner: alice.address, devices: await devices.getAddress() }));
    recall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
    for (const sequence of [2, 4, 6]) await addRelease(register, models.camera, sequence);
  });

  const offer = (sequence: number) => register.recalls.connect(register.brandKey).offerFix(recall, register.models.camera, sequence);
  const states = (sequence: number) => register.devices.connect(register.alice).stateRelease(unit, sequence);
  const remedied = (id: DeviceId = unit) => register.recalls.remedied(recall, id);

  it("refuses a recall and a batch that do not exist", async () => {
    const { recalls, batches } = register;
    await expect(recalls.remedied(99, unit)).to.be.revertedWithCustomError(recalls, "RecallsUnknown").withArgs(99);
    const nowhere = deviceId(99 as never, 0);
    await expect(recalls.remedied(recall, nowhere)).to.be.revertedWithCustomError(batches, "BatchesUnknown").withArgs(99);
  });

  it("is false while the unit's maker offers no fix, whatever the unit runs", async () => {
    await states(6);
    expect(await remedied()).to.equal(false);
  });

  it("is false without a statement, even where the factory installed more than the fix", async () => {
    await offer(4);
    expect(await remedied()).to.equal(false);
    expect(await remedied(deviceId(Number(unit >> 32n) as never, 1))).to.equal(false);
  });

  it("is false below the fix, true from it on", async () => {
    await offer(4);
    for (const [sequence, expected] of [
      [2, false],
      [4, true],
      [6, true],
    ] as const) {
      await states(sequence);
      expect(await remedied(), `release ${sequence}`).to.equal(expected);
    }
  });

  it("is false for releases that were never published, however high", async () => {
    await offer(4);
    for (const sequence of [5, 7, 2 ** 32 - 1]) {
      await states(sequence);
      expect(await remedied(), `release ${sequence}`).to.equal(false);
    }
  });

  it("is undone by a downgrade and restored by the next update", async () => {
    await offer(4);
    const answers = [];
    for (const sequence of [6, 2, 4]) {
      await states(sequence);
      answers.push(await remedied());
    }
    expect(answers).to.deep.equal([true, false, true]);
  });

  it("demands evidence at least as strong as the recall does", async () => {
    const { recalls, models } = register;
    await states(4);
    for (const [evidence, expected] of [
      ["owner", true],
      ["repairer", false],
      ["maker", false],
      ["device", false],
    ] as const) {
      const fixes = [{ modelId: models.camera, sequence: 4 }];
      const strict = await addRecall(register, { minEvidence: position(EVIDENCES, evidence), fixes });
      expect(await recalls.remedied(strict, unit), evidence).to.equal(expected);
    }
  });

  it("goes on answering when the case is closed", async () => {
    await offer(4);
    await states(4);
    await register.recalls.connect(register.boardKey).close(recall, "done");
    expect(await remedied()).to.equal(true);
    await states(2);
    expect(await remedied()).to.equal(false);
  });
});
