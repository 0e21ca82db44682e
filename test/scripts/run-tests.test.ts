import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

const WELL = "";
const FAULTY = "throw new Error('a fault')";
/** Fails once, and then no more. */
const ACCIDENT = `
  const { existsSync, writeFileSync } = require("node:fs");
  if (existsSync(__filename + ".ran")) return;
  writeFileSync(__filename + ".ran", "");
  throw new Error("an accident");
`;

describe("the run of all tests", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-runs-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Runs files with one test each. @returns the exit code, and the last lines. */
  const run = (bodies: string[]): { code: number | null; last: string[] } => {
    for (const [n, body] of bodies.entries()) writeFileSync(join(dir, `${n}.test.cjs`), `it("is test ${n}", () => {${body}});`);
    const script = `import { runTwice } from "./scripts/run-tests.ts"; process.exit(await runTwice([${JSON.stringify(`${dir}/*.test.cjs`)}]));`;
    const { status, stdout } = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script], { encoding: "utf8" });
    return { code: status, last: stdout.trimEnd().split("\n").slice(-2) };
  };

  it("is over when nothing failed", () => {
    const { code, last } = run([WELL, WELL]);
    expect(code).to.equal(0);
    expect(last.at(-1)).to.equal("2 passed, 0 failed");
  });

  it("fails with what fails twice", () => {
    const { code, last } = run([WELL, FAULTY]);
    expect(code).to.equal(1);
    expect(last.at(-1)).to.equal("0 passed, 1 failed");
  });

  it("names what failed at first only", () => {
    const { code, last } = run([ACCIDENT, WELL]);
    expect(code).to.equal(0);
    expect(last[0]).to.match(/^Failed at first, and not when run once more by themselves: .*0\.test\.cjs$/);
    expect(last[1]).to.equal("2 passed, 0 failed");
  });

  it("fails with the fault among the accidents", () => {
    expect(run([ACCIDENT, FAULTY]).code).to.equal(1);
  });

  it("takes many failures for faults at once", () => {
    const { code, last } = run([ACCIDENT, ACCIDENT, ACCIDENT, ACCIDENT]);
    expect(code, "mocha counts them").to.equal(4);
    expect(last.at(-1)).to.equal("0 passed, 4 failed");
  });
});
