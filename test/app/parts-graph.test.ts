import { expect } from "chai";
import { partsGraph } from "../../app/_lib/parts-graph.ts";
import { batch, board, door, modul, porch, way } from "./world.ts";

type Graph = ReturnType<typeof partsGraph>;
const columnsOf = ({ columns }: Graph) => columns.map((places) => places.map((node) => node?.model.name ?? "–"));
const edgesOf = ({ edges }: Graph) => edges.map(({ part, whole, via }) => `${part.model.name} > ${[...via, whole.model.name].join(" > ")}`);

describe("app/_lib/parts-graph", () => {
  it("stands every whole right of its part", () => {
    const graph = partsGraph([way(board, 0, 10_499), way(door, 0, 7_999, board), way(porch, 0, 2_499, board)]);
    expect(columnsOf(graph)).to.deep.equal([["LF-210 camera board"], ["Northgate Doorway 2", "Petrel Porch Camera"]]);
    expect(edgesOf(graph)).to.deep.equal(["LF-210 camera board > Northgate Doorway 2", "LF-210 camera board > Petrel Porch Camera"]);
  });

  it("counts affected devices, and none for components", () => {
    const graph = partsGraph([way(door, 0, 7_999, board), way(porch, 0, 2_499, board)]);
    expect(graph.columns.flat().map((node) => node?.devices)).to.deep.equal([null, 8_000, 2_500]);
  });

  it("puts a whole behind the longest of several ways and leads the shorter one past the boxes between", () => {
    const graph = partsGraph([way(modul, 0, 8_999, board), way(door, 0, 9, board), way(door, 0, 9, modul, board)]);
    expect(columnsOf(graph)).to.deep.equal([["LF-210 camera board"], ["LF-9 lens module", "–"], ["Northgate Doorway 2"]]);
    expect(edgesOf(graph)).to.have.members([
      "LF-210 camera board > LF-9 lens module",
      "LF-210 camera board > 1 > Northgate Doorway 2",
      "LF-9 lens module > Northgate Doorway 2",
    ]);
  });

  it("draws batches of one model as one box", () => {
    const graph = partsGraph([way(porch, 0, 9, board), way(batch(9, porch.model, 20), 0, 19, board)]);
    expect(graph.columns.flat().map((node) => [node?.batches.length, node?.devices])).to.deep.equal([
      [1, null],
      [2, 30],
    ]);
    expect(graph.edges).to.have.length(1);
  });

  it("survives a model that contains an earlier batch of itself", () => {
    const older = batch(1, modul.model, 10);
    const graph = partsGraph([way(batch(2, modul.model, 10), 0, 9, older), way(door, 0, 9, batch(2, modul.model, 10), older)]);
    expect(columnsOf(graph)).to.deep.equal([["LF-9 lens module"], ["Northgate Doorway 2"]]);
  });

  it("is empty when batches are named for their own sake", () => {
    expect(partsGraph([way(door, 0, 24)])).to.deep.equal({ columns: [], edges: [] });
  });
});
