import type pg from "pg";
import { PgBoss } from "pg-boss";
import { inTransaction } from "../lib/store/transaction.ts";
import type { Outcome } from "./deliver.ts";

/**
 * pg-boss carries the work to the workers: who is next, retries, who died. Its tables are never the truth; a job is
 * nothing but the id of a ledger row, under that same id, so putting it in twice changes nothing.
 */
export type Queue = {
  /** Puts in due rows that have no job yet, most urgent first, while the queue is short. @returns how many. */
  fill(): Promise<number>;
  /** Finds due rows whose job was lost, so that `fill` puts them in again. A failed job is on its way to `giveUp`. */
  recover(): Promise<number>;
  start(work: Work): Promise<void>;
  /** Finishes what is under way, takes up nothing new. */
  stop(): Promise<void>;
};

type Work = { deliver(id: string): Promise<Outcome>; giveUp(id: string): Promise<void>; onError(error: Error): void };

export type QueueOptions = {
  url: string;
  /** Attempts before a row fails. The default lets a mail server be away for five days. */
  retryLimit?: number;
  /** Seconds before the first further attempt; the pause then grows to half an hour. */
  retryDelay?: number;
};

const NOTICES = "notices";
const EXHAUSTED = "exhausted";
/** Rows that get a job at a time. */
const FILL = 1_000;
/**
 * Jobs that wait at most: the ledger is the store, and what is urgent comes in ahead of what has no job yet. Each fill counts
 * them and each fetch sorts them, so that more than seconds' worth would only cost time.
 */
const WAITING = 2_000;
/** Jobs that a fetcher takes at a time. Two fetchers, so that one's slowest message does not hold up everything behind it. */
const BATCH = 100;
/** The shortest that pg-boss allows: a dead worker's jobs go to another after this. */
const HEARTBEAT_SECONDS = 10;

export function createQueue(pool: pg.Pool, { url, retryLimit = 250, retryDelay = 2 }: QueueOptions): Queue {
  const boss = new PgBoss({
    connectionString: url,
    schema: "queue",
    createSchema: false,
    schedule: false,
    max: 4,
    application_name: "muster-notifier",
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  });
  const options = {
    retryLimit,
    retryDelay,
    retryBackoff: true,
    retryDelayMax: 1_800,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    // Longer than a batch takes of which every message meets a silent server; a dead worker is noticed by its heartbeat.
    expireInSeconds: 3_600,
    deadLetter: EXHAUSTED,
    deleteAfterSeconds: 600,
  };

  return {
    async start({ deliver, giveUp, onError }) {
      boss.on("error", onError);
      await boss.start();
      await boss.createQueue(EXHAUSTED, { retryLimit: 10, retryDelay: 5 });
      await boss.createQueue(NOTICES, options);
      await boss.updateQueue(NOTICES, options);
      await boss.work<JobData, unknown, typeof WORK>(NOTICES, WORK, (jobs) =>
        Promise.all(
          jobs.map(async ({ id, data }) => {
            const outcome = await deliver(data.obligation);
            return { id, status: outcome.state === "retry" ? ("failed" as const) : ("completed" as const), output: outcome };
          }),
        ),
      );
      await boss.work<JobData>(EXHAUSTED, { pollingIntervalSeconds: 1 }, async (jobs) => {
        for (const { data } of jobs) await giveUp(data.obligation);
      });
    },

    fill: () =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ id: string; urgency: number }>(
          `UPDATE ledger.obligation SET queued_at = now() WHERE id IN (
             SELECT id FROM ledger.obligation WHERE state = 'due' AND queued_at IS NULL AND NOT EXISTS (SELECT FROM ledger.hold)
               AND (SELECT count(*) FROM (SELECT FROM queue.job WHERE name = '${NOTICES}' AND state = 'created' LIMIT ${WAITING}) AS job) < ${WAITING}
             ORDER BY urgency DESC, created_at LIMIT ${FILL} FOR UPDATE SKIP LOCKED
           ) RETURNING id, urgency`,
        );
        if (rows.length > 0) {
          const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
          const jobs = rows.map(({ id, urgency }) => ({ id, data: { obligation: id } satisfies JobData, priority: urgency }));
          await boss.insert(NOTICES, jobs, { db });
        }
        return rows.length;
      }),

    async recover() {
      const { rowCount } = await pool.query(
        `UPDATE ledger.obligation AS lost SET id = gen_random_uuid(), queued_at = NULL
         WHERE state = 'due' AND queued_at < now() - interval '1 minute' AND (leased_until IS NULL OR leased_until < now())
           AND NOT EXISTS (SELECT FROM queue.job WHERE job.id = lost.id AND job.state NOT IN ('completed', 'cancelled'))`,
      );
      return rowCount ?? 0;
    },

    async stop() {
      await boss.stop({ graceful: true, timeout: 8_000 });
    },
  };
}

type JobData = { obligation: string };
const WORK = { pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, perJobResults: true, localConcurrency: 2, batchSize: BATCH } as const;
