import { readFileSync } from "node:fs";
import { expect } from "chai";
import { costPage, costsOf } from "../../scripts/costs.ts";

const { gas } = JSON.parse(readFileSync(new URL("../../bench/gas.snapshot.json", import.meta.url), "utf8")) as {
  gas: Record<string, number>;
};
const of = (units: number, prices: Parameters<typeof costsOf>[1], what: RegExp) =>
  costsOf(units, prices).find((cost) => what.test(cost.what));

describe("what a year costs", () => {
  it("is the gas that was measured, at the price of gas", () => {
    // 1,000,000 units, 300,000 claimed, half of them first ones; a gwei of gas at 1,000 dollars is a millionth of a dollar.
    const claims = of(1_000_000, { gas: 1, byte: 0, ether: 1_000 }, /claims, the owner's first/);
    expect(claims?.times).to.equal(150_000);
    expect(Math.round(claims?.dollars ?? 0)).to.equal(Math.round((150_000 * (gas.claimFirst ?? 0)) / 1e6));
  });

  it("counts the bytes that are posted, at their own price", () => {
    // 16 levels of 32 bytes, a signature and what a claim says: measured, but never less than its parts.
    const claims = of(1_000_000, { gas: 0, byte: 1, ether: 1e9 }, /claims, later ones/);
    const bytes = (claims?.dollars ?? 0) / (claims?.times ?? 1);
    expect(bytes).to.be.within(16 * 32 + 65 + 5 * 32, 1_200);
    // A report of 65,536 units holds a bit for each.
    const reports = of(1_000_000, { gas: 0, byte: 1, ether: 1e9 }, /updates/);
    expect((reports?.dollars ?? 0) / (reports?.times ?? 1)).to.be.within(8_192, 8_192 + 400);
  });

  it("grows with the units, and is nothing where nothing is charged", () => {
    const all = (units: number) => costsOf(units, { gas: 1, byte: 1, ether: 1 }).reduce((sum, { dollars }) => sum + dollars, 0);
    expect(Math.round((1_000 * all(10_000_000)) / all(1_000_000))).to.equal(10_000);
    for (const { dollars } of costsOf(1_000_000, { gas: 0, byte: 0, ether: 3_000 })) expect(dollars).to.equal(0);
  });

  it("says its prices, and the command that takes others", () => {
    expect(costPage({ gas: 7, byte: 8, ether: 9 })).to.include("npm run costs -- --gas 7 --byte 8 --ether 9");
  });
});
