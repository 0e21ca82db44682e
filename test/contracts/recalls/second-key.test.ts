import { expect } from "chai";
import type { Hex } from "viem";
import { type NewRecall, openingArgument } from "../../../lib/chain/calls.ts";
import { draftDigest } from "../../../lib/chain/draft.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { NOTICE } from "../support/recalls.ts";

/** Two keys: the brand's key drafts, a colleague releases. Both hold all permissions, so that only the rule stands between. */
describe("Recalls.open, where a second key is required", () => {
  let register: Register;
  let recall: NewRecall;
  beforeEach(async () => {
    register = await load();
    const { organizations, orgs, models, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, ALL_PERMISSIONS);
    await organizations.connect(brandAdmin).requireSecondKey(orgs.brand);
    recall = {
      issuer: orgs.brand,
      measure: "corrective-update",
      severity: "high",
      minEvidence: "owner",
      notice: NOTICE as Hex,
      scope: [{ kind: "model", modelId: models.camera }],
      fixes: [],
    };
  });

  const draft = (content = recall, signer = register.brandKey) =>
    register.recalls.connect(signer).draft(content.issuer, draftDigest(content));
  const release = (content = recall, signer = register.colleague) => register.recalls.connect(signer).open(openingArgument(content));
  const needsSecondKey = (attempt: ReturnType<typeof release>, content = recall) =>
    expect(attempt).to.be.revertedWithCustomError(register.recalls, "RecallsSecondKeyNeeded").withArgs(draftDigest(content));

  it("refuses what nobody drafted", async () => {
    await needsSecondKey(release());
  });

  it("refuses the key that drafted, although it may release", async () => {
    await draft();
    await needsSecondKey(release(recall, register.brandKey));
  });

  it("refuses content that differs from the draft in anything", async () => {
    await draft();
    const others: Partial<NewRecall>[] = [
      { measure: "recall" },
      { severity: "low" },
      { minEvidence: "device" },
      { notice: `0x${"d1".repeat(32)}` },
      { scope: [...recall.scope, ...recall.scope] },
    ];
    for (const change of others) await needsSecondKey(release({ ...recall, ...change }), { ...recall, ...change });
  });

  it("refuses to use a draft twice", async () => {
    await draft();
    await release();
    await needsSecondKey(release());
  });

  it("refuses the draft of a key that has been removed since", async () => {
    const { organizations, orgs, brandAdmin, brandKey } = register;
    await draft();
    await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS ^ PERMISSIONS["recall-draft"]);
    await needsSecondKey(release());
  });

  it("refuses a draft that another body made", async () => {
    const { recalls, orgs, rivalKey } = register;
    await recalls.connect(rivalKey).draft(orgs.rival, draftDigest(recall));
    await needsSecondKey(release());
  });

  it("opens exactly what another key drafted", async () => {
    const { recalls, colleague, orgs } = register;
    await draft();
    await expect(release()).to.emit(recalls, "RecallOpened");
    const [event] = await recalls.queryFilter(recalls.filters.RecallOpened(1, orgs.brand));
    expect(event?.args.author).to.equal(colleague.address);
  });

  it("lets the drafter release what the colleague drafts again", async () => {
    await draft();
    await draft(recall, register.colleague);
    await needsSecondKey(release());
    await expect(release(recall, register.brandKey)).to.emit(register.recalls, "RecallOpened");
  });

  it("asks nothing of bodies without the rule", async () => {
    const { recalls, regulatorKey, orgs } = register;
    await expect(release({ ...recall, issuer: orgs.regulator }, regulatorKey)).to.emit(recalls, "RecallOpened");
  });
});
