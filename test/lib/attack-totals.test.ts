import { expect } from "chai";
import { ATTACK_WEEKS, attackTotals } from "../../lib/domain/attack-totals.ts";
import { lostRights } from "../../lib/domain/kinds.ts";

const row = (asn: number, week: number, reported: number, claimed = 0, remedied = 0) => ({ asn, week, reported, claimed, remedied });
const weeks = Array.from({ length: 20 }, (_, week) => week);

describe("What the last published weeks say", () => {
  it("is the sum over the newest twelve, and from how many networks", () => {
    const counts = [row(1, 19, 10, 5), row(2, 8, 7, 0, 6), row(2, 19, 5), row(3, 7, 100), row(4, 19, 0, 0, 8)];
    expect(attackTotals(weeks, counts)).to.deep.equal({
      reported: 22,
      claimed: 5,
      remedied: 14,
      networks: 2,
      from: 8,
      to: 19,
      weeks: ATTACK_WEEKS,
    });
  });

  it("looks back by weeks that anybody published, so that an old report goes away while others go on", () => {
    expect(attackTotals([3, 3, 900], [row(1, 3, 9)])).to.include({ reported: 9, from: 3, to: 900, weeks: 2 });
    expect(attackTotals([3, ...weeks.map((week) => week + 900)], [row(1, 3, 9)])).to.include({ reported: 0, networks: 0, from: 908 });
  });

  it("is nothing where nothing was published", () => {
    expect(attackTotals([], [row(1, 3, 9)])).to.deep.equal({
      reported: 0,
      claimed: 0,
      remedied: 0,
      networks: 0,
      from: null,
      to: null,
      weeks: 0,
    });
  });
});

describe("The rights that a key has lost", () => {
  it("are those that it had, each with the time of its loss, until it gets them back", () => {
    const lost = lostRights({ permissions: 256 | 64, lostAt: {} }, 64, 10);
    expect(lost).to.deep.equal({ networks: 10 });
    expect(lostRights({ permissions: 64, lostAt: lost }, 0, 20)).to.deep.equal({ networks: 10, repairs: 20 });
    expect(lostRights({ permissions: 0, lostAt: { networks: 10, repairs: 20 } }, 256, 30)).to.deep.equal({ repairs: 20 });
  });
});
