import { createPublicClient, type Hex, http, parseEventLogs } from "viem";
import { recallsAbi } from "../lib/chain/abis.generated.ts";
import type { Deployment } from "../lib/chain/deployments.ts";
import { MusterError } from "../lib/domain/errors.ts";

/** A recall as the index has it. */
export type IndexedRecall = { id: number; tx: Hex; openedBlock: bigint };

/** What the chain itself says. The index may be ahead, behind, or of another chain; nothing is sent on its word alone. */
export type Finality = {
  /** @throws MusterError `wrong-chain` when the node is not of the deployment's chain. */
  check(): Promise<void>;
  /** Newest block that will not be taken back. */
  finalizedBlock(): Promise<bigint>;
  /** Whether the node itself has a finalized log that opened this recall, in the transaction and block that the index names. */
  isFinal(recall: IndexedRecall, finalizedBlock: bigint): Promise<boolean>;
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

    async isFinal({ id, tx, openedBlock }, finalizedBlock) {
      if (openedBlock > finalizedBlock) return false;
      const key = `${id}|${tx}|${openedBlock}`;
      if (known.has(key)) return true;
      const receipt = await client.getTransactionReceipt({ hash: tx }).catch((error: Error) => {
        if (error.name === "TransactionReceiptNotFoundError") return null;
        throw error;
      });
      if (receipt?.blockNumber !== openedBlock) return false;
      const opened = parseEventLogs({ abi: recallsAbi, eventName: "RecallOpened", logs: receipt.logs }).some(
        ({ address, args }) => address.toLowerCase() === contracts.Recalls.toLowerCase() && Number(args.recallId) === id,
      );
      if (opened) known.add(key);
      return opened;
    },
  };
}
