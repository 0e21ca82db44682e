// The relay as a process: `node relay/main.ts`. Settings: relay/environment.ts; docs/relay.md says more.
import { readDeployment } from "../lib/chain/deployments.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { readEnvironment } from "./environment.ts";
import { startRelay } from "./relay.ts";
import { serve } from "./server.ts";

async function main(): Promise<void> {
  const env = readEnvironment(process.env);
  const relay = await startRelay({
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.MUSTER_RPC_URL,
    deployment: readDeployment(env.MUSTER_CHAIN_ID),
    accounts: env.MUSTER_RELAY_KEYS,
    budgets: { all: env.MUSTER_RELAY_DAY_WEI, maker: env.MUSTER_RELAY_MAKER_WEI },
    ceiling: env.MUSTER_RELAY_CEILING_WEI,
    stuckSeconds: env.MUSTER_RELAY_STUCK_SECONDS,
  });
  const server = await serve(env.MUSTER_RELAY_PORT, relay);
  console.log(`relay: ready, status on http://127.0.0.1:${(server.address() as { port: number }).port}/status`);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    server.close();
    await relay.stop();
    process.exit(0);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

main().catch((error: unknown) => {
  const text = error instanceof MusterError ? `${error.message} ${error.why} ${error.remedy}` : (error as Error).message;
  console.error(`relay: ${text}`);
  process.exit(1);
});
