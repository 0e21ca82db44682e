import type { Address } from "viem";
import type { ContractName } from "../../lib/chain/deployments.ts";

/** The relay that wallets know. */
export const WALLETCONNECT_RELAY = "wss://relay.walletconnect.org";

/** The operator's project at WalletConnect, and the relay that carries sealed messages between a page and a wallet elsewhere. */
export type WalletConnectConfig = { projectId: string; relayUrl: string };

/**
 * What a browser has to know of the deployment. The server reads it at start and passes it down, so that one build
 * serves any deployment.
 */
export type PublicConfig = {
  chainId: number;
  /** Address at which browsers reach the chain. */
  rpcUrl: string;
  contracts: Record<ContractName, Address>;
  /** Block from which on the contracts have written. */
  startBlock: number;
  /** Owners' acts can be entered by the relay, so that they need no coins. */
  relay: boolean;
  /** Offer the named cast as wallets. Only ever true on the local chain. */
  demo: boolean;
  /** By which browsers' push services know this register; null where notifications on phones are not offered. */
  vapidKey: string | null;
  /** Null where wallets on other devices cannot be used. */
  walletConnect: WalletConnectConfig | null;
};
