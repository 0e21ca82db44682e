import { setTimeout as sleep } from "node:timers/promises";
import { concat, keccak256, type PrivateKeyAccount } from "viem";
import { decodeError } from "../lib/chain/decode-error.ts";
import type { Deployment } from "../lib/chain/deployments.ts";
import { makerOf } from "../lib/chain/read-unit.ts";
import { createReader } from "../lib/chain/send.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { formatDeviceId } from "../lib/domain/ids.ts";
import { type Budgets, type Fees, SPONSORED } from "../lib/domain/relay.ts";
import type { Carried, RelayJob } from "../lib/domain/relay-wire.ts";
import { openPool } from "../lib/store/store.ts";
import { begin, chooseLine, replace } from "./carry.ts";
import { createJobs } from "./jobs.ts";
import { carriedCall, createJudge, encode } from "./judge.ts";
import { type Line, readLine } from "./lines.ts";
import { settle } from "./settle.ts";
import { readStatus, type Status } from "./status.ts";

export type RelayOptions = {
  databaseUrl: string;
  rpcUrl: string;
  deployment: Deployment;
  accounts: PrivateKeyAccount[];
  budgets: Budgets;
  /** Wei per unit of gas above which nothing is sent. */
  ceiling: bigint;
  /** After which a transaction is replaced by one that pays more. */
  stuckSeconds: number;
  /** Pause between two looks at the chain. */
  intervalMs?: number;
  /** What operators should see; `console.error` unless given. */
  report?: (text: string) => void;
};

export type Relay = {
  /** Takes an act, or says why not. @throws MusterError */
  carry(carried: Carried): Promise<RelayJob>;
  /** @throws MusterError `relay-job-unknown`. */
  find(id: string): Promise<RelayJob>;
  lastLook(): Status["lastLook"];
  status(): Promise<Status>;
  /** Finishes the look that is under way and lets go of everything. */
  stop(): Promise<void>;
};

const NOTHING_TO_DO: RelayJob = { id: null, state: "done", tx: null, block: null, reason: null };

/** Takes acts, enters them, and pays for them. Whatever it has begun goes on after a restart. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { databaseUrl, rpcUrl, deployment, accounts, budgets, ceiling, stuckSeconds, intervalMs = 1_000 } = options;
  const { chainId } = deployment;
  const reader = await createReader(rpcUrl, chainId);
  const pool = openPool(databaseUrl, 8);
  const jobs = createJobs(pool, chainId, budgets);
  const judge = createJudge(reader, deployment, (accounts[0] as PrivateKeyAccount).address);
  const last: Status["lastLook"] = { at: null, problem: null, keys: [] };
  const report = options.report ?? ((text: string) => console.error(`relay: ${text}`));

  const fees = async (): Promise<Fees> => {
    const { maxFeePerGas, maxPriorityFeePerGas } = await reader.estimateFeesPerGas({ type: "eip1559" });
    return { maxFeePerGas, maxPriorityFeePerGas };
  };
  const readLines = (market: Fees): Promise<Line[]> => Promise.all(accounts.map((account) => readLine(reader, account, market)));

  async function carry(carried: Carried): Promise<RelayJob> {
    const { act } = carried;
    const call = carriedCall(deployment, carried);
    const callHash = keccak256(concat([call.address, encode(call)]));
    const known = await jobs.findCall(callHash);
    if (known) return known;
    const orgId = await makerOf(reader, deployment, act);
    const verdict = await judge(carried);
    if (verdict.is === "done") return NOTHING_TO_DO;
    if (verdict.is === "refused") throw verdict.reason;
    const once = SPONSORED[act.verb].once ?? false;
    if (once && (await jobs.isTaken(carried, callHash))) throw new MusterError("relay-once", { deviceId: formatDeviceId(act.deviceId) });
    const market = await fees();
    const cost = verdict.gas * market.maxFeePerGas;
    if (!chooseLine(await readLines(market), [], cost)) throw new MusterError("relay-without-funds");
    const job = await jobs.enter({ callHash, carried, orgId, gas: verdict.gas, once, cost });
    wake();
    return job;
  }

  /** One look at everything that is not settled. What fails for one job does not hold up the others. @returns What went wrong. */
  async function look(): Promise<string | null> {
    const [market, final] = await Promise.all([fees(), reader.getBlock({ blockTag: "finalized" })]);
    const lines = await readLines(market);
    last.keys = lines.map(({ account, balance, isShort }) => ({ address: account.address, balance: `${balance}`, isShort }));
    const lineOf = (key: string | null): Line | undefined => lines.find(({ account }) => account.address === key);
    const problems: unknown[] = [];
    const each = async (
      list: Awaited<ReturnType<typeof jobs.open>>,
      work: (job: (typeof list)[number]) => Promise<void>,
    ): Promise<void> => {
      for (const job of list) await work(job).catch((error) => problems.push(error));
    };

    const under = (await jobs.open()).filter(({ state }) => state !== "accepted");
    await each(under, (job) => settle({ reader, jobs, judge }, job, lineOf(job.key), final.number));

    const open = await jobs.open();
    const ground = { reader, deployment, jobs, judge, ceiling, report: (text: string) => problems.push(new Error(text)) };
    await each(
      open.filter(({ state }) => state === "sent"),
      async (job) => {
        const line = lineOf(job.key);
        const isHead = line?.count === job.nonce;
        if (line && isHead && (job.attempts.at(-1)?.ageSeconds ?? 0) >= stuckSeconds) await replace(ground, job, line, market);
      },
    );
    const waiting = open.filter(({ state }) => state === "accepted");
    if (waiting.length > 0 && market.maxFeePerGas > ceiling) problems.push(new Error("The network's price is above what the relay pays."));
    else await each(waiting, (job) => begin(ground, job, lines, open, market));
    return [...new Set(problems.map(describe))].join(" ") || null;
  }

  const stopping = new AbortController();
  let alarm = new AbortController();
  const wake = (): void => alarm.abort();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      alarm = new AbortController();
      const problem = await look().catch(describe);
      if (problem !== null && problem !== last.problem) report(problem);
      last.problem = problem;
      last.at = Date.now();
      await sleep(intervalMs, undefined, { signal: AbortSignal.any([stopping.signal, alarm.signal]) }).catch(() => undefined);
    }
  };
  const running = run();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
    await pool.end();
  };
  return {
    carry,
    find: jobs.find,
    lastLook: () => ({ ...last }),
    status: () => readStatus(pool, chainId, budgets, last),
    stop: () => (stopped ??= stop()),
  };
}

/** In one sentence: what viem adds to it repeats whole requests. */
function describe(error: unknown): string {
  const { details, shortMessage, message } = decodeError(error) as Error & { details?: unknown; shortMessage?: string };
  return (typeof details === "string" && details) || shortMessage || message;
}
