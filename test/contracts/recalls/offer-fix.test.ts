import { expect } from "chai";
import type { RecallId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, endRecall } from "../support/recalls.ts";
import { addRelease } from "../support/releases.ts";

describe("Recalls.offerFix", () => {
  let register: Register;
  let recall: RecallId;
  beforeEach(async () => {
    register = await load();
    const boards = await addBatch(register, { modelId: register.models.board, root: rootNumber(1) });
    recall = await addRecall(register, { issuer: register.orgs.board, scope: [component(boards)] });
    await addRelease(register, register.models.camera, 2);
  });

  it("refuses a recall that does not exist or is over", async () => {
    const { recalls, orgs, models, brandKey } = register;
    await expect(recalls.connect(brandKey).offerFix(recall + 1, models.camera, 2))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(recall + 1);
    await endRecall(register, orgs.board, recall);
    await expect(recalls.connect(brandKey).offerFix(recall, models.camera, 2))
      .to.be.revertedWithCustomError(recalls, "RecallsNotOpen")
      .withArgs(recall);
  });

  it("refuses everyone but the model's maker, the issuer of the recall and the maker's drafter too", async () => {
    const { recalls, organizations, orgs, models, boardKey, rivalKey, regulatorKey, brandDrafter } = register;
    for (const signer of [boardKey, rivalKey, regulatorKey, brandDrafter])
      await expect(recalls.connect(signer).offerFix(recall, models.camera, 2))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.releases);
  });

  it("refuses a release that was not published, or was revoked", async () => {
    const { recalls, catalog, models, brandKey } = register;
    await addRelease(register, models.camera, 4);
    await catalog.connect(brandKey).revokeRelease(models.camera, 4, "bricks units");
    for (const sequence of [0, 1, 3, 4])
      await expect(recalls.connect(brandKey).offerFix(recall, models.camera, sequence))
        .to.be.revertedWithCustomError(recalls, "RecallsUnknownRelease")
        .withArgs(models.camera, sequence);
  });

  it("raises the fix, and refuses the same and a lower one", async () => {
    const { recalls, models, brandKey } = register;
    await addRelease(register, models.camera, 5);
    await addRelease(register, models.camera, 9);
    await recalls.connect(brandKey).offerFix(recall, models.camera, 5);
    for (const sequence of [2, 5])
      await expect(recalls.connect(brandKey).offerFix(recall, models.camera, sequence))
        .to.be.revertedWithCustomError(recalls, "RecallsFixExists")
        .withArgs(recall, models.camera, 5);
    await expect(recalls.connect(brandKey).offerFix(recall, models.camera, 9))
      .to.emit(recalls, "FixOffered")
      .withArgs(recall, models.camera, 9);
    expect(await recalls.fixOf(recall, models.camera)).to.equal(9);
  });

  it("lets each brand bring its own fix to the recall of a board, a suspended one too", async () => {
    const { recalls, organizations, orgs, models, governor, brandKey, rivalKey } = register;
    await addRelease(register, models.rivalCamera, 7);
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(recalls.connect(brandKey).offerFix(recall, models.camera, 2))
      .to.emit(recalls, "FixOffered")
      .withArgs(recall, models.camera, 2);
    await recalls.connect(rivalKey).offerFix(recall, models.rivalCamera, 7);
    expect(await recalls.fixOf(recall, models.camera)).to.equal(2);
    expect(await recalls.fixOf(recall, models.rivalCamera)).to.equal(7);
    expect(await recalls.fixOf(recall, models.board)).to.equal(0);
  });

  it("holds for one recall only", async () => {
    const { recalls, models, brandKey } = register;
    const other = await addRecall(register);
    await recalls.connect(brandKey).offerFix(recall, models.camera, 2);
    expect(await recalls.fixOf(other, models.camera)).to.equal(0);
  });
});
