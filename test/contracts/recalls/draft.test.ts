import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";

const DRAFT = `0x${"dd".repeat(32)}`;

// What a draft is good for is tested with the second key of Recalls.open.
describe("Recalls.draft", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses keys of others, and own keys that may only release", async () => {
    const { recalls, organizations, orgs, brandAdmin, colleague, rivalKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS["recall-release"]);
    for (const signer of [rivalKey, colleague])
      await expect(recalls.connect(signer).draft(orgs.brand, DRAFT))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-draft"]);
  });

  it("announces a digest and its author, and nothing of the content", async () => {
    const { recalls, orgs, brandKey } = register;
    await expect(recalls.connect(brandKey).draft(orgs.brand, DRAFT))
      .to.emit(recalls, "RecallDrafted")
      .withArgs(orgs.brand, DRAFT, brandKey.address);
  });
});
