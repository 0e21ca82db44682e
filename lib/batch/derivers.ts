import { createDeriver, type DerivedChunk, type DeriveJob, type DeriveSettings, type PublicKeyOf } from "./derive-chunk.ts";
import { type Folded, type FoldJob, fold } from "./fold.ts";

/** Those who derive units and the tree above them, several at a time. */
export type Derivers = {
  count: number;
  derive(job: DeriveJob): Promise<DerivedChunk>;
  fold(job: FoldJob): Promise<Folded>;
  close(): Promise<void>;
};

export type Job = DeriveJob | FoldJob;
export type Answer = DerivedChunk | Folded;

/** A worker thread or a Web Worker: takes one job after another and answers each in turn. */
export type DeriveWorker = {
  post(job: Job): void;
  listen(answered: (answer: Answer) => void, failed: (error: Error) => void): void;
  end(): Promise<void>;
};

/** What goes on in such a worker. */
export async function createAnswers(settings: DeriveSettings, publicKeyOf: PublicKeyOf): Promise<(job: Job) => Answer> {
  const derive = await createDeriver(settings, publicKeyOf);
  return (job) => ("rows" in job ? derive(job) : fold(job));
}

/** Memory that changes hands with a job or its answer, instead of being copied. */
export const memoryOf = (message: Job | Answer): ArrayBuffer[] =>
  Object.values(message).flatMap((value) => {
    if (value instanceof Uint8Array) return [value.buffer as ArrayBuffer];
    return typeof value === "object" ? memoryOf(value) : [];
  });

type Waiting = { job: Job; resolve: (answer: Answer) => void; reject: (error: Error) => void };

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
      (answer) => {
        current?.resolve(answer);
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
  const ask = (job: Job): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      const waiting = { job, resolve, reject };
      const take = idle.shift();
      if (take) take(waiting);
      else queue.push(waiting);
    });
  return {
    count: workers.length,
    derive: (job) => ask(job) as Promise<DerivedChunk>,
    fold: (job) => ask(job) as Promise<Folded>,
    async close() {
      fail(new Error("the build has ended"));
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}
