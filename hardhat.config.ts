import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

// The same compiler and settings everywhere: what is tested is what is deployed. The compiler is npm's, so that a
// build needs no download. `MUSTER_PIPELINE=legacy` compiles all without the IR, into a folder of its own, to see that
// both pipelines agree.
const compiler = (viaIR: boolean) => ({
  version: "0.8.37",
  path: require.resolve("solc/soljson.js"),
  settings: { evmVersion: "osaka", viaIR, optimizer: { enabled: true, runs: 1000 } },
});
const ir = process.env.MUSTER_PIPELINE !== "legacy";

// The IR pipeline makes the two large contracts smaller, and claims, which are what owners pay for, cheaper. For the
// others it would mostly be slower.
const profile = {
  compilers: [compiler(false)],
  overrides: Object.fromEntries(["Devices", "Recalls"].map((name) => [`contracts/${name}.sol`, compiler(ir)])),
};

// How often the Solidity tests try a property: enough to see a fault in every run of the tests; `npm run fuzz` asks for
// more.
const fuzzRuns = Number(process.env.MUSTER_FUZZ_RUNS ?? 256);

export default defineConfig({
  plugins: [toolbox],
  solidity: {
    profiles: { default: profile, production: profile },
    // Governance is OpenZeppelin's contract as it is.
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913P256Verifier.sol",
    ],
  },
  paths: {
    tests: { mocha: "test/contracts", solidity: "test/solidity" },
    ...(ir ? {} : { artifacts: ".muster/legacy/artifacts", cache: ".muster/legacy/cache" }),
  },
  test: {
    solidity: {
      fuzz: { runs: fuzzRuns },
      invariant: { runs: Math.ceil(fuzzRuns / 32), depth: 150, failOnRevert: true, shrinkRunLimit: 100 },
      fsPermissions: { readDirectory: ["test/vectors"] },
    },
  },
  // Types of the contracts for the tests, made at each build. Their style is not ours.
  typechain: { tsNocheck: true },
  networks: {
    // A node on this machine that signs with its own unlocked accounts; `npm run demo` and the tests start one.
    local: { type: "http", url: process.env.MUSTER_RPC_URL ?? "http://127.0.0.1:8545" },
    // Any EVM network: `npx hardhat keystore set MUSTER_RPC_URL` and `… MUSTER_DEPLOYER_KEY`. There is no default key.
    live: { type: "http", url: configVariable("MUSTER_RPC_URL"), accounts: [configVariable("MUSTER_DEPLOYER_KEY")] },
  },
});
