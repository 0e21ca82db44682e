import { setTimeout as sleep } from "node:timers/promises";
import { MusterError } from "../lib/domain/errors.ts";

const PAUSE_MS = 500;

/**
 * Has so many pieces of work done at the same time, until the signal comes; with a pause where there is nothing to do.
 * @param work Says whether there was something to do.
 */
export async function runWorkers(
  count: number,
  work: () => Promise<boolean>,
  { report, signal }: { report(problem: string): void; signal: AbortSignal },
): Promise<void> {
  const worker = async (): Promise<void> => {
    while (!signal.aborted) {
      const wasBusy = await work().catch((error: unknown) => {
        // Before the first migration, and while the database is away.
        if (!(error instanceof MusterError)) return false;
        report(error.message);
        return false;
      });
      if (!wasBusy) await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
}
