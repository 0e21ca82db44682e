import { expect } from "chai";
import { keyOf } from "../../../scripts/mutate/mutants.ts";
import { sample, seedOf } from "../../../scripts/mutate/sample.ts";
import { small } from "./source.ts";

const TWO_LOOPS = `
  contract Small {
    uint256 public total;
    function first(uint256 n) external {
      for (uint256 i = 0; i < n; ++i) total += i;
      for (uint256 i = 0; i < n; ++i) total += i;
    }
    function second(uint256 n) external { if (n == 3) total = n; }
  }`;

describe("the mutants of a source", () => {
  const { mutants } = small(TWO_LOOPS);

  it("are numbered in the order of the text", () => {
    expect(mutants.map(({ id }) => id)).to.deep.equal(mutants.map((_, i) => i + 1));
    const lines = mutants.map(({ line }) => line);
    expect(lines).to.deep.equal(lines.toSorted((a, b) => a - b));
  });

  it("have one name each, also where a function says the same twice", () => {
    expect(new Set(mutants.map(keyOf)).size).to.equal(mutants.length);
    const bounds = mutants.filter(({ operator, original }) => operator === "relational" && original === "i < n");
    expect(bounds.map(({ line, occurrence }) => [line, occurrence])).to.deep.equal([
      [7, 1],
      [8, 2],
    ]);
  });

  it("keep their names when other functions change and lines move", () => {
    const moved = small(
      TWO_LOOPS.replace(
        "function first",
        "\n\n// ‖ wider than one byte\n function zero(uint256 a) external { total = a; }\n function first",
      ),
    );
    const names = new Set(moved.mutants.map(keyOf));
    expect(mutants.filter((mutant) => !names.has(keyOf(mutant)))).to.deep.equal([]);
  });

  it("lose their names when their own text changes", () => {
    const changed = new Set(small(TWO_LOOPS.replace("n == 3", "n == 4")).mutants.map(keyOf));
    const lost = mutants.filter((mutant) => !changed.has(keyOf(mutant)));
    expect(lost.map(({ original }) => original)).to.include("n == 3");
    expect(lost.every(({ function: name }) => name === "Small.second")).to.equal(true);
  });

  it("are the same mutant where two operators meet", () => {
    const { mutants: flips } = small("contract Small { function f() external pure returns (bool) { return true; } }");
    expect(flips.map(({ mutated }) => mutated)).to.deep.equal(["return false"]);
  });
});

describe("a sample of mutants", () => {
  const { mutants } = small(TWO_LOOPS);
  const operators = new Set(mutants.map(({ operator }) => operator));
  const ids = (share: number, seed: number) => sample(mutants, share, seed).map(({ id }) => id);

  it("is the same for the same seed, and another for another", () => {
    expect(ids(12, 1)).to.deep.equal(ids(12, 1));
    expect(ids(12, 1)).not.to.deep.equal(ids(12, 2));
  });

  it("has as many as asked for, as a number or as a share", () => {
    expect(ids(12, 1)).to.have.length(12);
    expect(ids(0.9, 1)).to.have.length(Math.ceil(0.9 * mutants.length));
    expect(ids(1, 1)).to.have.length(mutants.length);
  });

  it("has one of every operator, however small its share", () => {
    for (const seed of [1, 2, 3]) {
      const drawn = sample(mutants, 0, seed);
      expect(drawn).to.have.length(operators.size);
      expect(new Set(drawn.map(({ operator }) => operator))).to.deep.equal(operators);
    }
  });

  it("is drawn anew when the contracts change", () => {
    expect(seedOf([Buffer.from("a")])).to.equal(seedOf([Buffer.from("a")]));
    expect(seedOf([Buffer.from("a")])).not.to.equal(seedOf([Buffer.from("b")]));
  });
});
