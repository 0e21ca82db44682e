import { expect } from "chai";
import { load, type Register } from "../fixture.ts";

describe("Organizations.acceptAdmin", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    const { organizations, orgs, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).offerAdmin(orgs.brand, colleague.address);
  });

  it("refuses everyone but the one to whom it was offered, in the body that was offered", async () => {
    const { organizations, orgs, brandAdmin, governor, mallory, colleague } = register;
    for (const [signer, id] of [
      [brandAdmin, orgs.brand],
      [governor, orgs.brand],
      [mallory, orgs.brand],
      [colleague, orgs.rival],
      [colleague, 99],
    ] as const)
      await expect(organizations.connect(signer).acceptAdmin(id))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotOffered")
        .withArgs(id, signer.address);
  });

  it("changes the admin, and nothing else of the body", async () => {
    const { organizations, orgs, brandAdmin, brandKey, colleague } = register;
    const [, ...before] = await organizations.organization(orgs.brand);
    const bits = await organizations.permissionsOf(orgs.brand, brandKey.address);
    await expect(organizations.connect(colleague).acceptAdmin(orgs.brand))
      .to.emit(organizations, "AdminChanged")
      .withArgs(orgs.brand, colleague.address, "");
    const [admin, ...after] = await organizations.organization(orgs.brand);
    expect(admin).to.equal(colleague.address);
    expect(after).to.deep.equal(before);
    expect(await organizations.permissionsOf(orgs.brand, brandKey.address)).to.equal(bits);
    await expect(organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, 0))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotAdmin")
      .withArgs(orgs.brand, brandAdmin.address);
  });

  it("serves once, so that the next admin is not dislodged by an offer of old", async () => {
    const { organizations, orgs, colleague, alice } = register;
    await organizations.connect(colleague).acceptAdmin(orgs.brand);
    await organizations.connect(colleague).offerAdmin(orgs.brand, alice.address);
    await organizations.connect(alice).acceptAdmin(orgs.brand);
    await expect(organizations.connect(colleague).acceptAdmin(orgs.brand))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotOffered")
      .withArgs(orgs.brand, colleague.address);
    await expect(organizations.connect(alice).acceptAdmin(orgs.brand))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotOffered")
      .withArgs(orgs.brand, alice.address);
  });
});
