import { expect } from "chai";
import type { OrgId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register, type Signer } from "../fixture.ts";
import { ASN, addOperator } from "../support/networks.ts";

const LINK = "https://manrs.example/members";

describe("Operators in Networks", () => {
  let register: Register;
  let operator: OrgId;
  beforeEach(async () => {
    register = await load();
    operator = await addOperator(register, register.colleague);
  });

  const reply = (text = "text", by: Signer = register.colleague, family = 2, asn = ASN) =>
    register.networks.connect(by).reply(asn, family, true, text);
  const claim = (
    { programme = "MANRS", since = 1, link = LINK }: { programme?: string; since?: number; link?: string } = {},
    by: Signer = register.colleague,
    asn = ASN,
  ) => register.networks.connect(by).claimMembership(asn, programme, since, link);

  it("reply about one family or both, and say whether they want a retest", async () => {
    const { networks, colleague } = register;
    await expect(reply("fixed")).to.emit(networks, "NetworkReplied").withArgs(ASN, operator, colleague.address, 2, true, "fixed");
    await expect(networks.connect(colleague).reply(ASN, 0, false, "x".repeat(1000)))
      .to.emit(networks, "NetworkReplied")
      .withArgs(ASN, operator, colleague.address, 0, false, "x".repeat(1000));
  });

  it("claim memberships from a day on, and take them back", async () => {
    const { networks, colleague } = register;
    const now = (await networkHelpers.time.latest()) + 10;
    for (const [programme, since, link] of [
      ["MANRS", now, LINK],
      ["x".repeat(40), 1, "y".repeat(200)],
      ["MANRS", 0, LINK],
    ] as const) {
      await networkHelpers.time.increaseTo((await networkHelpers.time.latest()) + 10);
      await expect(claim({ programme, since, link }))
        .to.emit(networks, "MembershipClaimed")
        .withArgs(ASN, operator, colleague.address, programme, since, link);
    }
  });

  it("are refused silence or an essay", async () => {
    for (const text of ["", "x".repeat(1001)])
      await expect(reply(text)).to.be.revertedWithCustomError(register.networks, "NetworksInvalidText");
  });

  it("are refused memberships without a name or link, or from tomorrow", async () => {
    const { networks } = register;
    for (const change of [{ programme: "" }, { programme: "x".repeat(41) }, { link: "" }, { link: "x".repeat(201) }])
      await expect(claim(change), JSON.stringify(change)).to.be.revertedWithCustomError(networks, "NetworksInvalidMembership");
    const now = (await networkHelpers.time.latest()) + 10;
    await networkHelpers.time.setNextBlockTimestamp(now);
    await expect(claim({ since: now + 1 })).to.be.revertedWithCustomError(networks, "NetworksInvalidMembership");
    await networkHelpers.time.setNextBlockTimestamp(now + 1);
    await expect(claim({ since: now + 1 })).to.emit(networks, "MembershipClaimed");
  });

  it("speak for their own networks alone, with that right, in good standing", async () => {
    const { networks, organizations, colleague, mallory, observerKey, governor } = register;
    await addOperator(register, mallory, ASN + 1);
    const acts = [(by: Signer, asn = ASN) => reply("text", by, 2, asn), (by: Signer, asn = ASN) => claim({}, by, asn)];
    for (const act of acts) {
      await expect(act(colleague, 7)).to.be.revertedWithCustomError(networks, "NetworksNoOperator").withArgs(7);
      for (const by of [mallory, observerKey, governor])
        await expect(act(by))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(operator, by.address, PERMISSIONS.networks);
    }
    await organizations.connect(governor).setSuspended(operator, true, "reason");
    for (const act of acts)
      await expect(act(colleague)).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(operator);
  });
});
