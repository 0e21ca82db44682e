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
export const memoryOf = (message: Job | Answer): ArrayBuffer[] => {
  const pieces = [...Object.values(message), ...Object.values(("used" in message && message.used) || {})];
  return [...new Set(pieces.flatMap((piece) => (piece instanceof Uint8Array ? [piece.buffer as ArrayBuffer] : [])))];
};

type Waiting = { job: Job; resolve: (answer: Answer) => void; reject: (error: Error) => void };

/** Jobs that a worker is given at a time: it goes on with the second while the answer to the first is put away. */
const AHEAD = 2;

/** Shares jobs among workers: whoever has the fewest takes the next one. */
export function createDerivers(workers: readonly DeriveWorker[]): Derivers {
  const queue: Waiting[] = [];
  const desks = workers.map((worker) => ({ worker, given: [] as Waiting[] }));
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of queue.splice(0)) reject(error);
  };
  const handOut = (): void => {
    while (queue.length > 0) {
      const desk = desks.reduce((least, other) => (other.given.length < least.given.length ? other : least));
      if (desk.given.length === AHEAD) return;
      const next = queue.shift() as Waiting;
      desk.given.push(next);
      desk.worker.post(next.job);
    }
  };
  for (const { worker, given } of desks) {
    worker.listen(
      (answer) => {
        given.shift()?.resolve(answer);
        handOut();
      },
      (error) => {
        for (const { reject } of given.splice(0)) reject(error);
        fail(error);
      },
    );
  }
  const ask = (job: Job): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      queue.push({ job, resolve, reject });
      handOut();
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
