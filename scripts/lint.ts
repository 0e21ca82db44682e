// Every static check of the project, one after another; all of them run, and any fault fails the command.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { importFaults } from "./checks/imports.ts";
import { lockfileFaults } from "./checks/lockfile.ts";
import { compileContracts } from "./setup.ts";

compileContracts(); // the tests are checked against the contracts' types

const solidity = globSync("{contracts,test/solidity}/**/*.sol");

const commands: [what: string, command: string, args: string[]][] = [
  ["Biome (lint and format)", "biome", ["check", "--error-on-warnings", "."]],
  ["types", "tsc", ["--noEmit", "-p", "tsconfig.json"]],
  ["types of the app", "tsc", ["--noEmit", "-p", "tsconfig.next.json"]],
  ["types of the indexer", "tsc", ["--noEmit", "-p", "indexer/tsconfig.json"]],
  ["solhint", "solhint", ["--disc", "--max-warnings", "0", "contracts/**/*.sol"]],
  ["Solidity format", "prettier", ["--plugin", "prettier-plugin-solidity", "--check", "--log-level", "warn", ...solidity]],
  ["unused files, exports and packages", "knip", ["--no-progress"]],
  ["generated files", process.execPath, ["scripts/generate.ts", "--check"]],
];
const checks: [what: string, faults: () => string[]][] = [
  ["import direction", importFaults],
  ["lockfile", lockfileFaults],
];

let failed = false;
const report = (what: string, output: string): void => {
  failed ||= output !== "";
  console.log(`${output === "" ? "ok    " : "FAILED"}  ${what}${output === "" ? "" : `\n${output}`}`);
};

for (const [what, command, args] of commands) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, FORCE_COLOR: "0" } });
  report(what, status === 0 ? "" : error ? error.message : `${stdout}${stderr}`.trim() || `exit code ${status}`);
}
for (const [what, faults] of checks) report(what, faults().join("\n"));
process.exitCode = failed ? 1 : 0;
