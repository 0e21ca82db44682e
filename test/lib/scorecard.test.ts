import { expect } from "chai";
import type { CompletionDay } from "../../lib/domain/course.ts";
import { daysFrom, HALF, heldSince, NINE_TENTHS } from "../../lib/domain/milestones.ts";
import { type Demand, median, type Promised, supportRecord, timingOf } from "../../lib/domain/scorecard.ts";

const DAY = 86_400;
const day = (number: number, of: number, count: number): CompletionDay => ({ day: number * DAY, count, of });

describe("a milestone of a recall", () => {
  it("is the day since which the share has held, exactly", () => {
    const days = [day(1, 10, 4), day(3, 10, 5), day(6, 10, 8), day(9, 10, 9)];
    expect([heldSince(days, HALF), heldSince(days, NINE_TENTHS)]).to.deep.equal([3 * DAY, 9 * DAY]);
    expect(heldSince(days.slice(0, 3), NINE_TENTHS)).to.equal(null);
  });

  it("is lost with the share, when a recall is widened or devices go back to an older release", () => {
    const widened = [day(1, 10, 10), day(2, 1000, 10)];
    expect(heldSince(widened, HALF)).to.equal(null);
    expect(heldSince([...widened, day(5, 1000, 500)], HALF)).to.equal(5 * DAY);
    expect(heldSince([day(1, 10, 6), day(2, 10, 4), day(4, 10, 6)], HALF)).to.equal(4 * DAY);
  });

  it("is not reached by a recall that affects nothing", () => {
    expect(heldSince([day(1, 0, 0)], HALF)).to.equal(null);
    expect(heldSince([], HALF)).to.equal(null);
  });

  it("is counted in days of UTC, from the day of the beginning", () => {
    expect(daysFrom(3 * DAY + 80_000, 3 * DAY)).to.equal(0);
    expect(daysFrom(3 * DAY + 80_000, 5 * DAY)).to.equal(2 * DAY);
  });
});

describe("how long cases take", () => {
  it("is the median of those that got there, beside those that did not", () => {
    const waits = [
      { from: 0, until: 10, waits: true },
      { from: 5, until: 45, waits: false },
      { from: 0, until: 20, waits: true },
      { from: 70, until: null, waits: true },
      { from: 20, until: null, waits: true },
      { from: 0, until: null, waits: false },
    ];
    const timing = { cases: 6, reached: 3, waiting: 2, missed: 1, median: 20, longestWait: 80 };
    expect(timingOf(waits, 100)).to.deep.equal(timing);
  });

  it("is nothing of nothing, and half-way between the middle two", () => {
    expect(timingOf([], 100)).to.deep.equal({ cases: 0, reached: 0, waiting: 0, missed: 0, median: null, longestWait: null });
    expect([median([]), median([7]), median([9, 1]), median([100, 2, 4, 1])]).to.deep.equal([null, 7, 5, 3]);
  });
});

describe("a promise of updates", () => {
  const release = (sequence: number, publishedAt: number, revokedAt: number | null = null) => ({ sequence, publishedAt, revokedAt });
  const demand = (openedAt: number, endedAt: number | null = null, ...fixes: Demand["fixes"]): Demand => ({ openedAt, endedAt, fixes });
  const record = (model: Partial<Promised>, now: number) => supportRecord([{ supportEnd: 100, releases: [], demands: [], ...model }], now);
  const kept = (model: Partial<Promised>) => record(model, 200).kept === 1;

  it("runs until its end and is judged then", () => {
    expect(record({}, 99)).to.deep.equal({ ended: 0, kept: 0, running: 1, atStake: 0 });
    expect(record({}, 100)).to.deep.equal({ ended: 1, kept: 1, running: 0, atStake: 0 });
    expect(record({ supportEnd: 0 }, 99), "none was made").to.deep.equal({ ended: 0, kept: 0, running: 0, atStake: 0 });
    expect(record({ demands: [demand(50)] }, 99)).to.deep.equal({ ended: 0, kept: 0, running: 1, atStake: 1 });
    expect(record({ demands: [demand(50)] }, 200)).to.deep.equal({ ended: 1, kept: 0, running: 0, atStake: 0 });
  });

  it("is kept where each recall that was open at its end had a fix by then", () => {
    const fixed = demand(50, null, { sequence: 2, at: 60 });
    expect(kept({ demands: [fixed], releases: [release(2, 55)] })).to.equal(true);
    expect(kept({ demands: [fixed, demand(70)], releases: [release(2, 55)] })).to.equal(false);
    expect(kept({ demands: [demand(50, null, { sequence: 2, at: 101 })], releases: [release(2, 55)] }), "too late").to.equal(false);
  });

  it("is not kept by a fix that was revoked, unless a later release took its place in time", () => {
    const demands = [demand(50, null, { sequence: 2, at: 60 })];
    expect(kept({ demands, releases: [release(2, 55, 90)] })).to.equal(false);
    expect(kept({ demands, releases: [release(2, 55, 101)] }), "revoked later").to.equal(true);
    expect(kept({ demands, releases: [release(2, 55, 90), release(3, 95)] })).to.equal(true);
    const raised = [demand(50, null, { sequence: 2, at: 60 }, { sequence: 4, at: 70 })];
    expect(kept({ demands: raised, releases: [release(2, 55), release(3, 95)] }), "below the fix").to.equal(false);
  });

  it("is not asked by recalls that had ended, or were opened after it", () => {
    expect(kept({ demands: [demand(50, 80), demand(150), demand(100)] })).to.equal(true);
    expect(kept({ demands: [demand(50, 150)] }), "ended later").to.equal(false);
  });
});
