import { createPublicClient, http } from "viem";
import { readDeployment } from "../../lib/chain/deployments.ts";
import { createNetworkOperators, type NetworkOperators } from "../../lib/chain/read-networks.ts";
import { chainOf } from "../../lib/chain/send.ts";
import { endpointPolicyOf } from "../../lib/domain/endpoint.ts";
import { type ResolverTags, resolverTags } from "../../lib/domain/resolver-tag.ts";
import { createFindRecalls, type FindRecalls } from "../../lib/feed/abuse-recalls.ts";
import { createFeed, type Feed } from "../../lib/feed/client.ts";
import { createDocuments, type Documents } from "../../lib/store/documents.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { env } from "./env.ts";
import type { PublicConfig } from "./public-config.ts";

/**
 * What pages and API share on the server, each made at first use. It is kept on `globalThis`: pages and route handlers
 * are bundled apart, and a second bundle must not open a second pool of connections.
 */
const kept = globalThis as typeof globalThis & { muster?: Map<string, unknown> };

function once<Value>(name: string, make: () => Value): Value {
  kept.muster ??= new Map();
  if (!kept.muster.has(name)) kept.muster.set(name, make());
  return kept.muster.get(name) as Value;
}

/** What browsers have to know of the deployment. */
export const publicConfig = (): PublicConfig =>
  once("config", () => {
    const { MUSTER_CHAIN_ID: chainId, MUSTER_RPC_URL: rpcUrl, MUSTER_RELAY_URL, MUSTER_DEMO, MUSTER_VAPID_PUBLIC_KEY } = env();
    const { MUSTER_WALLETCONNECT_PROJECT: projectId, MUSTER_WALLETCONNECT_RELAY: relayUrl } = env();
    const { contracts, startBlock } = readDeployment(chainId);
    return {
      chainId,
      rpcUrl,
      contracts,
      startBlock,
      relay: MUSTER_RELAY_URL !== undefined,
      demo: MUSTER_DEMO === "1",
      vapidKey: MUSTER_VAPID_PUBLIC_KEY ?? null,
      walletConnect: projectId ? { projectId, relayUrl } : null,
    };
  });

/** The register, as the indexer tells it. */
export const feed = (): Feed => once("feed", () => createFeed(env().MUSTER_API_URL));

/** Notices, manifests and trees by their digest. */
export const documents = (): Documents => once("documents", () => createDocuments({ dir: env().MUSTER_DOCUMENTS }));

/** What is not on chain: contacts, sessions, drafts, inbox, look-up rows. */
export const store = (): Store =>
  once("store", () => openStore({ url: env().DATABASE_URL, masterKey: env().MUSTER_MASTER_KEY, endpoints: endpointPolicyOf(env()) }));

/** Which open recalls a report of abuse may be about. */
export const findRecalls = (): FindRecalls => once("findRecalls", () => createFindRecalls(feed()));

/** Who runs which network. */
export const networkOperators = (): NetworkOperators =>
  once("networkOperators", () => {
    const { MUSTER_CHAIN_ID: chainId, MUSTER_RPC_URL: rpcUrl } = env();
    const reader = createPublicClient({ chain: chainOf(chainId, rpcUrl), transport: http(rpcUrl) });
    return createNetworkOperators(reader, readDeployment(chainId));
  });

/** Keys of the look-up rows. */
export const tags = (): Promise<ResolverTags> => once("tags", () => resolverTags(env().MUSTER_RESOLVER_KEY));
