import type { DeriveSettings } from "../../lib/batch/derive-chunk.ts";
import { type Answer, createDerivers, type Derivers, type Job, memoryOf } from "../../lib/batch/derivers.ts";

/** More workers than this wait for the one that writes. */
const MAX_WORKERS = 8;

/** What is used of a Web Worker. */
export type DeriveThread = {
  postMessage(message: DeriveSettings | Job, transfer: ArrayBuffer[]): void;
  addEventListener(name: "message", heard: (event: { data: Answer }) => void): void;
  addEventListener(name: "error", heard: (event: { message?: string }) => void): void;
  terminate(): void;
};

/**
 * Starts a worker for each processor.
 * @param jobs How many there will be; no worker is started for nothing.
 * @param cores What the browser tells, which may be fewer than there are.
 */
export function startDerivePool(settings: DeriveSettings, jobs: number, cores: number, start: () => DeriveThread): Derivers {
  const threads = Math.max(1, Math.min(MAX_WORKERS, cores || 1, jobs));
  return createDerivers(
    Array.from({ length: threads }, () => {
      const thread = start();
      thread.postMessage(settings, []);
      return {
        post: (job) => thread.postMessage(job, memoryOf(job)),
        listen(answered, failed) {
          thread.addEventListener("message", ({ data }) => answered(data));
          // Browsers say nothing of a script that they could not load.
          thread.addEventListener("error", ({ message }) => failed(new Error(message || "a worker could not be started")));
        },
        end: async () => thread.terminate(),
      };
    }),
  );
}
