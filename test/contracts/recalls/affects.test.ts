import { expect } from "chai";
import { type BatchId, deviceId } from "../../../lib/domain/ids.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, MADE_FROM, MADE_TO, rootNumber } from "../support/batches.ts";
import { addRecall, component, endRecall, except, made, range, shipped, wholeModel } from "../support/recalls.ts";

const MAX_UINT32 = 2 ** 32 - 1;
type Item = ReturnType<typeof range>;

// Paths to components are tested in affects-path.test.ts.
describe("Recalls.affects", () => {
  let register: Register;
  let cameras: BatchId;
  let others: BatchId;
  beforeEach(async () => {
    register = await load();
    cameras = await add(register.models.camera, 5);
    others = await add(register.models.camera, 5);
  });

  let roots = 0;
  const add = (model: bigint, size: number, changes: Parameters<typeof addBatch>[1] = {}) =>
    addBatch(register, { modelId: model, root: rootNumber(++roots), size, ...changes });
  const regulatorRecalls = (...scope: Item[]) => addRecall(register, { issuer: register.orgs.regulator, scope });
  /** Indexes of the batch's units that the recall affects without a path; one number beyond the batch is asked too. */
  const affected = async (recall: number, batch: BatchId, size = 5) => {
    const ask = (_: unknown, index: number) => register.recalls.affects(recall, deviceId(batch, index), "0x");
    return (await Promise.all(Array.from({ length: size + 1 }, ask))).flatMap((answer, index) => (answer ? [index] : []));
  };
  const ALL = [0, 1, 2, 3, 4];

  it("refuses a recall that does not exist, and knows no unit of a batch that does not", async () => {
    const { recalls } = register;
    await expect(recalls.affects(1, deviceId(cameras, 0), "0x"))
      .to.be.revertedWithCustomError(recalls, "RecallsUnknown")
      .withArgs(1);
    const recall = await regulatorRecalls(wholeModel(register.models.camera), component(cameras));
    for (const id of [deviceId((others + 1) as BatchId, 0), 0n]) {
      expect(await recalls.affects(recall, id, "0x")).to.equal(false);
      expect(await recalls.affects(recall, id, "0x00")).to.equal(false);
    }
  });

  it("covers exactly the range of a batch, both ends included, and no other batch of the model", async () => {
    expect(await affected(await regulatorRecalls(range(cameras, 1, 3)), cameras)).to.deep.equal([1, 2, 3]);
    expect(await affected(await regulatorRecalls(range(cameras, 0, 0)), cameras)).to.deep.equal([0]);
    expect(await affected(await regulatorRecalls(range(cameras, 4, 4)), cameras)).to.deep.equal([4]);
    expect(await affected(await regulatorRecalls(range(cameras, 0, 4)), others)).to.deep.equal([]);
  });

  it("covers every unit of a model, in batches registered later too, and no other model's", async () => {
    const { models } = register;
    const recall = await regulatorRecalls(wholeModel(models.camera));
    const later = await add(models.camera, 3, { factoryRelease: 4 });
    const rivals = await add(models.rivalCamera, 3);
    for (const batch of [cameras, others]) expect(await affected(recall, batch)).to.deep.equal(ALL);
    expect(await affected(recall, later, 3)).to.deep.equal([0, 1, 2]);
    expect(await affected(recall, rivals, 3)).to.deep.equal([]);
  });

  it("covers the units of several items, overlapping ones too", async () => {
    const recall = await regulatorRecalls(range(cameras, 0, 1), range(cameras, 1, 2), range(cameras, 4, 4), range(others, 3, 3));
    expect(await affected(recall, cameras)).to.deep.equal([0, 1, 2, 4]);
    expect(await affected(recall, others)).to.deep.equal([3]);
  });

  it("knows no unit beyond the batch, at any number", async () => {
    const recall = await regulatorRecalls(wholeModel(register.models.camera));
    for (const index of [5, 7, 8, MAX_UINT32])
      expect(await register.recalls.affects(recall, deviceId(cameras, index), "0x")).to.equal(false);
  });

  it("covers batches whose time of making touches the window, at one second of either end too", async () => {
    const { models } = register;
    const [from, to] = [Number(MADE_FROM), Number(MADE_TO)];
    const windows: [first: number, last: number, covered: boolean][] = [
      [from - 9, from - 1, false],
      [from - 9, from, true],
      [from + 1, to - 1, true],
      [from - 1, to + 1, true],
      [to, to + 9, true],
      [to + 1, to + 9, false],
    ];
    for (const [first, last, covered] of windows)
      expect(await affected(await regulatorRecalls(made(models.camera, first, last)), cameras), `${first}..${last}`).to.deep.equal(
        covered ? ALL : [],
      );
    expect(await affected(await regulatorRecalls(made(models.rivalCamera, 0, MAX_UINT32)), cameras)).to.deep.equal([]);
  });

  it("covers batches whose factory release lies in the window, and none that has no release", async () => {
    const { models } = register;
    const shippedWith = await add(models.camera, 5, { factoryRelease: 5 });
    const windows: [first: number, last: number, covered: boolean][] = [
      [1, 4, false],
      [1, 5, true],
      [5, 5, true],
      [5, 9, true],
      [6, MAX_UINT32, false],
    ];
    for (const [first, last, covered] of windows) {
      const recall = await regulatorRecalls(shipped(models.camera, first, last));
      expect(await affected(recall, shippedWith), `${first}..${last}`).to.deep.equal(covered ? ALL : []);
      expect(await affected(recall, cameras)).to.deep.equal([]);
    }
    expect(await affected(await regulatorRecalls(shipped(models.rivalCamera, 1, MAX_UINT32)), shippedWith)).to.deep.equal([]);
  });

  describe("takes out", () => {
    const cases: [what: string, item: (models: Register["models"]) => Item, left: number[], leftOfOthers: number[]][] = [
      ["a range", () => except(range(cameras, 1, 3)), [0, 4], ALL],
      ["a model", ({ camera }) => except(wholeModel(camera)), [], []],
      ["another model", ({ rivalCamera }) => except(wholeModel(rivalCamera)), ALL, ALL],
      ["a time of making", ({ camera }) => except(made(camera, Number(MADE_TO), MAX_UINT32)), [], []],
      ["a time at which nothing was made", ({ camera }) => except(made(camera, Number(MADE_TO) + 1, MAX_UINT32)), ALL, ALL],
      ["releases that are not installed", ({ camera }) => except(shipped(camera, 1, MAX_UINT32)), ALL, ALL],
    ];
    for (const [what, item, left, leftOfOthers] of cases)
      it(`${what}, wherever in the list it stands`, async () => {
        const { models } = register;
        const out = item(models);
        for (const scope of [
          [out, wholeModel(models.camera)],
          [wholeModel(models.camera), out],
          [wholeModel(models.camera), out, range(cameras, 0, 4)],
        ]) {
          const recall = await regulatorRecalls(...scope);
          expect(await affected(recall, cameras)).to.deep.equal(left);
          expect(await affected(recall, others)).to.deep.equal(leftOfOthers);
        }
      });

    it("installed releases", async () => {
      const { camera } = register.models;
      const old = await add(camera, 2, { factoryRelease: 3 });
      const recall = await regulatorRecalls(wholeModel(camera), except(shipped(camera, 3, 3)));
      expect(await affected(recall, old, 2)).to.deep.equal([]);
      expect(await affected(recall, cameras)).to.deep.equal(ALL);
    });
  });

  it("goes on answering when the case is over", async () => {
    for (const step of ["close", "withdraw"] as const) {
      const recall = await regulatorRecalls(range(cameras, 2, 2));
      await endRecall(register, register.orgs.regulator, recall, step);
      expect(await affected(recall, cameras)).to.deep.equal([2]);
    }
  });

  it("keeps recalls apart", async () => {
    const [first, second] = [await regulatorRecalls(range(cameras, 0, 0)), await regulatorRecalls(range(cameras, 1, 1))];
    expect([await affected(first, cameras), await affected(second, cameras)]).to.deep.equal([[0], [1]]);
  });
});
