import { expect } from "chai";
import { stateFor, stateOf } from "../../app/_lib/unit-state.ts";

const fix = { sequence: 5, version: "2.0", digest: `0x${"00".repeat(32)}`, size: 1, publishedAt: 0 } as const;

describe("app/_lib/unit-state", () => {
  it("is affected while no fix is offered", () => {
    expect(stateFor({ remedied: false, fix: null }, { release: 9 })).to.equal("affected");
  });

  it("is affected below the fix, being checked from the fix on, fixed once remedied", () => {
    expect(stateFor({ remedied: false, fix }, { release: 4 })).to.equal("affected");
    expect(stateFor({ remedied: false, fix }, { release: 5 })).to.equal("checking");
    expect(stateFor({ remedied: true, fix }, { release: 5 })).to.equal("fixed");
  });

  it("stands over all recalls as in the one that needs most done", () => {
    const fixed = { remedied: true, fix };
    const checking = { remedied: false, fix };
    const affected = { remedied: false, fix: null };
    expect(stateOf({ release: 5, recalls: [] })).to.equal("clear");
    expect(stateOf({ release: 5, recalls: [fixed] })).to.equal("fixed");
    expect(stateOf({ release: 5, recalls: [fixed, checking] })).to.equal("checking");
    expect(stateOf({ release: 5, recalls: [fixed, checking, affected] })).to.equal("affected");
  });
});
