import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createPublicClient, http } from "viem";
import { type Service, startProcess, waitFor } from "./process.ts";

const require = createRequire(import.meta.url);

/** anvil's own binary where npm has it for this platform; elsewhere Hardhat's node, which forgets its state. */
function anvilBinary(): string | undefined {
  try {
    const path = require.resolve("@foundry-rs/anvil-linux-amd64/bin/anvil");
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

export type Chain = Service & { rpcUrl: string; chainId: 31337; keepsState: boolean };

type Options = {
  port: number;
  /** Where the state survives a restart; without it the chain is new each time. */
  stateFile?: string;
  /** A block each second besides one per transaction, so that `finalized` advances on a quiet chain. */
  ticking?: boolean;
  log?: string;
};

/** A local chain 31337 on loopback with twelve unlocked accounts. The `finalized` tag lies two blocks behind. */
export async function startChain({ port, stateFile, ticking = false, log }: Options): Promise<Chain> {
  const anvil = anvilBinary();
  const anvilArgs = [
    "--silent",
    "--host",
    "127.0.0.1",
    "--port",
    `${port}`,
    "--accounts",
    "20",
    "--slots-in-an-epoch",
    "1",
    "--hardfork",
    "osaka",
  ];
  if (stateFile) anvilArgs.push("--state", stateFile, "--state-interval", "2", "--preserve-historical-states");
  if (ticking) anvilArgs.push("--block-time", "1", "--mixed-mining");
  const service = startProcess({
    name: "chain",
    command: anvil ?? process.execPath,
    args: anvil ? anvilArgs : [require.resolve("hardhat/cli"), "node", "--hostname", "127.0.0.1", "--port", `${port}`],
    log,
  });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createPublicClient({ transport: http(rpcUrl) });
  await waitFor(service, 20, async () => (await client.getChainId()) === 31337);
  return { ...service, rpcUrl, chainId: 31337, keepsState: anvil !== undefined && stateFile !== undefined };
}
