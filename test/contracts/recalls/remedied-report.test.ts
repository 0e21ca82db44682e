import { expect } from "chai";
import { keccak256 } from "ethers";
import { type BatchId, type DeviceId, deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { addRecall, NO_WITNESS, UNSIGNED } from "../support/recalls.ts";
import { addRelease } from "../support/releases.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(300);
const NO_WORD = NO_WITNESS.word;

/** A word of a bitmap with the bits of those places set, counted from its highest bit. */
const wordOf = (...places: number[]) =>
  `0x${places
    .reduce((bits, place) => bits | (1n << BigInt(255 - place)), 0n)
    .toString(16)
    .padStart(64, "0")}`;

describe("Recalls.remedied, by a maker's report", () => {
  let register: Register;
  let cameras: BatchId;
  let recall: RecallId;
  let reports: number;
  beforeEach(async () => {
    register = await load();
    reports = 0;
    const { models, devices, alice } = register;
    cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size });
    for (const sequence of [2, 4, 6]) await addRelease(register, models.camera, sequence);
    recall = await addRecall(register, { fixes: [{ modelId: models.camera, sequence: 4 }] });
    const terms = { batch: cameras, index: 1, owner: alice.address, devices: await devices.getAddress() };
    await devices.claim(await claimOf(UNITS, terms));
  });

  const unit = (index: number): DeviceId => deviceId(cameras, index);
  /** @returns The report's number. */
  const report = async (sequence: number, first = 0, last = 9, units = "0x") => {
    await register.reports.connect(register.brandKey).reportReleases(cameras, sequence, first, last, units);
    return ++reports;
  };
  const shown = (index: number, reportId: number, word = NO_WORD, proof: string[] = [], of: number = recall) =>
    register.recalls.remedied(of, unit(index), { path: "0x", reportId, word, proof });
  const strict = (minimum: (typeof EVIDENCES)[number]) =>
    addRecall(register, { minEvidence: position(EVIDENCES, minimum), fixes: [{ modelId: register.models.camera, sequence: 4 }] });

  it("is true for the units of a range, claimed or not, both ends included, shown that report", async () => {
    const id = await report(4, 1, 3);
    const answers = await Promise.all([0, 1, 2, 3, 4].map((index) => shown(index, id)));
    expect(answers).to.deep.equal([false, true, true, true, false]);
    expect(await shown(1, 0), "no report").to.equal(false);
    expect(await shown(1, id + 1), "a report that does not exist").to.equal(false);
  });

  it("is true for the units of a bitmap alone, by their word and its proof", async () => {
    const [word, second] = [wordOf(0, 2), wordOf(1)];
    const id = await report(4, 5, 5 + 256 + 9, `${word}${second.slice(2)}`);
    const [leaf, secondLeaf] = [keccak256(word), keccak256(second)];
    const answers = await Promise.all([4, 5, 6, 7].map((index) => shown(index, id, word, [secondLeaf])));
    expect(answers).to.deep.equal([false, true, false, true]);
    expect(await shown(5 + 256 + 1, id, second, [leaf])).to.equal(true);
    expect(await shown(5 + 256, id, second, [leaf])).to.equal(false);
    for (const [what, ...witness] of [
      ["another word", wordOf(0, 1, 2), [secondLeaf]],
      ["the other word in its place", second, [leaf]],
      ["no proof", word, []],
      ["a longer proof", word, [secondLeaf, secondLeaf]],
      ["another proof", word, [leaf]],
    ] as const)
      expect(await shown(5, id, witness[0], [...witness[1]]), what).to.equal(false);
  });

  it("needs a release at or above the fix that exists and was not revoked", async () => {
    const { catalog, models, brandKey } = register;
    for (const [sequence, expected] of [
      [2, false],
      [4, true],
      [5, false],
      [6, true],
      [7, false],
    ] as const)
      expect(await shown(2, await report(sequence)), `release ${sequence}`).to.equal(expected);
    await catalog.connect(brandKey).revokeRelease(models.camera, 6, "bricks units");
    expect(await shown(2, 4)).to.equal(false);
    expect(await shown(2, 2)).to.equal(true);
  });

  it("is undone by a higher fix", async () => {
    const { recalls, models, brandKey } = register;
    const id = await report(4);
    await recalls.connect(brandKey).offerFix(recall, models.camera, 6);
    expect(await shown(2, id)).to.equal(false);
    expect(await shown(2, await report(6))).to.equal(true);
  });

  it("counts where the recall demands a maker's word or less", async () => {
    const id = await report(4);
    for (const [minimum, expected] of [
      ["owner", true],
      ["repairer", true],
      ["maker", true],
      ["device", false],
    ] as const)
      expect(await shown(2, id, NO_WORD, [], await strict(minimum)), minimum).to.equal(expected);
  });

  it("is false for a revoked report, and goes on by another", async () => {
    const { reports: contract, brandKey } = register;
    const [first, second] = [await report(4), await report(6)];
    await contract.connect(brandKey).revokeReport(first, "wrong list");
    expect([await shown(2, first), await shown(2, second)]).to.deep.equal([false, true]);
  });

  it("is false for units of another batch", async () => {
    const others = await addBatch(register, { root: `0x${"0b".repeat(32)}`, size: 5 });
    const id = await report(4);
    expect(await register.recalls.remedied(recall, deviceId(others, 2), { ...NO_WITNESS, reportId: id })).to.equal(false);
  });

  describe("and a statement", () => {
    let start: number; // of 256 seconds
    beforeEach(async () => {
      start = (Math.floor((await networkHelpers.time.latest()) / 256) + 10) * 256;
    });
    const at = (time: number) => networkHelpers.time.setNextBlockTimestamp(time);
    const states = async (time: number, sequence: number) => {
      await at(time);
      await register.devices.connect(register.alice).stateRelease(unit(1), sequence, UNSIGNED);
    };
    const reportsAt = async (time: number, sequence = 4) => {
      await at(time);
      return report(sequence);
    };

    it("counts when it is later by a step of 256 seconds", async () => {
      await states(start + 255, 2);
      expect(await shown(1, await reportsAt(start + 256))).to.equal(true);
    });

    it("does not count when it is earlier, nor when both fall into the same 256 seconds", async () => {
      const early = await reportsAt(start);
      await states(start + 1, 2);
      const late = await reportsAt(start + 255);
      expect([await shown(1, early), await shown(1, late)]).to.deep.equal([false, false]);
      expect(await shown(2, early), "a unit without a statement").to.equal(true);
    });

    it("is outdone by a later statement of an older release", async () => {
      const id = await reportsAt(start);
      expect(await shown(1, id)).to.equal(true);
      await states(start + 256, 2);
      expect(await shown(1, id)).to.equal(false);
    });

    it("leaves a statement of the fix as true as it was", async () => {
      await states(start, 4);
      const old = await reportsAt(start + 1000, 2);
      expect(await shown(1, old)).to.equal(true);
    });
  });
});
