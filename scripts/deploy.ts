// Deploys the register with Hardhat Ignition and writes deployments/<chain>.json.
//   npm run deploy -- --network live --governor 0x…
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import hre from "hardhat";
import { type Address, isAddress } from "viem";
import Muster from "../ignition/modules/Muster.ts";
import { CONTRACT_NAMES, type Deployment, deploymentPath } from "../lib/chain/deployments.ts";

/**
 * Deploys to a network of hardhat.config.ts, or continues an interrupted deployment.
 * @param governor First holder of the admin role of the AccessManager.
 * @param rpcUrl Other address than the configured one, for local chains on a chosen port.
 * @param deploymentDir Ignition's journal; without it, nothing is kept and a second call deploys again.
 */
export async function deploy({
  network,
  governor,
  rpcUrl,
  deploymentDir,
}: {
  network: string;
  governor?: Address;
  rpcUrl?: string;
  deploymentDir?: string;
}): Promise<Deployment> {
  if (rpcUrl) process.env.MUSTER_RPC_URL = rpcUrl;
  const connection = await hre.network.create({ network, ...(rpcUrl ? { override: { url: rpcUrl } } : {}) });
  const [deployer] = await connection.ethers.getSigners();
  if (!deployer) throw new Error(`network ${network} has no account to deploy with`);
  const admin = governor ?? (deployer.address as Address);
  const startBlock = await connection.ethers.provider.getBlockNumber();
  const deployed = await connection.ignition.deploy(Muster, {
    parameters: { Muster: { governor: admin } },
    ...(deploymentDir ? { deploymentId: deploymentDir } : {}),
  });
  const { chainId } = await connection.ethers.provider.getNetwork();
  const names = Object.fromEntries(CONTRACT_NAMES.map((name) => [name, `${name[0]?.toLowerCase()}${name.slice(1)}`]));
  const addresses = await Promise.all(
    CONTRACT_NAMES.map(async (name) => [
      name,
      await (deployed as Record<string, { getAddress(): Promise<string> }>)[names[name] as string]?.getAddress(),
    ]),
  );
  const record = {
    format: "muster-deployment/1",
    chainId: Number(chainId),
    startBlock,
    governor: admin,
    compiler: hre.config.solidity.profiles.default?.compilers[0]?.version ?? "",
    contracts: Object.fromEntries(addresses),
  } as Deployment;
  await connection.close();
  return record;
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
