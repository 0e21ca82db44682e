import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, networkHelpers, type Register, type Signer } from "../fixture.ts";
import { draftOf, NOTICE, opening } from "../support/recalls.ts";

const DAY = 86_400;
const OTHER_NOTICE = `0x${"d1".repeat(32)}`;

/** Somebody has the key of the brand's admin, which also holds all permissions, and makes up other keys. */
describe("An admin's key that is also an operator's", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    const { organizations, orgs, brandAdmin } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandAdmin.address, ALL_PERMISSIONS);
    await networkHelpers.time.increase(30 * DAY);
  });

  const opens = async (drafter: Signer, releaser: Signer, notice: string) => {
    const { recalls, orgs } = register;
    await recalls.connect(drafter).draft(orgs.brand, draftOf(register, "open", [opening(register, { notice })]));
    return recalls.connect(releaser).open(opening(register, { notice }));
  };

  it("opens no recall with a key of its own making, whichever of the two it drafts with, for three days", async () => {
    const { recalls, organizations, orgs, brandAdmin, bob } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, bob.address, ALL_PERMISSIONS);
    // Each order has a notice of its own, so that neither finds the other's draft.
    const orders = [
      [brandAdmin, bob, NOTICE],
      [bob, brandAdmin, OTHER_NOTICE],
    ] as const;
    for (const [drafter, releaser, notice] of orders)
      await expect(opens(drafter, releaser, notice))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, bob.address, drafter === bob ? PERMISSIONS["recall-draft"] : PERMISSIONS["recall-release"]);
    await networkHelpers.time.increase(3 * DAY);
    await recalls.connect(brandAdmin).discardDraft(orgs.brand, draftOf(register, "open", [opening(register)]));
    for (const [index, [drafter, releaser, notice]] of orders.entries()) {
      await expect(opens(drafter, releaser, notice)).to.emit(recalls, "RecallOpened");
      expect((await recalls.recall(index + 1)).notice).to.equal(notice);
    }
  });
});
