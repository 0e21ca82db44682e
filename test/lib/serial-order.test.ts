import { expect } from "chai";
import { gs1TextProblem } from "../../lib/domain/gs1-text.ts";
import { compareSerials, serialProblem } from "../../lib/domain/serial-order.ts";

describe("serial order", () => {
  it("counts text character by character in ASCII", () => {
    const serials = ["a1", "U96Y29128", "U96Y28876", "10", "9", "A1", "+1"];
    expect(serials.sort(compareSerials.text)).to.deep.equal(["+1", "10", "9", "A1", "U96Y28876", "U96Y29128", "a1"]);
  });

  it("counts numbers by value, beyond what a JavaScript number holds, and keeps 7 and 007 apart", () => {
    const serials = ["10", "9", "007", "7", "99999999999999999999", "99999999999999999998", "0"];
    const sorted = ["0", "7", "007", "9", "10", "99999999999999999998", "99999999999999999999"];
    expect(serials.sort(compareSerials.numeric)).to.deep.equal(sorted);
    expect(compareSerials.numeric("7", "007")).not.to.equal(0);
  });

  it("refuses letters where serials are numbers", () => {
    expect(serialProblem("12A", "numeric")).to.match(/not a number/);
    expect(serialProblem("12A", "text")).to.equal(null);
  });
});

describe("lot and serial numbers", () => {
  const problems: [text: string, problem: string][] = [
    ["", "it is empty"],
    ["a b", "a space is not allowed in it"],
    ["a\0", "a NUL byte is not allowed in it"],
    ["a\tb", "the control character U+0009 is not allowed in it"],
    ["\u0085", "the control character U+0085 is not allowed in it"],
    ["a\ufffd", "a byte that is not UTF-8 is not allowed in it"],
    ["Ä1", '"Ä" is not allowed in it'],
    ["1#2", '"#" is not allowed in it'],
    ["😀", '"😀" is not allowed in it'],
    ["1".repeat(21), "it has 21 characters, at most 20 are allowed"],
    [".", '"." cannot stand in a web address'],
    ["..", '".." cannot stand in a web address'],
  ];
  for (const [text, problem] of problems) {
    it(`are refused with the reason: ${problem}`, () => {
      expect(gs1TextProblem(text)).to.equal(problem);
    });
  }

  it("may hold each of the 82 characters of the set, and no other of ASCII", () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    // "." alone is a step of a path; with another character it is fine.
    expect(ascii.filter((character) => gs1TextProblem(`a${character}`) === null)).to.have.length(82);
  });
});
