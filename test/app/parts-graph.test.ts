import { expect } from "chai";
import { partsGraph } from "../../app/_lib/parts-graph.ts";
import { batch, board, door, modul, porch, way } from "./world.ts";

const places = (graph: ReturnType<typeof partsGraph>) => graph.nodes.map(({ model, column, row }) => `${model.name} ${column}/${row}`);

describe("app/_lib/parts-graph", () => {
  it("stands every whole right of its part", () => {
    const graph = partsGraph([way(board, 0, 10_499), way(door, 0, 7_999, board), way(porch, 0, 2_499, board)]);
    expect(places(graph)).to.deep.equal(["LF-210 camera board 0/0", "Northgate Doorway 2 1/0", "Petrel Porch Camera 1/1"]);
    expect(graph.edges).to.have.length(2);
    expect([graph.columns, graph.rows]).to.deep.equal([2, 2]);
  });

  it("counts affected devices, and none for components", () => {
    const graph = partsGraph([way(door, 0, 7_999, board), way(porch, 0, 2_499, board)]);
    expect(graph.nodes.map(({ devices }) => devices)).to.deep.equal([null, 8_000, 2_500]);
  });

  it("puts a whole behind the longest of several ways, so that no line leads back", () => {
    const graph = partsGraph([way(door, 0, 9, board), way(door, 0, 9, modul, board)]);
    expect(places(graph)).to.deep.equal(["LF-210 camera board 0/0", "LF-9 lens module 1/0", "Northgate Doorway 2 2/0"]);
    expect(graph.edges.map(({ part, whole }) => `${part} ${whole}`)).to.have.members([
      `${board.model.id} ${door.model.id}`,
      `${modul.model.id} ${door.model.id}`,
      `${board.model.id} ${modul.model.id}`,
    ]);
  });

  it("draws batches of one model as one node", () => {
    const graph = partsGraph([way(porch, 0, 9, board), way(batch(9, porch.model, 20), 0, 19, board)]);
    expect(graph.nodes.map(({ batches, devices }) => [batches.length, devices])).to.deep.equal([
      [1, null],
      [2, 30],
    ]);
    expect(graph.edges).to.have.length(1);
  });

  it("is empty when batches are named for their own sake", () => {
    expect(partsGraph([way(door, 0, 24)])).to.deep.equal({ nodes: [], edges: [], columns: 0, rows: 0 });
  });
});
