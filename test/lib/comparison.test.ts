import { expect } from "chai";
import { comparisonChart } from "../../app/_lib/comparison-chart.ts";
import { type Curve, compareCurves } from "../../lib/domain/comparison.ts";

const DAY = 86_400;
/** @param points Day, remedied, affected. */
const curve = (opened: number, until: number, ...points: [day: number, count: number, of: number][]): Curve => ({
  openedAt: opened * DAY + 3_600,
  until: until * DAY + 100,
  points: points.map(([day, count, of]) => ({ day: day * DAY, count, of })),
});

describe("a recall beside comparable ones", () => {
  const own = curve(100, 104, [100, 0, 10], [102, 4, 10]);

  it("is compared day by day since each was opened, and only with those that are as old", () => {
    const days = compareCurves(own, [curve(90, 104, [90, 1, 10], [92, 9, 10]), curve(101, 104, [101, 0, 4], [103, 1, 4])]);
    const at = (age: number) => days.find((day) => day.age === age);
    expect(at(0)).to.deep.equal({ age: 0, own: { count: 0, of: 10 }, others: 2, median: 0.05, lowest: 0, highest: 0.1 });
    expect(at(2)).to.deep.equal({ age: 2, own: { count: 4, of: 10 }, others: 2, median: 0.575, lowest: 0.25, highest: 0.9 });
    expect(at(4)).to.deep.equal({ age: 4, own: { count: 4, of: 10 }, others: 1, median: 0.9, lowest: 0.9, highest: 0.9 });
    expect(at(14)).to.deep.equal({ age: 14, own: null, others: 1, median: 0.9, lowest: 0.9, highest: 0.9 });
  });

  it("says that there is nothing to compare with, and counts no recall that affects nothing", () => {
    for (const others of [[], [curve(90, 104, [90, 0, 0])]])
      for (const { others: count, median, lowest, highest } of compareCurves(own, others))
        expect([count, median, lowest, highest]).to.deep.equal([0, null, null, null]);
  });

  it("shows today and no more days than a picture has room for, however long it goes on", () => {
    const days = compareCurves(curve(0, 1_000, [0, 0, 10]), [curve(0, 2_001, [0, 1, 10])]);
    expect(days.length).to.be.within(50, 64);
    expect(days.map(({ age }) => age)).to.include.members([0, 1_000, 2_001]);
  });

  it("is drawn from none to all, with gaps where there is nothing", () => {
    const days = compareCurves(own, [curve(90, 104, [90, 1, 10], [92, 9, 10])]);
    const { own: line, range, plot } = comparisonChart(days, { width: 330, height: 220 });
    const ys = line
      .slice(1)
      .split("L")
      .map((pair) => Number(pair.split(",")[1]));
    expect(Math.max(...ys)).to.equal(plot.bottom);
    const top = plot.bottom - 0.4 * (plot.bottom - plot.top);
    expect(Math.min(...ys)).to.be.within(top - 0.01, top + 0.01);
    expect(range).to.match(/^M/);
    expect(comparisonChart(compareCurves(own, []), { width: 330, height: 220 }).range).to.equal("");
  });
});
