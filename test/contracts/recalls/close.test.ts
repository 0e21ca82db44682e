import { expect } from "chai";
import { PERMISSIONS, position, RECALL_STATES } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addRecall } from "../support/recalls.ts";

describe("Recalls.close", () => {
  let register: Register;
  let recall: number;
  beforeEach(async () => {
    register = await load();
    recall = await addRecall(register);
  });

  it("refuses a recall that does not exist", async () => {
    const { recalls, brandKey } = register;
    await expect(recalls.connect(brandKey).close(recall + 1, "done"))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(recall + 1);
  });

  it("refuses everyone but the issuer, a regulator and a key that may only draft too", async () => {
    const { recalls, organizations, orgs, brandAdmin, colleague, rivalKey, regulatorKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS["recall-draft"]);
    for (const signer of [rivalKey, regulatorKey, colleague])
      await expect(recalls.connect(signer).close(recall, "done"))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-release"]);
  });

  it("refuses a suspended regulator, whose keys may be captured", async () => {
    const { recalls, organizations, orgs, governor, regulatorKey } = register;
    const theirs = await addRecall(register, { issuer: orgs.regulator });
    await organizations.connect(governor).setSuspended(orgs.regulator, true, "keys captured");
    await expect(recalls.connect(regulatorKey).close(theirs, "nothing to see"))
      .to.be.revertedWithCustomError(recalls, "OrganizationsSuspended")
      .withArgs(orgs.regulator);
  });

  it("refuses to close twice", async () => {
    const { recalls, brandKey } = register;
    await recalls.connect(brandKey).close(recall, "done");
    await expect(recalls.connect(brandKey).close(recall, "done again"))
      .to.be.revertedWithCustomError(recalls, "RecallsNotOpen")
      .withArgs(recall);
  });

  it("ends the case with its reason, changes nothing else, and leaves other cases open", async () => {
    const { recalls, brandKey } = register;
    const other = await addRecall(register);
    const before = await recalls.recall(recall);
    await expect(recalls.connect(brandKey).close(recall, "99 % are fixed"))
      .to.emit(recalls, "RecallClosed")
      .withArgs(recall, brandKey.address, "99 % are fixed");
    const closed = BigInt(position(RECALL_STATES, "closed"));
    expect(await recalls.recall(recall)).to.deep.equal([...before.slice(0, 4), closed, ...before.slice(5)]);
    expect((await recalls.recall(other)).state).to.equal(position(RECALL_STATES, "open"));
  });
});
