import { expect } from "chai";
import { ZeroHash } from "ethers";
import type { BatchId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, PERMISSIONS, position, RECALL_STATES, SCOPE_KINDS, SEVERITIES } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { component, draftStep, except, made, opening, range, shipped, takeStep, wholeModel } from "../support/recalls.ts";
import { addRelease } from "../support/releases.ts";

// Which items a scope may have is tested in open-scope.test.ts, what the two keys demand in two-keys.test.ts.
describe("Recalls.open", () => {
  let register: Register;
  let cameras: BatchId;
  beforeEach(async () => {
    register = await load();
    cameras = await addBatch(register, { root: rootNumber(2), size: 5 });
  });

  const open = (changes: Parameters<typeof opening>[1] = {}) => {
    const terms = opening(register, changes);
    return takeStep(register, terms.issuer, "open", [terms]);
  };
  const regulatorOpens = (changes: Parameters<typeof opening>[1] = {}) => open({ issuer: register.orgs.regulator, ...changes });

  describe("refuses", () => {
    it("keys of others, a regulator's and an admin's too, and own keys that may only draft", async () => {
      const { recalls, organizations, orgs, brandAdmin, brandDrafter, rivalKey, regulatorKey } = register;
      for (const signer of [rivalKey, regulatorKey, brandAdmin, brandDrafter])
        await expect(recalls.connect(signer).open(opening(register)))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-release"]);
    });

    it("bodies that are neither maker nor regulator", async () => {
      const { recalls, orgs, observerKey, repairerKey, laboratoryKey } = register;
      for (const [issuer, key] of [
        [orgs.observer, observerKey],
        [orgs.repairer, repairerKey],
        [orgs.laboratory, laboratoryKey],
      ] as const)
        await expect(recalls.connect(key).open(opening(register, { issuer })))
          .to.be.revertedWithCustomError(recalls, "RecallsWrongIssuerKind")
          .withArgs(issuer);
    });

    it("a suspended regulator", async () => {
      const { recalls, organizations, orgs, governor } = register;
      await organizations.connect(governor).setSuspended(orgs.regulator, true, "keys captured");
      await expect(regulatorOpens()).to.be.revertedWithCustomError(recalls, "OrganizationsSuspended").withArgs(orgs.regulator);
    });

    const incomplete: [what: string, changes: Parameters<typeof opening>[1]][] = [
      ["a recall without a measure", { measure: 0 }],
      ["a recall without a severity", { severity: 0 }],
      ["a recall that no evidence could end", { minEvidence: 0 }],
      ["a recall without a notice", { notice: ZeroHash }],
      ["a recall of nothing", { scope: [] }],
    ];
    for (const [what, changes] of incomplete)
      it(what, async () => {
        await expect(open(changes)).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidOpening");
      });

    it("a recall of exclusions alone", async () => {
      const scope = [except(range(cameras, 0, 0)), except(wholeModel(register.models.camera))];
      await expect(open({ scope })).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidOpening");
      await expect(open({ scope: [...scope, range(cameras, 1, 1)] })).to.emit(register.recalls, "RecallOpened");
    });

    it("65 scope items", async () => {
      const scope = Array.from({ length: 65 }, () => range(cameras, 0, 0));
      await expect(open({ scope })).to.be.revertedWithCustomError(register.recalls, "RecallsScopeTooLong").withArgs(65, 64);
    });

    it("fixes for others' models, of a regulator too", async () => {
      const { recalls, models } = register;
      await addRelease(register, models.rivalCamera, 1);
      for (const attempt of [open, regulatorOpens])
        await expect(attempt({ fixes: [{ modelId: models.rivalCamera, sequence: 1 }] }))
          .to.be.revertedWithCustomError(recalls, "RecallsNotYourFix")
          .withArgs(models.rivalCamera);
    });

    it("fixes by a release that was not published, or was revoked", async () => {
      const { recalls, catalog, models, brandKey } = register;
      for (const sequence of [2, 4]) await addRelease(register, models.camera, sequence);
      await catalog.connect(brandKey).revokeRelease(models.camera, 4, "bricks units");
      for (const [n, sequence] of [0, 1, 3, 4].entries()) {
        const notice = `0x${"d0".repeat(31)}0${n}`;
        await expect(open({ notice, fixes: [{ modelId: models.camera, sequence }] }))
          .to.be.revertedWithCustomError(recalls, "RecallsUnknownRelease")
          .withArgs(models.camera, sequence);
      }
    });

    it("a lower fix after a higher one for the same model", async () => {
      const { recalls, models } = register;
      for (const sequence of [1, 2]) await addRelease(register, models.camera, sequence);
      for (const [first, second] of [
        [2, 1],
        [2, 2],
      ] as const) {
        const fixes = [first, second].map((sequence) => ({ modelId: models.camera, sequence }));
        await expect(open({ fixes })).to.be.revertedWithCustomError(recalls, "RecallsFixExists").withArgs(1, models.camera, first);
      }
    });
  });

  it("opens a case, numbers it over all issuers, and tells everything about it", async () => {
    const { recalls, orgs, models, brandKey } = register;
    await regulatorOpens();
    const [measure, severity, evidence] = [
      position(MEASURES, "safety-warning"),
      position(SEVERITIES, "high"),
      position(EVIDENCES, "device"),
    ];
    const notice = `0x${"d7".repeat(32)}`;
    const scope = [
      range(cameras, 1, 3),
      except(range(cameras, 2, 2)),
      made(models.camera, 7, 8),
      shipped(models.camera, 5, 6),
      component(cameras),
    ];
    const kind = (name: (typeof SCOPE_KINDS)[number]) => BigInt(SCOPE_KINDS.indexOf(name));
    const listed = [
      [kind("batch"), false, BigInt(cameras), 1n, 3n],
      [kind("batch"), true, BigInt(cameras), 2n, 2n],
      [kind("made"), false, models.camera, 7n, 8n],
      [kind("shipped"), false, models.camera, 5n, 6n],
      [kind("component"), false, BigInt(cameras), 0n, 0n],
    ];
    const terms = opening(register, { measure, severity, minEvidence: evidence, notice, scope });
    await draftStep(register, orgs.brand, "open", [terms]);
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    await expect(recalls.connect(brandKey).open(terms))
      .to.emit(recalls, "RecallOpened")
      .withArgs(2, orgs.brand, brandKey.address, 1, measure, severity, evidence, notice, listed);
    const state = BigInt(position(RECALL_STATES, "open"));
    const expected = [BigInt(orgs.brand), BigInt(measure), BigInt(severity), BigInt(evidence), state, 1n, 2_000_000_000n, 5n, notice];
    expect(await recalls.recall(2)).to.deep.equal(expected);
    expect(await Promise.all([0, 1, 2, 3, 4, 5].map((i) => recalls.scopeItem(2, i)))).to.deep.equal([...listed, [0n, false, 0n, 0n, 0n]]);
  });

  it("records the fixes of the issuer's own models at once, a raised one too", async () => {
    const { recalls, models } = register;
    for (const sequence of [2, 5]) await addRelease(register, models.camera, sequence);
    const step = open({ fixes: [2, 5].map((sequence) => ({ modelId: models.camera, sequence })) });
    for (const sequence of [2, 5]) await expect(step).to.emit(recalls, "FixOffered").withArgs(1, models.camera, sequence);
    expect(await recalls.fixOf(1, models.camera)).to.equal(5);
  });

  it("is open to a suspended maker, who must be able to warn", async () => {
    const { recalls, organizations, orgs, governor } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(open()).to.emit(recalls, "RecallOpened");
  });

  it("is open to a regulator whose suspension was lifted", async () => {
    const { recalls, organizations, orgs, governor } = register;
    for (const suspended of [true, false]) await organizations.connect(governor).setSuspended(orgs.regulator, suspended, "reason");
    await expect(regulatorOpens()).to.emit(recalls, "RecallOpened");
  });
});

describe("Recalls.recall", () => {
  it("refuses a number that was not given", async () => {
    const { recalls } = await load();
    for (const id of [0, 1]) await expect(recalls.recall(id)).to.be.revertedWithCustomError(recalls, "RecallsUnknown").withArgs(id);
  });
});
