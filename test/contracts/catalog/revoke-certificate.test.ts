import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { certify, declareSecurity } from "../support/releases.ts";

const REASON = "the report was forged";

describe("Catalog.revokeCertificate", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    await declareSecurity(register, register.models.camera);
    await certify(register, register.models.camera);
  });

  const revoke = (signer = register.laboratoryKey, laboratory = register.orgs.laboratory, model: bigint = register.models.camera) =>
    register.catalog.connect(signer).revokeCertificate(laboratory, model, REASON);

  it("refuses keys of others, the maker's too, and of the laboratory's own without the permission", async () => {
    const { organizations, orgs, brandKey, laboratoryKey } = register;
    await expect(revoke(brandKey))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.laboratory, brandKey.address, PERMISSIONS.certificates);
    const without = ALL_PERMISSIONS & ~PERMISSIONS.certificates;
    await organizations.connect(laboratoryKey).setOperator(orgs.laboratory, laboratoryKey.address, without);
    await expect(revoke())
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.laboratory, laboratoryKey.address, PERMISSIONS.certificates);
  });

  it("refuses where this laboratory has certified nothing", async () => {
    const { catalog, models, orgs, brandKey, laboratoryKey } = register;
    for (const [signer, laboratory, model] of [
      [brandKey, orgs.brand, models.camera],
      [laboratoryKey, orgs.laboratory, models.rivalCamera],
    ] as const)
      await expect(revoke(signer, laboratory, model))
        .to.be.revertedWithCustomError(catalog, "CatalogNoSuchCertificate")
        .withArgs(model, laboratory);
  });

  it("takes the certificate back with a public reason, once, and keeps what it said", async () => {
    const { catalog, models, orgs } = register;
    const [report, version, validUntil] = await catalog.certificate(models.camera, orgs.laboratory);
    await expect(revoke()).to.emit(catalog, "CertificateRevoked").withArgs(models.camera, orgs.laboratory, REASON);
    expect(await catalog.certificate(models.camera, orgs.laboratory)).to.deep.equal([report, version, validUntil, true]);
    await expect(revoke()).to.be.revertedWithCustomError(catalog, "CatalogNoSuchCertificate").withArgs(models.camera, orgs.laboratory);
  });

  it("takes back a certificate of a declaration that was replaced since, which stays on record too", async () => {
    const { catalog, models, orgs } = register;
    await declareSecurity(register, models.camera);
    await expect(revoke()).to.emit(catalog, "CertificateRevoked").withArgs(models.camera, orgs.laboratory, REASON);
    expect((await catalog.certificate(models.camera, orgs.laboratory)).revoked).to.equal(true);
  });

  it("lets the laboratory certify again", async () => {
    const { catalog, models, orgs } = register;
    await revoke();
    await certify(register, models.camera);
    expect((await catalog.certificate(models.camera, orgs.laboratory)).revoked).to.equal(false);
  });

  it("is open to a suspended laboratory, which can only correct itself by it", async () => {
    const { catalog, organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.laboratory, true, "reason");
    await expect(revoke()).to.emit(catalog, "CertificateRevoked");
  });
});
