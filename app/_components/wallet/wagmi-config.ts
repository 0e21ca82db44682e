import { type Config, createConfig, http, injected } from "wagmi";
import type { PublicConfig } from "@/app/_lib/public-config.ts";
import { chainOf } from "@/lib/chain/send.ts";
import { CAST } from "@/lib/domain/cast.ts";
import { demoConnector } from "./demo-connector.ts";
import { passkeyConnector } from "./passkey-connector.ts";
import { walletConnectConnector } from "./walletconnect-connector.ts";

/**
 * One chain, the register's own. Wallets of the browser announce themselves (EIP-6963); `injected` is for old ones
 * that only leave `window.ethereum`.
 */
export function createWagmiConfig(config: PublicConfig): Config {
  const { chainId, rpcUrl, demo, walletConnect } = config;
  const chain = chainOf(chainId, rpcUrl);
  return createConfig({
    chains: [chain],
    connectors: [
      injected(),
      passkeyConnector(config),
      ...(walletConnect ? [walletConnectConnector(walletConnect)] : []),
      ...(demo ? CAST.map(demoConnector) : []),
    ],
    transports: { [chain.id]: http(rpcUrl) },
    // Local chains answer at once; elsewhere a block takes seconds and asking more often is waste.
    pollingInterval: demo ? 250 : 2_000,
    ssr: true,
  });
}
