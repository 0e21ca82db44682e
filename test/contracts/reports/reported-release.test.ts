import { expect } from "chai";
import { type Hex, zeroHash } from "viem";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { bitmapOf, reportProof } from "../../../lib/domain/report.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { UNSIGNED } from "../support/recalls.ts";
import { addCameras, addReport, STEP } from "../support/reports.ts";

const RELEASE = 7;

describe("Reports.reportedRelease", () => {
  let register: Register;
  let batch: BatchId;
  let other: BatchId;
  beforeEach(async () => {
    register = await load();
    batch = await addBatch(register, { size: 1000 });
    other = await addBatch(register, { root: rootNumber(2), size: 1000 });
  });

  const answer = async (id: number, unit: bigint, word: Hex = zeroHash, proof: Hex[] = []) =>
    Number(await register.reports.reportedRelease(id, unit, word, proof));

  it("says nothing of anything where there is no report, of the empty unit id neither", async () => {
    for (const id of [0, 1]) for (const unit of [0n, deviceId(batch, 0)]) expect(await answer(id, unit)).to.equal(0);
  });

  describe("of a range", () => {
    it("names the units from its first to its last, in this batch, claimed or not", async () => {
      const id = await addReport(register, batch, RELEASE, 3, 5);
      for (const [unit, release] of [
        [2, 0],
        [3, RELEASE],
        [4, RELEASE],
        [5, RELEASE],
        [6, 0],
      ] as const) {
        expect(await answer(id, deviceId(batch, unit)), `unit ${unit}`).to.equal(release);
        expect(await answer(id, deviceId(other, unit)), `unit ${unit} of another batch`).to.equal(0);
      }
    });

    it("does not look at the word that is shown", async () => {
      const id = await addReport(register, batch, RELEASE, 3, 5);
      expect(await answer(id, deviceId(batch, 4), rootNumber(5) as Hex, [zeroHash])).to.equal(RELEASE);
      expect(await answer(id, deviceId(batch, 6), rootNumber(5) as Hex, [zeroHash])).to.equal(0);
    });

    it("names nothing any more when it was revoked", async () => {
      const id = await addReport(register, batch, RELEASE, 3, 5);
      await register.reports.connect(register.brandKey).revokeReport(id, "reason");
      expect(await answer(id, deviceId(batch, 4))).to.equal(0);
    });
  });

  describe("of a bitmap", () => {
    const LISTED = [3, 4, 258, 259, 300, 514, 515, 700];
    const [first, last] = [3, 700]; // three words, the last of them not full
    const units = bitmapOf(first, last, LISTED);
    let id: number;
    beforeEach(async () => {
      id = await addReport(register, batch, RELEASE, first, last, LISTED);
    });

    const shown = async (index: number, unit: bigint = deviceId(batch, index)) => {
      const { word, proof } = await reportProof({ units, first }, index);
      return answer(id, unit, word, proof);
    };

    it("names exactly the listed units, at both ends of each word", async () => {
      for (const index of [...LISTED, 5, 257, 260, 513, 516, 699])
        expect(await shown(index), `unit ${index}`).to.equal(LISTED.includes(index) ? RELEASE : 0);
    });

    it("names no unit beside its range, and none of another batch, by whatever word", async () => {
      for (const index of [first - 1, last + 1, first + 768]) expect(await shown(3, deviceId(batch, index))).to.equal(0);
      expect(await shown(3, deviceId(other, 3))).to.equal(0);
    });

    it("does not take one unit's word for another's", async () => {
      const elsewhere = await reportProof({ units, first }, 300); // the second word; in the first its bit is unit 44's
      for (const index of [44, 44 + 512]) expect(await answer(id, deviceId(batch, index), elsewhere.word, elsewhere.proof)).to.equal(0);
    });

    it("does not take a word that was not reported, nor a proof that is too short, too long or altered", async () => {
      const { word, proof } = await reportProof({ units, first }, 4);
      const unit = deviceId(batch, 4);
      expect(await answer(id, unit, word, proof)).to.equal(RELEASE);
      expect(await answer(id, unit, `0x${"ff".repeat(32)}`, proof)).to.equal(0);
      expect(await answer(id, unit, word, proof.slice(0, 1))).to.equal(0);
      expect(await answer(id, unit, word, [...proof, zeroHash])).to.equal(0);
      expect(await answer(id, unit, word, [proof[0] as Hex, zeroHash])).to.equal(0);
    });

    it("needs no proof when there is but one word", async () => {
      const single = await addReport(register, batch, 8, 10, 265, [10, 265]);
      const { word } = await reportProof({ units: bitmapOf(10, 265, [10, 265]), first: 10 }, 10);
      for (const [index, release] of [
        [10, 8],
        [11, 0],
        [264, 0],
        [265, 8],
      ] as const)
        expect(await answer(single, deviceId(batch, index), word), `unit ${index}`).to.equal(release);
    });

    it("has a second word from 257 units on", async () => {
      const two = bitmapOf(10, 266, [10, 266]);
      const wide = await addReport(register, batch, 8, 10, 266, [10, 266]);
      for (const [index, release] of [
        [10, 8],
        [265, 0],
        [266, 8],
      ] as const) {
        const { word, proof } = await reportProof({ units: two, first: 10 }, index);
        expect(await answer(wide, deviceId(batch, index), word, proof), `unit ${index}`).to.equal(release);
      }
    });

    it("names nothing any more when it was revoked", async () => {
      await register.reports.connect(register.brandKey).revokeReport(id, "reason");
      expect(await shown(4)).to.equal(0);
    });
  });

  describe("beside what an owner states", () => {
    const START = 2_000_000_000 - (2_000_000_000 % STEP);
    let cameras: BatchId;
    beforeEach(async () => {
      ({ cameras } = await addCameras(register));
    });

    const stateAt = async (at: number, index = 1) => {
      await networkHelpers.time.setNextBlockTimestamp(at);
      await register.devices.connect(register.alice).stateRelease(deviceId(cameras, index), 2, UNSIGNED);
    };
    const reportAt = async (at: number) => {
      const { reports, brandKey } = register;
      await networkHelpers.time.setNextBlockTimestamp(at);
      await reports.connect(brandKey).reportReleases(cameras, RELEASE, 0, 4, "0x");
      return 1;
    };

    it("counts when it comes in a later step of 256 seconds", async () => {
      await stateAt(START + STEP - 1);
      expect(await answer(await reportAt(START + STEP), deviceId(cameras, 1))).to.equal(RELEASE);
    });

    it("gives way to a statement in the same step, before it or after it", async () => {
      await stateAt(START);
      const id = await reportAt(START + 100);
      await stateAt(START + STEP - 1, 2);
      for (const index of [1, 2]) expect(await answer(id, deviceId(cameras, index))).to.equal(0);
      expect(await answer(id, deviceId(cameras, 3)), "an owner who stated nothing").to.equal(RELEASE);
      expect(await answer(id, deviceId(cameras, 4)), "nobody's").to.equal(RELEASE);
    });

    it("gives way to a later statement", async () => {
      const id = await reportAt(START);
      await stateAt(START + 10 * STEP);
      expect(await answer(id, deviceId(cameras, 1))).to.equal(0);
    });
  });
});
