import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { draftOf, opening } from "../support/recalls.ts";

const DRAFT = `0x${"dd".repeat(32)}`;
const OTHER = `0x${"de".repeat(32)}`;

// What a draft is good for is tested in two-keys.test.ts.
describe("Recalls.draft", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses keys of others, and own keys that may only release", async () => {
    const { recalls, organizations, orgs, brandAdmin, colleague, rivalKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS["recall-release"]);
    for (const signer of [rivalKey, colleague, brandAdmin])
      await expect(recalls.connect(signer).draft(orgs.brand, DRAFT))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-draft"]);
  });

  it("announces a digest and its author, and nothing of the content", async () => {
    const { recalls, orgs, brandDrafter } = register;
    await expect(recalls.connect(brandDrafter).draft(orgs.brand, DRAFT))
      .to.emit(recalls, "RecallDrafted")
      .withArgs(orgs.brand, DRAFT, brandDrafter.address);
  });

  it("refuses what is drafted already, so that nobody starts its day anew, and takes it from another body", async () => {
    const { recalls, orgs, brandDrafter, brandKey, rivalKey } = register;
    await recalls.connect(brandDrafter).draft(orgs.brand, DRAFT);
    for (const signer of [brandDrafter, brandKey])
      await expect(recalls.connect(signer).draft(orgs.brand, DRAFT))
        .to.be.revertedWithCustomError(recalls, "RecallsDraftExists")
        .withArgs(DRAFT, brandDrafter.address);
    await expect(recalls.connect(brandDrafter).draft(orgs.brand, OTHER)).to.emit(recalls, "RecallDrafted");
    await expect(recalls.connect(rivalKey).draft(orgs.rival, DRAFT)).to.emit(recalls, "RecallDrafted");
  });

  it("takes the place of a draft whose author may not draft any more", async () => {
    const { recalls, organizations, orgs, brandAdmin, brandDrafter, brandKey } = register;
    await recalls.connect(brandDrafter).draft(orgs.brand, DRAFT);
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandDrafter.address, PERMISSIONS["recall-release"]);
    await expect(recalls.connect(brandKey).draft(orgs.brand, DRAFT))
      .to.emit(recalls, "RecallDrafted")
      .withArgs(orgs.brand, DRAFT, brandKey.address);
  });

  it("can be done again once the draft was used", async () => {
    const { recalls, orgs, brandDrafter, brandKey } = register;
    const draft = draftOf(register, "open", [opening(register)]);
    await recalls.connect(brandDrafter).draft(orgs.brand, draft);
    await recalls.connect(brandKey).open(opening(register));
    await expect(recalls.connect(brandDrafter).draft(orgs.brand, draft)).to.emit(recalls, "RecallDrafted");
  });
});

describe("Recalls.discardDraft", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    await register.recalls.connect(register.brandDrafter).draft(register.orgs.brand, DRAFT);
  });

  it("refuses everyone but the draft's author, its colleagues and admin too, and what was not drafted", async () => {
    const { recalls, orgs, brandAdmin, brandDrafter, brandKey, rivalKey } = register;
    for (const signer of [brandAdmin, brandKey, rivalKey])
      await expect(recalls.connect(signer).discardDraft(orgs.brand, DRAFT))
        .to.be.revertedWithCustomError(recalls, "RecallsNotYourDraft")
        .withArgs(DRAFT, signer.address);
    for (const [issuer, draft] of [
      [orgs.brand, OTHER],
      [orgs.rival, DRAFT],
    ] as const)
      await expect(recalls.connect(brandDrafter).discardDraft(issuer, draft))
        .to.be.revertedWithCustomError(recalls, "RecallsNotYourDraft")
        .withArgs(draft, brandDrafter.address);
  });

  it("takes the draft back, from an author without permissions too, so that another key may draft it", async () => {
    const { recalls, organizations, orgs, brandAdmin, brandDrafter, brandKey } = register;
    await recalls.connect(brandDrafter).draft(orgs.brand, OTHER);
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandDrafter.address, 0);
    await expect(recalls.connect(brandDrafter).discardDraft(orgs.brand, DRAFT))
      .to.emit(recalls, "DraftDiscarded")
      .withArgs(orgs.brand, DRAFT, brandDrafter.address);
    await expect(recalls.connect(brandDrafter).discardDraft(orgs.brand, DRAFT)).to.be.revertedWithCustomError(
      recalls,
      "RecallsNotYourDraft",
    );
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandDrafter.address, PERMISSIONS["recall-draft"]);
    await expect(recalls.connect(brandKey).draft(orgs.brand, DRAFT)).to.emit(recalls, "RecallDrafted");
    await expect(recalls.connect(brandKey).draft(orgs.brand, OTHER))
      .to.be.revertedWithCustomError(recalls, "RecallsDraftExists")
      .withArgs(OTHER, brandDrafter.address);
  });
});
