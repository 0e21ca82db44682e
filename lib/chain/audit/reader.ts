import { type Abi, type Address, type ContractEventName, encodeEventTopics, type Hex, type PublicClient, type RpcLog } from "viem";
import type { Deployment } from "../deployments.ts";
import { type LogClient, logPages, newPace } from "./log-pages.ts";
import { createLogTimes } from "./log-times.ts";

/** Contracts whose events the figures of recalls follow from. */
type AuditedContract = "Catalog" | "Batches" | "Devices" | "Reports" | "Recalls";

/** What an audit has to know of a deployment. */
export type AuditedDeployment = Pick<Deployment, "startBlock"> & { contracts: Record<AuditedContract, Address> };

/** What is used of a client; any of viem's that can read. */
export type AuditClient = LogClient & Pick<PublicClient, "getBlock" | "readContract">;

/** Something at its place in the chain. */
export type Placed<Item> = { block: number; index: number; item: Item };

export const byPlace = (a: Placed<unknown>, b: Placed<unknown>): number => a.block - b.block || a.index - b.index;

/** What is read, in people's words, and how many of its blocks. */
export type AuditProgress = (what: string, done: number, of: number) => void;

type Question = { what: string; contract: AuditedContract; abi: Abi; events: readonly string[]; more?: (Hex | Hex[] | null)[] };

/** The topic of an event. */
const topicOf = (abi: Abi, eventName: string): Hex => encodeEventTopics({ abi, eventName: eventName as ContractEventName })[0] as Hex;

/** Reads the logs of a deployment up to a block, a page at a time, and keeps of each only what `take` makes of it. */
export function createReader(client: AuditClient, deployment: AuditedDeployment, to: number, onProgress: AuditProgress) {
  const pace = newPace();
  const timesOf = createLogTimes(client);
  const from = deployment.startBlock;

  /**
   * @param concerns Which logs matter; of others the time is not asked for.
   * @param take What to keep of a log; null is not kept.
   */
  return async function read<Item>(
    { what, contract, abi, events, more = [] }: Question,
    take: (log: RpcLog, time: number) => Item | null,
    concerns: (log: RpcLog) => boolean = () => true,
  ): Promise<Placed<Item>[]> {
    const kept: Placed<Item>[] = [];
    const filter = { address: deployment.contracts[contract], topics: [events.map((name) => topicOf(abi, name)), ...more] };
    onProgress(what, 0, to - from + 1);
    for await (const { logs, upTo } of logPages(client, filter, { from, to }, pace)) {
      const some = logs.filter(concerns);
      const times = await timesOf(some);
      for (const [i, log] of some.entries()) {
        const item = take(log, times[i] as number);
        if (item !== null) kept.push({ block: Number(log.blockNumber), index: Number(log.logIndex), item });
      }
      onProgress(what, upTo - from + 1, to - from + 1);
    }
    return kept.sort(byPlace);
  };
}

export type LogReader = ReturnType<typeof createReader>;
