import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { DeriveSettings } from "../batch/derive-chunk.ts";
import { createDerivers, type Derivers, memoryOf } from "../batch/derivers.ts";
import { END } from "./derive-end.ts";

/** More threads than this wait for the one that writes. */
const MAX_THREADS = 8;

/** Megabytes of short-lived text that a thread gathers before it clears up. With Node's own limit, threads would hold several times as much. */
const YOUNG_MEGABYTES = 8;

/** And what it keeps: a few megabytes are in use, and it clears up before this is full. */
const OLD_MEGABYTES = 96;

/**
 * Starts a thread for each processor; one core makes 36,000 keys a second, and a unit needs one.
 * @param jobs How many there will be; no thread is started for nothing.
 */
export function startDerivePool(settings: DeriveSettings, jobs: number): Derivers {
  const threads = Math.min(MAX_THREADS, availableParallelism(), jobs);
  const file = new URL("./derive-worker.ts", import.meta.url);
  return createDerivers(
    Array.from({ length: threads }, () => {
      const worker = new Worker(file, {
        workerData: settings,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES, maxOldGenerationSizeMb: OLD_MEGABYTES },
      });
      const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
      return {
        post: (job) => worker.postMessage(job, memoryOf(job)),
        listen(answered, failed) {
          worker.on("message", answered);
          worker.on("error", (error) => failed(error instanceof Error ? error : new Error(String(error))));
        },
        // A thread that is stopped inside the native curve takes the whole process with it.
        end() {
          worker.postMessage(END);
          return ended;
        },
      };
    }),
  );
}
