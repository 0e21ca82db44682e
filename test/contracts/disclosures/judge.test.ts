import { expect } from "chai";
import type { DisclosureId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS, position, VERDICTS } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addDisclosure } from "../support/disclosures.ts";

const [CONFIRMED, DISMISSED] = [position(VERDICTS, "confirmed"), position(VERDICTS, "dismissed")];
const LATER = 2_100_000_000;

describe("Regulators in Disclosures", () => {
  let register: Register;
  let id: DisclosureId;
  beforeEach(async () => {
    register = await load();
    id = await addDisclosure(register);
  });

  const judge = (verdict: number, reason = "reason", by = register.regulatorKey, org = register.orgs.regulator, of: number = id) =>
    register.disclosures.connect(by).judge(org, of, verdict, reason);
  const demand = (dueAt: number, reason = "reason", by = register.regulatorKey, org = register.orgs.regulator, of: number = id) =>
    register.disclosures.connect(by).demandAnswer(org, of, dueAt, reason);

  it("confirm or dismiss with a reason, and their last word counts", async () => {
    const { disclosures, orgs, regulatorKey } = register;
    expect(await disclosures.judgementOf(id, orgs.regulator)).to.deep.equal([0n, 0n]);
    await expect(judge(DISMISSED, "the door was open"))
      .to.emit(disclosures, "DisclosureJudged")
      .withArgs(id, orgs.regulator, regulatorKey.address, DISMISSED, "the door was open");
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    await judge(CONFIRMED, "x".repeat(1000));
    expect(await disclosures.judgementOf(id, orgs.regulator)).to.deep.equal([BigInt(CONFIRMED), 2_000_000_000n]);
    expect(await disclosures.judgementOf(id, orgs.brand)).to.deep.equal([0n, 0n]);
  });

  it("say by when they want an answer, later or sooner than before", async () => {
    const { disclosures, orgs, regulatorKey } = register;
    for (const dueAt of [LATER, LATER + 1, LATER - 1]) {
      await expect(demand(dueAt, "answer us"))
        .to.emit(disclosures, "AnswerDemanded")
        .withArgs(id, orgs.regulator, regulatorKey.address, dueAt, "answer us");
      expect((await disclosures.disclosure(id)).dueAt).to.equal(dueAt);
    }
  });

  it("are refused a day that has come", async () => {
    const { disclosures } = register;
    const now = (await networkHelpers.time.latest()) + 10;
    await networkHelpers.time.setNextBlockTimestamp(now);
    await expect(demand(now)).to.be.revertedWithCustomError(disclosures, "DisclosuresInvalidDeadline").withArgs(now);
    await networkHelpers.time.setNextBlockTimestamp(now + 1);
    await expect(demand(now + 2)).to.emit(disclosures, "AnswerDemanded");
  });

  it("are refused what is no verdict, and silence or an essay for a reason", async () => {
    const { disclosures } = register;
    await expect(judge(0)).to.be.revertedWithCustomError(disclosures, "DisclosuresInvalidVerdict");
    for (const reason of ["", "x".repeat(1001)])
      for (const attempt of [judge(CONFIRMED, reason), demand(LATER, reason)])
        await expect(attempt).to.be.revertedWithCustomError(disclosures, "DisclosuresInvalidReason");
  });

  it("are refused a disclosure that nobody made", async () => {
    const { disclosures, regulatorKey, orgs } = register;
    for (const attempt of [
      judge(CONFIRMED, "reason", regulatorKey, orgs.regulator, 9),
      demand(LATER, "r", regulatorKey, orgs.regulator, 9),
    ])
      await expect(attempt).to.be.revertedWithCustomError(disclosures, "DisclosuresUnknown").withArgs(9);
  });

  it("are not makers, other bodies, other regulators' keys, drafters or suspended", async () => {
    const { organizations, orgs, brandKey, regulatorDrafter, governor } = register;
    for (const act of [
      (by: typeof brandKey, org: typeof orgs.brand) => judge(CONFIRMED, "reason", by, org),
      (by: typeof brandKey, org: typeof orgs.brand) => demand(LATER, "reason", by, org),
    ]) {
      await expect(act(brandKey, orgs.brand))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(orgs.brand, 1);
      for (const by of [brandKey, regulatorDrafter])
        await expect(act(by, orgs.regulator))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.regulator, by.address, PERMISSIONS["recall-release"]);
    }
    await organizations.connect(governor).setSuspended(orgs.regulator, true, "reason");
    for (const attempt of [judge(CONFIRMED), demand(LATER)])
      await expect(attempt).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.regulator);
  });
});
