import type { DerivedChunk, DeriveJob } from "./derive-chunk.ts";

/** Those who derive units, several at a time. */
export type Derivers = {
  count: number;
  derive(job: DeriveJob): Promise<DerivedChunk>;
  close(): Promise<void>;
};

/** A worker thread or a Web Worker: takes one job after another and answers each in turn. */
export type DeriveWorker = {
  post(job: DeriveJob): void;
  listen(answered: (chunk: DerivedChunk) => void, failed: (error: Error) => void): void;
  end(): Promise<void>;
};

type Waiting = { job: DeriveJob; resolve: (chunk: DerivedChunk) => void; reject: (error: Error) => void };

/** Shares jobs among workers: whoever is free takes the next one. */
export function createDerivers(workers: readonly DeriveWorker[]): Derivers {
  const queue: Waiting[] = [];
  const idle: ((next: Waiting) => void)[] = [];
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of queue.splice(0)) reject(error);
  };
  for (const worker of workers) {
    let current: Waiting | undefined;
    const take = (next: Waiting): void => {
      current = next;
      worker.post(next.job);
    };
    worker.listen(
      (chunk) => {
        current?.resolve(chunk);
        current = undefined;
        const next = queue.shift();
        if (next) take(next);
        else idle.push(take);
      },
      (error) => {
        current?.reject(error);
        current = undefined;
        fail(error);
      },
    );
    idle.push(take);
  }
  return {
    count: workers.length,
    derive: (job) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        const waiting = { job, resolve, reject };
        const take = idle.shift();
        if (take) take(waiting);
        else queue.push(waiting);
      }),
    async close() {
      fail(new Error("the build has ended"));
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}

/** Memory that changes hands with a job, instead of being copied. */
export const memoryOfJob = ({ rows, used }: DeriveJob): ArrayBuffer[] => [rows.buffer as ArrayBuffer, ...(used ? memoryOfChunk(used) : [])];

/** And with its result. */
export const memoryOfChunk = ({ leaves, units, labels }: DerivedChunk): ArrayBuffer[] => [leaves.buffer, units.buffer, labels.buffer];
