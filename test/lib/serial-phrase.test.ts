import { expect } from "chai";
import { readSerialPhrase } from "../../lib/domain/serial-phrase.ts";
import { describeItem, undecided } from "../../lib/domain/serial-reading.ts";

/** What was read, in words, and what was left, marked. */
const read = (phrase: string, subject: "serial" | null = "serial"): string[] => {
  const { items, leftovers, outcome } = readSerialPhrase(phrase, subject);
  for (const { text, at } of [...leftovers, ...items.map(({ words }) => words)])
    expect(phrase.slice(at, at + text.length), "words stand where they are said to stand").to.equal(text);
  return [outcome, ...items.map(describeItem), ...leftovers.map(({ text }) => `? ${text}`)];
};

describe("phrases of serials, understood", () => {
  const known: [phrase: string, ...items: string[]][] = [
    ["U96Y28876 through U96Y29128", "serials U96Y28876 to U96Y29128"],
    ["beginning with 12J, 12K", "serials beginning with 12J", "serials beginning with 12K"],
    ["24003xx", "serials beginning with 24003, 7 characters long"],
    ["24x03", "serials of the form 24x03, x being any one character"],
    ["between 1000 and 2000 inclusive", "serials 1000 to 2000"],
    ["serial numbers 1234, 1236", "serial 1234", "serial 1236"],
    ["Serial Nos. 1234,1236 and 99", "serial 1234", "serial 1236", "serial 99"],
    ["ending in 7A or 7B", "serials ending with 7A", "serials ending with 7B"],
    ["S/N 5512*", "serials beginning with 5512"],
    ["starting with AB or AC", "serials beginning with AB", "serials beginning with AC"],
    ["beginning with 1101 through 1112", "serials beginning with 1101 to 1112"],
    ["100–200; 500 and higher", "serials 100 to 200", "serials from 500 on"],
    ["300 and lower", "serials up to 300"],
    ["up to and including 300", "serials up to 300"],
    ["A-1 - A-9", "serials A-1 to A-9"],
    ["units with serial numbers from 100 up to and including 200 (inclusive).", "serials 100 to 200"],
    ["24003xx through 24005xx, except 2400411", "serials beginning with 24003 to 24005, 7 characters long", "without serial 2400411"],
    ["beginning with 12J; 1400 to 1500", "serials beginning with 12J", "serials 1400 to 1500"],
    ['"24003XX" and "A*1"', "serial 24003XX", "serial A*1"],
    [
      "Serial numbers (S/N): A1 to A9 and B1 to B9, made from March 2010 through June 5, 2011; date codes 1012 through 1105; lot L2409",
      "serials A1 to A9",
      "serials B1 to B9",
      "made 2010-03-01 to 2011-06-05",
      "date code 1012 to 1105",
      "lot L2409",
    ],
    ["models C21, C31", "model C21", "model C31"],
    ["manufactured in February 2012", "made 2012-02-01 to 2012-02-29"],
    ["made between 2003 and 2005", "made 2003-01-01 to 2005-12-31"],
    ["made on 2016-03-01", "made 2016-03-01"],
  ];
  for (const [phrase, ...items] of known) {
    it(phrase, () => {
      expect(read(phrase)).to.deep.equal(["fully", ...items]);
    });
  }
});

describe("phrases of serials, not guessed", () => {
  const doubtful: [phrase: string, ...found: string[]][] = [
    ["17L 0000000 000 to 20F 9999999 999", "refused", "? 17L 0000000 000 to 20F 9999999 999"],
    ["24003XX", "refused", "? 24003XX"],
    ["24#03", "refused", "? 24#03"],
    ["1,234", "refused", "? 1,234"],
    ["100-200", "refused", "? 100-200"],
    ["before 1234", "refused", "? before 1234"],
    ["not 1234", "refused", "? not 1234"],
    ["all but the blue ones", "refused", "? but the blue ones"],
    ["18 V 4Ah Battery, 1234", "partly", "serial 1234", "? 18 V 4Ah Battery"],
    ["beginning with 12 and ending in A", "partly", "serials beginning with 12", "? ending in A"],
    ["beginning with 12J, 1400 to 1500, 13A", "partly", "serials beginning with 12J", "? 1400 to 1500", "? 13A"],
    ["24003xx to 2400500", "refused", "? 24003xx to 2400500"],
    ["ending in 7xA", "refused", "? 7xA"],
    ["made in 03/04/2012", "refused", "? 03/04/2012"],
    ["made on 2012-02-30", "refused", "? on 2012-02-30"],
    ["made between 2005 and 2003", "refused", "? between 2005 and 2003"],
    ["NO 12", "refused", "? NO 12"],
    ["A 12", "refused", "? A 12"],
    ["", "refused"],
    ["except 1234", "refused", "without serial 1234"],
  ];
  for (const [phrase, ...found] of doubtful) {
    it(phrase || "an empty phrase", () => {
      expect(read(phrase)).to.deep.equal(found);
    });
  }

  it("says of each word that is left why it was left", () => {
    const [only] = readSerialPhrase("100-200").leftovers;
    expect(only?.why).to.equal('it may be one number or a range; write "to" between the ends, or quotes around it');
  });

  it("takes numbers of prose for serials only after a heading that says so", () => {
    expect(read("Ladder 300, serial number 300", null)).to.deep.equal(["partly", "serial 300", "? Ladder 300"]);
  });

  it("asks a person about what serials do not tell, until it is set aside in its very words", () => {
    const reading = readSerialPhrase("models C21, C31 with serial numbers 100 to 200");
    expect(undecided(reading, []).map(({ text }) => text)).to.deep.equal(["C21", "C31"]);
    expect(undecided(reading, ["c21", "C31"]).map(({ text }) => text)).to.deep.equal(["C21"]);
    expect(undecided(reading, ["C21", "C31"])).to.deep.equal([]);
  });

  it("reads phrases that were made to hold it up, in no time", () => {
    const started = performance.now();
    for (const phrase of [
      "1".repeat(19_999),
      "1 ".repeat(9_999),
      "beginning with ".repeat(1_300),
      '"'.repeat(19_999),
      "1 to ".repeat(3_999),
    ])
      readSerialPhrase(phrase);
    expect(performance.now() - started).to.be.lessThan(5_000);
    expect(readSerialPhrase("1".repeat(20_001)).outcome).to.equal("refused");
  });
});
