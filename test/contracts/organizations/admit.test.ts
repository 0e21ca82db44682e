import { expect } from "chai";
import { ORG_KINDS, position } from "../../../lib/domain/kinds.ts";
import { ethers, load, type Register } from "../fixture.ts";

const MANUFACTURER = position(ORG_KINDS, "manufacturer");

describe("Organizations.admit", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const terms = { kind: MANUFACTURER, name: "Newcomer", domain: "newcomer.example", country: "FR" };
  const admit = (changes: Partial<typeof terms> & { admin?: string } = {}, signer = register.governor) => {
    const { kind, admin, name, domain, country } = { ...terms, admin: register.alice.address, ...changes };
    return register.organizations.connect(signer).admit(kind, admin, name, domain, country);
  };

  it("refuses anyone but governance", async () => {
    for (const signer of [register.boardAdmin, register.regulatorKey, register.mallory])
      await expect(admit({}, signer))
        .to.be.revertedWithCustomError(register.organizations, "AccessManagedUnauthorized")
        .withArgs(signer.address);
  });

  const invalid: [what: string, changes: Parameters<typeof admit>[0]][] = [
    ["without a kind", { kind: 0 }],
    ["without an admin", { admin: ethers.ZeroAddress }],
    ["without a name", { name: "" }],
    ["with a name of 101 bytes", { name: "x".repeat(101) }],
    ["without a domain", { domain: "" }],
    ["with a domain of 254 bytes", { domain: "x".repeat(254) }],
    ["without a country", { country: "" }],
    ["with a country of three letters", { country: "FRA" }],
  ];
  for (const [what, changes] of invalid) {
    it(`refuses a body ${what}`, async () => {
      await expect(admit(changes)).to.be.revertedWithCustomError(register.organizations, "OrganizationsInvalidAdmission");
    });
  }

  it("takes a name of 100 and a domain of 253 bytes", async () => {
    await expect(admit({ name: "x".repeat(100), domain: "y".repeat(253) })).to.emit(register.organizations, "OrganizationAdmitted");
  });

  it("numbers bodies in the order of their admission and tells everything about them", async () => {
    const { organizations, alice, orgs } = register;
    const id = orgs.observer + 1;
    await expect(admit())
      .to.emit(organizations, "OrganizationAdmitted")
      .withArgs(id, MANUFACTURER, alice.address, "Newcomer", "newcomer.example", "FR");
    expect(await organizations.organization(id)).to.deep.equal([alice.address, BigInt(MANUFACTURER), false, false]);
  });

  it("gives the admin itself no permission", async () => {
    const { organizations, alice, orgs } = register;
    await admit();
    expect(await organizations.permissionsOf(orgs.observer + 1, alice.address)).to.equal(0);
  });
});

describe("Organizations.organization", () => {
  it("refuses numbers that were not given", async () => {
    const { organizations, orgs } = await load();
    for (const id of [0, orgs.observer + 1])
      await expect(organizations.organization(id)).to.be.revertedWithCustomError(organizations, "OrganizationsUnknown").withArgs(id);
  });
});
