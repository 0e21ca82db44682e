import type { PublicClient, RpcLog } from "viem";
import { decodeError } from "../decode-error.ts";

/** Blocks that are asked for at a time. */
const AT_ONCE = 10;

/** When logs were written. Newer nodes say it with the log; of others the block is asked. */
export function createLogTimes(client: Pick<PublicClient, "getBlock">) {
  const known = new Map<number, number>();
  const learn = async (block: number): Promise<void> => {
    const { timestamp } = await client.getBlock({ blockNumber: BigInt(block) }).catch((error) => {
      throw decodeError(error);
    });
    known.set(block, Number(timestamp));
  };
  /** Unix times, in the order of the logs. */
  return async (logs: readonly RpcLog[]): Promise<number[]> => {
    const said = logs.map((log) => (log as RpcLog & { blockTimestamp?: string }).blockTimestamp);
    const blocks = logs.map((log) => Number(log.blockNumber));
    const missing = [...new Set(blocks.filter((block, i) => !said[i] && !known.has(block)))];
    for (let from = 0; from < missing.length; from += AT_ONCE) await Promise.all(missing.slice(from, from + AT_ONCE).map(learn));
    return blocks.map((block, i) => (said[i] ? Number(said[i]) : (known.get(block) as number)));
  };
}
