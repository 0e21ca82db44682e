// From a recall to its owners, at scale: the indexer's real tables on the embedded PostgreSQL, the notifier as its own
// process, and a real mail server in another, whose log is the judge.
//   npm run bench:fanout                            a table: 1,000,000 affected owners of 2,000,000 titles
//   npm run bench:fanout -- --owners 10000          for another number of owners; there are as many titles more that are not affected
//   npm run bench:fanout -- --idle 1000             owners of the recall that an idle register is timed with
//   npm run bench:fanout -- --mails 10000           mails over which the rate is taken, while all the rows are owed
//   npm run bench:fanout -- --concurrency 32        mails under way at the same time (MUSTER_NOTIFIER_CONCURRENCY); 32 unless given
//   npm run bench:fanout -- --json                  the table, and its figures as one line of JSON, the last one printed
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { cpuSeconds } from "./fanout/cpu.ts";
import { claimBatch, openRecall } from "./fanout/register.ts";
import { address, prepareStand, type Stand, type Taken, until } from "./fanout/stand.ts";

const { values } = parseArgs({
  options: {
    owners: { type: "string", default: "1000000" },
    idle: { type: "string", default: "10000" },
    mails: { type: "string", default: "50000" },
    concurrency: { type: "string", default: "32" },
    json: { type: "boolean", default: false },
  },
});
const number = (name: "owners" | "idle" | "mails"): number => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} has to be a whole number from 1`);
  return value;
};
const owners = number("owners");
const idle = number("idle");
const mails = Math.min(number("mails"), owners);

const seconds = (ms: number): number => Math.round(ms / 10) / 100;
const percentile = (sorted: number[], share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;

/** A recall becomes final in an idle register: how long until the mail server took each owner's mail. */
async function endToEnd(stand: Stand): Promise<{ p50: number; p99: number }> {
  const { node, taken } = stand;
  await openRecall(stand, 1, 1, 200);
  const began = Date.now();
  node.finalized = 200;
  await until("a mail to each owner", 600, async () => taken().length >= idle);
  const waits = taken().map(({ at }) => seconds(at - began));
  return { p50: percentile(waits, 0.5), p99: percentile(waits, 0.99) };
}

/** A recall of many becomes final: how long until the ledger holds a row for each owner and channel. */
async function rows(stand: Stand): Promise<number> {
  const { client, node } = stand;
  await openRecall(stand, 2, 2, 300);
  const began = Date.now();
  node.finalized = 300;
  const count = async (where: string): Promise<number> => {
    const found = await client.query(
      `SELECT count(*)::int AS count FROM ledger.obligation WHERE chain_id = 31337 AND recall_id = 2 ${where}`,
    );
    return found.rows[0].count;
  };
  // Units all over the range first, by the index: counting a million rows that are not committed yet would take a core away.
  const some = Array.from({ length: 100 }, (_, n) => (2n << 32n) + BigInt(Math.floor((n * (owners - 1)) / 99)));
  const isThere = async (): Promise<boolean> => (await count(`AND version = 1 AND device_id = ANY ('{${some}}')`)) >= new Set(some).size;
  await until("a row for each of some owners", 600, isThere);
  await until("a row for each owner and channel", 600, async () => (await count("")) === owners + mails);
  return seconds(Date.now() - began);
}

/**
 * Mails a second, and processor time a mail over the same mails: what was used before the first of them is no part of it.
 * @param before Mails of the first recall.
 */
async function rate({ taken }: Stand, before: number): Promise<{ perSecond: number; cpuMs: number | null; log: Taken[] }> {
  await until("a first mail", 600, async () => taken().length > before);
  const [used, from] = [cpuSeconds(), taken().length];
  await until("the mails", 3_600, async () => taken().length >= before + mails, 1_000);
  const [usedThen, log] = [cpuSeconds(), taken()];
  const [first, last] = [log[before], log.at(-1)] as [Taken, Taken];
  return {
    perSecond: Math.round(((log.length - before - 1) / Math.max(1, last.at - first.at)) * 1000),
    cpuMs: used === null || usedThen === null || log.length === from ? null : ((usedThen - used) / (log.length - from)) * 1000,
    log,
  };
}

/** How long one look takes once everybody was told and nothing changes, by the notifier's own word. */
async function lookSeconds(url: string): Promise<number | null> {
  const status = (await (await fetch(`${url}/status`)).json()) as { lastLook: { tookMs?: number } };
  return status.lastLook.tookMs === undefined ? null : status.lastLook.tookMs / 1000;
}

const stand = await prepareStand();
try {
  const { client } = stand;
  for (const [batch, size, firstOwner] of [
    [1, idle, 0],
    [2, owners, idle],
    [3, owners, idle + owners],
  ] as const)
    await claimBatch(client, batch, size, firstOwner);
  await stand.leaveAddresses(0, idle + mails);
  await client.query("ANALYZE");
  const notifier = await stand.notifier({ MUSTER_NOTIFIER_CONCURRENCY: values.concurrency });
  const wait = await endToEnd(stand);
  const rowsSeconds = await rows(stand);
  const { perSecond, cpuMs, log } = await rate(stand, idle);
  const told = new Set(log.map(({ to }) => to));
  const lost = Array.from({ length: idle + mails }, (_, n) => address(n)).filter((to) => !told.has(to)).length;
  const look = await lookSeconds(notifier.url);

  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  console.table({
    "affected owners": owners,
    "ledger rows": owners + mails,
    "rows entered within (s)": rowsSeconds,
    "mails a second": perSecond,
    // Of everything: sender, sink, database, this bench, and the inbox entries that go out along with the mails.
    "processor time a mail (ms)": cpuMs === null ? "not known" : Math.round(cpuMs * 100) / 100,
    "mails lost": lost,
    "mails doubled": log.length - told.size,
    [`median wait of ${idle} owners (s)`]: wait.p50,
    "99th percentile (s)": wait.p99,
    "last look (s)": look ?? "not told",
  });
  if (lost > 0) throw new Error(`${lost} mails were lost`);
  if (values.json) console.log(JSON.stringify({ owners, rowsSeconds, mailsPerSecond: perSecond, endToEndP99Seconds: wait.p99 }));
} finally {
  await stand.close();
}
