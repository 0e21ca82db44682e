import { createPublicClient, http } from "viem";
import { chainOf } from "../../../lib/chain/send.ts";
import { publisherOf } from "../../../lib/feed/publisher-settings.ts";
import { createRelayClient } from "../../../lib/feed/relay.ts";
import { abuseTags } from "../../../lib/store/abuse-tags.ts";
import { env } from "../../_lib/env.ts";
import { documents, feed, findRecalls, networkOperators, store, tags } from "../../_lib/server.ts";
import type { Services } from "./services.ts";

/** The services of this web server, from its environment. */
export async function provide(): Promise<Services> {
  const settings = env();
  const { MUSTER_PUBLIC_URL, MUSTER_CHAIN_ID, MUSTER_API_URL, MUSTER_RPC_URL, MUSTER_RELAY_URL, MUSTER_ABUSE_KEY } = settings;
  const chain = createPublicClient({ chain: chainOf(MUSTER_CHAIN_ID, MUSTER_RPC_URL), transport: http(MUSTER_RPC_URL) });
  return {
    publicUrl: MUSTER_PUBLIC_URL,
    chainId: MUSTER_CHAIN_ID,
    apiUrl: MUSTER_API_URL,
    csaf: publisherOf(settings, MUSTER_PUBLIC_URL, MUSTER_CHAIN_ID),
    feed: feed(),
    store: store(),
    documents: documents(),
    tags: await tags(),
    abuse:
      MUSTER_ABUSE_KEY === undefined
        ? null
        : { tags: abuseTags(MUSTER_ABUSE_KEY), networks: networkOperators(), findRecalls: findRecalls() },
    relay: MUSTER_RELAY_URL === undefined ? null : createRelayClient(`${MUSTER_RELAY_URL.replace(/\/+$/, "")}/acts`),
    hasSigned: (address, message, signature) => chain.verifyMessage({ address, message, signature }),
  };
}
