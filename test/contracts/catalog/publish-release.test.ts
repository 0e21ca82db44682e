import { expect } from "chai";
import { ZeroHash } from "ethers";
import { modelId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, networkHelpers, type Register, SUPPORT_END } from "../fixture.ts";

const DIGEST = `0x${"f1".repeat(32)}`;

describe("Catalog.publishRelease", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const terms = { sequence: 1, version: "1.0.0", digest: DIGEST, size: 4_194_304 };
  const publish = (changes: Partial<typeof terms> = {}, signer = register.brandKey, model: bigint = register.models.camera) => {
    const { sequence, version, digest, size } = { ...terms, ...changes };
    return register.catalog.connect(signer).publishRelease(model, sequence, version, digest, size);
  };

  it("refuses keys of other makers, and of the maker's own without the permission", async () => {
    const { organizations, orgs, boardKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.releases);
    for (const signer of [boardKey, brandKey])
      await expect(publish({}, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.releases);
  });

  it("refuses a model that was not registered", async () => {
    const { catalog, orgs, brandKey } = register;
    const unknown = modelId(orgs.brand, "09506000149301");
    await expect(publish({}, brandKey, unknown))
      .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
      .withArgs(unknown);
  });

  const invalid: [what: string, changes: Partial<typeof terms>][] = [
    ["without a version", { version: "" }],
    ["with a version of 65 bytes", { version: "1".repeat(65) }],
    ["without a digest", { digest: ZeroHash }],
    ["of no bytes", { size: 0 }],
  ];
  for (const [what, changes] of invalid) {
    it(`refuses a release ${what}`, async () => {
      await expect(publish(changes)).to.be.revertedWithCustomError(register.catalog, "CatalogInvalidRelease");
    });
  }

  it("refuses a sequence number that does not rise, whatever the version says", async () => {
    const { catalog, models } = register;
    await expect(publish({ sequence: 0 }))
      .to.be.revertedWithCustomError(catalog, "CatalogReleaseNotNewer")
      .withArgs(models.camera, 0, 0);
    await publish({ sequence: 5 });
    for (const sequence of [4, 5])
      await expect(publish({ sequence, version: "9.0.0" }))
        .to.be.revertedWithCustomError(catalog, "CatalogReleaseNotNewer")
        .withArgs(models.camera, sequence, 5);
  });

  it("publishes releases in rising order, with gaps, for each model by itself", async () => {
    const { catalog, models, rivalKey } = register;
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    await expect(publish({ sequence: 3, version: "v".repeat(64) }))
      .to.emit(catalog, "ReleasePublished")
      .withArgs(models.camera, 3, "v".repeat(64), DIGEST, terms.size);
    expect(await catalog.release(models.camera, 3)).to.deep.equal([DIGEST, BigInt(terms.size), 2_000_000_000n, false]);
    const { kind, supportEnd, latestRelease } = await catalog.model(models.camera);
    expect([kind, supportEnd, latestRelease]).to.deep.equal([1n, SUPPORT_END, 3n]);
    await publish({ sequence: 4, version: "v", size: 1 });
    await publish({ sequence: 2 ** 32 - 1 });
    for (const [sequence, current] of [
      [2, false],
      [3, true],
      [4, true],
      [5, false],
    ] as const)
      expect(await catalog.isCurrent(models.camera, sequence)).to.equal(current);
    expect((await catalog.model(models.camera)).latestRelease).to.equal(2 ** 32 - 1);

    await publish({ sequence: 1 }, rivalKey, models.rivalCamera);
    expect((await catalog.model(models.rivalCamera)).latestRelease).to.equal(1);
  });

  it("lets a suspended maker publish, because its devices still need fixes", async () => {
    const { catalog, organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(publish()).to.emit(catalog, "ReleasePublished");
  });
});

describe("Catalog.release", () => {
  it("is empty where nothing was published", async () => {
    const { catalog, models } = await load();
    expect(await catalog.release(models.camera, 1)).to.deep.equal([ZeroHash, 0n, 0n, false]);
    expect(await catalog.isCurrent(models.camera, 1)).to.equal(false);
  });
});
