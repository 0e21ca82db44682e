import { readFileSync } from "node:fs";
import { expect } from "chai";

const page = readFileSync("docs/threats.md", "utf8");
const cases = page
  .split("\n")
  .filter((line) => /^\| [A-Z]-?\d/.test(line))
  .map((line) => {
    const [, id = "", , , shown = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return { id, shown };
  });

const testsOf = (shown: string) =>
  [...shown.matchAll(/`(test\/[^`]+)`: (.+?)(?=<br>|$)/g)].map(([, file = "", title = ""]) => ({ file, title }));

describe("docs/threats.md", () => {
  it("lists each case once", () => {
    expect(cases.length).to.be.greaterThan(60);
    expect(new Set(cases.map(({ id }) => id)).size).to.equal(cases.length);
  });

  for (const { id, shown } of cases) {
    it(`shows ${id} by tests that exist, or says that it is accepted or open`, () => {
      const tests = testsOf(shown);
      if (tests.length === 0) expect(shown).to.match(/^\*\*(accepted|open)\*\*: \S/);
      for (const { file, title } of tests) expect(readFileSync(file, "utf8"), `${file}: ${title}`).to.include(title);
    });
  }

  it("counts them rightly", () => {
    const count = (word: string) => cases.filter(({ shown }) => shown.startsWith(`**${word}**`)).length;
    const [accepted, open] = [count("accepted"), count("open")];
    const tested = cases.length - accepted - open;
    expect(page).to.include(`${cases.length} cases: ${tested} shown by tests, ${accepted} accepted, ${open} open.`);
  });
});
