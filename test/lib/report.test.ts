import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Hex, hexToBytes, zeroHash } from "viem";
import { batchId, deviceId } from "../../lib/domain/ids.ts";
import {
  bitmapOf,
  chainStep,
  lists,
  type Report,
  reportedRelease,
  reportProof,
  reportRoot,
  unitsIn,
  wordsOf,
} from "../../lib/domain/report.ts";

type Vector = { first: number; last: number; listed: number[]; units: Hex; words: Hex[]; root: Hex; proofs: Hex[][] };
const { reports } = JSON.parse(readFileSync(new URL("../vectors/report-tree.json", import.meta.url), "utf8")) as { reports: Vector[] };

const batch = batchId(3);
const report: Report = { id: 1, batchId: batch, release: 5, first: 10, last: 600, reportedAt: 512, revoked: false, units: "0x" };
const unit = (index: number, stated = 0) => ({ id: deviceId(batch, index), stated });

describe("reports", () => {
  it("come out of the golden vectors: bitmap, words, root and every unit's proof", async () => {
    for (const { first, last, listed, units, words, root, proofs } of reports) {
      expect(bitmapOf(first, last, listed)).to.equal(units);
      expect(wordsOf(units)).to.deep.equal(words);
      expect(reportRoot(units)).to.equal(root);
      expect(unitsIn(hexToBytes(units))).to.equal(listed.length);
      for (let index = first; index <= last; index += 97) {
        const place = Math.floor((index - first) / 256);
        expect(await reportProof({ units, first }, index)).to.deep.equal({ word: words[place], proof: proofs[place] });
      }
      const indices = Array.from({ length: last + 3 }, (_, index) => index);
      expect(indices.filter((index) => lists({ first, last, units }, index))).to.deep.equal(listed);
    }
  });

  it("are of steps of 256 seconds", () => {
    expect([0, 255, 256, 1_700_000_100].map(chainStep)).to.deep.equal([0, 0, 256, 1_700_000_000]);
  });

  it("refuse units outside their range", () => {
    expect(() => bitmapOf(10, 20, [9])).to.throw("unit 9 is outside 10..20");
    expect(() => bitmapOf(10, 20, [21])).to.throw("unit 21 is outside 10..20");
  });

  it("need no proof where they are of a whole range", async () => {
    expect(reportRoot("0x")).to.equal(zeroHash);
    expect(await reportProof(report, 11)).to.deep.equal({ word: zeroHash, proof: [] });
    expect([9, 10, 600, 601].map((index) => lists(report, index))).to.deep.equal([false, true, true, false]);
  });

  it("say nothing of other batches, once revoked, or after a statement of the same time or later", () => {
    expect(reportedRelease(report, unit(10))).to.equal(5);
    expect(reportedRelease(report, unit(9))).to.equal(0);
    expect(reportedRelease(report, unit(10, 256))).to.equal(5);
    expect(reportedRelease(report, unit(10, 512))).to.equal(0);
    expect(reportedRelease({ ...report, revoked: true }, unit(10))).to.equal(0);
    expect(reportedRelease(report, { id: deviceId(batchId(4), 10), stated: 0 })).to.equal(0);
  });
});
