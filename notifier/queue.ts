import type pg from "pg";
import { PgBoss } from "pg-boss";
import type { Outcome } from "./deliver.ts";

/**
 * pg-boss carries the work to the workers: who is next, retries, who died. Its tables are never the truth; a job is
 * nothing but the id of a ledger row, under that same id, so putting it in twice changes nothing.
 */
export type Queue = {
  /** Puts in due rows that have no job yet, most urgent first. @returns how many. */
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
  /** Messages under way at the same time at most: also the most that a crash can double. */
  concurrency: number;
  /** Attempts before a row fails. The default lets a mail server be away for five days. */
  retryLimit?: number;
  /** Seconds before the first further attempt; the pause then grows to half an hour. */
  retryDelay?: number;
};

const NOTICES = "notices";
const EXHAUSTED = "exhausted";
const FILL = 1_000;
/** The shortest that pg-boss allows: a dead worker's jobs go to another after this. */
const HEARTBEAT_SECONDS = 10;

export function createQueue(pool: pg.Pool, { url, concurrency, retryLimit = 250, retryDelay = 2 }: QueueOptions): Queue {
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
    expireInSeconds: 600,
    deadLetter: EXHAUSTED,
    deleteAfterSeconds: 3_600,
  };

  return {
    async start({ deliver, giveUp, onError }) {
      boss.on("error", onError);
      await boss.start();
      await boss.createQueue(EXHAUSTED, { retryLimit: 10, retryDelay: 5 });
      await boss.createQueue(NOTICES, options);
      await boss.updateQueue(NOTICES, options);
      // Two fetchers of half the size each, so that one slow server does not hold up everything behind it.
      const batchSize = Math.max(2, Math.floor(concurrency / 2));
      await boss.work<JobData, unknown, typeof WORK & { batchSize: number }>(NOTICES, { ...WORK, batchSize }, (jobs) =>
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

    async fill() {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const { rows } = await client.query<{ id: string; urgency: number }>(
          `SELECT id, urgency FROM ledger.obligation WHERE state = 'due' AND queued_at IS NULL
           ORDER BY urgency DESC, created_at LIMIT ${FILL} FOR UPDATE SKIP LOCKED`,
        );
        if (rows.length > 0) {
          const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
          const jobs = rows.map(({ id, urgency }) => ({ id, data: { obligation: id } satisfies JobData, priority: urgency }));
          await boss.insert(NOTICES, jobs, { db });
          await client.query("UPDATE ledger.obligation SET queued_at = now() WHERE id = ANY ($1)", [rows.map(({ id }) => id)]);
        }
        await client.query("COMMIT");
        return rows.length;
      } catch (error) {
        await client.query("ROLLBACK").catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },

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
const WORK = { pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, perJobResults: true, localConcurrency: 2 } as const;
