import { expect } from "chai";
import { affectedBatches, affectedBrands } from "../../app/_lib/affected.ts";
import { batch, board, door, modul, porch, way } from "./world.ts";

describe("app/_lib/affected", () => {
  it("counts a unit once that is reached in several ways", () => {
    const [only] = affectedBatches([way(door, 0, 99, board), way(door, 50, 149, modul), way(door, 200, 200)]);
    expect(only?.units).to.equal(151);
    expect(only?.ranges).to.have.length(3);
  });

  it("names the makers of devices only, the one with most devices first", () => {
    const secondBatch = batch(5, porch.model, 100);
    const brands = affectedBrands([way(board, 0, 10_499), way(porch, 0, 9, board), way(secondBatch, 0, 4, board), way(door, 0, 99, board)]);
    expect(brands.map(({ maker, batches, devices }) => [maker.name, batches, devices])).to.deep.equal([
      ["Northgate Cameras", 1, 100],
      ["Petrel Home", 2, 15],
    ]);
    expect(brands[1]?.models).to.have.length(1);
  });

  it("reaches nobody by an empty scope", () => {
    expect(affectedBrands([])).to.deep.equal([]);
  });
});
