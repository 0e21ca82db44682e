import { expect } from "chai";
import { BaseError, HttpRequestError, type RpcLog, RpcRequestError } from "viem";
import { type LogClient, logPages, newPace } from "../../lib/chain/audit/log-pages.ts";
import { MusterError } from "../../lib/domain/errors.ts";

type Range = { from: number; to: number };
const url = "https://rpc.example";
const refused = (message: string) => new RpcRequestError({ body: {}, url, error: { code: -32602, message } });
const status = (code?: number) => new HttpRequestError({ url, status: code, details: `status ${code}` });

/** An endpoint with a log in every tenth block. `answer` throws where it refuses. */
function endpoint(answer: (range: Range, asked: number) => void) {
  const asked: Range[] = [];
  const request = async ({ params: [{ fromBlock, toBlock }] }: { params: [{ fromBlock: string; toBlock: string }] }) => {
    const range = { from: Number(fromBlock), to: Number(toBlock) };
    asked.push(range);
    answer(range, asked.length);
    const blocks = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i);
    return blocks.filter((block) => block % 10 === 0).map((block) => ({ blockNumber: `0x${block.toString(16)}` }));
  };
  return { asked, client: { request } as unknown as LogClient };
}

async function blocksOf(client: LogClient, range: Range, waits: number[] = []): Promise<number[]> {
  const filter = { address: `0x${"11".repeat(20)}` as const, topics: [] };
  const logs: RpcLog[] = [];
  let upTo = range.from - 1;
  for await (const page of logPages(client, filter, range, newPace(), async (ms) => void waits.push(ms))) {
    expect(page.upTo).to.be.greaterThan(upTo);
    upTo = page.upTo;
    logs.push(...page.logs);
  }
  expect(upTo).to.equal(range.to);
  return logs.map(({ blockNumber }) => Number(blockNumber));
}

const failure = (promise: Promise<unknown>): Promise<MusterError> =>
  promise.then(
    () => {
      throw new Error("it was answered");
    },
    (error) => error,
  );
const TENTHS = Array.from({ length: 101 }, (_, i) => i * 10);

describe("logs in ranges", () => {
  it("are asked for at once where the endpoint gives them at once", async () => {
    const { asked, client } = endpoint(() => undefined);
    expect(await blocksOf(client, { from: 0, to: 1_000 })).to.deep.equal(TENTHS);
    expect(asked).to.deep.equal([{ from: 0, to: 1_000 }]);
  });

  it("are complete where an endpoint limits blocks or results, in whatever words, and never ask again for what was refused", async () => {
    const limits = [
      ({ from, to }: Range) => to - from + 1 > 70 && refused("query exceeds max block range 70"),
      ({ from, to }: Range) => to - from + 1 > 70 && status(413),
      ({ from, to }: Range) => (to - from) / 10 > 5 && refused("query returned more than 5 results"),
    ];
    for (const limit of limits) {
      const { asked, client } = endpoint((range) => {
        const error = limit(range);
        if (error) throw error;
      });
      expect(await blocksOf(client, { from: 0, to: 1_000 })).to.deep.equal(TENTHS);
      const sizes = asked.map(({ from, to }) => to - from + 1);
      const smallestRefused = Math.min(...asked.filter(limit).map(({ from, to }) => to - from + 1));
      expect(sizes.slice(sizes.indexOf(smallestRefused) + 1).every((size) => size < smallestRefused)).to.equal(true);
    }
  });

  it("are waited for where the endpoint is busy, longer each time, and asked for in the same range", async () => {
    const waits: number[] = [];
    const { asked, client } = endpoint((_, count) => {
      if (count <= 2) throw status(429);
      if (count === 3) throw refused("rate limit exceeded");
    });
    expect(await blocksOf(client, { from: 0, to: 1_000 }, waits)).to.deep.equal(TENTHS);
    expect(waits).to.deep.equal([500, 1_000, 2_000]);
    expect(new Set(asked.map(({ to }) => to)).size).to.equal(1);
  });

  it("fail with the endpoint's reason where not even one block is given, and where it stays busy or is gone", async () => {
    const never = endpoint(() => {
      throw refused("method is not for you");
    });
    const refusal = await failure(blocksOf(never.client, { from: 7, to: 9 }));
    expect([refusal.code, refusal.message]).to.deep.equal([
      "logs-refused",
      "The node does not give the logs of block 7: method is not for you",
    ]);
    const busy = endpoint(() => {
      throw status(503);
    });
    const waits: number[] = [];
    expect((await failure(blocksOf(busy.client, { from: 0, to: 9 }, waits))).code).to.equal("logs-refused");
    expect(waits).to.have.length(5);
    const gone = endpoint(() => {
      throw status();
    });
    const unreachable = await failure(blocksOf(gone.client, { from: 0, to: 9 }));
    expect([unreachable instanceof MusterError, unreachable.code, gone.asked.length]).to.deep.equal([true, "chain-unreachable", 1]);
    const broken = endpoint(() => {
      throw new Error("a fault of ours");
    });
    const fault = await failure(blocksOf(broken.client, { from: 0, to: 9 }));
    expect([fault.code, fault.cause instanceof BaseError, broken.asked.length]).to.deep.equal(["logs-refused", false, 1]);
  });
});
