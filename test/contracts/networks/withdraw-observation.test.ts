import { expect } from "chai";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register, type Signer } from "../fixture.ts";
import { DAY } from "../support/fleet.ts";
import { ASN, addOperator, observationOf } from "../support/networks.ts";

const [IPV4, IPV6] = [1, 2];
const [CLIENT, LOOP] = [1, 3];
const NOTHING = [0n, 0n, 0n, 0n, 0n];

describe("Networks.withdrawObservation", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
    const { networks, observerKey, orgs } = register;
    await networks.connect(observerKey).recordObservations(orgs.observer, [await observationOf(), await observationOf({ family: "ipv6" })]);
  });

  const withdraw = (
    family = IPV4,
    reason = "reason",
    by: Signer = register.observerKey,
    org: number = register.orgs.observer,
    method = CLIENT,
  ) => register.networks.connect(by).withdrawObservation(org, ASN, family, method, reason);
  const known = (family: number) => register.networks.observed(register.orgs.observer, ASN, family, CLIENT);

  it("takes one back, with a reason, and leaves the others", async () => {
    const { networks, orgs, observerKey } = register;
    await expect(withdraw(IPV4, "a probe was behind address translation"))
      .to.emit(networks, "ObservationWithdrawn")
      .withArgs(orgs.observer, ASN, observerKey.address, IPV4, CLIENT, "a probe was behind address translation");
    expect(await known(IPV4)).to.deep.equal(NOTHING);
    expect((await known(IPV6)).blocked).to.equal(3);
  });

  it("makes room for older tests", async () => {
    const { networks, observerKey, orgs } = register;
    const found = await observationOf();
    const older = { ...found, last: found.last - DAY };
    await withdraw();
    await expect(networks.connect(observerKey).recordObservations(orgs.observer, [older])).to.emit(networks, "ObservationRecorded");
  });

  it("refuses what is not there, and what was withdrawn", async () => {
    const { networks, orgs } = register;
    await withdraw();
    for (const attempt of [withdraw(), withdraw(IPV6, "reason", register.observerKey, orgs.observer, LOOP)])
      await expect(attempt).to.be.revertedWithCustomError(networks, "NetworksNotObserved").withArgs(ASN, orgs.observer);
  });

  it("refuses silence or an essay for a reason", async () => {
    for (const reason of ["", "x".repeat(1001)])
      await expect(withdraw(IPV4, reason)).to.be.revertedWithCustomError(register.networks, "NetworksInvalidText");
    await expect(withdraw(IPV4, "x".repeat(1000))).to.emit(register.networks, "ObservationWithdrawn");
  });

  it("is for keys of that observer with that right, in good standing", async () => {
    const { organizations, orgs, observerAdmin, colleague, governor } = register;
    const operator = await addOperator(register, colleague);
    await expect(withdraw(IPV4, "reason", colleague, operator))
      .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
      .withArgs(operator, 3);
    for (const by of [colleague, observerAdmin])
      await expect(withdraw(IPV4, "reason", by))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.observer, by.address, PERMISSIONS.networks);
    await organizations.connect(governor).setSuspended(orgs.observer, true, "reason");
    await expect(withdraw()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.observer);
  });
});
