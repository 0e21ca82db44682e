import { expect } from "chai";
import { formatFixCode, parseFixCode } from "../../lib/domain/abuse-code.ts";
import { publishedCounts } from "../../lib/domain/abuse-counts.ts";
import { modelIdFromChain } from "../../lib/domain/ids.ts";

describe("codes of links for customers", () => {
  it("are read as people type them, and nothing else is", () => {
    const code = formatFixCode(Uint8Array.from([0xff, 0, 1, 2, 3, 4, 5, 6, 7, 0xfe]));
    expect(code).to.match(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(parseFixCode(code)).to.equal(code);
    expect(parseFixCode(code.toLowerCase().replaceAll("-", " "))).to.equal(code);
    expect(parseFixCode(code.replaceAll("0", "O"))).to.equal(code);
    for (const wrong of ["", "x", `${code}0`, code.slice(1), `${code.slice(0, -1)}U`, "é".repeat(16), "0".repeat(10_000)])
      expect(parseFixCode(wrong), wrong.slice(0, 20)).to.equal(null);
    expect(() => formatFixCode(new Uint8Array(9))).to.throw(RangeError);
  });
});

/** Of maker 1. */
const MAKER = 1n << 64n;

describe("counts of a week, as they are published", () => {
  it("hide numbers under 5, ascend by model with the unknown first, and leave out what is all zero", () => {
    expect(
      publishedCounts([
        { modelId: modelIdFromChain(MAKER + 9n), reported: 5, claimed: 4, remedied: 0 },
        { modelId: modelIdFromChain(MAKER + 3n), reported: 4, claimed: 1, remedied: 0 },
        { modelId: null, reported: 100, claimed: 0, remedied: 0 },
        { modelId: modelIdFromChain(MAKER + 5n), reported: 4, claimed: 0, remedied: 6 },
      ]),
    ).to.deep.equal([
      { modelId: null, reported: 100, claimed: 0, remedied: 0 },
      { modelId: modelIdFromChain(MAKER + 5n), reported: 0, claimed: 0, remedied: 6 },
      { modelId: modelIdFromChain(MAKER + 9n), reported: 5, claimed: 0, remedied: 0 },
    ]);
    expect(publishedCounts([])).to.deep.equal([]);
  });
});
