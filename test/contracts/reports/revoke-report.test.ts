import { expect } from "chai";
import type { BatchId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addReport } from "../support/reports.ts";

const REASON = "the update service counted downloads, not installations";

describe("Reports.revokeReport", () => {
  let register: Register;
  let batch: BatchId;
  beforeEach(async () => {
    register = await load();
    await addBatch(register, { root: rootNumber(2), size: 2 });
    batch = await addBatch(register, { size: 9 });
    await addReport(register, batch, 4, 1, 5);
    await addReport(register, batch, 5, 2, 6, [3]);
  });

  const revoke = (id = 2, signer = register.brandKey) => register.reports.connect(signer).revokeReport(id, REASON);

  it("refuses reports that there are not", async () => {
    for (const id of [0, 3, 2 ** 32 - 1])
      await expect(revoke(id)).to.be.revertedWithCustomError(register.reports, "ReportsUnknown").withArgs(id);
  });

  it("refuses keys of others, and of the maker's own without the permission", async () => {
    const { organizations, orgs, rivalKey, regulatorKey, brandAdmin, brandKey } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.releases);
    for (const signer of [rivalKey, regulatorKey, brandKey])
      await expect(revoke(2, signer))
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, signer.address, PERMISSIONS.releases);
  });

  it("takes that report back with a public reason, once, and keeps what it said", async () => {
    const { reports, organizations, orgs, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS.releases);
    const before = await reports.report(2);
    await expect(revoke(2, colleague)).to.emit(reports, "ReportRevoked").withArgs(2, batch, colleague.address, REASON);
    expect(await reports.report(2)).to.deep.equal([...before.slice(0, 6), true]);
    expect((await reports.report(1)).revoked).to.equal(false);
    await expect(revoke()).to.be.revertedWithCustomError(reports, "ReportsUnknown").withArgs(2);
  });

  it("is open to a suspended maker, which can only correct itself by it", async () => {
    const { organizations, governor, orgs } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(revoke()).to.emit(register.reports, "ReportRevoked");
  });
});

describe("Reports.report", () => {
  it("is empty where nothing was reported", async () => {
    const { reports } = await load();
    for (const id of [0, 1]) expect(await reports.report(id)).to.deep.equal([rootNumber(0), 0n, 0n, 0n, 0n, 0n, false]);
  });
});
