import { expect } from "chai";
import { COUNTRIES, countriesIn } from "../../lib/domain/countries.ts";
import { searchOf, searchWords } from "../../lib/domain/notice-search.ts";
import { noticeOf } from "../app/world.ts";

describe("by what a notice is found", () => {
  it("is every word that people read in it, whole and in parts, in small letters", () => {
    const { words } = searchOf(
      noticeOf({
        hazard: "Überhitzung! See CVE-2016-10401,\nthe owner's manual and ﬁrmware 1.2.3.",
        vulnerabilities: [{ id: "CVE-2017-7921" }],
        sold: { by: "Brückner & Söhne" },
      }),
    );
    for (const word of ["überhitzung", "cve-2016-10401", "2016", "10401", "owner's", "firmware", "1.2.3", "cve-2017-7921", "söhne"])
      expect(words, word).to.include(word);
    expect(words).to.not.include("muster-notice").and.not.include("&");
    expect(new Set(words).size).to.equal(words.length);
  });

  it("is asked for in the same form, whatever else is typed", () => {
    expect(searchWords("CVE-2016-10401")).to.deep.equal(["cve-2016-10401"]);
    expect(searchWords("ÜBER")).to.deep.equal(["über"]);
    expect(searchWords("' | ! & :* <-> \\ %")).to.deep.equal([]);
    expect(searchWords("x".repeat(65))).to.deep.equal([]);
  });
});

describe("countries of sale", () => {
  it("are read from their names, in English and the notice's language, and from codes", () => {
    expect(countriesIn("Online and in shops in Deutschland, Österreich, the UK and Norway", "de")).to.deep.equal(["AT", "DE", "GB", "NO"]);
    expect(countriesIn("In the USA, U.S. territories excluded, and NL", "en")).to.deep.equal(["NL", "US"]);
    expect(countriesIn("DE, FR; AT", "en")).to.deep.equal(["AT", "DE", "FR"]);
    expect(countriesIn("Norway", "abcd-1-xyzzyxyz"), "no language").to.deep.equal(["NO"]);
    expect(countriesIn("", "en")).to.deep.equal([]);
  });

  it("are not found inside other names and words", () => {
    expect(countriesIn("Guinea-Bissau", "en")).to.deep.equal(["GW"]);
    expect(countriesIn("Nigeria and the Romanian coast", "en")).to.deep.equal(["NG"]);
    expect(countriesIn("SOLD IN SHOPS AS IT IS", "en"), "words in capitals are no codes").to.deep.equal([]);
  });

  it("are those of today", () => {
    expect(COUNTRIES).to.include.members(["DE", "US", "GB", "CZ", "XK"]);
    expect(COUNTRIES.length).to.be.within(245, 252);
    for (const past of ["DD", "SU", "YU", "UK", "EU"]) expect(COUNTRIES, past).to.not.include(past);
  });
});
