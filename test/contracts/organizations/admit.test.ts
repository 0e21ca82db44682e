import { expect } from "chai";
import { ORG_KINDS, position } from "../../../lib/domain/kinds.ts";
import { ethers, load, networkHelpers, type Register } from "../fixture.ts";

const MANUFACTURER = position(ORG_KINDS, "manufacturer");
/** The fixture admits seven bodies. */
const NEXT = 8;

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
    ["with a country of one letter", { country: "F" }],
    ["with a country of three letters", { country: "FRA" }],
  ];
  for (const [what, changes] of invalid) {
    it(`refuses a body ${what}`, async () => {
      await expect(admit(changes)).to.be.revertedWithCustomError(register.organizations, "OrganizationsInvalidAdmission");
    });
  }

  it("takes a name and a domain of one byte, and a name of 100 and a domain of 253 bytes", async () => {
    await expect(admit({ name: "x", domain: "y" })).to.emit(register.organizations, "OrganizationAdmitted");
    await expect(admit({ name: "x".repeat(100), domain: "y".repeat(253) })).to.emit(register.organizations, "OrganizationAdmitted");
  });

  it("refuses a kind that there is not", async () => {
    await expect(admit({ kind: ORG_KINDS.length })).to.revert(ethers);
  });

  it("numbers bodies in the order of their admission and tells everything about them", async () => {
    const { organizations, alice } = register;
    const kinds = ORG_KINDS.slice(1);
    for (const [i, kind] of kinds.entries()) {
      const at = 2_000_000_000 + i;
      await networkHelpers.time.setNextBlockTimestamp(at);
      await expect(admit({ kind: position(ORG_KINDS, kind) }))
        .to.emit(organizations, "OrganizationAdmitted")
        .withArgs(NEXT + i, position(ORG_KINDS, kind), alice.address, "Newcomer", "newcomer.example", "FR");
      expect(await organizations.organization(NEXT + i)).to.deep.equal([alice.address, BigInt(i + 1), false, BigInt(at)]);
    }
  });

  it("gives the admin itself no permission", async () => {
    const { organizations, alice } = register;
    await admit();
    expect(await organizations.permissionsOf(NEXT, alice.address)).to.equal(0);
  });
});

describe("Organizations.organization", () => {
  it("refuses numbers that were not given", async () => {
    const { organizations } = await load();
    for (const id of [0, NEXT, 2 ** 32 - 1])
      await expect(organizations.organization(id)).to.be.revertedWithCustomError(organizations, "OrganizationsUnknown").withArgs(id);
  });
});
