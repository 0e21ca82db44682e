// Says the same as a clean replay: the indexer is killed with -9 again and again while people use the register, and blocks are
// taken back under it, also while it is dead. At the end every table is compared with that of an indexer which reads the chain
// that is left from its beginning.
//   npm run harness:index                           200 kills and 100 reorgs of up to 32 blocks
//   npm run harness:index -- --kills 5 --reorgs 5 --depth 10 --seed 7
//   npm run harness:index -- --json                 the table, and its figures as one line of JSON, the last one printed
// Ends with 1 when a table differs.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { live } from "../test/indexer/agreement/acts.ts";
import type { World } from "../test/indexer/agreement/world.ts";
import { generator } from "../test/lib/support/random.ts";
import { prepareStand, tablesOf } from "./index/stand.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    reorgs: { type: "string", default: "100" },
    depth: { type: "string", default: "32" },
    seed: { type: "string", default: "2016" },
    json: { type: "boolean", default: false },
  },
});
const number = (name: "kills" | "reorgs" | "depth" | "seed"): number => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} has to be a whole number`);
  return value;
};
const [kills, reorgs, deepest, seed] = [number("kills"), number("reorgs"), number("depth"), number("seed")];
const POLLING_MS = 100;
/** Batches, and recalls, that there are at most. */
const MOST = 60;
/** Blocks of one act at most, with the batch and the recall that may come before it. */
const MOST_BLOCKS = 6;
/** The indexer is let up to the head once in so many faults: it has to be met at work, and also by the newest block. */
const ARRIVES = 8;
/** The chain rests at the end: what still differs then stays so. */
const SETTLED_MS = 30_000;
/** Rows shown of a table that differs. */
const SHOWN = 3;

/** Says which rows of a table are in one of them alone. */
function tell(name: string, ours: readonly string[], theirs: readonly string[]): void {
  const only = (these: readonly string[], those: readonly string[]): readonly string[] => {
    const there = new Set(those);
    return these.filter((row) => !there.has(row));
  };
  for (const [whose, rows] of [["survivor", only(ours, theirs)] as const, ["replay", only(theirs, ours)] as const]) {
    console.error(`${name}: ${rows.length} rows are in the ${whose} alone${rows.length > 0 ? ", such as" : ""}`);
    for (const row of rows.slice(0, SHOWN)) console.error(`  ${row.slice(0, 400)}`);
  }
}

/** What the chain had been told, to be put back where it forgets. */
function keep({ facts, networks }: World): () => void {
  const { batches, titles, cases, reports, current } = facts;
  const { observers, seen, assigned, weeks } = networks;
  const kept = structuredClone({ facts: { batches, titles, cases, reports, current }, networks: { observers, seen, assigned, weeks } });
  return () => {
    Object.assign(facts, kept.facts);
    Object.assign(networks, kept.networks);
  };
}

const random = generator(seed);
const stand = await prepareStand(seed);
try {
  const { world, chain, schema } = stand;
  const { client, indexerUrl } = await stand.database("harness");
  const head = async (): Promise<number> => Number(await chain.getBlockNumber({ cacheTime: 0 }));
  let born = seed;
  const act = async (acts: number): Promise<void> => {
    const [batches, cases] = [world.facts.batches.length, world.facts.cases.length];
    // Blocks that nobody acts in have times as well.
    const { timestamp } = await chain.getBlock();
    world.driver.wait(Math.max(0, Number(timestamp) - world.driver.now()));
    const isNew = (there: number): boolean => there < MOST && random(4) === 0;
    // Half of the batches come before the acts.
    await live(world, ++born, { batches: isNew(batches) ? 2 * batches + 2 : batches, acts, cases: isNew(cases) ? cases + 1 : cases });
  };
  await live(world, seed, { batches: 24, acts: 100, cases: 8 });

  let indexer = await stand.indexer(indexerUrl, POLLING_MS);
  /** Starts it again where it ended by itself. */
  const restarts: (number | string)[] = [];
  const arrive = async (): Promise<void> => {
    for (;;) {
      const ended = await Promise.race([indexer.arrive().then(() => null), indexer.ended]);
      if (ended === null) return;
      restarts.push(ended);
      if (restarts.length > kills + reorgs) throw new Error(`the indexer does not stay up: ${ended}`);
      indexer = await stand.indexer(indexerUrl, POLLING_MS);
    }
  };
  await arrive();

  const began = performance.now();
  const depths: number[] = [];
  const order = [...Array.from({ length: kills }, () => "kill"), ...Array.from({ length: reorgs }, () => "reorg")];
  for (let n = 1; order.length > 0; n++) {
    const [fault] = order.splice(random(order.length), 1);
    if (fault === "reorg") {
      const [from, wanted, putBack] = [await head(), 1 + random(deepest), keep(world)];
      // Not anvil_reorg: from some hundred blocks on it forgets what the contracts hold.
      const snapshot = await chain.snapshot();
      while ((await head()) - from < wanted - MOST_BLOCKS) await act(1);
      while ((await head()) - from < wanted) await chain.mine({ blocks: 1 });
      await sleep(random(400));
      depths.push(wanted);
      await chain.revert({ id: snapshot });
      await chain.mine({ blocks: wanted });
      putBack();
    } else {
      await act(1 + random(4));
      await sleep(random(3_000));
      await indexer.kill();
      indexer = await stand.indexer(indexerUrl, POLLING_MS);
    }
    if (n % ARRIVES === 0) await arrive();
  }
  await act(20);
  await arrive();
  const replay = await stand.database("replay");
  const clean = await stand.indexer(replay.indexerUrl, POLLING_MS);
  await clean.arrive();
  const theirs = await tablesOf(replay.client, schema);
  await clean.stop();
  // Ponder takes blocks back, and says so only with the next one it reads: where it meets an older block late, it is behind once more.
  let [ours, different]: [Record<string, string[]>, string[]] = [{}, []];
  for (const until = Date.now() + SETTLED_MS; ; await sleep(POLLING_MS)) {
    ours = await tablesOf(client, schema);
    different = Object.keys({ ...ours, ...theirs }).filter((name) => `${ours[name]}` !== `${theirs[name]}`);
    if (different.length === 0 || Date.now() > until) break;
  }
  await indexer.stop();
  for (const name of different) tell(name, ours[name] ?? [], theirs[name] ?? []);
  const rows = Object.values(ours).reduce((sum, table) => sum + table.length, 0);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  console.table({
    kills,
    reorgs,
    "deepest (blocks)": Math.max(0, ...depths),
    "times that it ended by itself": restarts.length,
    "blocks at the end": await head(),
    tables: Object.keys(theirs).length,
    rows,
    "tables that differ from a clean replay": different.join(", ") || 0,
    seconds,
  });
  if (values.json) console.log(JSON.stringify({ kills, reorgs, deepest: Math.max(0, ...depths), rows, different, seconds }));
  if (different.length > 0) process.exitCode = 1;
} finally {
  await stand.close();
}
