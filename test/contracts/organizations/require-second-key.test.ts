import { expect } from "chai";
import { load, type Register } from "../fixture.ts";

// What the rule does is tested with Recalls.open.
describe("Organizations.requireSecondKey", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses everyone but the body's own admin", async () => {
    const { organizations, orgs, governor, brandKey, rivalAdmin } = register;
    for (const signer of [governor, brandKey, rivalAdmin])
      await expect(organizations.connect(signer).requireSecondKey(orgs.brand))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotAdmin")
        .withArgs(orgs.brand, signer.address);
  });

  it("holds from then on, for this body only", async () => {
    const { organizations, orgs, brandAdmin } = register;
    expect((await organizations.organization(orgs.brand)).secondKey).to.equal(false);
    await expect(organizations.connect(brandAdmin).requireSecondKey(orgs.brand))
      .to.emit(organizations, "SecondKeyRequired")
      .withArgs(orgs.brand);
    expect((await organizations.organization(orgs.brand)).secondKey).to.equal(true);
    expect((await organizations.organization(orgs.rival)).secondKey).to.equal(false);
  });

  it("has no way back", async () => {
    const { organizations } = register;
    const writers = organizations.interface.fragments.filter((item) => item.type === "function" && /secondKey/i.test(item.format()));
    expect(writers.map((item) => item.format())).to.deep.equal(["requireSecondKey(uint32)"]);
  });
});
