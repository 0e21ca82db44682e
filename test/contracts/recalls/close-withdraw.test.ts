import { expect } from "chai";
import type { RecallId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS, position, RECALL_STATES } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addRecall, SHRINK_DELAY, takeStep } from "../support/recalls.ts";

const ENDS = [
  { step: "close", other: "withdraw", state: "closed", event: "RecallClosed" },
  { step: "withdraw", other: "close", state: "withdrawn", event: "RecallWithdrawn" },
] as const;

// What the two keys and the day between them demand is tested in two-keys.test.ts.
for (const { step, other, state, event } of ENDS)
  describe(`Recalls.${step}`, () => {
    let register: Register;
    let recall: RecallId;
    beforeEach(async () => {
      register = await load();
      recall = await addRecall(register);
    });

    const ends = (id = recall, reason = "done", issuer = register.orgs.brand) =>
      takeStep(register, issuer, step, [id, reason], SHRINK_DELAY);

    it("refuses a recall that does not exist", async () => {
      const { recalls } = register;
      for (const id of [0, recall + 1])
        await expect(ends(id as RecallId))
          .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
          .withArgs(id);
    });

    it("refuses everyone but the issuer, a regulator and a key that may only draft too", async () => {
      const { recalls, organizations, orgs, rivalKey, regulatorKey, brandDrafter } = register;
      for (const signer of [rivalKey, regulatorKey, brandDrafter])
        await expect(recalls.connect(signer)[step](recall, "done"))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-release"]);
    });

    it("refuses a suspended regulator, whose keys may be captured, and not a suspended maker", async () => {
      const { recalls, organizations, orgs, governor } = register;
      const theirs = await addRecall(register, { issuer: orgs.regulator });
      for (const id of [orgs.regulator, orgs.brand]) await organizations.connect(governor).setSuspended(id, true, "keys captured");
      await expect(ends(theirs, "nothing to see", orgs.regulator))
        .to.be.revertedWithCustomError(recalls, "OrganizationsSuspended")
        .withArgs(orgs.regulator);
      await expect(ends()).to.emit(recalls, event);
    });

    it("refuses to go without a reason", async () => {
      await expect(ends(recall, "")).to.be.revertedWithCustomError(register.recalls, "RecallsReasonMissing");
    });

    it("refuses a case that is over, whichever way it ended", async () => {
      const { recalls, orgs } = register;
      const second = await addRecall(register);
      await ends();
      await takeStep(register, orgs.brand, other, [second, "done"], SHRINK_DELAY);
      for (const id of [recall, second])
        await expect(ends(id, "done again")).to.be.revertedWithCustomError(recalls, "RecallsNotOpen").withArgs(id);
    });

    it("ends the case with its reason, changes nothing else, and leaves other cases open", async () => {
      const { recalls, brandKey } = register;
      const second = await addRecall(register);
      const before = await recalls.recall(recall);
      await expect(ends(recall, "99 % are fixed")).to.emit(recalls, event).withArgs(recall, brandKey.address, "99 % are fixed");
      const ended = BigInt(position(RECALL_STATES, state));
      expect(await recalls.recall(recall)).to.deep.equal([...before.slice(0, 4), ended, ...before.slice(5)]);
      expect((await recalls.recall(second)).state).to.equal(position(RECALL_STATES, "open"));
    });
  });
