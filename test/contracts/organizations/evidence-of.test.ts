import { expect } from "chai";
import { EVIDENCES, ORG_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";

const REPAIRER = position(EVIDENCES, "repairer");
const MAKER = position(EVIDENCES, "maker");

describe("Organizations.evidenceOf", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses keys without the permission for repairs in that very body", async () => {
    const { organizations, orgs, brandAdmin, brandKey, repairerKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.repairs);
    for (const [org, key] of [
      [orgs.brand, brandKey],
      [orgs.brand, repairerKey],
      [orgs.repairer, brandKey],
      [99, repairerKey],
    ] as const)
      await expect(organizations.evidenceOf(org, key.address, orgs.brand))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(org, key.address, PERMISSIONS.repairs);
  });

  it("takes a repairer's word about anyone's products for a repairer's", async () => {
    const { organizations, orgs, repairerKey } = register;
    for (const maker of [orgs.brand, orgs.rival, orgs.repairer, 0])
      expect(await organizations.evidenceOf(orgs.repairer, repairerKey.address, maker)).to.equal(REPAIRER);
  });

  it("takes a maker's word about its own products for the maker's, and about no others", async () => {
    const { organizations, orgs, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, PERMISSIONS.repairs);
    expect(await organizations.evidenceOf(orgs.brand, brandKey.address, orgs.brand)).to.equal(MAKER);
    for (const maker of [orgs.rival, 0])
      await expect(organizations.evidenceOf(orgs.brand, brandKey.address, maker))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(orgs.brand, position(ORG_KINDS, "manufacturer"));
  });

  it("refuses bodies that neither make nor repair", async () => {
    const { organizations, orgs, regulatorKey, laboratoryKey } = register;
    for (const [org, key, kind] of [
      [orgs.regulator, regulatorKey, "regulator"],
      [orgs.laboratory, laboratoryKey, "laboratory"],
    ] as const)
      await expect(organizations.evidenceOf(org, key.address, orgs.brand))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(org, position(ORG_KINDS, kind));
  });

  it("refuses suspended repairers and makers until the suspension is lifted", async () => {
    const { organizations, orgs, governor, brandKey, repairerKey } = register;
    for (const [org, key, evidence] of [
      [orgs.brand, brandKey, MAKER],
      [orgs.repairer, repairerKey, REPAIRER],
    ] as const) {
      await organizations.connect(governor).setSuspended(org, true, "reason");
      await expect(organizations.evidenceOf(org, key.address, orgs.brand))
        .to.be.revertedWithCustomError(organizations, "OrganizationsSuspended")
        .withArgs(org);
      await organizations.connect(governor).setSuspended(org, false, "answered");
      expect(await organizations.evidenceOf(org, key.address, orgs.brand)).to.equal(evidence);
    }
  });
});
