import { expect } from "chai";
import { baseScoreV3, severityWordV3 } from "../../lib/domain/cvss.ts";

describe("a CVSS 3 base score", () => {
  // From published records: CVE-2017-16725, CVE-2021-32934, CVE-2023-1748, and the examples of FIRST's user guide.
  const cases: [vector: string, score: number][] = [
    ["CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8],
    ["CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N", 9.1],
    ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:L", 9.3],
    ["CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:N", 5.4],
    ["CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1],
    ["CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 4.2],
    ["CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9],
    ["CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0],
  ];
  for (const [vector, score] of cases)
    it(`of ${vector} is ${score}`, () => {
      expect(baseScoreV3(vector)).to.equal(score);
    });

  it("is not given to what is no complete vector of version 3", () => {
    for (const vector of [
      "",
      "CVSS:2.0/AV:N/AC:L/Au:N/C:P/I:P/A:P",
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:X",
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/I:H",
      "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P",
    ])
      expect(baseScoreV3(vector), vector).to.equal(null);
  });

  it("has the bands of the standard", () => {
    expect([0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9].map(severityWordV3)).to.deep.equal("NONE LOW LOW MEDIUM MEDIUM HIGH HIGH CRITICAL".split(" "));
  });
});
