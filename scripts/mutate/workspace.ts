// A folder that looks like the project to its tests, but has contracts and artifacts of its own. Mutants are put there,
// so that the project's files stay as they are and processes do not meet.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "./compiler.ts";

/** Not linked: each workspace has its own, or no test has any business there. */
const OWN = new Set(["contracts", "artifacts", "cache", "hardhat.config.ts", "coverage"]);

/**
 * Plain code is bigger than what is deployed, so no size counts here. The gas of a Solidity test is bounded, or one
 * endless loop would be the last.
 */
const config = (root: string): string => `import config from ${JSON.stringify(pathToFileURL(join(root, "hardhat.config.ts")).href)};

const network = { type: "edr-simulated", ...config.networks?.default, allowUnlimitedContractSize: true };
export default {
  ...config,
  networks: { ...config.networks, default: network },
  test: { ...config.test, solidity: { ...config.test?.solidity, gasLimit: 1_000_000_000n } },
};
`;

export function makeWorkspace(root: string): string {
  mkdirSync(join(root, "cache"), { recursive: true });
  const folder = mkdtempSync(join(root, "cache", "mutate-"));
  for (const name of readdirSync(root)) if (!OWN.has(name) && !name.startsWith(".")) symlinkSync(join(root, name), join(folder, name));
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  cpSync(join(root, "contracts"), join(folder, "contracts"), { recursive: true });
  writeFileSync(join(folder, "hardhat.config.ts"), config(root));
  return folder;
}

export const removeWorkspace = (folder: string): void => rmSync(folder, { recursive: true, force: true });

const code = ({ object }: { object: string }): string => `0x${object}`;

/** Writes what Hardhat would have written for the contract, so that tests and deployments find it. */
export function writeArtifact(folder: string, compilerVersion: string, contract: Contract): void {
  const { file, name, abi, bytecode, deployedBytecode } = contract;
  const path = join(folder, "artifacts", file, `${name}.json`);
  mkdirSync(dirname(path), { recursive: true });
  const artifact = {
    _format: "hh3-artifact-1",
    contractName: name,
    sourceName: file,
    abi,
    bytecode: code(bytecode),
    deployedBytecode: code(deployedBytecode),
    linkReferences: bytecode.linkReferences,
    deployedLinkReferences: deployedBytecode.linkReferences,
    immutableReferences: {},
    inputSourceName: file,
    buildInfoId: `solc-${compilerVersion.replaceAll(".", "_")}-0`,
  };
  writeFileSync(path, JSON.stringify(artifact));
}
