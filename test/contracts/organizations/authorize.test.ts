import { expect } from "chai";
import { ORG_KINDS, PERMISSIONS, type Permission, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";

const BITS = Object.entries(PERMISSIONS) as [Permission, number][];

describe("Organizations.authorize", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  for (const [name, bit] of BITS) {
    it(`lets a key do "${name}" by that bit, and by no other`, async () => {
      const { organizations, orgs, brandAdmin, brandKey } = register;
      const set = (bits: number) => organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, bits);
      await set(bit);
      await organizations.authorize(orgs.brand, brandKey.address, bit);
      await set(ALL_PERMISSIONS & ~bit);
      await expect(organizations.authorize(orgs.brand, brandKey.address, bit))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, brandKey.address, bit);
    });
  }

  it("refuses keys of other bodies, the admin's own key, and every key of an unknown body", async () => {
    const { organizations, orgs, brandAdmin, brandKey } = register;
    for (const [org, key] of [
      [orgs.rival, brandKey],
      [orgs.brand, brandAdmin],
      [99, brandKey],
    ] as const)
      await expect(organizations.authorize(org, key.address, PERMISSIONS.models))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(org, key.address, PERMISSIONS.models);
  });

  it("refuses when no permission is asked for", async () => {
    const { organizations, orgs, brandKey } = register;
    await expect(organizations.authorize(orgs.brand, brandKey.address, 0))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, brandKey.address, 0);
  });

  it("hands back the body, suspended or not", async () => {
    const { organizations, orgs, governor, brandAdmin, brandKey } = register;
    const { admittedAt } = await organizations.organization(orgs.brand);
    for (const suspended of [true, false]) {
      await organizations.connect(governor).setSuspended(orgs.brand, suspended, "reason");
      const body = await organizations.authorize(orgs.brand, brandKey.address, PERMISSIONS.models);
      expect(body).to.deep.equal([brandAdmin.address, 1n, suspended, admittedAt]);
    }
  });
});

describe("Organizations.authorizeKind", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const MANUFACTURER = position(ORG_KINDS, "manufacturer");

  it("refuses a key without the permission", async () => {
    const { organizations, orgs, rivalKey } = register;
    await expect(organizations.authorizeKind(orgs.brand, rivalKey.address, PERMISSIONS.models, MANUFACTURER))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, rivalKey.address, PERMISSIONS.models);
  });

  it("takes bodies of the kind that is asked for and refuses those of every other", async () => {
    const { organizations, orgs, brandKey, regulatorKey, observerKey, laboratoryKey, repairerKey } = register;
    for (const [org, key, kind] of [
      [orgs.brand, brandKey, "manufacturer"],
      [orgs.regulator, regulatorKey, "regulator"],
      [orgs.observer, observerKey, "observer"],
      [orgs.laboratory, laboratoryKey, "laboratory"],
      [orgs.repairer, repairerKey, "repairer"],
    ] as const)
      for (const asked of ORG_KINDS) {
        const answer = organizations.authorizeKind(org, key.address, PERMISSIONS.models, position(ORG_KINDS, asked));
        if (asked === kind) await answer;
        else
          await expect(answer)
            .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
            .withArgs(org, position(ORG_KINDS, kind));
      }
  });

  it("refuses a suspended body until the suspension is lifted", async () => {
    const { organizations, orgs, governor, brandKey } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(organizations.authorizeKind(orgs.brand, brandKey.address, PERMISSIONS.models, MANUFACTURER))
      .to.be.revertedWithCustomError(organizations, "OrganizationsSuspended")
      .withArgs(orgs.brand);
    await organizations.connect(governor).setSuspended(orgs.brand, false, "answered");
    await organizations.authorizeKind(orgs.brand, brandKey.address, PERMISSIONS.models, MANUFACTURER);
  });
});
