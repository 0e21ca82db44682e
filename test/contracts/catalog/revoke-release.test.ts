import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { addRelease } from "../support/releases.ts";

const REASON = "opens every camera to everyone";

describe("Catalog.revokeRelease", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    for (const sequence of [3, 4]) await addRelease(register, register.models.camera, sequence);
  });

  const revoke = (sequence = 3, signer = register.brandKey, model: bigint = register.models.camera) =>
    register.catalog.connect(signer).revokeRelease(model, sequence, REASON);

  it("refuses keys of others, and of the maker's own without the permission", async () => {
    const { organizations, orgs, rivalKey, regulatorKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.releases);
    for (const signer of [rivalKey, regulatorKey, brandKey])
      await expect(revoke(3, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.releases);
  });

  it("refuses releases that were not published, of this model", async () => {
    const { catalog, models, rivalKey } = register;
    for (const sequence of [0, 2, 5])
      await expect(revoke(sequence)).to.be.revertedWithCustomError(catalog, "CatalogNoSuchRelease").withArgs(models.camera, sequence);
    await expect(revoke(3, rivalKey, models.rivalCamera))
      .to.be.revertedWithCustomError(catalog, "CatalogNoSuchRelease")
      .withArgs(models.rivalCamera, 3);
  });

  it("takes back that release with a public reason, and keeps what was published", async () => {
    const { catalog, models } = register;
    const [digest, size, publishedAt] = await catalog.release(models.camera, 3);
    await expect(revoke()).to.emit(catalog, "ReleaseRevoked").withArgs(models.camera, 3, REASON);
    expect(await catalog.release(models.camera, 3)).to.deep.equal([digest, size, publishedAt, true]);
    expect(await catalog.isCurrent(models.camera, 3)).to.equal(false);
    expect(await catalog.isCurrent(models.camera, 4)).to.equal(true);
    expect((await catalog.model(models.camera)).latestRelease).to.equal(4);
  });

  it("has no way back: a release is revoked once, and its number is used up", async () => {
    const { catalog, models } = register;
    await revoke(4);
    await expect(revoke(4)).to.be.revertedWithCustomError(catalog, "CatalogNoSuchRelease").withArgs(models.camera, 4);
    await expect(addRelease(register, models.camera, 4))
      .to.be.revertedWithCustomError(catalog, "CatalogReleaseNotNewer")
      .withArgs(models.camera, 4, 4);
  });

  it("is open to a suspended maker, whose customers still have to be protected", async () => {
    const { catalog, organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(revoke()).to.emit(catalog, "ReleaseRevoked");
  });
});
