// Deploys the register with Hardhat Ignition, checks on the chain who holds which right, and writes
// deployments/<chain>.json.
//   npm run deploy -- --network live --governor 0x…
//   npm run deploy -- --network live --governor 0x… --delay 604800   acts of governance wait a week instead of two days
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import hre from "hardhat";
import { type Address, isAddress, isAddressEqual } from "viem";
import Muster from "../ignition/modules/Muster.ts";
import { CONTRACT_NAMES, type Deployment, deploymentPath, deploymentSchema } from "../lib/chain/deployments.ts";
import { castMember, isWellKnown, LOCAL_CHAIN_ID } from "../lib/domain/cast.ts";
import { readRoles, reportOf, roleFaults } from "./deployed-roles.ts";

/** Long enough for those whom an act of governance concerns to see it coming, over a weekend too. */
const LIVE_DELAY = 2 * 86_400;

type Options = {
  /** A network of hardhat.config.ts. */
  network: string;
  /** First holder of the admin role of the AccessManager; on a local chain Gus of the cast where it is not given. */
  governor?: Address;
  /** Seconds that acts of governance are announced ahead; two days where it is not given, none on a local chain. */
  delay?: number;
  /** Other address than the configured one, for local chains on a chosen port. */
  rpcUrl?: string;
};

/** Deploys, or continues an interrupted deployment to a live network. @throws Error also when a right is in wrong hands. */
export async function deploy({ network, governor: given, delay: wanted, rpcUrl }: Options): Promise<Deployment> {
  const connection = await hre.network.create({ network, ...(rpcUrl ? { override: { url: rpcUrl } } : {}) });
  try {
    const { ethers, ignition } = connection;
    const chainId = Number((await ethers.provider.getNetwork()).chainId);
    const [signer] = await ethers.getSigners();
    if (!signer) throw new Error(`network ${network} has no account to deploy with`);
    const deployer = signer.address as Address;
    const isLocal = chainId === LOCAL_CHAIN_ID;
    const delay = wanted ?? (isLocal ? 0 : LIVE_DELAY);
    const governor = given ?? (isLocal ? castMember("gus").address : undefined);
    if (governor === undefined) throw new Error("Who governs the register was not said.");
    checkAccounts(deployer, governor, chainId);

    const startBlock = await ethers.provider.getBlockNumber();
    // Local chains share one id and come and go: a journal of an earlier one would be mistaken for this one's.
    const journal = isLocal ? `local-${randomUUID()}` : `chain-${chainId}`;
    const deployed = await ignition
      .deploy(Muster, {
        parameters: { Muster: { governor, delay } },
        deploymentId: journal,
        // Nothing competes for a local chain's blocks; elsewhere Ignition's own five confirmations hold.
        config: isLocal ? { requiredConfirmations: 1, blockPollingInterval: 50 } : {},
      })
      .finally(() => {
        if (isLocal) rmSync(join(hre.config.paths.ignition, "deployments", journal), { recursive: true, force: true });
      });
    const byName = Object.fromEntries(Object.entries(deployed).map(([name, contract]) => [name.toLowerCase(), contract]));
    const names = [...CONTRACT_NAMES, "P256Verifier"];
    const addresses = await Promise.all(names.map(async (name) => [name, await byName[name.toLowerCase()]?.getAddress()]));
    const record = deploymentSchema.parse({
      format: "muster-deployment/1",
      chainId,
      startBlock,
      deployer,
      governor,
      delay,
      compiler: hre.config.solidity.profiles.default?.compilers[0]?.version,
      contracts: Object.fromEntries(addresses),
    });
    const roles = await readRoles(ethers.provider, record);
    const faults = roleFaults(roles, record);
    if (faults.length > 0) throw new Error(`The deployment must not be used. ${faults.join(" ")}`);
    if (!isLocal) console.error(reportOf(roles, record).join("\n"));
    return record;
  } finally {
    await connection.close();
  }
}

function checkAccounts(deployer: Address, governor: Address, chainId: number): void {
  if (isAddressEqual(deployer, governor))
    throw new Error(
      `${governor} cannot deploy and govern: the deployer gives up every right at the end. Name another governor, best a multi-signature account.`,
    );
  const known = chainId === LOCAL_CHAIN_ID ? undefined : [governor, deployer].find(isWellKnown);
  if (known)
    throw new Error(
      `${known} is an account of local development chains, whose key everybody knows. Use a key of your own on chain ${chainId}.`,
    );
}

/** Writes the record where `readDeployment` finds it. */
export function writeDeployment(record: Deployment): string {
  const path = deploymentPath(record.chainId);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}

if (import.meta.main) {
  const text = { type: "string" } as const;
  const { network, governor, delay } = parseArgs({ options: { network: text, governor: text, delay: text } }).values;
  if (!network || !governor || !isAddress(governor) || !/^\d{1,9}$/.test(delay ?? "0")) {
    console.error("usage: npm run deploy -- --network <name from hardhat.config.ts> --governor <address> [--delay <seconds>]");
    process.exit(2);
  }
  console.log(writeDeployment(await deploy({ network, governor, delay: delay === undefined ? undefined : Number(delay) })));
}
