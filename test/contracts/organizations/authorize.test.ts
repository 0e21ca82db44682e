import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";

describe("Organizations.authorize", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses a key without the permission, and every key of an unknown body", async () => {
    const { organizations, orgs, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, PERMISSIONS.models);
    for (const [org, permission] of [
      [orgs.brand, PERMISSIONS.batches],
      [orgs.rival, PERMISSIONS.models],
      [99, PERMISSIONS.models],
    ] as const)
      await expect(organizations.authorize(org, brandKey.address, permission))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(org, brandKey.address, permission);
  });

  it("refuses when no permission is asked for", async () => {
    const { organizations, orgs, brandKey } = register;
    await expect(organizations.authorize(orgs.brand, brandKey.address, 0)).to.be.revertedWithCustomError(
      organizations,
      "OrganizationsNotPermitted",
    );
  });

  it("hands back the body, suspended or not", async () => {
    const { organizations, orgs, governor, brandAdmin, brandKey } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    const body = await organizations.authorize(orgs.brand, brandKey.address, PERMISSIONS.models);
    expect(body).to.deep.equal([brandAdmin.address, 1n, true, false]);
  });
});

describe("Organizations.authorizeMaker", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses a key without the permission", async () => {
    const { organizations, orgs, rivalKey } = register;
    await expect(organizations.authorizeMaker(orgs.brand, rivalKey.address, PERMISSIONS.models))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, rivalKey.address, PERMISSIONS.models);
  });

  it("refuses bodies that make nothing", async () => {
    const { organizations, orgs, regulatorKey, observerKey } = register;
    for (const [org, key, kind] of [
      [orgs.regulator, regulatorKey, 2],
      [orgs.observer, observerKey, 4],
    ] as const)
      await expect(organizations.authorizeMaker(org, key.address, PERMISSIONS.models))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(org, kind);
  });

  it("refuses a suspended maker until the suspension is lifted", async () => {
    const { organizations, orgs, governor, brandKey } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(organizations.authorizeMaker(orgs.brand, brandKey.address, PERMISSIONS.models))
      .to.be.revertedWithCustomError(organizations, "OrganizationsSuspended")
      .withArgs(orgs.brand);
    await organizations.connect(governor).setSuspended(orgs.brand, false, "answered");
    await organizations.authorizeMaker(orgs.brand, brandKey.address, PERMISSIONS.models);
  });
});
