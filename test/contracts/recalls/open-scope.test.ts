import { expect } from "chai";
import { type BatchId, modelId } from "../../../lib/domain/ids.ts";
import { position, SCOPE_KINDS } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { component, except, made, opening, range, shipped, takeStep, wholeModel } from "../support/recalls.ts";

type Item = ReturnType<typeof range>;
const MAX_UINT32 = 2 ** 32 - 1;

describe("The scope with which Recalls.open goes", () => {
  let register: Register;
  let boards: BatchId;
  let cameras: BatchId;
  let rivals: BatchId;
  beforeEach(async () => {
    register = await load();
    const { models } = register;
    boards = await addBatch(register, { modelId: models.board, root: rootNumber(1), size: 10 });
    cameras = await addBatch(register, { root: rootNumber(2), size: 5 });
    rivals = await addBatch(register, { modelId: models.rivalCamera, root: rootNumber(3), size: 5 });
  });

  const open = (issuer: number, scope: Item[]) => takeStep(register, issuer, "open", [opening(register, { issuer, scope })]);
  const invalid = async (what: string, item: Item) =>
    expect(open(register.orgs.regulator, [range(cameras, 0, 0), item, item]), what)
      .to.be.revertedWithCustomError(register.recalls, "RecallsInvalidScope")
      .withArgs(1);
  const valid = async (what: string, item: Item) =>
    expect(open(register.orgs.regulator, [range(cameras, 0, 0), item]), what).to.emit(register.recalls, "RecallOpened");

  it("names a model whole", async () => {
    const { models } = register;
    await valid("the model", wholeModel(models.camera));
    await invalid("a last", { ...wholeModel(models.camera), last: 1 });
    await invalid("a first and a last", { ...wholeModel(models.camera), first: 1, last: 1 });
    await invalid("a first alone", { ...wholeModel(models.camera), first: 1 });
  });

  it("names a range within a batch", async () => {
    await valid("all units", range(cameras, 0, 4));
    await valid("the last unit", range(cameras, 4, 4));
    await invalid("one unit too many", range(cameras, 0, 5));
    await invalid("a unit beyond", range(cameras, 5, 5));
    await invalid("the wrong way round", range(cameras, 3, 2));
    await invalid("a batch that does not exist", range(rivals + 1, 0, 0));
    await invalid("batch 0", range(0, 0, 0));
    await invalid("a number that is cut to the batch's", { ...range(cameras, 0, 0), subject: 2n ** 64n + BigInt(cameras) });
  });

  it("names a component whole, a sub-assembly that is a device too", async () => {
    await valid("boards", component(boards));
    await valid("cameras", component(cameras));
    await invalid("a last", { ...component(boards), last: 1 });
    await invalid("a first and a last", { ...component(boards), first: 1, last: 1 });
    await invalid("a first alone", { ...component(boards), first: 1 });
    await invalid("a batch that does not exist", component(rivals + 1));
    await invalid("batch 0", component(0));
    await invalid("a number that is cut to the batch's", { ...component(boards), subject: 2n ** 64n + BigInt(boards) });
  });

  it("names times of making from any to any later", async () => {
    const { models } = register;
    await valid("always", made(models.camera, 0, MAX_UINT32));
    await valid("one second", made(models.camera, 9, 9));
    await valid("the first second", made(models.camera, 0, 0));
    await invalid("the wrong way round", made(models.camera, 10, 9));
  });

  it("names releases from 1 on", async () => {
    const { models } = register;
    await valid("all", shipped(models.camera, 1, MAX_UINT32));
    await valid("one", shipped(models.camera, 7, 7));
    await invalid("release 0, which is none", shipped(models.camera, 0, 7));
    await invalid("the wrong way round", shipped(models.camera, 8, 7));
  });

  it("takes no item without a kind", async () => {
    const none = position(SCOPE_KINDS, "none");
    await invalid("of a batch", { ...range(cameras, 0, 0), kind: none });
    await invalid("of a model", { ...wholeModel(register.models.camera), kind: none });
  });

  it("names a component by its batch alone, as nobody would hear of it otherwise", async () => {
    const { board } = register.models;
    await invalid("by model", wholeModel(board));
    await invalid("by range", range(boards, 0, 9));
    await invalid("by making", made(board, 0, MAX_UINT32));
    await invalid("by firmware", shipped(board, 1, MAX_UINT32));
  });

  it("excludes by everything but a component", async () => {
    const { camera } = register.models;
    for (const item of [wholeModel(camera), range(cameras, 0, 0), made(camera, 1, 2), shipped(camera, 1, 2)])
      await valid("an exclusion", except(item));
    await invalid("a component", except(component(boards)));
    await invalid("a sub-assembly", except(component(cameras)));
  });

  it("holds exclusions to the same bounds as what it names", async () => {
    const { camera, board } = register.models;
    await invalid("a range", except(range(cameras, 0, 5)));
    await invalid("a model", except({ ...wholeModel(camera), last: 1 }));
    await invalid("a component model", except(wholeModel(board)));
    await invalid("a release", except(shipped(camera, 0, 1)));
    await invalid("a time", except(made(camera, 2, 1)));
  });

  it("names no model that was not registered", async () => {
    const { catalog, orgs } = register;
    const unknown = modelId(orgs.brand, "09506000149301");
    for (const item of [wholeModel(unknown), made(unknown, 0, 1), shipped(unknown, 1, 1), except(wholeModel(unknown))])
      await expect(open(orgs.regulator, [range(cameras, 0, 0), item]))
        .to.be.revertedWithCustomError(catalog, "CatalogUnknownModel")
        .withArgs(unknown);
  });

  it("names a maker's own products, by every kind and as exclusions too", async () => {
    const { recalls, models, orgs } = register;
    const { rivalCamera } = models;
    const others: [Item, number][] = [
      [wholeModel(rivalCamera), orgs.rival],
      [range(rivals, 0, 0), orgs.rival],
      [made(rivalCamera, 0, 1), orgs.rival],
      [shipped(rivalCamera, 1, 1), orgs.rival],
      [component(boards), orgs.board],
      [except(range(rivals, 0, 0)), orgs.rival],
    ];
    for (const [item, maker] of others)
      await expect(open(orgs.brand, [range(cameras, 0, 0), item]))
        .to.be.revertedWithCustomError(recalls, "RecallsNotYourProduct")
        .withArgs(1, maker);
    await expect(open(orgs.regulator, [range(cameras, 0, 0), ...others.map(([item]) => item)])).to.emit(recalls, "RecallOpened");
  });

  it("takes 64 items", async () => {
    await expect(
      open(
        register.orgs.brand,
        Array.from({ length: 64 }, () => component(cameras)),
      ),
    ).to.emit(register.recalls, "RecallOpened");
    expect((await register.recalls.recall(1)).scopeCount).to.equal(64);
  });
});
