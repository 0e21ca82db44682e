import { expect } from "chai";
import { load, type Register } from "../fixture.ts";

describe("Organizations.setSuspended", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  it("refuses anyone but governance, the body's own admin too", async () => {
    const { organizations, orgs, brandAdmin } = register;
    await expect(organizations.connect(brandAdmin).setSuspended(orgs.brand, true, "reason"))
      .to.be.revertedWithCustomError(organizations, "AccessManagedUnauthorized")
      .withArgs(brandAdmin.address);
  });

  it("refuses a body that does not exist", async () => {
    const { organizations, governor } = register;
    for (const id of [0, 99])
      await expect(organizations.connect(governor).setSuspended(id, true, "reason"))
        .to.be.revertedWithCustomError(organizations, "OrganizationsUnknown")
        .withArgs(id);
  });

  it("suspends and lifts the suspension, each with its public reason", async () => {
    const { organizations, orgs, governor } = register;
    for (const [suspended, reason] of [
      [true, "no answer since May"],
      [false, "answered"],
    ] as const) {
      await expect(organizations.connect(governor).setSuspended(orgs.brand, suspended, reason))
        .to.emit(organizations, "OrganizationSuspensionSet")
        .withArgs(orgs.brand, suspended, reason);
      expect((await organizations.organization(orgs.brand)).suspended).to.equal(suspended);
    }
  });

  it("leaves the other bodies alone, and everything else of this one", async () => {
    const { organizations, orgs, governor } = register;
    const [admin, kind, , admittedAt] = await organizations.organization(orgs.brand);
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    expect((await organizations.organization(orgs.rival)).suspended).to.equal(false);
    expect(await organizations.organization(orgs.brand)).to.deep.equal([admin, kind, true, admittedAt]);
  });
});
