import { expect } from "chai";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, except, range, UNSIGNED, wholeModel } from "../support/recalls.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(6);

describe("Recalls.affects, of a component by a path", () => {
  let register: Register;
  let boards: BatchId;
  let otherBoards: BatchId;
  let cameras: BatchId;
  let kits: BatchId;
  let recall: number;
  beforeEach(async () => {
    register = await load();
    const { models } = register;
    boards = await add(models.board, 10);
    otherBoards = await add(models.board, 10);
    const parts = [
      { batchId: otherBoards, first: 0, last: 5 },
      { batchId: boards, first: 2, last: 3 },
    ];
    cameras = await add(models.camera, UNITS.size, parts, UNITS.root);
    kits = await add(models.rivalCamera, 6, [{ batchId: cameras, first: 4, last: 5 }]);
    recall = await regulatorRecalls(component(boards));
  });

  let roots = 0;
  const add = (modelId: bigint, size: number, parts: { batchId: number; first: number; last: number }[] = [], root = rootNumber(++roots)) =>
    addBatch(register, { modelId, root, size, parts });
  const regulatorRecalls = (...scope: ReturnType<typeof range>[]) => addRecall(register, { issuer: register.orgs.regulator, scope });
  const affects = (id: number, batch: BatchId, index: number, path: string) => register.recalls.affects(id, deviceId(batch, index), path);
  const affected = async (id: number, batch: BatchId, path: string, size = 6) => {
    const answers = await Promise.all(Array.from({ length: size + 1 }, (_, index) => affects(id, batch, index, path)));
    return answers.flatMap((answer, index) => (answer ? [index] : []));
  };

  it("covers the component's own units without a path", async () => {
    expect(await affected(recall, boards, "0x", 10)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("covers the units of a whole that contain it, both ends included, by the part's position", async () => {
    expect(await affected(recall, cameras, "0x01")).to.deep.equal([2, 3]);
  });

  it("covers nothing of the whole without a path, by another part, or by a part that does not exist", async () => {
    for (const path of ["0x", "0x00", "0x02", "0x7f", "0x80", "0x81", "0xff"])
      expect(await affected(recall, cameras, path), path).to.deep.equal([]);
  });

  it("covers a whole of a whole within the first part's range, as which sub-assembly is inside is unknown", async () => {
    expect(await affected(recall, kits, "0x0001")).to.deep.equal([4, 5]);
  });

  it("takes no path that stops short of the component, goes beyond it, or leads to another", async () => {
    for (const path of ["0x", "0x00", "0x0000", "0x000101", "0x0100", "0x0002", "0x0081", "0x8001"])
      expect(await affected(recall, kits, path), path).to.deep.equal([]);
  });

  it("follows no path from a range or a model", async () => {
    const named = await regulatorRecalls(range(cameras, 0, 5), wholeModel(register.models.camera), wholeModel(register.models.rivalCamera));
    expect(await affected(named, kits, "0x00")).to.deep.equal([]);
    expect(await affected(named, cameras, "0x01")).to.deep.equal([]);
    expect(await affected(named, kits, "0x")).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it("never takes a path that leads nowhere for one to no component", async () => {
    const own = await regulatorRecalls(component(cameras));
    for (const path of ["0x02", "0x0200", "0xff"]) expect(await affected(own, cameras, path), path).to.deep.equal([]);
    expect(await affected(own, cameras, "0x")).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it("takes out the unit's own batch or model over every path, not the component's", async () => {
    const { rivalCamera, camera } = register.models;
    const by = async (out: ReturnType<typeof range>) => affected(await regulatorRecalls(component(boards), except(out)), kits, "0x0001");
    expect(await by(range(kits, 4, 4))).to.deep.equal([5]);
    expect(await by(wholeModel(rivalCamera))).to.deep.equal([]);
    expect(await by(range(cameras, 0, 5))).to.deep.equal([4, 5]);
    expect(await by(wholeModel(camera))).to.deep.equal([4, 5]);
  });

  it("reaches wholes that are registered after the recall", async () => {
    const late = await add(register.models.camera, 2, [{ batchId: boards, first: 0, last: 0 }]);
    expect(await affected(recall, late, "0x00", 2)).to.deep.equal([0]);
  });

  it("follows eight steps and no ninth", async () => {
    const { models } = register;
    const chain = [await add(models.board, 1)];
    while (chain.length < 10) chain.push(await add(models.camera, 1, [{ batchId: chain.at(-1) as BatchId, first: 0, last: 0 }]));
    const deep = await regulatorRecalls(component(chain[0] as BatchId));
    expect(await affects(deep, chain[8] as BatchId, 0, `0x${"00".repeat(8)}`)).to.equal(true);
    expect(await affects(deep, chain[9] as BatchId, 0, `0x${"00".repeat(9)}`)).to.equal(false);
    expect(await affects(deep, chain[8] as BatchId, 0, `0x${"00".repeat(7)}`)).to.equal(false);
  });

  describe("that was put in later", () => {
    beforeEach(async () => {
      const { devices, alice } = register;
      for (const index of [1, 3, 5])
        await devices.claim(await claimOf(UNITS, { batch: cameras, index, owner: alice.address, devices: await devices.getAddress() }));
    });

    const swaps = (index: number, position: number, batch: number) =>
      register.reports.connect(register.alice).swapPart(deviceId(cameras, index), position, batch, UNSIGNED);

    it("covers the unit by 128 more than the place, whatever part was there", async () => {
      await swaps(1, 0, boards);
      expect(await affected(recall, cameras, "0x80")).to.deep.equal([1]);
      expect(await affected(recall, cameras, "0x00")).to.deep.equal([]);
      expect(await affected(recall, cameras, "0x81")).to.deep.equal([]);
    });

    it("goes on covering the unit by the part that was taken out", async () => {
      await swaps(3, 1, otherBoards);
      expect(await affected(recall, cameras, "0x01")).to.deep.equal([2, 3]);
      expect(await affected(recall, cameras, "0x81")).to.deep.equal([]);
      await swaps(3, 1, 0);
      expect(await affected(recall, cameras, "0x01")).to.deep.equal([2, 3]);
    });

    it("ends with the part's own removal or replacement", async () => {
      for (const next of [0, otherBoards]) {
        await swaps(1, 0, boards);
        expect(await affected(recall, cameras, "0x80")).to.deep.equal([1]);
        await swaps(1, 0, next);
        expect(await affected(recall, cameras, "0x80")).to.deep.equal([]);
      }
    });

    it("leads on by the new part's own parts, in the first step alone", async () => {
      const { rivalCamera } = register.models;
      const modules = await add(rivalCamera, 1, [{ batchId: boards, first: 0, last: 0 }]);
      await swaps(5, 0, modules);
      expect(await affected(recall, cameras, "0x8000")).to.deep.equal([5]);
      expect(await affected(recall, cameras, "0x8001")).to.deep.equal([]);
      expect(await affected(recall, cameras, "0x8080")).to.deep.equal([]);
      const wholes = await add(rivalCamera, 6, [{ batchId: cameras, first: 0, last: 5 }]);
      expect(await affected(recall, wholes, "0x008000")).to.deep.equal([]);
    });

    it("is taken out by an exclusion of the unit", async () => {
      await swaps(1, 0, boards);
      const without = await regulatorRecalls(component(boards), except(range(cameras, 1, 1)));
      expect(await affected(without, cameras, "0x80")).to.deep.equal([]);
      expect(await affected(without, cameras, "0x01")).to.deep.equal([2, 3]);
    });
  });
});
