// The look-up before a purchase and the history of recalls, at scale: the indexer's real tables on the embedded PostgreSQL, filled
// by a generator, behind `ponder serve` processes as operators run them. Load, API and database share this machine.
//   npm run bench:lookup                            a table: 2,000,000 titles in 20,000 batches, 500 recalls
//   npm run bench:lookup -- --titles 100000 --batches 1000 --recalls 50
//   npm run bench:lookup -- --seconds 40            how long each load is kept up
//   npm run bench:lookup -- --connections 16        looking up at the same time
//   npm run bench:lookup -- --apis 2                API processes side by side
//   npm run bench:lookup -- --seed 2016             another register of the same size
//   npm run bench:lookup -- --json                  the table, and its figures as one line of JSON, the last one printed
import { cpus, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sha256, toHex } from "viem";
import { resolverTags } from "../lib/domain/resolver-tag.ts";
import { createFeed } from "../lib/feed/client.ts";
import { openStore } from "../lib/store/store.ts";
import { busySeconds, cpuSeconds } from "./fanout/cpu.ts";
import { addBlock } from "./lookup/add-block.ts";
import { historyAsks, lookUpAsks } from "./lookup/asks.ts";
import { load, openClient, percentile } from "./lookup/load.ts";
import { prepareStand } from "./lookup/stand.ts";

const { values } = parseArgs({
  options: {
    titles: { type: "string", default: "2000000" },
    batches: { type: "string", default: "20000" },
    recalls: { type: "string", default: "500" },
    seed: { type: "string", default: "2016" },
    seconds: { type: "string", default: "40" },
    connections: { type: "string", default: "16" },
    apis: { type: "string", default: "2" },
    json: { type: "boolean", default: false },
  },
});
const number = (name: "titles" | "batches" | "recalls" | "seed" | "seconds" | "connections" | "apis"): number => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} has to be a whole number from 1`);
  return value;
};
const size = { titles: number("titles"), batches: number("batches"), recalls: number("recalls"), seed: number("seed") };
const [seconds, connections, apis] = [number("seconds"), number("connections"), number("apis")];

const hundredths = (value: number): number => Math.round(value * 100) / 100;
const digests = Array.from({ length: size.recalls }, (_, n) => sha256(toHex(`notice ${n + 1}`)));

const stand = await prepareStand({ size, apis, notices: digests });
const store = openStore({ url: stand.roles.web, connections });
const clients = stand.apis.map((url) => openClient(url, Math.ceil(connections / apis)));
try {
  const tags = await resolverTags(stand.resolverKey);
  const given = { size, connections, clients, resolver: store.resolver, tags };
  const { asks, misses } = lookUpAsks(given);
  await load(asks, Math.min(3, seconds)); // connections, prepared statements, compiled code
  const [used, busy, ofLoad] = [cpuSeconds(), busySeconds(), process.cpuUsage()];
  const lookUps = await load(asks, seconds);
  const [usedNow, busyNow, { user, system }] = [cpuSeconds(), busySeconds(), process.cpuUsage(ofLoad)];
  const cpu = used === null || usedNow === null ? null : usedNow - used;

  // Every recall is counted once; from then on only what events touch.
  const began = performance.now();
  for (const client of clients)
    for (let id = 1; id <= size.recalls; id += 20) await client.status(`/v1/recalls?limit=20&cursor=${id + 20}`);
  const counting = (performance.now() - began) / 1000 / clients.length;
  const history = await load(historyAsks(given), seconds);

  const affected = await affectedSeconds();
  const [scorecards, atOnce] = await scorecardsSeconds();
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  const requestsPerSecond = Math.round(lookUps.millis.length / lookUps.seconds);
  const [p99Ms, historyP99Ms] = [hundredths(percentile(lookUps.millis, 0.99)), hundredths(percentile(history.millis, 0.99))];
  console.table({
    titles: size.titles,
    "filled within (s)": stand.seconds,
    "look-ups a second": requestsPerSecond,
    "of them misses (%)": hundredths((misses() / lookUps.millis.length) * 100),
    "look-up, median (ms)": hundredths(percentile(lookUps.millis, 0.5)),
    "look-up, 99th percentile (ms)": p99Ms,
    // Of everything: load, API and database. A shared machine distorts it less than the clock on the wall.
    "processor time a look-up (ms)": cpu === null ? "not known" : hundredths((cpu * 1000) / lookUps.millis.length),
    "of it of the load (ms)": hundredths((user + system) / 1000 / lookUps.millis.length),
    "processors taken by others meanwhile (%)":
      cpu === null ? "not known" : Math.round((100 * Math.max(0, busyNow - busy - cpu)) / (lookUps.seconds * cpus().length)),
    "all recalls counted for the first time (s)": hundredths(counting),
    "history page, 99th percentile (ms)": historyP99Ms,
    "recall of the board: its page, its units (s)": affected,
    "scorecards of all makers; the slowest of 32 that ask at once (s)": `${scorecards}; ${atOnce}`,
    failed: lookUps.failed + history.failed,
  });
  if (lookUps.failed + history.failed > 0) throw new Error("some requests failed");
  const figures = { titles: size.titles, requestsPerSecond, p99Ms, historyP99Ms, affectedSeconds: affected, scorecardsSeconds: scorecards };
  if (values.json) console.log(JSON.stringify(figures));
} finally {
  await Promise.all(clients.map((client) => client.close()));
  await store.close();
  await stand.close();
}

/** The recall of the board in every second batch with every range that it reaches, and the first of its claimed units; the slower of both. */
async function affectedSeconds(): Promise<number> {
  const feed = createFeed(stand.apis[0] as string, { timeoutMs: 60_000 });
  let slowest = 0;
  for (const read of [() => feed.recall(1), () => feed.affectedDevices(1, { limit: 100 })]) {
    const began = performance.now();
    await read();
    slowest = Math.max(slowest, performance.now() - began);
  }
  return hundredths(slowest / 1000);
}

/**
 * Scorecards of all makers once every recall is counted, right after a new block in which something happened to a unit: asked for
 * once and, after another such block, by many at the same time, of whom the last counts.
 */
async function scorecardsSeconds(): Promise<[number, number]> {
  const feed = createFeed(stand.apis[0] as string, { timeoutMs: 600_000 });
  while (((await feed.scorecards({ limit: 1 })).items[0]?.pending ?? 0) > 0) await sleep(500);
  const ask = async (many: number): Promise<number> => {
    await addBlock(stand.client, stand.schema);
    const began = performance.now();
    const cards = await Promise.all(Array.from({ length: many }, () => feed.scorecards({ limit: 100 })));
    const seconds = Math.round(performance.now() - began) / 1000;
    if (cards.some(({ items }) => items.some(({ pending }) => pending > 0))) throw new Error("scorecards lack recalls that were counted");
    return seconds;
  };
  return [await ask(1), await ask(32)];
}
