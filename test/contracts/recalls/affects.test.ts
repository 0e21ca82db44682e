import { expect } from "chai";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, range, wholeModel } from "../support/recalls.ts";

const MAX_UINT32 = 2 ** 32 - 1;

describe("Recalls.affects", () => {
  let register: Register;
  beforeEach(async () => {
    register = await load();
  });

  const affects = (recall: number, batch: number, index: number, path = "0x") =>
    register.recalls.affects(recall, deviceId(batch as BatchId, index), path);
  /** Indexes of the batch's units that the recall affects by this path. */
  const affected = async (recall: number, batch: number, size: number, path = "0x") => {
    const answers = await Promise.all(Array.from({ length: size }, (_, index) => affects(recall, batch, index, path)));
    return answers.flatMap((answer, index) => (answer ? [index] : []));
  };
  let roots = 0;
  const add = (model: bigint, size: number, parts: { batchId: number; first: number; last: number }[] = []) =>
    addBatch(register, { modelId: model, root: rootNumber(++roots), size, parts });
  const regulatorRecalls = (...scope: ReturnType<typeof range>[]) => addRecall(register, { issuer: register.orgs.regulator, scope });

  it("refuses a recall and a batch that do not exist", async () => {
    const { recalls, batches, models } = register;
    const cameras = await add(models.camera, 1);
    await expect(affects(1, cameras, 0))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(1);
    const recall = await regulatorRecalls(range(cameras, 0, 0));
    await expect(affects(recall, cameras + 1, 0))
      .to.be.revertedWithCustomError(batches, "BatchesUnknown")
      .withArgs(cameras + 1);
  });

  it("covers exactly the range of a batch, both ends included", async () => {
    const { models } = register;
    const cameras = await add(models.camera, 5);
    const others = await add(models.camera, 5);
    expect(await affected(await regulatorRecalls(range(cameras, 1, 3)), cameras, 6)).to.deep.equal([1, 2, 3]);
    expect(await affected(await regulatorRecalls(range(cameras, 0, 0)), cameras, 6)).to.deep.equal([0]);
    expect(await affected(await regulatorRecalls(range(cameras, 4, 4)), cameras, 6)).to.deep.equal([4]);
    expect(await affected(await regulatorRecalls(range(cameras, 0, 4)), others, 6)).to.deep.equal([]);
  });

  it("covers every unit of a model, in batches registered later too, and no other model's", async () => {
    const { models } = register;
    const recall = await regulatorRecalls(wholeModel(models.camera));
    const cameras = await add(models.camera, 3);
    const rivals = await add(models.rivalCamera, 3);
    expect(await affected(recall, cameras, 4)).to.deep.equal([0, 1, 2]);
    expect(await affected(recall, rivals, 4)).to.deep.equal([]);
  });

  it("covers the units of several items, overlapping ones too", async () => {
    const cameras = await add(register.models.camera, 6);
    const recall = await regulatorRecalls(range(cameras, 0, 1), range(cameras, 1, 2), range(cameras, 5, 5));
    expect(await affected(recall, cameras, 6)).to.deep.equal([0, 1, 2, 5]);
  });

  it("knows no unit beyond the batch, at any number", async () => {
    const cameras = await add(register.models.camera, 5);
    const recall = await regulatorRecalls(wholeModel(register.models.camera));
    for (const index of [5, 7, 8, MAX_UINT32]) expect(await affects(recall, cameras, index)).to.equal(false);
  });

  describe("of a component", () => {
    let boards: BatchId;
    let cameras: BatchId;
    let kits: BatchId;
    let recall: number;
    beforeEach(async () => {
      const { models } = register;
      boards = await add(models.board, 10);
      const otherBoards = await add(models.board, 10);
      cameras = await add(models.camera, 6, [
        { batchId: otherBoards, first: 0, last: 5 },
        { batchId: boards, first: 2, last: 3 },
      ]);
      kits = await add(models.rivalCamera, 6, [{ batchId: cameras, first: 4, last: 5 }]);
      recall = await regulatorRecalls(component(boards));
    });

    it("covers the component's own units without a path", async () => {
      expect(await affected(recall, boards, 11)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it("covers the units of a whole that contain it, both ends included, by the part's position", async () => {
      expect(await affected(recall, cameras, 6, "0x01")).to.deep.equal([2, 3]);
    });

    it("covers nothing of the whole without a path, by another part, or by a part that does not exist", async () => {
      for (const path of ["0x", "0x00", "0x02", "0xff"]) expect(await affected(recall, cameras, 6, path), path).to.deep.equal([]);
    });

    it("covers a whole of a whole within the first part's range, as which sub-assembly is inside is unknown", async () => {
      expect(await affected(recall, kits, 6, "0x0001")).to.deep.equal([4, 5]);
    });

    it("takes no path that stops short of the component, goes beyond it, or leads to another", async () => {
      for (const path of ["0x", "0x00", "0x0000", "0x000101", "0x0100"])
        expect(await affected(recall, kits, 6, path), path).to.deep.equal([]);
    });

    it("follows no path from a range or a model", async () => {
      const named = await regulatorRecalls(range(cameras, 0, 5), wholeModel(register.models.camera));
      expect(await affected(named, kits, 6, "0x00")).to.deep.equal([]);
    });

    it("reaches wholes that are registered after the recall", async () => {
      const late = await add(register.models.camera, 2, [{ batchId: boards, first: 0, last: 0 }]);
      expect(await affected(recall, late, 2, "0x00")).to.deep.equal([0]);
    });

    it("goes on answering when the case is closed", async () => {
      await register.recalls.connect(register.regulatorKey).close(recall, "done");
      expect(await affected(recall, cameras, 6, "0x01")).to.deep.equal([2, 3]);
    });
  });

  it("follows eight steps and no ninth", async () => {
    const { models } = register;
    const chain = [await add(models.board, 1)];
    while (chain.length < 10) chain.push(await add(models.camera, 1, [{ batchId: chain.at(-1) as BatchId, first: 0, last: 0 }]));
    const recall = await regulatorRecalls(component(chain[0] as BatchId));
    expect(await affects(recall, chain[8] as BatchId, 0, `0x${"00".repeat(8)}`)).to.equal(true);
    expect(await affects(recall, chain[9] as BatchId, 0, `0x${"00".repeat(9)}`)).to.equal(false);
  });
});
