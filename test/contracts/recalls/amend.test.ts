import { expect } from "chai";
import { ZeroHash } from "ethers";
import { deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { MEASURES, PERMISSIONS, position, SCOPE_KINDS, SEVERITIES } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { addRecall, amendment, endRecall, except, range, SHRINK_DELAY, takeStep, wholeModel } from "../support/recalls.ts";

const LATER_NOTICE = `0x${"d1".repeat(32)}`;

describe("Recalls.amend", () => {
  let register: Register;
  let recall: RecallId;
  let cameras: number;
  beforeEach(async () => {
    register = await load();
    cameras = await addBatch(register, { size: 5 });
    recall = await addRecall(register, { scope: [range(cameras, 1, 3)] });
  });

  const amend = (changes: Parameters<typeof amendment>[1] = {}, wait = 0) =>
    takeStep(register, register.orgs.brand, "amend", [amendment(recall, changes)], wait);
  const affected = async () => {
    const answers = await Promise.all([0, 1, 2, 3, 4].map((i) => register.recalls.affects(recall, deviceId(cameras as never, i), "0x")));
    return answers.flatMap((answer, index) => (answer ? [index] : []));
  };

  it("refuses a recall that does not exist or is over", async () => {
    const { recalls, orgs, brandKey } = register;
    await expect(recalls.connect(brandKey).amend(amendment(99 as RecallId)))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(99);
    await endRecall(register, orgs.brand, recall);
    await expect(amend()).to.be.revertedWithCustomError(recalls, "RecallsNotOpen").withArgs(recall);
  });

  it("refuses keys of others, a regulator's too, and own keys that may only draft", async () => {
    const { recalls, organizations, orgs, brandDrafter, boardKey, regulatorKey } = register;
    for (const signer of [boardKey, regulatorKey, brandDrafter])
      await expect(recalls.connect(signer).amend(amendment(recall)))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-release"]);
  });

  it("refuses a suspended regulator, not a suspended maker", async () => {
    const { recalls, organizations, orgs, governor } = register;
    const theirs = await addRecall(register, { issuer: orgs.regulator });
    for (const id of [orgs.brand, orgs.regulator]) await organizations.connect(governor).setSuspended(id, true, "reason");
    await expect(takeStep(register, orgs.regulator, "amend", [amendment(theirs)]))
      .to.be.revertedWithCustomError(recalls, "OrganizationsSuspended")
      .withArgs(orgs.regulator);
    await expect(amend()).to.emit(recalls, "RecallAmended");
  });

  const incomplete: [what: string, changes: Parameters<typeof amendment>[1]][] = [
    ["the version that stands", { version: 1 }],
    ["a version after the next", { version: 3 }],
    ["version 0", { version: 0 }],
    ["no measure", { measure: 0 }],
    ["no severity", { severity: 0 }],
    ["no notice", { notice: ZeroHash }],
  ];
  for (const [what, changes] of incomplete)
    it(`refuses ${what}`, async () => {
      await expect(amend(changes, SHRINK_DELAY)).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidAmendment");
    });

  it("refuses to go without a reason", async () => {
    await expect(amend({ reason: "" })).to.be.revertedWithCustomError(register.recalls, "RecallsReasonMissing");
  });

  it("refuses a draft that was overtaken by another version", async () => {
    await amend({ notice: LATER_NOTICE });
    await expect(amend()).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidAmendment");
    await expect(amend({ version: 3 })).to.emit(register.recalls, "RecallAmended");
  });

  it("refuses others' products and items that cover no device, by their place in what is added", async () => {
    const { recalls, models, orgs } = register;
    await expect(amend({ added: [range(cameras, 0, 0), wholeModel(models.rivalCamera)] }))
      .to.be.revertedWithCustomError(recalls, "RecallsNotYourProduct")
      .withArgs(1, orgs.rival);
    await expect(amend({ added: [range(cameras, 0, 5)] }))
      .to.be.revertedWithCustomError(recalls, "RecallsInvalidScope")
      .withArgs(0);
  });

  it("lets a regulator add anyone's products", async () => {
    const { recalls, models, orgs } = register;
    const theirs = await addRecall(register, { issuer: orgs.regulator });
    const step = takeStep(register, orgs.regulator, "amend", [amendment(theirs, { added: [wholeModel(models.rivalCamera)] })]);
    await expect(step).to.emit(recalls, "RecallAmended");
  });

  it("adds a version with all that it says, and tells everything about it", async () => {
    const { recalls, brandKey } = register;
    const before = await recalls.recall(recall);
    const [measure, severity] = [position(MEASURES, "withdrawal"), position(SEVERITIES, "high")];
    const added = [range(cameras, 0, 0), except(range(cameras, 2, 3))];
    const kind = BigInt(position(SCOPE_KINDS, "batch"));
    const listed = [
      [kind, false, BigInt(cameras), 0n, 0n],
      [kind, true, BigInt(cameras), 2n, 3n],
    ];
    await expect(amend({ measure, severity, notice: LATER_NOTICE, added, reason: "a wider test" }, SHRINK_DELAY))
      .to.emit(recalls, "RecallAmended")
      .withArgs(recall, brandKey.address, 2, measure, severity, LATER_NOTICE, listed, "a wider test");
    const after = [
      before.issuer,
      BigInt(measure),
      BigInt(severity),
      before.minEvidence,
      before.state,
      2n,
      before.openedAt,
      3n,
      LATER_NOTICE,
    ];
    expect(await recalls.recall(recall)).to.deep.equal(after);
    expect(await Promise.all([0, 1, 2, 3].map((i) => recalls.scopeItem(recall, i)))).to.deep.equal([
      [kind, false, BigInt(cameras), 1n, 3n],
      ...listed,
      [0n, false, 0n, 0n, 0n],
    ]);
    expect(await affected()).to.deep.equal([0, 1]);
  });

  it("leaves other recalls as they are", async () => {
    const { recalls } = register;
    const other = await addRecall(register);
    const before = await recalls.recall(other);
    await amend({ added: [range(cameras, 0, 0)], notice: LATER_NOTICE });
    expect(await recalls.recall(other)).to.deep.equal(before);
    expect(await recalls.scopeItem(other, 1)).to.deep.equal([0n, false, 0n, 0n, 0n]);
  });

  it("keeps an exclusion for good: what is included again stays out", async () => {
    await amend({ added: [except(range(cameras, 2, 2))] }, SHRINK_DELAY);
    await amend({ version: 3, added: [range(cameras, 0, 4)] });
    expect(await affected()).to.deep.equal([0, 1, 3, 4]);
  });

  it("takes 64 items in all and no 65th", async () => {
    const { recalls } = register;
    const items = (count: number) => Array.from({ length: count }, () => range(cameras, 0, 0));
    await amend({ added: items(62) });
    await expect(amend({ version: 3, added: items(2) }))
      .to.be.revertedWithCustomError(recalls, "RecallsScopeTooLong")
      .withArgs(65, 64);
    await amend({ version: 3, added: items(1), reason: "the last" });
    expect((await recalls.recall(recall)).scopeCount).to.equal(64);
    expect((await recalls.scopeItem(recall, 63)).last).to.equal(0);
    await expect(amend({ version: 4 })).to.emit(recalls, "RecallAmended");
  });
});
