// The relay as a process: `node relay/main.ts`. Settings: relay/environment.ts; docs/relay.md and docs/operate.md say more.
import { readDeployment } from "../lib/chain/deployments.ts";
import { runProgram } from "../lib/service/program.ts";
import { readEnvironment } from "./environment.ts";
import { startRelay } from "./relay.ts";
import { serve } from "./server.ts";

await runProgram("relay", async () => {
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
  const { url, close } = await serve(relay, { port: env.MUSTER_RELAY_PORT, host: env.MUSTER_LISTEN });
  return {
    ready: `status on ${url}/status`,
    async stop() {
      close();
      await relay.stop();
    },
  };
});
