import { expect } from "chai";
import { ZeroHash } from "ethers";
import { type BatchId, modelId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, PERMISSIONS, position, RECALL_STATES, SCOPE_KINDS, SEVERITIES } from "../../../lib/domain/kinds.ts";
import { load, networkHelpers, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { component, NOTICE, opening, range, wholeModel } from "../support/recalls.ts";
import { addRelease } from "../support/releases.ts";

const MEASURE = position(MEASURES, "corrective-update");
const SEVERITY = position(SEVERITIES, "critical");
const EVIDENCE = position(EVIDENCES, "owner");

describe("Recalls.open", () => {
  let register: Register;
  let boards: BatchId;
  let cameras: BatchId;
  let rivals: BatchId;
  beforeEach(async () => {
    register = await load();
    const { models } = register;
    boards = await addBatch(register, { modelId: models.board, root: rootNumber(1), size: 10 });
    cameras = await addBatch(register, { root: rootNumber(2), size: 5, parts: [{ batchId: boards, first: 0, last: 4 }] });
    rivals = await addBatch(register, { modelId: models.rivalCamera, root: rootNumber(3), size: 5 });
  });

  const open = (changes: Parameters<typeof opening>[1] = {}, signer = register.brandKey) =>
    register.recalls.connect(signer).open(opening(register, changes));
  const regulatorOpens = (changes: Parameters<typeof opening>[1] = {}) =>
    open({ issuer: register.orgs.regulator, ...changes }, register.regulatorKey);

  describe("refuses", () => {
    it("keys of others, and own keys that may only draft", async () => {
      const { organizations, orgs, brandAdmin, colleague, rivalKey } = register;
      await organizations.connect(brandAdmin).setOperator(orgs.brand, colleague.address, PERMISSIONS["recall-draft"]);
      for (const signer of [rivalKey, colleague])
        await expect(open({}, signer))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.brand, signer.address, PERMISSIONS["recall-release"]);
    });

    it("bodies that are neither maker nor regulator", async () => {
      const { recalls, orgs, observerKey } = register;
      await expect(open({ issuer: orgs.observer }, observerKey))
        .to.be.revertedWithCustomError(recalls, "RecallsWrongIssuerKind")
        .withArgs(orgs.observer);
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
    for (const [what, changes] of incomplete) {
      it(what, async () => {
        await expect(open(changes)).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidOpening");
      });
    }

    it("65 scope items", async () => {
      const scope = Array.from({ length: 65 }, () => range(cameras, 0, 0));
      await expect(open({ scope })).to.be.revertedWithCustomError(register.recalls, "RecallsInvalidOpening");
    });

    it("scope items that cover no device, naming the first of them", async () => {
      const { recalls, models } = register;
      const none = position(SCOPE_KINDS, "none");
      const invalid = [
        { ...range(cameras, 0, 0), kind: none },
        range(cameras, 3, 2),
        range(cameras, 0, 5),
        range(cameras, 5, 5),
        range(boards, 0, 9),
        { ...wholeModel(models.camera), last: 1 },
        { ...wholeModel(models.camera), first: 1 },
        wholeModel(models.board),
        { ...component(boards), last: 1 },
        { ...component(boards), first: 1 },
        { ...range(cameras, 0, 0), subject: 2n ** 64n + BigInt(cameras) },
        { ...component(boards), subject: 2n ** 64n + BigInt(boards) },
      ];
      for (const [i, item] of invalid.entries())
        await expect(regulatorOpens({ scope: [range(cameras, 0, 0), item, item] }), `item ${i}`)
          .to.be.revertedWithCustomError(recalls, "RecallsInvalidScope")
          .withArgs(1);
    });

    it("batches and models that were not registered", async () => {
      const { batches, catalog, orgs } = register;
      for (const item of [range(rivals + 1, 0, 0), component(rivals + 1), component(0)])
        await expect(regulatorOpens({ scope: [item] }))
          .to.be.revertedWithCustomError(batches, "BatchesUnknown")
          .withArgs(item.subject);
      const unknown = modelId(orgs.brand, "09506000149301");
      await expect(open({ scope: [wholeModel(unknown)] }))
        .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
        .withArgs(unknown);
    });

    it("a maker's recall of others' products, by model, by batch and by component", async () => {
      const { recalls, models, orgs } = register;
      for (const [item, maker] of [
        [wholeModel(models.rivalCamera), orgs.rival],
        [range(rivals, 0, 0), orgs.rival],
        [component(boards), orgs.board],
      ] as const)
        await expect(open({ scope: [range(cameras, 0, 0), item] }))
          .to.be.revertedWithCustomError(recalls, "RecallsNotYourProduct")
          .withArgs(1, maker);
    });

    it("fixes for others' models, of a regulator too", async () => {
      const { recalls, models } = register;
      await addRelease(register, models.rivalCamera, 1);
      for (const attempt of [open, regulatorOpens])
        await expect(attempt({ fixes: [{ modelId: models.rivalCamera, sequence: 1 }] }))
          .to.be.revertedWithCustomError(recalls, "RecallsNotYourFix")
          .withArgs(models.rivalCamera);
    });

    it("fixes by a release that was not published", async () => {
      const { recalls, models } = register;
      await addRelease(register, models.camera, 2);
      for (const sequence of [0, 1, 3])
        await expect(open({ fixes: [{ modelId: models.camera, sequence }] }))
          .to.be.revertedWithCustomError(recalls, "RecallsUnknownRelease")
          .withArgs(models.camera, sequence);
    });

    it("two fixes for one model", async () => {
      const { recalls, models } = register;
      for (const sequence of [1, 2]) await addRelease(register, models.camera, sequence);
      const fixes = [1, 2].map((sequence) => ({ modelId: models.camera, sequence }));
      await expect(open({ fixes })).to.be.revertedWithCustomError(recalls, "RecallsFixExists").withArgs(1, models.camera, 1);
    });
  });

  it("opens a case, numbers it over all issuers, and tells everything about it", async () => {
    const { recalls, orgs, brandKey } = register;
    await regulatorOpens();
    await networkHelpers.time.setNextBlockTimestamp(2_000_000_000);
    const scope = [range(cameras, 1, 3), range(cameras, 0, 4)];
    const listed = [
      [BigInt(position(SCOPE_KINDS, "batch")), BigInt(cameras), 1n, 3n],
      [BigInt(position(SCOPE_KINDS, "batch")), BigInt(cameras), 0n, 4n],
    ];
    await expect(open({ scope }))
      .to.emit(recalls, "RecallOpened")
      .withArgs(2, orgs.brand, brandKey.address, 1, MEASURE, SEVERITY, EVIDENCE, NOTICE, listed);
    const state = BigInt(position(RECALL_STATES, "open"));
    const expected = [BigInt(orgs.brand), BigInt(MEASURE), BigInt(SEVERITY), BigInt(EVIDENCE), state, 1n, 2_000_000_000n, 2n, NOTICE];
    expect(await recalls.recall(2)).to.deep.equal(expected);
    expect(await recalls.scopeItem(2, 1)).to.deep.equal(listed[1]);
    expect(await recalls.scopeItem(2, 2)).to.deep.equal([0n, 0n, 0n, 0n]);
  });

  it("takes 64 scope items, and components that are devices by themselves", async () => {
    const scope = Array.from({ length: 64 }, () => component(cameras));
    await expect(open({ scope })).to.emit(register.recalls, "RecallOpened");
    expect((await register.recalls.recall(1)).scopeCount).to.equal(64);
  });

  it("records the fixes of the issuer's own models at once", async () => {
    const { recalls, models } = register;
    await addRelease(register, models.camera, 2);
    await expect(open({ fixes: [{ modelId: models.camera, sequence: 2 }] }))
      .to.emit(recalls, "FixOffered")
      .withArgs(1, models.camera, 2);
    expect(await recalls.fixOf(1, models.camera)).to.equal(2);
  });

  it("is open to a suspended maker, who must be able to warn", async () => {
    const { recalls, organizations, orgs, governor } = register;
    await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
    await expect(open()).to.emit(recalls, "RecallOpened");
  });

  it("lets a regulator recall anyone's products", async () => {
    const { recalls, models } = register;
    const scope = [wholeModel(models.camera), range(rivals, 0, 4), component(boards)];
    await expect(regulatorOpens({ scope })).to.emit(recalls, "RecallOpened");
  });
});

describe("Recalls.recall", () => {
  it("refuses a number that was not given", async () => {
    const { recalls } = await load();
    for (const id of [0, 1]) await expect(recalls.recall(id)).to.be.revertedWithCustomError(recalls, "RecallsUnknown").withArgs(id);
  });
});
