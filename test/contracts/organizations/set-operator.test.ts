import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";

// When the rights over recalls begin is tested in release-delay.test.ts.
describe("Organizations.setOperator", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses everyone but the body's own admin, governance too", async () => {
    const { organizations, orgs, governor, brandKey, rivalAdmin, mallory } = register;
    for (const signer of [governor, brandKey, rivalAdmin, mallory])
      await expect(organizations.connect(signer).setOperator(orgs.brand, mallory.address, PERMISSIONS.models))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotAdmin")
        .withArgs(orgs.brand, signer.address);
  });

  it("refuses a body that does not exist", async () => {
    const { organizations, mallory } = register;
    for (const id of [0, 99])
      await expect(organizations.connect(mallory).setOperator(id, mallory.address, ALL_PERMISSIONS))
        .to.be.revertedWithCustomError(organizations, "OrganizationsUnknown")
        .withArgs(id);
  });

  it("refuses address zero, which is the author of every draft that nobody made", async () => {
    const { organizations, orgs, brandAdmin } = register;
    for (const bits of [0, PERMISSIONS["recall-draft"]])
      await expect(organizations.connect(brandAdmin).setOperator(orgs.brand, ZeroAddress, bits)).to.be.revertedWithCustomError(
        organizations,
        "OrganizationsInvalidOperator",
      );
  });

  it("sets all permissions of a key at once, in this body only", async () => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    const bits = PERMISSIONS.models | PERMISSIONS.releases;
    await expect(organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, bits))
      .to.emit(organizations, "OperatorSet")
      .withArgs(orgs.brand, colleague.address, bits, 0);
    expect(await organizations.permissionsOf(orgs.brand, colleague.address)).to.equal(bits);
    expect(await organizations.permissionsOf(orgs.rival, colleague.address)).to.equal(0);
    expect(await organizations.permissionsOf(orgs.brand, register.mallory.address)).to.equal(0);

    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS.batches);
    expect(await organizations.permissionsOf(orgs.brand, colleague.address)).to.equal(PERMISSIONS.batches);
  });

  it("keeps bits that have no meaning yet as they are", async () => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, 2 ** 16 - 1);
    expect(await organizations.permissionsOf(orgs.brand, colleague.address)).to.equal(2 ** 16 - 1);
  });

  it("removes a key with 0, at once", async () => {
    const { organizations, catalog, orgs, models, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, 0);
    expect(await organizations.permissionsOf(orgs.brand, brandKey.address)).to.equal(0);
    await expect(catalog.connect(brandKey).extendSupport(models.camera, 2n ** 32n - 1n))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, brandKey.address, PERMISSIONS.models);
  });

  it("is open to the admin of a suspended body, which keeps its own house", async () => {
    const { organizations, orgs, governor, brandAdmin, colleague } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, 1)).to.emit(organizations, "OperatorSet");
  });
});
