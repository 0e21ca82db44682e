import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";

describe("Organizations.replaceAdmin", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses anyone but governance, the body's own admin too", async () => {
    const { organizations, orgs, brandAdmin, deployer, mallory } = register;
    for (const signer of [brandAdmin, deployer, mallory])
      await expect(organizations.connect(signer).replaceAdmin(orgs.brand, mallory.address, "keys lost"))
        .to.be.revertedWithCustomError(organizations, "AccessManagedUnauthorized")
        .withArgs(signer.address);
  });

  it("refuses a body that does not exist", async () => {
    const { organizations, governor, colleague } = register;
    for (const id of [0, 99])
      await expect(organizations.connect(governor).replaceAdmin(id, colleague.address, "keys lost"))
        .to.be.revertedWithCustomError(organizations, "OrganizationsUnknown")
        .withArgs(id);
  });

  it("refuses to leave a body without an admin", async () => {
    const { organizations, orgs, governor } = register;
    await expect(organizations.connect(governor).replaceAdmin(orgs.brand, ZeroAddress, "keys lost")).to.be.revertedWithCustomError(
      organizations,
      "OrganizationsInvalidAdmin",
    );
  });

  it("takes the body from one admin and gives it to another, with a public reason, and to nobody else", async () => {
    const { organizations, orgs, governor, brandAdmin, colleague } = register;
    await expect(organizations.connect(governor).replaceAdmin(orgs.brand, colleague.address, "keys lost"))
      .to.emit(organizations, "AdminChanged")
      .withArgs(orgs.brand, colleague.address, "keys lost");
    expect((await organizations.organization(orgs.brand)).admin).to.equal(colleague.address);
    expect((await organizations.organization(orgs.rival)).admin).to.equal(register.rivalAdmin.address);
    await expect(organizations.connect(brandAdmin).setOperator(orgs.brand, brandAdmin.address, PERMISSIONS.models))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotAdmin")
      .withArgs(orgs.brand, brandAdmin.address);
    await expect(organizations.connect(colleague).setOperator(orgs.brand, colleague.address, PERMISSIONS.models)).to.emit(
      organizations,
      "OperatorSet",
    );
  });

  it("leaves kind, suspension, day of admission and operators as they are", async () => {
    const { organizations, orgs, governor, colleague, brandKey } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    const [, ...before] = await organizations.organization(orgs.brand);
    const bits = await organizations.permissionsOf(orgs.brand, brandKey.address);
    await organizations.connect(governor).replaceAdmin(orgs.brand, colleague.address, "keys lost");
    const [, ...after] = await organizations.organization(orgs.brand);
    expect(after).to.deep.equal(before);
    expect(await organizations.permissionsOf(orgs.brand, brandKey.address)).to.equal(bits);
  });

  it("ends an offer that the lost admin had made, which a thief may have made too", async () => {
    const { organizations, orgs, governor, brandAdmin, colleague, mallory } = register;
    await organizations.connect(brandAdmin).offerAdmin(orgs.brand, mallory.address);
    await organizations.connect(governor).replaceAdmin(orgs.brand, colleague.address, "keys stolen");
    await expect(organizations.connect(mallory).acceptAdmin(orgs.brand))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotOffered")
      .withArgs(orgs.brand, mallory.address);
  });
});
