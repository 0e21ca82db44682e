// Compares a deployed register with these sources, by what the chain says; needs no explorer and no account:
//   npm run verify -- --rpc https://…
import { parseArgs } from "node:util";
import { JsonRpcProvider } from "ethers";
import hre from "hardhat";
import { type Deployment, readDeployment } from "../lib/chain/deployments.ts";
import { fail } from "../lib/service/program.ts";
import { codeFaults } from "./deployed-code.ts";
import { readRoles } from "./deployed-roles.ts";
import { compileContracts } from "./setup.ts";

/** Prints what was compared and who holds which right now. @returns What is not as these sources have it. */
async function verify(rpcUrl: string): Promise<string[]> {
  const provider = new JsonRpcProvider(rpcUrl, undefined, { staticNetwork: true });
  try {
    const record: Deployment = readDeployment(Number((await provider.getNetwork()).chainId));
    compileContracts();
    const faults = await codeFaults(provider, hre.artifacts, record);
    if (faults.length > 0) return faults;
    for (const [name, address] of Object.entries(record.contracts)) console.log(`${address}  ${name}: as in these sources`);
    for (const { role, account, delay } of (await readRoles(provider, record)).holders)
      console.log(`${account}  holds role ${role}${role === 0n ? " (governs)" : ""}, ${delay} s after announcing each act`);
    return [];
  } finally {
    provider.destroy();
  }
}

if (import.meta.main) {
  const { rpc } = parseArgs({ options: { rpc: { type: "string" } } }).values;
  if (!rpc) {
    console.error("usage: npm run verify -- --rpc <address of the chain's RPC>");
    process.exit(2);
  }
  const faults = await verify(rpc).catch((error) => fail("verify", error));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
