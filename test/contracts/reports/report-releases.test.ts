import { expect } from "chai";
import { concat, type Hex, keccak256, zeroHash } from "viem";
import type { BatchId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { bitmapOf } from "../../../lib/domain/report.ts";
import { ALL_PERMISSIONS, load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { RANGE } from "../support/reports.ts";

const SIZE = 1000;
const RELEASE = 7;

describe("Reports.reportReleases", () => {
  let register: Register;
  let batch: BatchId;
  beforeEach(async () => {
    register = await load();
    await addBatch(register, { root: rootNumber(2), size: 2 });
    batch = await addBatch(register, { size: SIZE });
  });

  type Changes = { batchId?: number; release?: number; first?: number; last?: number; units?: string };
  const report = (changes: Changes = {}, signer = register.brandKey) => {
    const { batchId, release, first, last, units } = { batchId: batch, release: RELEASE, first: 3, last: 700, units: RANGE, ...changes };
    return register.reports.connect(signer).reportReleases(batchId, release, first, last, units);
  };

  it("refuses keys of others, and of the maker's own without the permission", async () => {
    const { organizations, orgs, rivalKey, regulatorKey, repairerKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.releases);
    for (const signer of [rivalKey, regulatorKey, repairerKey, brandKey])
      await expect(report({}, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.releases);
  });

  it("takes a key that has this permission alone", async () => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS.releases);
    await expect(report({}, colleague)).to.emit(register.reports, "ReleasesReported");
  });

  it("refuses batches that there are not, which are nobody's", async () => {
    const { organizations, brandKey } = register;
    for (const batchId of [0, batch + 1])
      await expect(report({ batchId }))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(0, brandKey.address, PERMISSIONS.releases);
  });

  it("refuses a suspended maker, whose word is in doubt", async () => {
    const { organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(report()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.brand);
  });

  const word = (digits: string) => `0x${digits.padEnd(64, "0")}`;
  const invalid: [what: string, changes: Changes][] = [
    ["of release 0, which means that nothing is known", { release: 0 }],
    ["of an inverted range", { first: 701 }],
    ["of units beyond the batch", { last: SIZE }],
    ["of the largest index", { last: 2 ** 32 - 1 }],
    ["with a bitmap of less than a word", { last: 7, units: "0x80" }],
    ["with a bitmap of more than a word and less than two", { last: 258, units: `${word("8")}80` }],
    ["with a word too many for 256 units", { last: 258, units: `${word("8")}${word("").slice(2)}` }],
    ["with a word too few for 257 units", { last: 259, units: word("8") }],
    ["with a bit just beyond five units", { last: 7, units: word("04") }],
    ["with the last bit of a word of five", { last: 7, units: `0x${"1".padStart(64, "0")}` }],
    ["with a bit just beyond 257 units", { last: 259, units: `${word("8")}${word("4").slice(2)}` }],
  ];
  for (const [what, changes] of invalid) {
    it(`refuses a report ${what}`, async () => {
      await expect(report(changes)).to.be.revertedWithCustomError(register.reports, "ReportsInvalid").withArgs(batch);
    });
  }

  it("records a whole range by its ends alone, and tells everything about it", async () => {
    const { reports, brandKey } = register;
    const at = 2_000_000_123; // 123 seconds into its step
    await networkHelpers.time.setNextBlockTimestamp(at);
    await expect(report()).to.emit(reports, "ReleasesReported").withArgs(1, batch, brandKey.address, RELEASE, 3, 700, RANGE);
    expect(await reports.report(1)).to.deep.equal([zeroHash, BigInt(batch), 7n, 3n, 700n, 2_000_000_000n, false]);
  });

  it("takes one unit, and all from the first to the last", async () => {
    const { reports } = register;
    for (const [first, last] of [
      [0, 0],
      [SIZE - 1, SIZE - 1],
      [0, SIZE - 1],
    ] as const)
      await expect(report({ first, last })).to.emit(reports, "ReleasesReported");
  });

  it("numbers reports over all makers, and hands the number back to a caller that asks first", async () => {
    const { reports, models, rivalKey, brandKey } = register;
    const rivals = await addBatch(register, { modelId: models.rivalCamera, root: rootNumber(3), size: 1 });
    await report();
    await expect(report({ batchId: rivals, first: 0, last: 0 }, rivalKey))
      .to.emit(reports, "ReleasesReported")
      .withArgs(2, rivals, rivalKey.address, RELEASE, 0, 0, RANGE);
    expect(await reports.connect(brandKey).reportReleases.staticCall(batch, 1, 0, 0, RANGE)).to.equal(3);
  });

  describe("with a bitmap", () => {
    const node = (left: Hex, right: Hex): Hex => keccak256(concat([left, right]));
    const word0 = word("a5") as Hex;
    const word1 = word("01") as Hex;
    const word2 = word("8") as Hex;
    const [leaf0, leaf1, leaf2] = [word0, word1, word2].map((text) => keccak256(text)) as [Hex, Hex, Hex];
    const cases: [what: string, last: number, words: Hex[], root: Hex][] = [
      ["one word", 2 + 256, [word0], leaf0],
      ["two words", 2 + 257, [word0, word2], node(leaf0, leaf2)],
      ["three words, the fourth leaf missing", 2 + 513, [word0, word1, word2], node(node(leaf0, leaf1), node(leaf2, zeroHash))],
    ];
    for (const [what, last, words, root] of cases) {
      it(`keeps the root of its words: ${what}`, async () => {
        const { reports, brandKey } = register;
        const units = concat(words);
        await expect(report({ last, units }))
          .to.emit(reports, "ReleasesReported")
          .withArgs(1, batch, brandKey.address, RELEASE, 3, last, units);
        expect((await reports.report(1)).root).to.equal(root);
      });
    }

    it("takes the first and the last unit of a range whose last word is full, nearly full, and has one bit", async () => {
      for (const last of [3 + 254, 3 + 255, 3 + 256])
        await expect(report({ last, units: bitmapOf(3, last, [3, last]) })).to.emit(register.reports, "ReleasesReported");
    });
  });
});
