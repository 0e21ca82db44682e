import { expect } from "chai";
import { releasesMeant, versionClaim } from "../../lib/domain/version-range.ts";

const RELEASES = [
  { sequence: 1, version: "1.0.4" },
  { sequence: 2, version: "1.9.0" },
  { sequence: 5, version: "1.10.0" },
];
const meant = (text: string | undefined, releases = RELEASES): string => {
  const verdict = releasesMeant(versionClaim(text), releases);
  return verdict.kind === "some" ? verdict.sequences.join(" ") : verdict.kind;
};

describe("a version range", () => {
  it("of everything, or of nothing said, means all releases", () => {
    for (const text of [undefined, "", "*", "-", "vers:all/*", "all versions"]) expect(meant(text), text).to.equal("all");
  });

  it("that names releases is ordered by their sequence numbers, never by the strings", () => {
    expect(meant("<1.10.0")).to.equal("1 2");
    expect(meant("<= 1.10.0")).to.equal("1 2 5");
    expect(meant(">=1.9.0")).to.equal("2 5");
    expect(meant(">1.0.4|<1.10.0")).to.equal("2");
    expect(meant("vers:generic/>=0|<1.9.0")).to.equal("1");
    expect(meant("1.9.0")).to.equal("2");
    expect(meant("=1.0.4,1.10.0")).to.equal("1 5");
    expect(meant("<1.0.4")).to.equal("");
  });

  it("of semantic versions is ordered by them where the source says that they are", () => {
    expect(meant("vers:semver/<1.9.5")).to.equal("1 2");
    expect(meant("vers:semver/>=1.0.5|<1.9.0|>=1.9.1|<2.0.0")).to.equal("5");
    expect(meant("vers:semver/<1.9.5", [...RELEASES, { sequence: 6, version: "spring" }])).to.equal("unclear");
  });

  it("is a question when its bounds are no releases: strings have no order", () => {
    for (const text of ["<1.9.5", "< august 28", "0 < 9.8.12", "9.9.9", "1.0.4|9.9.9", "* (with nossl tag)", "<*", `<${"9".repeat(600)}`])
      expect(meant(text), text).to.equal("unclear");
    expect(meant("<1.9.0", [])).to.equal("unclear");
    expect(meant("<2", [RELEASES[0], { sequence: 2, version: "2" }, { sequence: 3, version: "2" }] as typeof RELEASES)).to.equal("unclear");
  });
});
