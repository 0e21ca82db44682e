import { expect } from "chai";
import {
  completion,
  completionWithinReach,
  ownedCompletion,
  type Reach,
  rate,
  reachSegments,
  totalRemedied,
  unreachable,
} from "../../lib/domain/statistics.ts";

const reach: Reach = {
  involved: 10_500,
  claimed: 40,
  withContact: 30,
  told: 25,
  acknowledged: 12,
  remedied: { owner: 5, repairer: 1, maker: 2, device: 1 },
  removed: 4,
};
const counts = (of: Reach) => Object.fromEntries(reachSegments(of).map(({ segment, count }) => [segment, count]));

describe("lib/domain/statistics", () => {
  it("counts a unit as remedied by whichever evidence there is", () => {
    expect(totalRemedied(reach.remedied)).to.equal(9);
  });

  it("keeps a rate together with its counts, and gives none of nothing", () => {
    expect(completion(reach)).to.deep.equal({ count: 9, of: 10_500, share: 9 / 10_500 });
    expect(rate(0, 0)).to.deep.equal({ count: 0, of: 0, share: null });
  });

  it("counts completion of all that are affected, and of those that have an owner", () => {
    expect(ownedCompletion(reach)).to.deep.equal({ count: 9, of: 40, share: 9 / 40 });
    expect(ownedCompletion({ ...reach, claimed: 0, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 } }).share).to.equal(null);
  });

  it("counts completion within reach: without what is gone, and without what nobody can be told of", () => {
    expect(unreachable(reach)).to.equal(10_460);
    expect(completionWithinReach(reach)).to.deep.equal({ count: 9, of: 36, share: 9 / 36 });
    const gone = { involved: 3, claimed: 2, removed: 2, remedied: { owner: 0, repairer: 0, maker: 0, device: 0 } };
    expect(completionWithinReach(gone)).to.deep.equal({ count: 0, of: 0, share: null });
  });

  it("divides the affected devices into groups that sum up to all of them, furthest along first", () => {
    expect(reachSegments(reach).map(({ segment }) => segment)).to.deep.equal([
      "remedied",
      "acknowledged",
      "told",
      "contact",
      "claimed",
      "unclaimed",
    ]);
    expect(counts(reach)).to.deep.equal({ remedied: 9, acknowledged: 3, told: 13, contact: 5, claimed: 10, unclaimed: 10_460 });
  });

  it("still sums up when one store is a block behind the other", () => {
    // the ledger has not seen the last patches, and a count exceeds what is involved
    const late = { ...reach, told: 4, withContact: 4, claimed: 20_000 };
    const groups = counts(late);
    expect(Object.values(groups).every((count) => count >= 0)).to.equal(true);
    expect(Object.values(groups).reduce((sum, count) => sum + count, 0)).to.equal(10_500);
    expect(groups).to.include({ remedied: 9, acknowledged: 3, told: 0, contact: 0, unclaimed: 0 });
  });
});
