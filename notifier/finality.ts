import { createPublicClient, type Hex, http, parseEventLogs } from "viem";
import { recallsAbi } from "../lib/chain/abis.generated.ts";
import type { Deployment } from "../lib/chain/deployments.ts";
import { MusterError } from "../lib/domain/errors.ts";

/** The present version of a recall as the index has it. */
export type IndexedVersion = { id: number; version: number; tx: Hex; block: bigint };

/** What the chain itself says. The index may be ahead, behind, or of another chain; nothing is sent on its word alone. */
export type Finality = {
  /** @throws MusterError `wrong-chain` when the node is not of the deployment's chain. */
  check(): Promise<void>;
  /** Newest block that will not be taken back. */
  finalizedBlock(): Promise<bigint>;
  /** Whether the node itself has a finalized log that opened or amended this recall so, in the transaction and block that the index names. */
  isFinal(version: IndexedVersion, finalizedBlock: bigint): Promise<boolean>;
};

export function createFinality(rpcUrl: string, { chainId, contracts }: Deployment): Finality {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 5_000, retryCount: 1 }) });
  /** A finalized log stays: asked for once. */
  const known = new Set<string>();

  return {
    async check() {
      const actual = await client.getChainId();
      if (actual !== chainId) throw new MusterError("wrong-chain", { actual, expected: chainId });
    },

    async finalizedBlock() {
      const { number } = await client.getBlock({ blockTag: "finalized", includeTransactions: false });
      return number;
    },

    async isFinal({ id, version, tx, block }, finalizedBlock) {
      if (block > finalizedBlock) return false;
      const key = `${id}|${version}|${tx}|${block}`;
      if (known.has(key)) return true;
      const receipt = await client.getTransactionReceipt({ hash: tx }).catch((error: Error) => {
        if (error.name === "TransactionReceiptNotFoundError") return null;
        throw error;
      });
      if (receipt?.blockNumber !== block) return false;
      const issued = parseEventLogs({ abi: recallsAbi, eventName: ["RecallOpened", "RecallAmended"], logs: receipt.logs }).some(
        ({ address, args }) =>
          address.toLowerCase() === contracts.Recalls.toLowerCase() && args.recallId === id && args.version === version,
      );
      if (issued) known.add(key);
      return issued;
    },
  };
}
