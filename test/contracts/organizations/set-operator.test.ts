import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";

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
    await expect(organizations.connect(mallory).setOperator(99, mallory.address, 255))
      .to.be.revertedWithCustomError(organizations, "OrganizationsUnknown")
      .withArgs(99);
  });

  it("sets all permissions of a key at once, in this body only", async () => {
    const { organizations, orgs, brandAdmin, colleague } = register;
    const bits = PERMISSIONS.models | PERMISSIONS["recall-draft"];
    await expect(organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, bits))
      .to.emit(organizations, "OperatorSet")
      .withArgs(orgs.brand, colleague.address, bits);
    expect(await organizations.permissionsOf(orgs.brand, colleague.address)).to.equal(bits);
    expect(await organizations.permissionsOf(orgs.rival, colleague.address)).to.equal(0);

    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS.batches);
    expect(await organizations.permissionsOf(orgs.brand, colleague.address)).to.equal(PERMISSIONS.batches);
  });

  it("removes a key with 0, at once", async () => {
    const { organizations, catalog, orgs, models, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, 0);
    await expect(catalog.connect(brandKey).extendSupport(models.camera, 2n ** 32n - 1n))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, brandKey.address, PERMISSIONS.models);
  });
});
