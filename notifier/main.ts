// The notifier as a process: `node notifier/main.ts`. Settings: notifier/environment.ts; docs/operate.md says more.
import type { Hex } from "viem";
import { readDeployment } from "../lib/chain/deployments.ts";
import { endpointPolicyOf } from "../lib/domain/endpoint.ts";
import { runProgram } from "../lib/service/program.ts";
import { readEnvironment } from "./environment.ts";
import { startNotifier } from "./notifier.ts";
import { serveStatus } from "./status-server.ts";

await runProgram("notifier", async () => {
  const env = readEnvironment(process.env);
  const notifier = await startNotifier({
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.MUSTER_RPC_URL,
    deployment: readDeployment(env.MUSTER_CHAIN_ID),
    documentsDir: env.MUSTER_DOCUMENTS,
    masterKey: env.MUSTER_MASTER_KEY as Hex,
    abuseKey: env.MUSTER_ABUSE_KEY as Hex | undefined,
    smtpUrl: env.MUSTER_SMTP_URL,
    mailFrom: env.MUSTER_MAIL_FROM,
    publicUrl: env.MUSTER_PUBLIC_URL,
    vapidPrivateKey: env.MUSTER_VAPID_PRIVATE_KEY,
    endpoints: endpointPolicyOf(env),
    earlyAlerts: env.MUSTER_EARLY_ALERTS === "1",
    concurrency: env.MUSTER_NOTIFIER_CONCURRENCY,
  });
  const { url, close } = await serveStatus(notifier, { port: env.MUSTER_NOTIFIER_PORT, host: env.MUSTER_LISTEN });
  return {
    ready: `status on ${url}/status`,
    async stop() {
      close();
      await notifier.stop();
    },
  };
});
