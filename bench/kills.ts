// Loses no notice and doubles few: several notifiers on one PostgreSQL are killed with -9 again and again while a recall goes
// out. The judge is the log of the mail server, which is not killed; the ledger's own word counts for nothing.
//   npm run harness:kills                           100 kills while 20,000 owners are told, 3 notifiers side by side
//   npm run harness:kills -- --owners 500 --kills 5 --notifiers 2
//   npm run harness:kills -- --json                 the table, and its figures as one line of JSON, the last one printed
// Ends with 1 when a mail is lost, or when more are doubled than the sends that the kills cut off.
import { parseArgs } from "node:util";
import type { NotifierService } from "../scripts/services/notifier.ts";
import { claimBatch, openRecall } from "./fanout/register.ts";
import { address, prepareStand, until } from "./fanout/stand.ts";

const { values } = parseArgs({
  options: {
    owners: { type: "string", default: "20000" },
    kills: { type: "string", default: "100" },
    notifiers: { type: "string", default: "3" },
    seed: { type: "string", default: "2016" },
    json: { type: "boolean", default: false },
  },
});
const [owners, kills, notifiers] = [values.owners, values.kills, values.notifiers].map(Number) as [number, number, number];
if (![owners, kills, notifiers].every((value) => Number.isInteger(value) && value > 0))
  throw new Error("--owners, --kills and --notifiers have to be whole numbers from 1");
/** As many mails as each notifier has under way at once. */
const UNDER_WAY = 8;

/** Repeatable numbers below `below` (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const stand = await prepareStand();
try {
  const { client, taken } = stand;
  await claimBatch(client, 1, owners, 0);
  await stand.leaveAddresses(0, owners);
  await client.query("ANALYZE");
  await openRecall(stand, 1, 1, 50);
  const random = randomNumbers(Number(values.seed));
  const began = performance.now();
  const services: NotifierService[] = await Promise.all(
    Array.from({ length: notifiers }, () => stand.notifier({ MUSTER_NOTIFIER_CONCURRENCY: `${UNDER_WAY}` })),
  );
  for (let kill = 1; kill <= kills; kill++) {
    // Spread over the mails, so that each hits notifiers that are at work; somewhere between two marks, not on them.
    const mark = Math.floor((owners * (kill - 1)) / (kills + 1)) + random(Math.ceil(owners / (kills + 1)));
    await until(`${mark} mails`, 600, async () => taken().length >= mark, 20);
    const at = random(notifiers);
    await services[at]?.kill();
    services[at] = await stand.notifier({ MUSTER_NOTIFIER_CONCURRENCY: `${UNDER_WAY}` });
  }
  const isOver = async (): Promise<boolean> => {
    const found = await client.query("SELECT count(*)::int AS due FROM ledger.obligation WHERE state = 'due'");
    return found.rows[0].due === 0 && taken().length >= owners;
  };
  await until("the end of all obligations", 900, isOver, 500);
  const seconds = Math.round((performance.now() - began) / 100) / 10;

  const mails = taken();
  const told = new Set(mails.map(({ to }) => to));
  const lost = Array.from({ length: owners }, (_, n) => address(n)).filter((to) => !told.has(to)).length;
  const doubled = mails.length - told.size;
  const strange = new Set(mails.map(({ messageId }) => messageId)).size - told.size;
  const inbox = await client.query("SELECT count(*)::int AS entries FROM ledger.inbox");
  console.table({
    "obligations (mail and inbox)": 2 * owners,
    notifiers,
    kills,
    "mails lost": lost,
    "mails doubled": doubled,
    "at most": kills * UNDER_WAY,
    "doubled mails under another id": strange,
    "inbox entries lost or doubled": Math.abs(inbox.rows[0].entries - owners),
    seconds,
  });
  if (values.json) console.log(JSON.stringify({ obligations: 2 * owners, kills, lost, doubled, atMost: kills * UNDER_WAY, seconds }));
  if (lost > 0 || doubled > kills * UNDER_WAY || strange !== 0 || inbox.rows[0].entries !== owners) process.exitCode = 1;
} finally {
  await stand.close();
}
