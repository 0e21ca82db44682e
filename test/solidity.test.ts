import { spawnSync } from "node:child_process";
import { expect } from "chai";

describe("Solidity tests", function () {
  this.timeout(900_000);

  it("pass under Hardhat's own runner, fuzz tests included", () => {
    const { status, stdout, stderr } = spawnSync("hardhat", ["test", "solidity"], {
      encoding: "utf8",
      env: { ...process.env, FORCE_COLOR: "0" },
    });
    expect(status, `${stdout}${stderr}`).to.equal(0);
    expect(stdout).to.match(/[1-9]\d* passing/);
  });
});
