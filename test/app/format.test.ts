import { expect } from "chai";
import { formatCount, formatDay, formatMoment, formatRange, formatShare, formatUnits, formatWait, shorten } from "../../app/_lib/format.ts";

describe("app/_lib/format", () => {
  it("groups digits and agrees in number", () => {
    expect(formatCount(4_300_000)).to.equal("4,300,000");
    expect(formatUnits(1)).to.equal("1 device");
    expect(formatUnits(0)).to.equal("0 devices");
    expect(formatUnits(2, "batch", "batches")).to.equal("2 batches");
  });

  it("never rounds a share to none or all unless it is none or all", () => {
    expect(formatShare(0)).to.equal("0%");
    expect(formatShare(1 / 1_000_000)).to.equal("<0.1%");
    expect(formatShare(0.001)).to.equal("0.1%");
    expect(formatShare(0.375)).to.equal("37.5%");
    expect(formatShare(0.9989)).to.equal("99.9%");
    expect(formatShare(999_999 / 1_000_000)).to.equal(">99.9%");
    expect(formatShare(1)).to.equal("100%");
  });

  it("has no share of nothing", () => {
    expect(formatShare(null)).to.equal("–");
  });

  it("writes times in UTC, whatever the machine's zone", () => {
    const lastSecond = Date.UTC(2026, 2, 4, 23, 59, 59) / 1000;
    expect(formatDay(lastSecond)).to.equal("4 Mar 2026");
    expect(formatMoment(lastSecond)).to.equal("4 Mar 2026, 23:59 UTC");
  });

  it("names a range of units as people count it", () => {
    expect(formatRange(0, 2_499, 2_500)).to.equal("all 2,500 units");
    expect(formatRange(0, 7_999, 10_000)).to.equal("units 0 to 7,999");
    expect(formatRange(7, 7, 10)).to.equal("unit 7");
    expect(formatRange(0, 0, 1)).to.equal("all 1 unit");
  });

  it("shortens long values at both ends and leaves short ones whole", () => {
    expect(shorten("0x1234567890abcdef")).to.equal("0x1234…cdef");
    expect(shorten("0x12345678")).to.equal("0x12345678");
  });

  it("says how long a wait still is, never too short", () => {
    expect([0, -5, 1, 60, 61, 3_600, 3_660, 86_400, 3 * 86_400 - 1].map(formatWait)).to.deep.equal([
      "0 minutes",
      "0 minutes",
      "1 minute",
      "1 minute",
      "2 minutes",
      "1 hour",
      "1 hour 1 minute",
      "1 day",
      "3 days",
    ]);
  });
});
