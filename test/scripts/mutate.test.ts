import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { mutantsOf, readProject } from "../../scripts/mutate/project.ts";
import type { Report } from "../../scripts/mutate/report.ts";

function mutate(...args: string[]): { status: number | null; output: string; report: Report } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/mutate.ts", "--json", ...args], { encoding: "utf8" });
  const last = stdout.trimEnd().split("\n").at(-1) ?? "";
  return { status, output: `${stdout}${stderr}`, report: last.startsWith("{") ? JSON.parse(last) : undefined };
}

describe("npm run mutate", function () {
  this.timeout(1_200_000); // minutes on a busy machine

  describe("on a toy whose tests run every line", () => {
    let toy: string;
    before(() => {
      mkdirSync("cache", { recursive: true });
      toy = mkdtempSync("cache/toy-");
      cpSync("test/fixtures/toy", toy, { recursive: true });
    });
    after(() => rmSync(toy, { recursive: true }));
    const edit = (file: string, change: (text: string) => string): void => {
      const path = join(toy, file);
      writeFileSync(path, change(readFileSync(path, "utf8")));
    };

    it("finds what the tests do not notice, and fails", () => {
      const { status, output, report } = mutate("--project", toy, "--jobs", "1", "--min-score", "95");
      expect(status, output).to.equal(1);
      const alive = report.survivors.map(({ mutated }) => mutated);
      expect(alive).to.include.members([
        "uint256 private constant ROOM = 11",
        "require(true, ToyRefused(0))",
        "total + amount <= ROOM",
        "total + amount < ROOM",
        "amountOf[msg.sender] = amount",
        "function empty() external {",
      ]);
      expect(alive).not.to.include.members(["total -= amount", "amount != 0", "i < last"]);
      expect(report.score).to.be.within(40, 60);
      expect(report.equivalent).to.equal(0);
      expect(report.faults.at(-1)).to.match(/below 95 %/);
      expect(readdirSync(join(toy, "cache"))).to.deep.equal([]);
    });

    it("is not taken in by tests that one mutant turns against the next", async () => {
      const all = mutantsOf(await readProject(resolve(toy)));
      const idOf = (change: string): number => all.find(({ mutated }) => mutated === change)?.id ?? 0;
      const [killed, alive] = [idOf("total -= amount"), idOf("amountOf[msg.sender] = amount")];
      // Once it has failed, it goes on failing: whoever comes later would look killed.
      edit("test/contracts/toy.test.ts", (text) =>
        text
          .replace("const deploy", "let spoiled = false;\nconst deploy")
          .replace('"counts what is added", async () => {', "$&\n    if (spoiled) throw new Error();\n    spoiled = true;")
          .replace('await toy.getFunction("empty")();', "$&\n    spoiled = false;"),
      );
      const { output, report } = mutate("--project", toy, "--jobs", "1", "--only", `${killed}`, "--only", `${alive}`);
      expect(
        report?.survivors.map(({ id }) => id),
        output,
      ).to.deep.equal([alive]);
      expect(report.killed, output).to.equal(1);
    });

    it("refuses to judge by tests that fail anyway", () => {
      edit("test/contracts/toy.test.ts", (text) => text.replace("to.equal(6)", "to.equal(7)"));
      const { status, output, report } = mutate("--project", toy, "--only", "1");
      expect(status).to.equal(1);
      expect(output).to.match(/the tests fail on the contracts as they are.*\nToy sums up/);
      expect(report).to.equal(undefined);
    });
  });

  // One mutant of every operator, others whenever a contract changes: the seed comes from the sources, so that a commit
  // has one result. All of them: `npm run mutate`, before contracts or their tests change much.
  it("finds no survivor without an explanation in a sample of the contracts' mutants", () => {
    const { status, output, report } = mutate("--sample", "0");
    expect(status, output).to.equal(0);
    expect(report.killed).to.be.greaterThan(15);
  });
});
