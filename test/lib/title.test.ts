import { expect } from "chai";
import { CONTEST_DAYS, isProvisional } from "../../lib/domain/title.ts";

const DAY = 86_400;

describe("title", () => {
  it("is provisional for at least fourteen days after a claim by code, to the end of that day", () => {
    const start = 20_000 * DAY;
    for (const since of [start, start + 1, start + DAY - 1]) {
      expect(isProvisional(since, since + CONTEST_DAYS * DAY)).to.equal(true);
      expect(isProvisional(since, start + 15 * DAY - 1)).to.equal(true);
      expect(isProvisional(since, start + 15 * DAY)).to.equal(false);
    }
  });
});
