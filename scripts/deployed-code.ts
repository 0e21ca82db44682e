import { Contract, type Provider } from "ethers";
import type { ArtifactManager } from "hardhat/types/artifacts";
import { type Abi, isAddressEqual } from "viem";
import type { Deployment } from "../lib/chain/deployments.ts";

type Contracts = Deployment["contracts"];

/** The contract of the sources behind each name of the record, where it has another one. */
const SOURCE: Partial<Record<keyof Contracts, string>> = { P256Verifier: "ERC7913P256Verifier" };

/** Getters of the contracts that a contract works with, fixed when it was made. */
const WORKS_WITH: Record<string, keyof Contracts> = {
  authority: "AccessManager",
  organizations: "Organizations",
  catalog: "Catalog",
  batches: "Batches",
  devices: "Devices",
  reports: "Reports",
  p256Verifier: "P256Verifier",
  implementation: "PasskeyAccount",
};

type Ranges = Record<string, { start: number; length: number }[]>;

/**
 * What of the code runs and does not depend on who deploys it: zeros where the constructor puts values of its own, and
 * without the description at its end (CBOR, its length in the last two bytes), which is another one when a compiler is
 * given the same contract together with others.
 */
function essence(code: string, built: string, references: Ranges): string {
  let masked = code.slice(2);
  for (const { start, length } of Object.values(references).flat())
    masked = masked.slice(0, start * 2) + "0".repeat(length * 2) + masked.slice((start + length) * 2);
  const description = Number.parseInt(built.slice(-4), 16) + 2;
  return masked.slice(0, masked.length - description * 2);
}

/**
 * Whether what runs on the chain is what these sources give: each contract's code, but for values that its constructor
 * fixed, and among those every other contract that it works with.
 * @returns What is not so, in sentences; empty when everything is.
 */
export async function codeFaults(provider: Provider, artifacts: ArtifactManager, { contracts }: Deployment): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, address] of Object.entries(contracts) as [keyof Contracts, Contracts[keyof Contracts]][]) {
    const artifact = await artifacts.readArtifact(SOURCE[name] ?? name);
    const references = (artifact as { immutableReferences?: Ranges }).immutableReferences ?? {};
    const [code, built] = [await provider.getCode(address), artifact.deployedBytecode];
    if (code === "0x") faults.push(`${name}: there is no contract at ${address}.`);
    else if (essence(code, built, references) !== essence(built, built, references))
      faults.push(`${name}: the code at ${address} is not what these sources give.`);
    else faults.push(...(await wiringFaults(new Contract(address, artifact.abi as never, provider), artifact.abi as Abi, name, contracts)));
  }
  return faults;
}

async function wiringFaults(contract: Contract, abi: Abi, name: string, contracts: Contracts): Promise<string[]> {
  const faults: string[] = [];
  for (const entry of abi) {
    const other = entry.type === "function" && entry.inputs.length === 0 ? WORKS_WITH[entry.name] : undefined;
    if (entry.type !== "function" || !other) continue;
    const found = await contract.getFunction(entry.name)();
    if (!isAddressEqual(found, contracts[other])) faults.push(`${name}: works with ${found} as ${other}, not with ${contracts[other]}.`);
  }
  return faults;
}
