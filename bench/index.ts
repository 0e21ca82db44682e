// How fast the indexer reads: the real program on a real chain (anvil), on which people do at random what the contracts allow.
//   npm run bench:index                             a table: a past of some 5,000 events, then 300 transactions one by one
//   npm run bench:index -- --acts 500               what people did before the indexer begins
//   npm run bench:index -- --live 50                what they do while it follows
//   npm run bench:index -- --polling 1000           milliseconds between two looks for a new block (MUSTER_POLLING_MS)
//   npm run bench:index -- --seed 2016              another past
//   npm run bench:index -- --json                   the table, and its figures as one line of JSON, the last one printed
import { cpus, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Hex } from "viem";
import { live } from "../test/indexer/agreement/acts.ts";
import { prepareStand } from "./index/stand.ts";
import { percentile } from "./lookup/load.ts";

const { values } = parseArgs({
  options: {
    acts: { type: "string", default: "5000" },
    live: { type: "string", default: "300" },
    polling: { type: "string", default: "1000" },
    seed: { type: "string", default: "2016" },
    json: { type: "boolean", default: false },
  },
});
const number = (name: "acts" | "live" | "polling" | "seed"): number => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} has to be a whole number from 1`);
  return value;
};
const [acts, following, pollingMs, seed] = [number("acts"), number("live"), number("polling"), number("seed")];

/** When each transaction was in a block, from when on they are waited for. */
const mined = new Map<Hex, number>();
const lags: number[] = [];
let isFollowing = false;
const stand = await prepareStand(seed, (driver) => ({
  ...driver,
  async send(...call) {
    // Somewhere between two looks of the indexer, not always as far from one.
    if (isFollowing) await sleep(driver.now() % 97);
    const logs = await driver.send(...call);
    const [log] = logs;
    if (isFollowing && log?.transactionHash) mined.set(log.transactionHash, performance.now());
    return logs;
  },
}));
try {
  const { world, chain, schema } = stand;
  await live(world, seed, { batches: Math.ceil(acts / 20), acts, cases: Math.ceil(acts / 50) });
  const blocks = Number(await chain.getBlockNumber({ cacheTime: 0 }));
  const { client, indexerUrl } = await stand.database("bench");

  const began = performance.now();
  const indexer = await stand.indexer(indexerUrl, pollingMs);
  await indexer.arrive();
  const seconds = (performance.now() - began) / 1000;
  const { rows: counted } = await client.query<{ events: number }>(`SELECT count(*)::int AS events FROM ${schema}.history`);
  const events = counted[0]?.events ?? 0;

  isFollowing = true;
  let isOver = false;
  const watching = (async () => {
    for (let after = blocks; !(isOver && mined.size === 0); await sleep(3)) {
      const { rows } = await client.query<{ tx: Hex; block: number }>(
        `SELECT tx, max(block)::int AS block FROM ${schema}.history WHERE block > $1 GROUP BY tx`,
        [after],
      );
      const now = performance.now();
      for (const { tx, block } of rows) {
        const at = mined.get(tx);
        // The chain's answer to whoever sent it may still be under way: then it is waited for.
        if (at === undefined) continue;
        lags.push(now - at);
        mined.delete(tx);
        if (mined.size === 0) after = Math.max(after, block - 1);
      }
    }
  })();
  await live(world, seed + 1, { batches: world.facts.batches.length, acts: following, cases: world.facts.cases.length });
  isOver = true;
  await watching;

  const figures = {
    events,
    eventsPerSecond: Math.round(events / seconds),
    lagMsP50: Math.round(percentile(lags, 0.5)),
    lagMsP99: Math.round(percentile(lags, 0.99)),
  };
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  console.table({
    "events of the past": events,
    "blocks of the past": blocks,
    "from the start of the process to the head (s)": Math.round(seconds * 100) / 100,
    "events a second, the start included": figures.eventsPerSecond,
    "transactions followed": lags.length,
    "looks for a new block every (ms)": pollingMs,
    "from block to table, median (ms)": figures.lagMsP50,
    "from block to table, 99th percentile (ms)": figures.lagMsP99,
  });
  if (values.json) console.log(JSON.stringify(figures));
} finally {
  await stand.close();
}
