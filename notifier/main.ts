// The notifier as a process: `node notifier/main.ts`. Settings: notifier/environment.ts.
import type { Hex } from "viem";
import { readDeployment } from "../lib/chain/deployments.ts";
import { endpointPolicyOf } from "../lib/domain/endpoint.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { readEnvironment } from "./environment.ts";
import { startNotifier } from "./notifier.ts";
import { serveStatus } from "./status-server.ts";

async function main(): Promise<void> {
  const env = readEnvironment(process.env);
  const notifier = await startNotifier({
    databaseUrl: env.DATABASE_URL,
    rpcUrl: env.MUSTER_RPC_URL,
    deployment: readDeployment(env.MUSTER_CHAIN_ID),
    documentsDir: env.MUSTER_DOCUMENTS,
    masterKey: env.MUSTER_MASTER_KEY as Hex,
    smtpUrl: env.MUSTER_SMTP_URL,
    mailFrom: env.MUSTER_MAIL_FROM,
    publicUrl: env.MUSTER_PUBLIC_URL,
    vapidPrivateKey: env.MUSTER_VAPID_PRIVATE_KEY,
    endpoints: endpointPolicyOf(env),
    earlyAlerts: env.MUSTER_EARLY_ALERTS === "1",
    concurrency: env.MUSTER_NOTIFIER_CONCURRENCY,
  });
  const server = await serveStatus(env.MUSTER_NOTIFIER_PORT, notifier.status);
  console.log(`notifier: ready, status on http://127.0.0.1:${(server.address() as { port: number }).port}/status`);

  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    server.close();
    await notifier.stop();
    process.exit(0);
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

main().catch((error: unknown) => {
  const text = error instanceof MusterError ? `${error.message} ${error.why} ${error.remedy}` : (error as Error).message;
  console.error(`notifier: ${text}`);
  process.exit(1);
});
