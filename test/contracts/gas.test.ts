import { readFileSync } from "node:fs";
import { expect } from "chai";
import hre from "hardhat";
import { BUDGETS } from "../../bench/budgets.ts";
import { measureMuster } from "../../bench/muster.ts";

const TOLERANCE = 0.02;

// Figures that fell are welcome: `npm run bench:gas -- --write` keeps them.
describe("Gas", () => {
  it("stays within its budget and within 2 % of bench/gas.snapshot.json, verb by verb", async function () {
    if (hre.globalOptions.coverage) this.skip(); // instrumented code costs more
    const snapshot = JSON.parse(readFileSync("bench/gas.snapshot.json", "utf8")).gas as Record<string, number>;
    const measured = await measureMuster();
    expect(Object.keys(measured)).to.deep.equal(Object.keys(snapshot));
    for (const [verb, gas] of Object.entries(measured)) {
      expect(gas, verb).to.be.at.most((snapshot[verb] as number) * (1 + TOLERANCE));
      expect(gas, `${verb}, budget`).to.be.at.most(BUDGETS[verb] ?? Number.POSITIVE_INFINITY);
    }
  });
});
