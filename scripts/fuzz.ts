// npm run fuzz: the Solidity tests with 10,000 tries of every property and 313 runs of 150 calls for every invariant,
// or with as many as MUSTER_FUZZ_RUNS says.
import { spawnSync } from "node:child_process";

const runs = process.env.MUSTER_FUZZ_RUNS ?? "10000";
const started = Date.now();
const { status } = spawnSync("hardhat", ["test", "solidity", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, MUSTER_FUZZ_RUNS: runs },
});
console.log(`${runs} tries of every property in ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = status ?? 1;
