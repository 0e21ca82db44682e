import { expect } from "chai";
import { weekEnd, weekOf, weekStart } from "../../lib/domain/week.ts";

const unixTime = (text: string): number => Date.parse(text) / 1000;
const WEEK = 7 * 86_400;

describe("A week", () => {
  it("begins on Monday, 0:00 UTC", () => {
    const monday = unixTime("2026-11-23T00:00:00Z");
    expect(new Date(monday * 1000).getUTCDay()).to.equal(1);
    expect(weekOf(monday)).to.equal(weekOf(monday - 1) + 1);
    expect(weekOf(unixTime("2026-11-29T23:59:59Z"))).to.equal(weekOf(monday));
    expect(weekStart(weekOf(monday))).to.equal(monday);
  });

  it("is number 0 where Unix time begins", () => {
    expect([weekOf(0), weekOf(unixTime("1970-01-04T23:59:59Z")), weekOf(unixTime("1970-01-05T00:00:00Z"))]).to.deep.equal([0, 0, 1]);
  });

  it("holds each moment once", () => {
    for (let time = 0; time < 2 ** 40; time = time * 3 + 12_345) {
      const week = weekOf(time);
      expect(weekStart(week)).to.be.at.most(time);
      expect(weekEnd(week)).to.be.above(time);
      expect(weekEnd(week) - weekStart(week)).to.equal(WEEK);
      expect(weekStart(week + 1)).to.equal(weekEnd(week));
    }
  });
});
