import { expect } from "chai";
import { ZeroHash } from "ethers";
import { modelId } from "../../../lib/domain/ids.ts";
import { ORG_KINDS, PERMISSIONS, position } from "../../../lib/domain/kinds.ts";
import { ALL_PERMISSIONS, load, type Register } from "../fixture.ts";
import { addBatch, MADE_FROM, MADE_TO, MANIFEST, registration, rootNumber } from "../support/batches.ts";

const MAX_UINT32 = 2n ** 32n - 1n;

describe("Batches.registerBatch", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const add = (changes: Parameters<typeof registration>[1] = {}, signer = register.brandKey) =>
    register.batches.connect(signer).registerBatch(registration(register, changes));

  describe("refuses", () => {
    it("keys of other makers, who cannot post a root under a product that is not theirs", async () => {
      const { organizations, orgs, rivalKey, regulatorKey } = register;
      for (const signer of [rivalKey, regulatorKey])
        await expect(add({}, signer))
          .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
          .withArgs(orgs.brand, signer.address, PERMISSIONS.batches);
    });

    it("keys of the maker's own without the permission", async () => {
      const { organizations, orgs, brandAdmin, brandKey } = register;
      await organizations.connect(brandAdmin).setOperator(orgs.brand, brandKey.address, ALL_PERMISSIONS & ~PERMISSIONS.batches);
      await expect(add())
        .to.be.revertedWithCustomError(organizations, "OrganizationsNotPermitted")
        .withArgs(orgs.brand, brandKey.address, PERMISSIONS.batches);
    });

    it("bodies that are not makers", async () => {
      const { organizations, orgs, repairerKey } = register;
      await expect(add({ modelId: modelId(orgs.repairer, "09506000140445") }, repairerKey))
        .to.be.revertedWithCustomError(organizations, "OrganizationsWrongKind")
        .withArgs(orgs.repairer, position(ORG_KINDS, "repairer"));
    });

    it("a suspended maker", async () => {
      const { organizations, governor, orgs } = register;
      await organizations.connect(governor).setSuspended(orgs.brand, true, "reason");
      await expect(add()).to.be.revertedWithCustomError(organizations, "OrganizationsSuspended").withArgs(orgs.brand);
    });

    it("a model that was not registered", async () => {
      const { catalog, orgs } = register;
      const unknown = modelId(orgs.brand, "09506000149301");
      await expect(add({ modelId: unknown }))
        .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
        .withArgs(unknown);
    });

    const invalid: [what: string, changes: Parameters<typeof registration>[1]][] = [
      ["a batch without a root", { root: ZeroHash }],
      ["a batch of no units", { size: 0 }],
      ["a batch without a manifest", { manifest: ZeroHash }],
      ["a batch without a lot", { lot: "" }],
      ["a lot of 21 bytes", { lot: "L".repeat(21) }],
      ["a batch that was finished before it was begun", { madeFrom: MADE_TO, madeTo: MADE_TO - 1n }],
    ];
    for (const [what, changes] of invalid) {
      it(what, async () => {
        await expect(add(changes)).to.be.revertedWithCustomError(register.batches, "BatchesInvalidRegistration");
      });
    }

    it("a root that this maker has registered already, under another of its models too", async () => {
      const { batches, catalog, orgs, brandKey } = register;
      await addBatch(register, { root: rootNumber(2) });
      const second = await addBatch(register, { root: rootNumber(1) });
      await catalog.connect(brandKey).registerModel(orgs.brand, "09506000149301", 1, 0, "Halo Two");
      for (const changes of [{ lot: "L2" }, { modelId: modelId(orgs.brand, "09506000149301") }])
        await expect(add(changes)).to.be.revertedWithCustomError(batches, "BatchesRootTaken").withArgs(rootNumber(1), second);
    });

    it("33 parts", async () => {
      const { batches, models } = register;
      const board = await addBatch(register, { modelId: models.board, root: rootNumber(2) });
      const parts = Array.from({ length: 33 }, () => ({ batchId: board, first: 0, last: 4 }));
      await expect(add({ parts })).to.be.revertedWithCustomError(batches, "BatchesTooManyParts").withArgs(33, 32);
    });

    it("parts that do not exist, the batch itself and later ones included", async () => {
      const { batches, models } = register;
      const board = await addBatch(register, { modelId: models.board, root: rootNumber(2) });
      const good = { batchId: board, first: 0, last: 4 };
      for (const batchId of [0, board + 1, board + 2, 2n ** 64n - 1n])
        await expect(add({ parts: [good, { ...good, batchId }] }))
          .to.be.revertedWithCustomError(batches, "BatchesInvalidPart")
          .withArgs(1);
    });

    it("parts of inverted ranges and of units beyond the batch", async () => {
      const { batches, models } = register;
      const board = await addBatch(register, { modelId: models.board, root: rootNumber(2) });
      const good = { batchId: board, first: 0, last: 4 };
      for (const [first, last] of [
        [3, 2],
        [0, 5],
        [5, 5],
        [0, MAX_UINT32],
      ] as const)
        for (const [position, parts] of [[{ ...good, first, last }], [good, { ...good, first, last }]].entries())
          await expect(add({ parts })).to.be.revertedWithCustomError(batches, "BatchesInvalidPart").withArgs(position);
    });
  });

  it("takes the same root from another maker, whose units have other codes or none", async () => {
    const { batches, models, rivalKey } = register;
    await addBatch(register);
    await expect(add({ modelId: models.rivalCamera }, rivalKey)).to.emit(batches, "BatchRegistered");
    expect((await batches.batch(2)).root).to.equal(rootNumber(1));
  });

  it("hands the number back to a caller that asks first", async () => {
    const { batches, brandKey } = register;
    await addBatch(register, { root: rootNumber(2) });
    expect(await batches.connect(brandKey).registerBatch.staticCall(registration(register))).to.equal(2);
  });

  it("numbers batches over all makers and tells everything about them", async () => {
    const { batches, models } = register;
    await addBatch(register, { modelId: models.board, root: rootNumber(2) });
    await expect(add({ factoryRelease: 7, lot: "L".repeat(20) }))
      .to.emit(batches, "BatchRegistered")
      .withArgs(2, models.camera, rootNumber(1), 5, MADE_FROM, MADE_TO, 7, MANIFEST, "L".repeat(20), []);
    expect(await batches.batch(2)).to.deep.equal([rootNumber(1), models.camera, 5n, MADE_FROM, MADE_TO, 7n, 0n, 0n]);
  });

  it("records the parts in order, up to 32, sub-assemblies and touching edges included", async () => {
    const { batches, models } = register;
    const board = await addBatch(register, { modelId: models.board, root: rootNumber(2) });
    const camera = await addBatch(register, { root: rootNumber(3) });
    const parts = [
      { batchId: board, first: 0, last: 0 },
      { batchId: camera, first: 4, last: 4 },
      ...Array.from({ length: 30 }, () => ({ batchId: board, first: 0, last: 4 })),
    ];
    const listed = parts.map(({ batchId, first, last }) => [BigInt(batchId), BigInt(first), BigInt(last)]);
    await expect(add({ parts }))
      .to.emit(batches, "BatchRegistered")
      .withArgs(3, models.camera, rootNumber(1), 5, MADE_FROM, MADE_TO, 0, MANIFEST, "L1", listed);
    expect((await batches.batch(3)).partCount).to.equal(32);
    expect(await batches.part(3, 0)).to.deep.equal([BigInt(board), 0n, 0n]);
    expect(await batches.part(3, 1)).to.deep.equal([BigInt(camera), 4n, 4n]);
    expect(await batches.part(3, 31)).to.deep.equal(listed[31]);
  });

  it("takes one unit, 2^32 - 1 units, a batch made in one second, and a lot of one byte", async () => {
    const { batches } = register;
    for (const [n, size] of [1n, MAX_UINT32].entries()) {
      const id = await addBatch(register, { root: rootNumber(n + 1), size, madeFrom: MADE_TO, lot: "L" });
      expect((await batches.batch(id)).size).to.equal(size);
    }
  });
});

describe("Batches.batch and .part", () => {
  it("are empty for a batch that does not exist, and beyond the last part", async () => {
    const register = await load();
    const { batches } = register;
    const id = await addBatch(register);
    for (const unknown of [0, id + 1]) expect(await batches.batch(unknown)).to.deep.equal([ZeroHash, 0n, 0n, 0n, 0n, 0n, 0n, 0n]);
    for (const position of [0, 2n ** 256n - 1n]) expect(await batches.part(id, position)).to.deep.equal([0n, 0n, 0n]);
  });

  it("are bounded by what the interface promises", async () => {
    const { batches } = await load();
    expect([await batches.MAX_PARTS(), await batches.MAX_FROZEN_RANGES()]).to.deep.equal([32n, 32n]);
  });
});
