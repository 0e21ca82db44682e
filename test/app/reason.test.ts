import { expect } from "chai";
import { reasonProblem } from "../../app/_lib/reason.ts";

describe("a public reason", () => {
  it("says something, and no more than contracts take, in any script", () => {
    expect(reasonProblem("  ")).to.equal("Say why, in public.");
    expect(reasonProblem("x".repeat(500))).to.equal(null);
    expect(reasonProblem("x".repeat(501))).to.equal("At most 500 characters.");
    expect(reasonProblem("錯".repeat(333))).to.equal(null);
    expect(reasonProblem("錯".repeat(334))).to.equal("At most 333 characters of a script such as Chinese or Thai.");
  });
});
