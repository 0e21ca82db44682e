import { expect } from "chai";
import { ZeroHash } from "ethers";
import { modelId } from "../../../lib/domain/ids.ts";
import { CREDENTIAL_CLASSES, KEY_CLASSES, ORG_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, networkHelpers, type Register } from "../fixture.ts";
import { declareSecurity } from "../support/releases.ts";

const REPORT = `0x${"7e".repeat(32)}`;
const NOW = 2_000_000_000;
const VALID_UNTIL = NOW + 86_400;

describe("Catalog.certify", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    await declareSecurity(register, register.models.camera);
    await networkHelpers.time.setNextBlockTimestamp(NOW);
  });

  type Changes = { laboratory?: number; model?: bigint; version?: number; validUntil?: number; report?: string };
  const certify = (changes: Changes = {}, signer = register.laboratoryKey) => {
    const { laboratory, model, version, validUntil, report } = {
      laboratory: register.orgs.laboratory,
      model: register.models.camera,
      version: 1,
      validUntil: VALID_UNTIL,
      report: REPORT,
      ...changes,
    };
    return register.catalog.connect(signer).certify(laboratory, model, version, validUntil, report);
  };

  it("refuses keys of others, and of the laboratory's own without the permission", async () => {
    const { organizations, orgs, brandKey, laboratoryKey } = register;
    await expect(certify({}, brandKey))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.laboratory, brandKey.address, PERMISSIONS.certificates);
    const without = ALL_PERMISSIONS & ~PERMISSIONS.certificates;
    await organizations.connect(laboratoryKey).setOperator(orgs.laboratory, laboratoryKey.address, without);
    await expect(certify())
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.laboratory, laboratoryKey.address, PERMISSIONS.certificates);
  });

  it("refuses bodies that are no laboratory, the maker itself too", async () => {
    const { organizations, orgs, brandKey, repairerKey } = register;
    for (const [laboratory, key, kind] of [
      [orgs.brand, brandKey, "manufacturer"],
      [orgs.repairer, repairerKey, "repairer"],
    ] as const)
      await expect(certify({ laboratory }, key))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(laboratory, position(ORG_KINDS, kind));
  });

  it("refuses a suspended laboratory", async () => {
    const { organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.laboratory, true, "reason");
    await expect(certify()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.laboratory);
  });

  const invalid: [what: string, changes: Changes][] = [
    ["without a test report", { report: ZeroHash }],
    ["that ends with this very second", { validUntil: NOW }],
    ["of a version that was not declared yet", { version: 2 }],
    ["of no version", { version: 0 }],
  ];
  for (const [what, changes] of invalid) {
    it(`refuses a certificate ${what}`, async () => {
      await expect(certify(changes)).to.be.revertedWithCustomError(register.catalog, "CatalogInvalidCertificate");
    });
  }

  it("refuses models of which nothing was declared, and models that there are not", async () => {
    const { catalog, models, orgs } = register;
    for (const model of [models.rivalCamera, modelId(orgs.brand, "09506000149301")])
      for (const version of [0, 1])
        await expect(certify({ model, version })).to.be.revertedWithCustomError(catalog, "CatalogInvalidCertificate");
  });

  it("refuses a declaration that was replaced while it was tested", async () => {
    const { catalog, models } = register;
    await declareSecurity(register, models.camera, {
      credentials: position(CREDENTIAL_CLASSES, "absent"),
      keys: position(KEY_CLASSES, "absent"),
    });
    await expect(certify()).to.be.revertedWithCustomError(catalog, "CatalogInvalidCertificate");
    await expect(certify({ version: 2 })).to.emit(catalog, "ModelCertified");
  });

  it("records what this laboratory found, valid for a second or for long", async () => {
    const { catalog, models, orgs } = register;
    for (const [validUntil, report] of [
      [NOW + 1, REPORT],
      [2 ** 32 - 1, `0x${"8e".repeat(32)}`],
    ] as const) {
      await expect(certify({ validUntil, report }))
        .to.emit(catalog, "ModelCertified")
        .withArgs(models.camera, orgs.laboratory, 1, validUntil, report);
      expect(await catalog.certificate(models.camera, orgs.laboratory)).to.deep.equal([report, 1n, BigInt(validUntil), false]);
    }
    const nothing = [ZeroHash, 0n, 0n, false];
    expect(await catalog.certificate(models.camera, orgs.repairer)).to.deep.equal(nothing);
    expect(await catalog.certificate(models.rivalCamera, orgs.laboratory)).to.deep.equal(nothing);
  });
});
