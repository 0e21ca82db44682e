import { expect } from "chai";
import { asNumber, formatAsn, parseAsn } from "../../lib/domain/ids.ts";

describe("The number of a network", () => {
  it("is read with and without the letters that people write before it", () => {
    expect([parseAsn("64500"), parseAsn("AS64500"), parseAsn("as64500")]).to.deep.equal([64_500, 64_500, 64_500]);
    expect(formatAsn(asNumber(4_294_967_295))).to.equal("AS4294967295");
  });

  it("has 32 bits and is not 0", () => {
    for (const text of ["0", "4294967296", "-1", "1.10", "AS", "ASAS1", "AS 1", " 1", "1e3", "064500", ""])
      expect(() => parseAsn(text), JSON.stringify(text)).to.throw("network");
  });
});
