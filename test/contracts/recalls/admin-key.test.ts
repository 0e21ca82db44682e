import { expect } from "chai";
import { ALL_PERMISSIONS, load, networkHelpers, type Register, type Signer } from "../fixture.ts";
import { draftOf, opening } from "../support/recalls.ts";

const DAY = 86_400;

/** Somebody has the key of the brand's admin, which also holds all permissions, and makes up other keys. */
describe("An admin's key that is also an operator's", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    const { organizations, orgs, brandAdmin } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandAdmin.address, ALL_PERMISSIONS);
    await networkHelpers.time.increase(30 * DAY);
  });

  const opens = async (drafter: Signer, releaser: Signer) => {
    const { recalls, orgs } = register;
    await recalls.connect(drafter).draft(orgs.brand, draftOf(register, "open", [opening(register)]));
    return recalls.connect(releaser).open(opening(register));
  };

  it("opens no recall with a key of its own making, whichever of the two it drafts with, for three days", async () => {
    const { recalls, organizations, orgs, brandAdmin, bob } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, bob.address, ALL_PERMISSIONS);
    const pairs = [
      [brandAdmin, bob],
      [bob, brandAdmin],
    ] as const;
    for (const [drafter, releaser] of pairs)
      await expect(opens(drafter, releaser)).to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted");
    await networkHelpers.time.increase(3 * DAY);
    await recalls.connect(brandAdmin).discardDraft(orgs.brand, draftOf(register, "open", [opening(register)]));
    for (const [drafter, releaser] of pairs) await expect(opens(drafter, releaser)).to.emit(recalls, "RecallOpened");
  });
});
