import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** At a size at which its figures mean nothing, so that they keep working as the indexer changes. */
describe("bench and harness of the indexer", function () {
  this.timeout(400_000);

  /** The line of figures with which a program ends. */
  const figuresOf = (...args: string[]): Record<string, unknown> => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, "--json"], { encoding: "utf8" });
    expect(status, stdout + stderr).to.equal(0);
    return JSON.parse(stdout.trimEnd().split("\n").at(-1) as string) as Record<string, unknown>;
  };

  it("ends with its figures", () => {
    const figures = figuresOf("bench/index.ts", "--acts", "40", "--live", "8", "--polling", "100");
    expect(Object.keys(figures)).to.deep.equal(["events", "eventsPerSecond", "lagMsP50", "lagMsP99"]);
    for (const value of Object.values(figures)) expect(value).to.be.greaterThan(0);
  });

  it("finds every table as a clean replay has it, after kills and reorgs", () => {
    const figures = figuresOf("bench/index-faults.ts", "--kills", "2", "--reorgs", "3", "--depth", "6");
    expect(figures).to.deep.include({ kills: 2, reorgs: 3, different: [] });
    expect(figures.rows).to.be.greaterThan(200);
  });
});
