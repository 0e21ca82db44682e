import { expect } from "chai";
import type { OrgId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { ASN, addOperator } from "../support/networks.ts";

const MAX_ASN = 2 ** 32 - 1;

describe("Networks.assignNetwork", () => {
  let register: Register;
  let operator: OrgId;
  beforeEach(async () => {
    register = await load();
    operator = await addOperator(register, register.colleague);
  });

  const assign = (asn: number, org: number, reason = "reason", by = register.governor) =>
    register.networks.connect(by).assignNetwork(asn, org, reason);

  it("says who runs a network, with a reason, for any number that a network may have", async () => {
    const { networks } = register;
    for (const asn of [1, MAX_ASN])
      await expect(assign(asn, operator, "as the registry says"))
        .to.emit(networks, "NetworkAssigned")
        .withArgs(asn, operator, "as the registry says");
    expect(await networks.operatorOf(1)).to.equal(operator);
    expect(await networks.operatorOf(2)).to.equal(0);
  });

  it("moves a network to another operator, and to nobody", async () => {
    const { networks, mallory, colleague } = register;
    const other = await addOperator(register, mallory, ASN + 1);
    await assign(ASN, other);
    await expect(networks.connect(colleague).reply(ASN, 0, false, "still ours"))
      .to.be.revertedWithCustomError(register.organizations, "OrganizationsNotPermitted")
      .withArgs(other, colleague.address, 256);
    await expect(networks.connect(mallory).reply(ASN, 0, false, "ours now")).to.emit(networks, "NetworkReplied");
    await expect(assign(ASN, 0)).to.emit(networks, "NetworkAssigned").withArgs(ASN, 0, "reason");
    expect(await networks.operatorOf(ASN)).to.equal(0);
  });

  it("refuses number 0, which no network may have", async () => {
    await expect(assign(0, operator)).to.be.revertedWithCustomError(register.networks, "NetworksInvalidAsn").withArgs(0);
  });

  it("refuses silence or an essay for a reason", async () => {
    for (const reason of ["", "x".repeat(1001)])
      await expect(assign(ASN, operator, reason)).to.be.revertedWithCustomError(register.networks, "NetworksInvalidText");
    await expect(assign(ASN, operator, "x".repeat(1000))).to.emit(register.networks, "NetworkAssigned");
  });

  it("refuses bodies of other kinds, and none", async () => {
    const { organizations, orgs } = register;
    for (const [org, kind] of [
      [orgs.brand, 1],
      [orgs.regulator, 2],
      [orgs.observer, 4],
    ] as const)
      await expect(assign(ASN, org)).to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind").withArgs(org, kind);
    await expect(assign(ASN, 999)).to.be.revertedWithCustomError(organizations, "OrganizationsUnknown").withArgs(999);
  });

  it("is for governance alone", async () => {
    const { networks, colleague, observerKey } = register;
    for (const by of [colleague, observerKey])
      await expect(assign(ASN, operator, "reason", by))
        .to.be.revertedWithCustomError(networks, "AccessManagedUnauthorized")
        .withArgs(by.address);
  });
});
