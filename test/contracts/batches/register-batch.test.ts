import { expect } from "chai";
import { ZeroHash } from "ethers";
import { modelId } from "../../../lib/domain/ids.ts";
import { PERMISSIONS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
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

    it("a root that is registered already, by whomever", async () => {
      const { batches, models, rivalKey } = register;
      const first = await addBatch(register);
      await expect(add({ lot: "L2" }))
        .to.be.revertedWithCustomError(batches, "BatchesRootTaken")
        .withArgs(rootNumber(1), first);
      await expect(add({ modelId: models.rivalCamera }, rivalKey))
        .to.be.revertedWithCustomError(batches, "BatchesRootTaken")
        .withArgs(rootNumber(1), first);
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
      for (const [first, last] of [
        [3, 2],
        [0, 5],
        [5, 5],
        [0, MAX_UINT32],
      ] as const)
        await expect(add({ parts: [{ batchId: board, first, last }] }))
          .to.be.revertedWithCustomError(batches, "BatchesInvalidPart")
          .withArgs(0);
    });
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
    expect(await batches.part(3, 1)).to.deep.equal([BigInt(camera), 4n, 4n]);
    expect(await batches.part(3, 31)).to.deep.equal(listed[31]);
  });

  it("takes one unit, 2^32 - 1 units, and a batch made in one second", async () => {
    const { batches } = register;
    for (const [n, size] of [1n, MAX_UINT32].entries()) {
      const id = await addBatch(register, { root: rootNumber(n + 1), size, madeFrom: MADE_TO });
      expect((await batches.batch(id)).size).to.equal(size);
    }
  });
});

describe("Batches.batch and .part", () => {
  it("refuse a batch that does not exist, and are empty beyond the last part", async () => {
    const register = await load();
    const { batches } = register;
    const id = await addBatch(register);
    for (const unknown of [0, id + 1])
      await expect(batches.batch(unknown)).to.be.revertedWithCustomError(batches, "BatchesUnknown").withArgs(unknown);
    for (const position of [0, 2n ** 256n - 1n]) expect(await batches.part(id, position)).to.deep.equal([0n, 0n, 0n]);
  });
});
