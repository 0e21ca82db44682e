import { expect } from "chai";
import { asciiDomain, countryName, readable } from "../../app/_lib/words.ts";

describe("app/_lib/words", () => {
  it("takes marks out of a name that turn the reading order or hide letters", () => {
    expect(readable("Nor\u202ethgate\u200b Cam\u2066eras\u0000")).to.equal("Northgate Cameras");
  });

  it("never shows an empty name", () => {
    expect(readable("\u200b\u202e")).to.equal("(no name)");
  });

  it("cuts a name that would push the page apart", () => {
    expect(readable("x".repeat(5_000))).to.have.length(100);
  });

  it("shows the letters of a look-alike domain", () => {
    expect(asciiDomain("northgate.example")).to.equal("northgate.example");
    expect(asciiDomain("nоrthgate.example")).to.match(/^xn--.*\.example$/); // with a Cyrillic о
  });

  it("survives a domain or country that is none", () => {
    expect(asciiDomain("not a domain")).to.equal("not a domain");
    expect(countryName("DE")).to.equal("Germany");
    expect(countryName("??")).to.equal("??");
  });
});
