import { createPublicClient, http } from "viem";
import { chainOf } from "../../lib/chain/send.ts";
import { oncePerBrowser } from "./once-per-browser.ts";
import type { PublicConfig } from "./public-config.ts";

/** The chain as the reader's browser asks it by itself, on pages that know no wallet. */
export const chainClient = oncePerBrowser(({ chainId, rpcUrl }: PublicConfig) =>
  createPublicClient({ chain: chainOf(chainId, rpcUrl), transport: http(rpcUrl) }),
);
