import { expect } from "chai";
import { modelId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register, SUPPORT_END } from "../fixture.ts";
import { addRelease } from "../support/releases.ts";

describe("Catalog.extendSupport", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses keys of other makers, and of the maker's own without the permission", async () => {
    const { catalog, organizations, models, orgs, rivalKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.models);
    for (const signer of [rivalKey, brandKey])
      await expect(catalog.connect(signer).extendSupport(models.camera, SUPPORT_END + 1n))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.models);
  });

  it("refuses a model that was not registered", async () => {
    const { catalog, orgs, brandKey } = register;
    const unknown = modelId(orgs.brand, "09506000149301");
    await expect(catalog.connect(brandKey).extendSupport(unknown, SUPPORT_END + 1n))
      .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
      .withArgs(unknown);
  });

  for (const earlier of [0n, SUPPORT_END - 1n, SUPPORT_END]) {
    it(`refuses to move the end to ${earlier}, which is not later`, async () => {
      const { catalog, models, brandKey } = register;
      await expect(catalog.connect(brandKey).extendSupport(models.camera, earlier))
        .to.be.revertedWithCustomError(catalog, "CatalogSupportNotLater")
        .withArgs(models.camera, earlier, SUPPORT_END);
    });
  }

  it("leaves kind and releases of the model, and other models, as they are", async () => {
    const { catalog, models, brandKey } = register;
    await addRelease(register, models.camera, 3);
    await catalog.connect(brandKey).extendSupport(models.camera, SUPPORT_END + 1n);
    expect(await catalog.model(models.camera)).to.deep.equal([1n, SUPPORT_END + 1n, 3n]);
    expect((await catalog.model(models.rivalCamera)).supportEnd).to.equal(SUPPORT_END);
  });

  it("moves the end later, again and again, even of a suspended maker", async () => {
    const { catalog, organizations, governor, orgs, models, brandKey } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    for (const end of [SUPPORT_END + 1n, SUPPORT_END + 86_400n]) {
      await expect(catalog.connect(brandKey).extendSupport(models.camera, end))
        .to.emit(catalog, "SupportExtended")
        .withArgs(models.camera, end);
      expect((await catalog.model(models.camera)).supportEnd).to.equal(end);
    }
  });
});
