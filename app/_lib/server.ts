import { readDeployment } from "../../lib/chain/deployments.ts";
import { env } from "./env.ts";
import type { PublicConfig } from "./public-config.ts";

/** What the pages' servers share. Each is made at first use and kept for the life of the process. */

let config: PublicConfig | undefined;

/** What browsers have to know of the deployment. */
export function publicConfig(): PublicConfig {
  const { MUSTER_CHAIN_ID: chainId, MUSTER_RPC_URL: rpcUrl, MUSTER_DEMO } = env();
  config ??= { chainId, rpcUrl, contracts: readDeployment(chainId).contracts, demo: MUSTER_DEMO === "1" };
  return config;
}
