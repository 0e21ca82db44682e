import {
  type Address,
  BaseError,
  type Hex,
  HttpRequestError,
  MethodNotFoundRpcError,
  type PublicClient,
  type RpcLog,
  TimeoutError,
  toHex,
} from "viem";
import { MusterError } from "../../domain/errors.ts";
import { decodeError } from "../decode-error.ts";

/** What is used of a client. */
export type LogClient = Pick<PublicClient, "request">;

export type LogFilter = {
  address: Address | Address[];
  /** As `eth_getLogs` takes them: at each place one, one of several, or null for any. */
  topics: (Hex | Hex[] | null)[];
};

/**
 * How many blocks an endpoint answers for at a time. Found out by asking, and kept for all questions to that endpoint:
 * limits differ from one to the next, and in words that no list of messages would keep up with.
 */
export type Pace = { blocks: number; refused: number };

export const newPace = (): Pace => ({ blocks: 100_000, refused: Number.POSITIVE_INFINITY });

/** Longest waits for an endpoint that is busy. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];
const BUSY = new Set([429, 502, 503, 504]);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Refusal = "busy" | "too-much" | "final";

/** What a failed question means: ask later, ask for less, or ask no more. */
function refusalOf(error: unknown): Refusal {
  if (!(error instanceof BaseError)) return "final";
  const http = error.walk((inner) => inner instanceof HttpRequestError) as HttpRequestError | null;
  if (http) return http.status === undefined ? "final" : BUSY.has(http.status) ? "busy" : "too-much";
  if (error.walk((inner) => inner instanceof MethodNotFoundRpcError)) return "final";
  if (error.walk((inner) => inner instanceof TimeoutError)) return "too-much";
  return /rate.?limit|too many requests|requests per second/i.test(error.message) ? "busy" : "too-much";
}

const reasonOf = (error: unknown): string =>
  error instanceof BaseError ? error.details || error.shortMessage : error instanceof Error ? error.message : String(error);

/**
 * The logs of blocks `from..to`, in their order, a range of blocks at a time. A range that the endpoint refuses is
 * halved, down to one block; an endpoint that is busy is asked again after longer and longer waits.
 * @throws MusterError `logs-refused`, `chain-unreachable`.
 */
export async function* logPages(
  client: LogClient,
  { address, topics }: LogFilter,
  { from, to }: { from: number; to: number },
  pace: Pace,
  wait: (ms: number) => Promise<void> = sleep,
): AsyncGenerator<{ logs: RpcLog[]; upTo: number }> {
  let waits = 0;
  for (let first = from; first <= to; ) {
    const last = Math.min(to, first + pace.blocks - 1);
    let logs: RpcLog[];
    try {
      const params = [{ address, topics, fromBlock: toHex(first), toBlock: toHex(last) }] as const;
      logs = (await client.request({ method: "eth_getLogs", params: params as never })) as RpcLog[];
    } catch (error) {
      const refusal = refusalOf(error);
      const isOver = refusal === "busy" ? waits === WAITS_MS.length : refusal === "final" || first === last;
      if (isOver) throw asFailure(error, refusal, first);
      if (refusal === "busy") await wait(WAITS_MS[waits++] as number);
      else {
        pace.refused = Math.min(pace.refused, last - first + 1);
        pace.blocks = Math.max(1, Math.floor((last - first + 1) / 2));
      }
      continue;
    }
    waits = 0;
    yield { logs, upTo: last };
    first = last + 1;
    if (pace.blocks * 2 < pace.refused) pace.blocks *= 2;
  }
}

/** Whoever is out of reach has refused nothing. */
function asFailure(error: unknown, refusal: Refusal, block: number): unknown {
  const decoded = decodeError(error);
  if (refusal === "final" && decoded instanceof MusterError) return decoded;
  return new MusterError("logs-refused", { block, reason: reasonOf(error) }, { cause: error });
}
