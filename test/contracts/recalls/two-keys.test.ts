import { expect } from "chai";
import { PERMISSIONS, position, SEVERITIES } from "../../../lib/domain/kinds.ts";
import type { ICases } from "../../../types/ethers-contracts/contracts/Recalls.ts";
import { ALL_PERMISSIONS, load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch } from "../support/batches.ts";
import { addRecall, amendment, draftOf, except, opening, range, SHRINK_DELAY, type Step, wholeModel } from "../support/recalls.ts";

/** The brand's key and a colleague hold all permissions, so that only the rule stands between. */
describe("The two keys of a recall", () => {
  let register: Register;
  let terms: ICases.OpeningStruct;
  beforeEach(async () => {
    register = await load();
    const { organizations, orgs, brandAdmin, colleague } = register;
    await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, ALL_PERMISSIONS);
    terms = opening(register);
  });

  const draft = (content = terms, signer = register.brandKey) =>
    register.recalls.connect(signer).draft(content.issuer, draftOf(register, "open", [content]));
  const release = (content = terms, signer = register.colleague) => register.recalls.connect(signer).open(content);
  const needsSecondKey = (attempt: Promise<unknown>, step: Step, args: readonly unknown[]) =>
    expect(attempt)
      .to.be.revertedWithCustomError(register.recalls, "RecallsSecondKeyNeeded")
      .withArgs(draftOf(register, step, args));

  it("refuse what nobody drafted, for every step and every issuer", async () => {
    const { recalls, colleague, orgs, regulatorKey } = register;
    await needsSecondKey(release(), "open", [terms]);
    const theirs = opening(register, { issuer: orgs.regulator });
    await needsSecondKey(release(theirs, regulatorKey), "open", [theirs]);
    const recall = await addRecall(register);
    await needsSecondKey(recalls.connect(colleague).amend(amendment(recall)), "amend", [amendment(recall)]);
    await needsSecondKey(recalls.connect(colleague).close(recall, "done"), "close", [recall, "done"]);
    await needsSecondKey(recalls.connect(colleague).withdraw(recall, "done"), "withdraw", [recall, "done"]);
  });

  it("refuse the key that drafted, although it may release", async () => {
    await draft();
    await needsSecondKey(release(terms, register.brandKey), "open", [terms]);
    await expect(release()).to.emit(register.recalls, "RecallOpened");
  });

  it("refuse content that differs from the draft in anything", async () => {
    const scope = [wholeModel(register.models.camera), wholeModel(register.models.camera)];
    await draft();
    for (const change of [{ measure: 1 }, { severity: 1 }, { minEvidence: 4 }, { notice: `0x${"d1".repeat(32)}` }, { scope }])
      await needsSecondKey(release({ ...terms, ...change }), "open", [{ ...terms, ...change }]);
  });

  it("refuse another step than was drafted, and the same step of another case", async () => {
    const { recalls, orgs, brandKey, colleague } = register;
    const [recall, other] = [await addRecall(register), await addRecall(register)];
    await recalls.connect(brandKey).draft(orgs.brand, draftOf(register, "close", [recall, "done"]));
    await networkHelpers.time.increase(SHRINK_DELAY);
    await needsSecondKey(recalls.connect(colleague).withdraw(recall, "done"), "withdraw", [recall, "done"]);
    await needsSecondKey(recalls.connect(colleague).close(other, "done"), "close", [other, "done"]);
    await needsSecondKey(recalls.connect(colleague).close(recall, "gone"), "close", [recall, "gone"]);
    await expect(recalls.connect(colleague).close(recall, "done")).to.emit(recalls, "RecallClosed");
  });

  it("refuse to use a draft twice", async () => {
    await draft();
    await release();
    await needsSecondKey(release(), "open", [terms]);
  });

  it("refuse a draft that was taken back", async () => {
    const { recalls, orgs, brandKey } = register;
    await draft();
    await recalls.connect(brandKey).discardDraft(orgs.brand, draftOf(register, "open", [terms]));
    await needsSecondKey(release(), "open", [terms]);
  });

  it("refuse the draft of a key that may not draft any more, and take it when it may again", async () => {
    const { organizations, recalls, orgs, brandAdmin, brandKey } = register;
    await draft();
    const set = (bits: number) => organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, bits);
    await set(ALL_PERMISSIONS ^ PERMISSIONS["recall-draft"]);
    await needsSecondKey(release(), "open", [terms]);
    await set(PERMISSIONS["recall-draft"]);
    await expect(release()).to.emit(recalls, "RecallOpened");
  });

  it("refuse a draft that another body made", async () => {
    const { recalls, orgs, rivalKey } = register;
    await recalls.connect(rivalKey).draft(orgs.rival, draftOf(register, "open", [terms]));
    await needsSecondKey(release(), "open", [terms]);
  });

  it("refuse a releaser without the right to release, although it is not the drafter", async () => {
    const { organizations, orgs, brandDrafter } = register;
    await draft();
    await expect(release(terms, brandDrafter))
      .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
      .withArgs(orgs.brand, brandDrafter.address, PERMISSIONS["recall-release"]);
  });

  describe("and the day between them", () => {
    let recall: number;
    let drafted: number;
    const low = position(SEVERITIES, "low");
    const critical = position(SEVERITIES, "critical");

    const draftAt = async (step: Step, args: readonly unknown[]) => {
      drafted = (await networkHelpers.time.latest()) + 100;
      await networkHelpers.time.setNextBlockTimestamp(drafted);
      await register.recalls.connect(register.brandKey).draft(register.orgs.brand, draftOf(register, step, args));
    };
    const at = async (time: number, step: Step, args: readonly unknown[]) => {
      await networkHelpers.time.setNextBlockTimestamp(time);
      const { recalls, colleague } = register;
      return recalls.connect(colleague).getFunction(step)(...(args as [never]));
    };
    const takesADay = async (step: Step, args: readonly unknown[], event: string) => {
      await draftAt(step, args);
      for (const time of [drafted + 1, drafted + SHRINK_DELAY - 1])
        await expect(at(time, step, args))
          .to.be.revertedWithCustomError(register.recalls, "RecallsDraftTooYoung")
          .withArgs(draftOf(register, step, args), drafted + SHRINK_DELAY);
      await expect(at(drafted + SHRINK_DELAY, step, args)).to.emit(register.recalls, event);
    };

    beforeEach(async () => {
      recall = await addRecall(register);
    });

    it("holds for the end of a case, to the second", async () => {
      const other = await addRecall(register);
      await takesADay("close", [recall, "done"], "RecallClosed");
      await takesADay("withdraw", [other, "a mistake"], "RecallWithdrawn");
    });

    it("holds for an exclusion, wherever in the list it stands", async () => {
      const cameras = await addBatch(register);
      const [wider, narrower] = [range(cameras, 0, 1), except(range(cameras, 2, 3))];
      await takesADay("amend", [amendment(recall as never, { added: [wider, narrower] })], "RecallAmended");
      await takesADay("amend", [amendment(recall as never, { version: 3, added: [narrower, wider] })], "RecallAmended");
    });

    it("holds for a lower severity, and not for the same or a higher one", async () => {
      await takesADay("amend", [amendment(recall as never, { severity: low + 1 })], "RecallAmended");
      for (const [version, severity] of [
        [3, low + 1],
        [4, critical],
      ] as const) {
        const args = [amendment(recall as never, { version, severity })];
        await draftAt("amend", args);
        await expect(at(drafted + 1, "amend", args)).to.emit(register.recalls, "RecallAmended");
      }
    });

    it("does not hold for an opening, nor for a wider scope, another measure or another notice", async () => {
      await draftAt("open", [terms]);
      await expect(at(drafted + 1, "open", [terms])).to.emit(register.recalls, "RecallOpened");
      const cameras = await addBatch(register);
      const args = [amendment(recall as never, { added: [range(cameras, 0, 1)], measure: 1, notice: `0x${"d1".repeat(32)}` })];
      await draftAt("amend", args);
      await expect(at(drafted + 1, "amend", args)).to.emit(register.recalls, "RecallAmended");
    });
  });
});
