import { expect } from "chai";
import { ZeroHash } from "ethers";
import { modelId } from "../../../lib/domain/ids.ts";
import { CREDENTIAL_CLASSES, KEY_CLASSES, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, ethers, load, networkHelpers, type Register } from "../fixture.ts";

const DIGEST = `0x${"5e".repeat(32)}`;
const UNIQUE_CREDENTIALS = position(CREDENTIAL_CLASSES, "unique-per-device");
const SHARED_KEYS = position(KEY_CLASSES, "shared");

describe("Catalog.declareSecurity", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const terms = { credentials: UNIQUE_CREDENTIALS, keys: SHARED_KEYS, digest: DIGEST };
  const declare = (changes: Partial<typeof terms> = {}, signer = register.brandKey, model: bigint = register.models.camera) => {
    const { credentials, keys, digest } = { ...terms, ...changes };
    return register.catalog.connect(signer).declareSecurity(model, credentials, keys, digest);
  };

  it("refuses keys of others, and of the maker's own without the permission", async () => {
    const { organizations, orgs, rivalKey, laboratoryKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.models);
    for (const signer of [rivalKey, laboratoryKey, brandKey])
      await expect(declare({}, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.models);
  });

  it("refuses a model that was not registered", async () => {
    const { catalog, orgs, brandKey } = register;
    const unknown = modelId(orgs.brand, "09506000149301");
    await expect(declare({}, brandKey, unknown))
      .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
      .withArgs(unknown);
  });

  const incomplete: [what: string, changes: Partial<typeof terms>][] = [
    ["what opens the device", { credentials: 0 }],
    ["its secret keys", { keys: 0 }],
    ["the document", { digest: ZeroHash }],
  ];
  for (const [what, changes] of incomplete) {
    it(`refuses a declaration without ${what}`, async () => {
      await expect(declare(changes)).to.be.revertedWithCustomError(register.catalog, "CatalogInvalidDeclaration");
    });
  }

  it("refuses classes that there are not", async () => {
    await expect(declare({ credentials: CREDENTIAL_CLASSES.length })).to.revert(ethers);
    await expect(declare({ keys: KEY_CLASSES.length })).to.revert(ethers);
  });

  it("counts versions of each model from 1, and keeps the last", async () => {
    const { catalog, models, rivalKey } = register;
    expect(await catalog.declaration(models.camera)).to.deep.equal([ZeroHash, 0n, 0n, 0n, 0n]);
    for (const [version, credentials, keys] of [
      [1, UNIQUE_CREDENTIALS, SHARED_KEYS],
      [2, position(CREDENTIAL_CLASSES, "shared"), position(KEY_CLASSES, "absent")],
    ] as const) {
      const digest = `0x${`0${version}`.repeat(32)}`;
      const at = 2_000_000_000 + version;
      await networkHelpers.time.setNextBlockTimestamp(at);
      await expect(declare({ credentials, keys, digest }))
        .to.emit(catalog, "SecurityDeclared")
        .withArgs(models.camera, version, credentials, keys, digest);
      const declared = await catalog.declaration(models.camera);
      expect(declared).to.deep.equal([digest, BigInt(credentials), BigInt(keys), BigInt(version), BigInt(at)]);
    }
    await expect(declare({}, rivalKey, models.rivalCamera)).to.emit(catalog, "SecurityDeclared");
    expect((await catalog.declaration(models.rivalCamera)).version).to.equal(1);
  });

  it("hands the version back to a caller that asks first", async () => {
    const { catalog, models, brandKey } = register;
    await declare();
    const version = await catalog.connect(brandKey).declareSecurity.staticCall(models.camera, UNIQUE_CREDENTIALS, SHARED_KEYS, DIGEST);
    expect(version).to.equal(2);
  });

  it("is open to a suspended maker, which still answers for what it sold", async () => {
    const { catalog, organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(declare()).to.emit(catalog, "SecurityDeclared");
  });
});
