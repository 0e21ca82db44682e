import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Mutant } from "../../../scripts/mutate/mutants.ts";
import { makeReport, printReport } from "../../../scripts/mutate/report.ts";
import { type Explanation, readExplanations } from "../../../scripts/mutate/survivors.ts";
import type { Verdict } from "../../../scripts/mutate/trial.ts";

const mutant = (id: number, file = "contracts/A.sol"): Mutant => ({
  id,
  file,
  function: "A.f",
  operator: "relational",
  original: `a${id} < b`,
  mutated: `a${id} <= b`,
  occurrence: 1,
  line: id,
  edit: { span: { start: 0, end: 1 }, text: "" },
});
const MUTANTS = [mutant(1), mutant(2), mutant(3, "contracts/B.sol"), mutant(4, "contracts/B.sol")];

const explain = ({ id: _, line: __, edit: ___, ...key }: Mutant): Explanation => ({
  ...key,
  reason: "no caller can pass equal values here",
});

const verdicts = (outcomes: Record<number, Verdict["outcome"]>) =>
  new Map(Object.entries(outcomes).map(([id, outcome]) => [Number(id), { outcome }]));

describe("the report of a mutation test", () => {
  it("counts the killed among those that the tests could kill", () => {
    const report = makeReport(MUTANTS, verdicts({ 1: "killed", 2: "equivalent", 3: "killed", 4: "invalid" }), []);
    expect(report).to.include({ mutants: 2, killed: 2, survived: 0, equivalent: 1, invalid: 1, score: 100 });
    expect(report.faults).to.deep.equal([]);
  });

  it("fails on a survivor that nobody explained, and shows it", () => {
    const report = makeReport(MUTANTS, verdicts({ 1: "killed", 2: "survived", 3: "killed" }), []);
    expect(report).to.include({ mutants: 3, killed: 2, survived: 1, score: 66.6 });
    expect(report.faults).to.deep.equal(["mutant 2 survives without an explanation: contracts/A.sol:2"]);
    expect(printReport(report)).to.contain("a2 <= b").and.to.contain("NOT EXPLAINED");
  });

  it("accepts an explained survivor, which still counts as alive", () => {
    const report = makeReport(MUTANTS, verdicts({ 1: "killed", 2: "survived" }), [explain(mutant(2))]);
    expect(report).to.include({ survived: 1, score: 50 });
    expect(report.faults).to.deep.equal([]);
    expect(printReport(report)).to.contain("no caller can pass equal values here");
  });

  it("does not take the explanation of another mutant", () => {
    for (const change of [{ file: "contracts/B.sol" }, { function: "A.g" }, { original: "c < d" }, { occurrence: 2 }]) {
      const { faults } = makeReport(MUTANTS, verdicts({ 2: "survived" }), [{ ...explain(mutant(2)), ...change }]);
      expect(faults).to.have.length(2);
      expect(faults[0]).to.match(/survives without an explanation/);
      expect(faults[1]).to.match(/no such mutant/);
    }
  });

  it("fails on an explanation of what is killed, and keeps quiet about what was not tried", () => {
    expect(makeReport(MUTANTS, verdicts({ 2: "killed" }), [explain(mutant(2))]).faults[0]).to.match(/explained as a survivor, but killed/);
    expect(makeReport(MUTANTS, verdicts({ 1: "killed" }), [explain(mutant(2))]).faults).to.deep.equal([]);
  });

  it("fails below the score that is asked for", () => {
    const given = [explain(mutant(2))];
    expect(makeReport(MUTANTS, verdicts({ 1: "killed", 2: "survived" }), given, 50).faults).to.deep.equal([]);
    expect(makeReport(MUTANTS, verdicts({ 1: "killed", 2: "survived" }), given, 51).faults).to.deep.equal([
      "the score is 50 %, below 51 %",
    ]);
  });

  it("fails when nothing was tried", () => expect(makeReport(MUTANTS, new Map(), []).faults).to.have.length(1));

  it("gives each file its figures", () => {
    const { files } = makeReport(MUTANTS, verdicts({ 1: "killed", 3: "killed", 4: "survived" }), []);
    expect(files["contracts/A.sol"]).to.include({ mutants: 1, score: 100 });
    expect(files["contracts/B.sol"]).to.include({ mutants: 2, score: 50 });
  });
});

describe("the explanations of survivors", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "muster-survivors-"));
    mkdirSync(join(root, "test", "mutation"), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));
  const write = (content: unknown) => writeFileSync(join(root, "test", "mutation", "survivors.json"), JSON.stringify(content));

  it("are none where there is no file", () => expect(readExplanations(root)).to.deep.equal([]));

  it("are read as they are written, the first occurrence when none is said", () => {
    const { occurrence: _, ...explanation } = explain(mutant(2));
    write([explanation]);
    expect(readExplanations(root)).to.deep.equal([{ ...explanation, occurrence: 1 }]);
  });

  it("have to give a reason, and name an operator that there is", () => {
    for (const change of [{ reason: "" }, { reason: "equivalent" }, { operator: "magic" }, { line: 3 }]) {
      write([{ ...explain(mutant(2)), ...change }]);
      expect(() => readExplanations(root), JSON.stringify(change)).to.throw(/survivors\.json/);
    }
  });
});
