import { expect } from "chai";
import { ZeroHash } from "ethers";
import { type DeviceId, deviceId, type RecallId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS, position, REPLIES } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, endRecall } from "../support/recalls.ts";

const DOCUMENT = `0x${"d5".repeat(32)}`;
const INVESTIGATING = position(REPLIES, "investigating");
const NOT_AFFECTED = position(REPLIES, "not-affected");

describe("Recalls.replyAsMaker", () => {
  let register: Register;
  let recall: RecallId;
  let unit: DeviceId;
  beforeEach(async () => {
    register = await load();
    const { models, orgs } = register;
    const boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    unit = deviceId(await addBatch(register, { root: rootNumber(2), parts: [{ batchId: boards, first: 1, last: 2 }] }), 2);
    recall = await addRecall(register, { issuer: orgs.board, scope: [component(boards)] });
  });

  const reply = (signer = register.brandKey, id = unit, path = "0x00", said = NOT_AFFECTED, document = DOCUMENT) =>
    register.recalls.connect(signer).replyAsMaker(recall, id, path, said, document);

  it("refuses a recall that does not exist or is over", async () => {
    const { recalls, orgs, brandKey } = register;
    await expect(recalls.connect(brandKey).replyAsMaker(recall + 1, unit, "0x00", NOT_AFFECTED, DOCUMENT))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(recall + 1);
    await endRecall(register, orgs.board, recall);
    await expect(reply()).to.be.revertedWithCustomError(recalls, "RecallsNotOpen").withArgs(recall);
  });

  it("refuses everyone but the unit's maker, the issuer and the maker's drafter too", async () => {
    const { organizations, orgs, boardKey, rivalKey, regulatorKey, brandDrafter } = register;
    for (const signer of [boardKey, rivalKey, regulatorKey, brandDrafter])
      await expect(reply(signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-release"]);
  });

  it("refuses a unit of a batch that does not exist", async () => {
    const { organizations, brandKey } = register;
    await expect(reply(brandKey, deviceId(99 as never, 0)))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(0, brandKey.address, PERMISSIONS["recall-release"]);
  });

  it("refuses a maker who is not asked: the unit is not affected, or no path shows it", async () => {
    const { recalls, brandKey } = register;
    for (const [id, path] of [
      [deviceId(Number(unit >> 32n) as never, 3), "0x00"],
      [unit, "0x"],
      [unit, "0x01"],
    ] as const)
      await expect(reply(brandKey, id, path))
        .to.be.revertedWithCustomError(recalls, "RecallsNotAffected")
        .withArgs(recall, id);
  });

  it("refuses to say nothing", async () => {
    await expect(reply(register.brandKey, unit, "0x00", 0)).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidReply");
  });

  it("records who said what and when, and changes nothing in the scope", async () => {
    const { recalls, orgs, brandKey } = register;
    expect(await recalls.replyOf(recall, orgs.brand)).to.deep.equal([0n, 0n, ZeroHash]);
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    await expect(reply()).to.emit(recalls, "MakerReplied").withArgs(recall, orgs.brand, brandKey.address, NOT_AFFECTED, DOCUMENT);
    expect(await recalls.replyOf(recall, orgs.brand)).to.deep.equal([BigInt(NOT_AFFECTED), 2_000_000_000n, DOCUMENT]);
    expect(await recalls.replyOf(recall, orgs.board)).to.deep.equal([0n, 0n, ZeroHash]);
    expect(await recalls.affects(recall, unit, "0x00")).to.equal(true);
  });

  it("takes a later reply in place of an earlier one, without a document too, in this recall only", async () => {
    const { recalls, orgs, brandKey } = register;
    const other = await addRecall(register);
    await reply(brandKey, unit, "0x00", INVESTIGATING);
    await reply(brandKey, unit, "0x00", position(REPLIES, "affected"), ZeroHash);
    expect((await recalls.replyOf(recall, orgs.brand)).slice(0, 1)).to.deep.equal([1n]);
    expect((await recalls.replyOf(recall, orgs.brand)).document).to.equal(ZeroHash);
    expect((await recalls.replyOf(other, orgs.brand)).repliedAt).to.equal(0);
  });

  it("is open to a suspended maker", async () => {
    const { organizations, recalls, orgs, governor } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(reply()).to.emit(recalls, "MakerReplied");
  });
});
