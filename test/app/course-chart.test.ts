import { expect } from "chai";
import { type CourseFigures, courseChart, figuresOf, isFarAbove } from "../../app/_lib/course-chart.ts";

const DAY = 86_400;
const START = Date.parse("2026-10-20T00:00:00Z") / 1000;
const day = (number: number, involved: number, claimed: number, acknowledged: number, fixed: number): CourseFigures => ({
  ...{ day: START + number * DAY, involved, claimed, acknowledged, fixed },
});
const SIZE = { width: 700, height: 300 };
const days = [day(0, 100, 40, 0, 0), day(3, 100, 50, 10, 5), day(10, 120, 50, 20, 30)];

/** Points of a path of steps, which has whole straight pieces only. */
const points = (path: string): number[][] =>
  path
    .slice(1)
    .split("L")
    .map((pair) => pair.split(",").map(Number));

describe("the picture of a recall's course", () => {
  it("draws steps: a figure holds until the day of the next", () => {
    const { lines, plot } = courseChart(days, SIZE);
    const fixed = points(lines.find(({ line }) => line === "fixed")?.path ?? "");
    expect(fixed.map(([x]) => Math.round(x as number))).to.deep.equal(
      [0, 3, 3, 10, 10].map((at) => Math.round(plot.left + ((plot.right - plot.left) * at) / 10)),
    );
    const [y0, y1, y2, y3, y4] = fixed.map(([, y]) => y as number) as [number, number, number, number, number];
    expect([y0, y1, y2, y3]).to.deep.equal([plot.bottom, plot.bottom, y2, y2]);
    expect([y2 < plot.bottom, y4 < y3]).to.deep.equal([true, true]);
  });

  it("keeps every line inside the plot, and the wider above the narrower", () => {
    const { lines, plot } = courseChart(days, SIZE);
    expect(lines.map(({ line }) => line)).to.deep.equal(["involved", "claimed", "acknowledged", "fixed"]);
    for (const { path } of lines)
      for (const [x, y] of points(path)) {
        expect(x).to.be.within(plot.left, plot.right);
        expect(y).to.be.within(plot.top, plot.bottom);
      }
    const ends = lines.filter(({ line }) => line !== "fixed").map(({ y }) => y);
    expect(ends).to.deep.equal(ends.toSorted((a, b) => a - b));
  });

  it("leaves out the line of the affected where it would press all others to the ground", () => {
    const wide = [day(0, 10_500, 40, 0, 0), day(3, 10_500, 50, 10, 5)];
    expect(courseChart(wide, SIZE).lines.map(({ line }) => line)).to.deep.equal(["claimed", "acknowledged", "fixed"]);
    expect([isFarAbove(wide), isFarAbove(days)]).to.deep.equal([true, false]);
  });

  it("keeps labels apart and on whole counts and days", () => {
    const crowded = [day(0, 4, 1, 0, 0), day(9, 4, 1, 1, 1)];
    const { labels, xTicks, yTicks, plot } = courseChart(crowded, SIZE);
    const places = labels.map(({ y }) => y).sort((a, b) => a - b);
    for (const [i, y] of places.entries()) if (i > 0) expect(y - (places[i - 1] as number)).to.be.at.least(17.9);
    expect(places[0]).to.be.at.least(plot.top - 1);
    expect(yTicks.every(({ count }) => Number.isInteger(count))).to.equal(true);
    expect(xTicks.every(({ day: at }) => at % DAY === 0)).to.equal(true);
    expect(xTicks.length).to.be.within(2, 12);
  });

  it("names two days at least, however short the course and narrow the picture", () => {
    for (const length of [1, 2, 5, 9, 10, 40, 400]) {
      const { xTicks, plot } = courseChart([day(0, 4, 1, 0, 0), day(length, 4, 1, 1, 1)], { width: 250, height: 230 });
      expect(xTicks.length, `${length} days`).to.be.at.least(2);
      for (const { x } of xTicks) expect(x).to.be.within(plot.left, plot.right);
    }
  });

  it("leaves room for the numbers beside it, however large they are", () => {
    const few = courseChart(days, SIZE);
    const many = courseChart([day(0, 2_500_000, 900_000, 0, 0), day(3, 2_500_000, 900_000, 0, 0)], SIZE);
    expect(many.yTicks.at(-1)?.count).to.equal(2_500_000);
    expect(many.plot.left).to.be.at.least(8 + 7 * "2,500,000".length);
    expect(few.plot.left).to.be.below(many.plot.left);
  });

  it("stands on the counts of the register, however fixed devices were shown to be so", () => {
    const remedied = { owner: 1, repairer: 2, maker: 3, device: 4 };
    const counts = { involved: 20, claimed: 15, acknowledged: 12, remedied, removed: 0 };
    const course = { recallId: 1, until: START, asOf: { number: 1, timestamp: START }, days: [{ day: START, ...counts }] };
    expect(figuresOf(course)).to.deep.equal([day(0, 20, 15, 12, 10)]);
  });

  it("is drawn of counts that are all zero as well", () => {
    const { lines, plot } = courseChart([day(0, 0, 0, 0, 0), day(1, 0, 0, 0, 0)], SIZE);
    for (const { path } of lines) for (const [, y] of points(path)) expect(y).to.equal(plot.bottom);
  });
});
