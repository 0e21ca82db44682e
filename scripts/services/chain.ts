import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { createTestClient, http, type PublicActions, publicActions, type TestClient } from "viem";
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
  /**
   * Mines two more blocks after each transaction, so that it becomes final within a second, as time alone makes it on a
   * public chain. A chain that mines all the time would do it too, and its state would grow by the hour.
   */
  settles?: boolean;
  /** Unix time at which a new chain begins, so that its story ends at present. Hardhat's node begins at present all the same. */
  since?: number;
  log?: string;
};

const SETTLE_MS = 300;

/** A local chain 31337 on loopback with twenty unlocked accounts. The `finalized` tag lies two blocks behind. */
export async function startChain({ port, stateFile, settles = false, since, log }: Options): Promise<Chain> {
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
  if (stateFile) anvilArgs.push("--state", stateFile, "--state-interval", "2");
  if (since && !(stateFile && existsSync(stateFile))) anvilArgs.push("--timestamp", `${since}`);
  const service = startProcess({
    name: "chain",
    command: anvil ?? process.execPath,
    args: anvil ? anvilArgs : [require.resolve("hardhat/cli"), "node", "--hostname", "127.0.0.1", "--port", `${port}`],
    log,
  });
  const rpcUrl = `http://127.0.0.1:${port}`;
  const client = createTestClient({ mode: "anvil", transport: http(rpcUrl) }).extend(publicActions);
  await waitFor(service, 20, async () => (await client.getChainId()) === 31337);
  if (settles) {
    // A chain that is going down, or busy, gets its blocks the next time round.
    const timer = setInterval(() => settle(client).catch(() => undefined), SETTLE_MS);
    service.ended.finally(() => clearInterval(timer));
  }
  return { ...service, rpcUrl, chainId: 31337, keepsState: anvil !== undefined && stateFile !== undefined };
}

/** Mines the next block unless the two newest are empty. */
async function settle(client: TestClient & PublicActions): Promise<void> {
  const latest = await client.getBlock();
  if (latest.number === 0n) return;
  const before = await client.getBlock({ blockNumber: latest.number - 1n });
  if (latest.transactions.length + before.transactions.length > 0) await client.mine({ blocks: 1 });
}
