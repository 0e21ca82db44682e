import { expect } from "chai";
import { calendarOf, monthTotal, trendChart } from "../../app/_lib/trend-chart.ts";
import { monthOf, nextMonth, trendOf } from "../../lib/domain/trend.ts";

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;
const opened = [
  { openedAt: at("2025-11-30"), measure: "recall", involved: 100 },
  { openedAt: at("2026-02-01"), measure: "recall", involved: 5 },
  { openedAt: at("2026-02-03"), measure: "recall", involved: 7 },
  { openedAt: at("2026-02-28"), measure: "safety-warning", involved: 20 },
] as const;

describe("recalls over time", () => {
  it("are counted by month and measure, from the first month to the last, also where there was none", () => {
    const months = trendOf(opened);
    expect(months.map(({ month }) => month)).to.deep.equal(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(months.map((month) => [monthTotal(month, "recalls"), monthTotal(month, "devices")])).to.deep.equal([
      [1, 100],
      [0, 0],
      [0, 0],
      [3, 32],
    ]);
    expect(months.at(-1)?.["safety-warning"]).to.deep.equal({ recalls: 1, devices: 20 });
    expect(trendOf([])).to.deep.equal([]);
    expect([nextMonth("2025-12"), monthOf(at("2024-02-29"))]).to.deep.equal(["2026-01", "2024-02"]);
  });

  it("stand on each other in a picture, each as high as its count, inside the plot", () => {
    const { bars, plot, yTicks, xTicks } = trendChart(trendOf(opened), "devices", { width: 330, height: 200 });
    const height = (month: string) => bars.filter((bar) => bar.month === month).reduce((sum, bar) => sum + bar.height, 0);
    expect(height("2026-02") / height("2025-11")).to.be.within(0.32 - 1e-9, 0.32 + 1e-9);
    for (const { x, y, width, height: high } of bars) {
      expect([x >= plot.left, x + width <= plot.right, y >= plot.top - 1e-9, y + high <= plot.bottom + 1e-9]).to.not.include(false);
    }
    expect(bars.filter(({ month }) => month === "2025-12")).to.deep.equal([]);
    expect(yTicks.every(({ count }) => Number.isInteger(count))).to.equal(true);
    expect(xTicks.length).to.be.within(1, 4);
  });

  it("name no more months than there is room for", () => {
    const many = trendOf([
      { openedAt: at("2016-01-01"), measure: "recall", involved: 1 },
      { openedAt: at("2026-01-01"), measure: "recall", involved: 1 },
    ]);
    const { xTicks } = trendChart(many, "recalls", { width: 330, height: 200 });
    expect(many.length).to.equal(121);
    expect(xTicks.length).to.be.within(2, 5);
  });

  it("fill a calendar of whole years, newest first", () => {
    const calendar = calendarOf(trendOf(opened));
    expect(calendar.map(({ year }) => year)).to.deep.equal(["2026", "2025"]);
    expect(calendar[0]?.months.map((month) => month && monthTotal(month, "recalls")).slice(0, 3)).to.deep.equal([0, 3, null]);
    expect(calendar[1]?.months.filter((month) => month === null)).to.have.length(10);
  });
});
