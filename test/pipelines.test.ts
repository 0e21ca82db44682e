import { spawnSync } from "node:child_process";
import { expect } from "chai";

/** Everything is compiled without the IR, into .muster/legacy; see hardhat.config.ts. */
const env = { ...process.env, MUSTER_PIPELINE: "legacy", FORCE_COLOR: "0" };

function run(command: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", env });
  expect(status, `${stdout}${stderr}`).to.equal(0);
  return stdout;
}

// The gas figures are those of the code that is deployed, so they are left out.
describe("The compiler's legacy pipeline", function () {
  this.timeout(900_000);

  it("builds contracts that pass the same tests as those that are deployed", () => {
    run("hardhat", ["build", "--quiet", "--no-tests"]);
    const report = run("mocha", ["test/contracts/**/*.test.ts", "--ignore", "test/contracts/gas.test.ts"]);
    expect(report).to.match(/^[1-9]\d* passed, 0 failed$/m);
  });
});
