import { expect } from "chai";
import { type BatchId, type DeviceId, deviceId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, position } from "../../../lib/domain/kinds.ts";
import { load, type Register } from "../fixture.ts";
import { addBatch, rootNumber } from "../support/batches.ts";
import { addRecall, component, NO_WITNESS, UNSIGNED } from "../support/recalls.ts";
import { claimOf, unitsOf } from "../support/units.ts";

const UNITS = unitsOf(4);
const WORDS = ["owner", "repairer", "maker", "device"] as const;

describe("Recalls.remedied, by a swapped part", () => {
  let register: Register;
  let boards: BatchId;
  let goodBoards: BatchId;
  let modules: BatchId;
  let unit: DeviceId;

  /** A camera with a recalled board in part 0, a good one in part 1, and a module with recalled boards in part 2. */
  beforeEach(async () => {
    register = await load();
    const { models, devices, alice } = register;
    boards = await addBatch(register, { modelId: models.board, root: rootNumber(1) });
    goodBoards = await addBatch(register, { modelId: models.board, root: rootNumber(2) });
    modules = await addBatch(register, { modelId: models.board, root: rootNumber(3), parts: [{ batchId: boards, first: 0, last: 4 }] });
    const parts = [boards, goodBoards, modules].map((batchId) => ({ batchId, first: 0, last: 2 }));
    const cameras = await addBatch(register, { root: UNITS.root, size: UNITS.size, parts });
    unit = deviceId(cameras, 1);
    for (const index of [1, 2])
      await devices.claim(await claimOf(UNITS, { batch: cameras, index, owner: alice.address, devices: await devices.getAddress() }));
  });

  const recall = (minimum: (typeof WORDS)[number] = "owner") =>
    addRecall(register, { issuer: register.orgs.board, scope: [component(boards)], minEvidence: position(EVIDENCES, minimum) });
  const swaps = (place: number, batch: number, by: "owner" | "repairer" | "maker" = "owner") => {
    const { reports, orgs, alice, brandKey, repairerKey } = register;
    if (by === "owner") return reports.connect(alice).swapPart(unit, place, batch, UNSIGNED);
    const [key, org] = by === "maker" ? ([brandKey, orgs.brand] as const) : ([repairerKey, orgs.repairer] as const);
    return reports.connect(key).swapPartFor(unit, place, batch, org);
  };
  const remedied = (id: number, path: string, of: bigint = unit) => register.recalls.remedied(id, of, { ...NO_WITNESS, path });

  it("is true by the way on which the part was, for this unit alone", async () => {
    const id = await recall();
    expect(await remedied(id, "0x00")).to.equal(false);
    await swaps(0, goodBoards);
    expect(await remedied(id, "0x00")).to.equal(true);
    expect(await remedied(id, "0x00", unit + 1n)).to.equal(false);
  });

  it("is false by the other ways, on which the component still is", async () => {
    const id = await recall();
    await swaps(0, goodBoards);
    expect(await remedied(id, "0x0200")).to.equal(false);
    await swaps(2, 0);
    expect(await remedied(id, "0x0200")).to.equal(true);
  });

  it("needs a path, and one by which the unit is affected", async () => {
    const id = await recall();
    for (const place of [0, 1, 2]) await swaps(place, goodBoards);
    for (const path of ["0x", "0x01", "0x02", "0x03", "0x0201", "0x0000", `0x${"00".repeat(9)}`])
      expect(await remedied(id, path), path).to.equal(false);
  });

  it("is false for a part that was put in, which only another swap ends", async () => {
    const id = await recall();
    await swaps(1, boards);
    expect(await register.recalls.affects(id, unit, "0x81")).to.equal(true);
    expect(await remedied(id, "0x81")).to.equal(false);
    expect(await remedied(id, "0x01")).to.equal(false);
  });

  it("is true by the old way even where a recalled part was put in again, which is a way of its own", async () => {
    const id = await recall();
    await swaps(0, boards);
    expect(await remedied(id, "0x00")).to.equal(true);
    expect([await register.recalls.affects(id, unit, "0x80"), await remedied(id, "0x80")]).to.deep.equal([true, false]);
  });

  for (const [strength, word] of (["owner", "repairer", "maker"] as const).entries())
    it(`takes the ${word}'s word where the recall demands that or less`, async () => {
      await swaps(0, goodBoards, word);
      for (const [minimum, demanded] of WORDS.entries())
        expect(await remedied(await recall(demanded), "0x00"), demanded).to.equal(strength >= minimum);
    });

  it("takes the last word on the part, a weaker one too", async () => {
    await swaps(0, goodBoards, "maker");
    await swaps(0, goodBoards, "owner");
    expect(await remedied(await recall("repairer"), "0x00")).to.equal(false);
    expect(await remedied(await recall("owner"), "0x00")).to.equal(true);
  });
});
