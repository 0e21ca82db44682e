import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { load, type Register } from "../fixture.ts";

describe("Organizations.offerAdmin", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses everyone but the body's own admin, governance too", async () => {
    const { organizations, orgs, governor, brandKey, rivalAdmin, mallory } = register;
    for (const signer of [governor, brandKey, rivalAdmin, mallory])
      await expect(organizations.connect(signer).offerAdmin(orgs.brand, mallory.address))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotAdmin")
        .withArgs(orgs.brand, signer.address);
  });

  it("refuses a body that does not exist", async () => {
    const { organizations, brandAdmin } = register;
    for (const id of [0, 99])
      await expect(organizations.connect(brandAdmin).offerAdmin(id, brandAdmin.address))
        .to.be.revertedWithCustomError(organizations, "OrganizationsUnknown")
        .withArgs(id);
  });

  it("offers without giving: the admin stays until the other accepts", async () => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    await expect(organizations.connect(brandAdmin).offerAdmin(orgs.brand, colleague.address))
      .to.emit(organizations, "AdminOffered")
      .withArgs(orgs.brand, colleague.address);
    expect((await organizations.organization(orgs.brand)).admin).to.equal(brandAdmin.address);
  });

  it("takes an offer back by one to address zero", async () => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).offerAdmin(orgs.brand, colleague.address);
    await expect(organizations.connect(brandAdmin).offerAdmin(orgs.brand, ZeroAddress))
      .to.emit(organizations, "AdminOffered")
      .withArgs(orgs.brand, ZeroAddress);
    await expect(organizations.connect(colleague).acceptAdmin(orgs.brand))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotOffered")
      .withArgs(orgs.brand, colleague.address);
  });

  it("puts a new offer in the place of an earlier one", async () => {
    const { organizations, orgs, brandAdmin, colleague, alice } = register;
    for (const next of [colleague, alice]) await organizations.connect(brandAdmin).offerAdmin(orgs.brand, next.address);
    await expect(organizations.connect(colleague).acceptAdmin(orgs.brand))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotOffered")
      .withArgs(orgs.brand, colleague.address);
    await organizations.connect(alice).acceptAdmin(orgs.brand);
    expect((await organizations.organization(orgs.brand)).admin).to.equal(alice.address);
  });

  it("is open to the admin of a suspended body, which keeps its own house", async () => {
    const { organizations, governor, orgs, brandAdmin, colleague } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(organizations.connect(brandAdmin).offerAdmin(orgs.brand, colleague.address)).to.emit(organizations, "AdminOffered");
  });
});
