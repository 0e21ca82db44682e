import { createRequire } from "node:module";
import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { configVariable, defineConfig } from "hardhat/config";

const require = createRequire(import.meta.url);

// The same compiler and settings everywhere: what is tested is what is deployed. The compiler is npm's, so that a
// build needs no download.
const compiler = {
  version: "0.8.37",
  path: require.resolve("solc/soljson.js"),
  settings: { evmVersion: "osaka", optimizer: { enabled: true, runs: 100_000 } },
};

// Claims are what owners pay for: the IR pipeline makes them cheaper. For the other contracts it would mostly be slower.
const profile = {
  compilers: [compiler],
  overrides: { "contracts/Devices.sol": { ...compiler, settings: { ...compiler.settings, viaIR: true } } },
};

export default defineConfig({
  plugins: [toolbox],
  solidity: {
    profiles: { default: profile, production: profile },
    // Governance is OpenZeppelin's contract as it is.
    npmFilesToBuild: ["@openzeppelin/contracts/access/manager/AccessManager.sol"],
  },
  paths: { tests: { mocha: "test/contracts", solidity: "test/solidity" } },
  test: { solidity: { fuzz: { runs: 256 }, fsPermissions: { readDirectory: ["test/vectors"] } } },
  // Types of the contracts for the tests, made at each build. Their style is not ours.
  typechain: { tsNocheck: true },
  networks: {
    // A node on this machine that signs with its own unlocked accounts; `npm run demo` and the tests start one.
    local: { type: "http", url: process.env.MUSTER_RPC_URL ?? "http://127.0.0.1:8545" },
    // Any EVM network: `npx hardhat keystore set MUSTER_RPC_URL` and `… MUSTER_DEPLOYER_KEY`. There is no default key.
    live: { type: "http", url: configVariable("MUSTER_RPC_URL"), accounts: [configVariable("MUSTER_DEPLOYER_KEY")] },
  },
});
