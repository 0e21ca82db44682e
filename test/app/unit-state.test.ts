import { expect } from "chai";
import { provisionalUntil, stateFor, stateOf } from "../../app/_lib/unit-state.ts";

const fix = { sequence: 5, version: "2.0", digest: `0x${"00".repeat(32)}`, size: 1, publishedAt: 0, revoked: null } as const;
const recall = { state: "open" } as const;
const running = (release: number) => ({ release, releases: [] });

describe("app/_lib/unit-state", () => {
  it("is affected while no fix is offered", () => {
    expect(stateFor({ recall, remedied: false, fix: null }, running(9))).to.equal("affected");
  });

  it("is affected below the fix, being checked from the fix on, fixed once remedied", () => {
    expect(stateFor({ recall, remedied: false, fix }, running(4))).to.equal("affected");
    expect(stateFor({ recall, remedied: false, fix }, running(5))).to.equal("checking");
    expect(stateFor({ recall, remedied: true, fix }, running(5))).to.equal("fixed");
  });

  it("is affected while it runs a fix that was taken back", () => {
    const revoked = { ...fix, revoked: { at: 1, reason: "It bricks the unit." } };
    expect(stateFor({ recall, remedied: false, fix }, { release: 5, releases: [revoked] })).to.equal("affected");
  });

  it("is clear in a recall that was a mistake, and as before in one that was closed", () => {
    expect(stateFor({ recall: { state: "withdrawn" }, remedied: false, fix }, running(4))).to.equal("clear");
    expect(stateFor({ recall: { state: "closed" }, remedied: false, fix }, running(4))).to.equal("affected");
  });

  it("is provisional for 14 whole days after the day of the claim", () => {
    const claimed = Date.UTC(2026, 10, 22, 16, 5) / 1000;
    expect(provisionalUntil(claimed)).to.equal(Date.UTC(2026, 11, 7) / 1000);
  });

  it("stands over all recalls as in the one that needs most done", () => {
    const fixed = { recall, remedied: true, fix };
    const checking = { recall, remedied: false, fix };
    const affected = { recall, remedied: false, fix: null };
    expect(stateOf({ ...running(5), recalls: [] })).to.equal("clear");
    expect(stateOf({ ...running(5), recalls: [fixed] })).to.equal("fixed");
    expect(stateOf({ ...running(5), recalls: [fixed, checking] })).to.equal("checking");
    expect(stateOf({ ...running(5), recalls: [fixed, checking, affected] })).to.equal("affected");
  });
});
