import { setTimeout as sleep } from "node:timers/promises";
import { sayWarm } from "../../program/readiness.ts";
import { countAllCases } from "./cases.ts";
import { countAll } from "./counts.ts";
import { keepAll } from "./kept-batches.ts";
import { allNetworks } from "./networks.ts";
import { allScorecards } from "./scorecards.ts";

/** An API that has more to read than this long calls itself ready meanwhile, and who asks first waits. */
const PATIENCE_MS = 150_000;

/** Counts and reads beforehand what answers are made of, and says so. */
export async function warmUp(): Promise<void> {
  const patience = new AbortController();
  const compared = countAllCases().then(allScorecards);
  const work = Promise.all([keepAll(), countAll(), compared, allNetworks()]).catch((error: unknown) =>
    console.error(`Not all was read beforehand: ${error}`),
  );
  await Promise.race([work, sleep(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
  patience.abort();
  sayWarm();
}
