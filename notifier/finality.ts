import { createPublicClient, type Hex, http, parseEventLogs } from "viem";
import { recallsAbi } from "../lib/chain/abis.generated.ts";
import type { Deployment } from "../lib/chain/deployments.ts";
import { MusterError } from "../lib/domain/errors.ts";
import type { RecallEvent } from "../lib/domain/recall-event.ts";

/** The present version of a recall, or its withdrawal, as the index has it. */
export type IndexedVersion = { id: number; version: number; tx: Hex; block: bigint; event?: "withdrawal" };
/** The same, with the block in which the chain has it. */
export type ConfirmedVersion = IndexedVersion & { blockHash: Hex };

/** What the chain itself says. The index may be ahead, behind, or of another chain; nothing is sent on its word alone. */
export type Finality = {
  /** @throws MusterError `wrong-chain` when the node is not of the deployment's chain. */
  check(): Promise<void>;
  /** Newest block that will not be taken back. */
  finalizedBlock(): Promise<bigint>;
  /** Newest block, which the chain may still take back. */
  newestBlock(): Promise<bigint>;
  /**
   * What the node itself has of it: a log that opened, amended or withdrew this recall so, in the transaction and block that
   * the index names.
   * @param upTo Newest block that counts: the finalized one, or a later one where early alerts are allowed.
   * @returns null when it has none.
   */
  confirm(version: IndexedVersion, upTo: bigint): Promise<ConfirmedVersion | null>;
  /**
   * Whether the node has an event of a recall where the index says: in that transaction and block. What it was seen to have once is
   * not asked for again; only what is final is asked for.
   */
  hasEvent(event: Pick<RecallEvent, "name" | "recallId" | "block" | "tx">): Promise<boolean>;
  /**
   * Whether the chain took back what was confirmed: it has another block in that place, and no such log anywhere. A node that
   * is behind, or that forgot old receipts, is no witness of that.
   */
  isGone(version: ConfirmedVersion, finalizedBlock: bigint): Promise<boolean>;
};

export function createFinality(rpcUrl: string, { chainId, contracts }: Deployment): Finality {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 5_000, retryCount: 1 }) });
  /** What was confirmed in a finalized block stays: asked for once. */
  const known = new Map<string, ConfirmedVersion>();
  const seen = new Set<string>();
  let finalUpTo = -1n;

  /** The logs of recalls in a transaction, and where it is; null for nowhere. */
  const logsOf = async (hash: Hex) => {
    const receipt = await client.getTransactionReceipt({ hash }).catch((error: Error) => {
      if (error.name === "TransactionReceiptNotFoundError") return null;
      throw error;
    });
    if (!receipt) return null;
    const ours = receipt.logs.filter(({ address }) => address.toLowerCase() === contracts.Recalls.toLowerCase());
    return { block: receipt.blockNumber, blockHash: receipt.blockHash, ours };
  };

  /** Where the chain has the log, null for nowhere. */
  const find = async ({ id, version, tx, event }: IndexedVersion): Promise<{ block: bigint; blockHash: Hex } | null> => {
    const found = await logsOf(tx);
    if (!found) return null;
    const { ours, ...at } = found;
    const isThere =
      event === "withdrawal"
        ? parseEventLogs({ abi: recallsAbi, eventName: "RecallWithdrawn", logs: ours }).some(({ args }) => args.recallId === id)
        : parseEventLogs({ abi: recallsAbi, eventName: ["RecallOpened", "RecallAmended"], logs: ours }).some(
            ({ args }) => args.recallId === id && args.version === version,
          );
    return isThere ? at : null;
  };

  return {
    async check() {
      const actual = await client.getChainId();
      if (actual !== chainId) throw new MusterError("wrong-chain", { actual, expected: chainId });
    },

    async finalizedBlock() {
      const { number } = await client.getBlock({ blockTag: "finalized", includeTransactions: false });
      finalUpTo = number;
      return number;
    },

    async newestBlock() {
      const { number } = await client.getBlock({ blockTag: "latest", includeTransactions: false });
      return number;
    },

    async confirm(version, upTo) {
      if (version.block > upTo) return null;
      const key = `${version.id}|${version.version}|${version.tx}|${version.block}`;
      const before = known.get(key);
      if (before) return before;
      const found = await find(version);
      if (found?.block !== version.block) return null;
      const confirmed = { ...version, blockHash: found.blockHash };
      if (version.block <= finalUpTo) known.set(key, confirmed);
      return confirmed;
    },

    async hasEvent({ name, recallId, block, tx }) {
      const key = `${name}|${recallId}|${tx}|${block}`;
      if (seen.has(key)) return true;
      const found = await logsOf(tx as Hex);
      const isThere =
        found?.block === BigInt(block) &&
        parseEventLogs({ abi: recallsAbi, eventName: name, logs: found.ours }).some(({ args }) => args.recallId === recallId);
      if (isThere) seen.add(key);
      return isThere;
    },

    async isGone(version, finalizedBlock) {
      if (version.block > finalizedBlock) return false;
      const { hash } = await client.getBlock({ blockNumber: version.block, includeTransactions: false });
      return hash !== version.blockHash && (await find(version)) === null;
    },
  };
}
