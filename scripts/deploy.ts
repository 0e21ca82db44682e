// Deploys the register with Hardhat Ignition and writes deployments/<chain>.json.
//   npm run deploy -- --network live --governor 0x…
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import hre from "hardhat";
import { type Address, isAddress } from "viem";
import Muster from "../ignition/modules/Muster.ts";
import { CONTRACT_NAMES, type Deployment, deploymentPath, deploymentSchema } from "../lib/chain/deployments.ts";
import { isWellKnown, LOCAL_CHAIN_ID } from "../lib/domain/cast.ts";

type Options = {
  /** A network of hardhat.config.ts. */
  network: string;
  /** First holder of the admin role of the AccessManager; the deployer where it is not given. */
  governor?: Address;
  /** Other address than the configured one, for local chains on a chosen port. */
  rpcUrl?: string;
};

/** Deploys, or continues an interrupted deployment to a live network. */
export async function deploy({ network, governor, rpcUrl }: Options): Promise<Deployment> {
  const connection = await hre.network.create({ network, ...(rpcUrl ? { override: { url: rpcUrl } } : {}) });
  const { ethers, ignition } = connection;
  const chainId = Number((await ethers.provider.getNetwork()).chainId);
  const [deployer] = await ethers.getSigners();
  if (!deployer) throw new Error(`network ${network} has no account to deploy with`);
  const admin = governor ?? (deployer.address as Address);
  const isLocal = chainId === LOCAL_CHAIN_ID;
  if (!isLocal && [admin, deployer.address].some(isWellKnown)) {
    throw new Error(
      `${admin} is an account of local development chains, whose key everybody knows. Use a key of your own on chain ${chainId}.`,
    );
  }

  const startBlock = await ethers.provider.getBlockNumber();
  // Local chains share one id and come and go: a journal of an earlier one would be mistaken for this one's.
  const journal = isLocal ? `local-${randomUUID()}` : `chain-${chainId}`;
  try {
    const deployed = await ignition.deploy(Muster, {
      parameters: { Muster: { governor: admin } },
      deploymentId: journal,
      // Nothing competes for a local chain's blocks; elsewhere Ignition's own five confirmations hold.
      config: isLocal ? { requiredConfirmations: 1, blockPollingInterval: 50 } : {},
    });
    const byName = Object.fromEntries(Object.entries(deployed).map(([name, contract]) => [name.toLowerCase(), contract]));
    const names = [...CONTRACT_NAMES, "P256Verifier"];
    const addresses = await Promise.all(names.map(async (name) => [name, await byName[name.toLowerCase()]?.getAddress()]));
    return deploymentSchema.parse({
      format: "muster-deployment/1",
      chainId,
      startBlock,
      governor: admin,
      compiler: hre.config.solidity.profiles.default?.compilers[0]?.version,
      contracts: Object.fromEntries(addresses),
    });
  } finally {
    if (isLocal) rmSync(join(hre.config.paths.ignition, "deployments", journal), { recursive: true, force: true });
    await connection.close();
  }
}

/** Writes the record where `readDeployment` finds it. */
export function writeDeployment(record: Deployment): string {
  const path = deploymentPath(record.chainId);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { network: { type: "string" }, governor: { type: "string" } } });
  if (!values.network || !values.governor || !isAddress(values.governor)) {
    console.error("usage: npm run deploy -- --network <name from hardhat.config.ts> --governor <address>");
    process.exit(2);
  }
  console.log(writeDeployment(await deploy({ network: values.network, governor: values.governor })));
}
