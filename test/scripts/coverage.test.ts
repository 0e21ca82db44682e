import { expect } from "chai";
import { watch } from "../../scripts/coverage/conditions.ts";

const SOURCE = `contract Toy {
    // ünïcode, because the compiler counts bytes
    error No();
    function f(bool a, uint256 b) external pure returns (uint256) {
        require((a && b < 9) || b == 7, No());
        for (uint256 i = 0; i < b; ++i) if (!a) return i;
        assembly { for {} lt(b, 9) {} { b := 9 } }
        return (b > 3 ? g(a || b == 4) : 1);
    }
    function g(bool a) private pure returns (uint256) { return a ? 1 : 2; }
}
`;

describe("Coverage of conditions", () => {
  const { text, conditions } = watch("Toy.sol", SOURCE);
  const lines = text.split("\n");

  it("watches each operand of each decision by itself, once, and none of assembly", () => {
    const found = conditions.map((condition) => `${condition.line}: ${condition.text}`).sort();
    expect(found).to.deep.equal(["5: a", "5: b < 9", "5: b == 7", "6: i < b", "6: !a", "8: b > 3", "8: a", "8: b == 4", "10: a"].sort());
  });

  it("changes nothing else", () => {
    const bare = text.replace(/__condition\d+\(([^()]*)\)/g, "$1");
    expect(bare.startsWith(SOURCE)).to.equal(true);
    expect(text.match(/__condition\d+\((?!bool)/g)).to.have.length(conditions.length);
  });

  it("has a line for each outcome of each", () => {
    for (const [i, { seen }] of conditions.entries()) {
      expect(lines[seen.true - 3]).to.equal(`function __condition${i}(bool c) pure returns (bool) {`);
      expect([lines[seen.true - 1], lines[seen.false - 1]]).to.deep.equal(["return true;", "return false;"]);
    }
  });
});
