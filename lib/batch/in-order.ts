/**
 * Has several jobs done at a time, and takes what comes of them in the order of the jobs.
 * @param atOnce Jobs in flight: each who works has a second one waiting when the first is finished.
 */
export async function inOrder<Result>(
  jobs: number,
  atOnce: number,
  ask: (job: number) => Promise<Result>,
  take: (result: Result, job: number) => void,
): Promise<void> {
  const inFlight: Promise<Result>[] = [];
  for (let asked = 0, taken = 0; taken < jobs; taken++) {
    for (; asked < jobs && inFlight.length < atOnce; asked++) {
      const result = ask(asked);
      // Whoever waits for an earlier one learns of its failure; this one may fail unheard.
      result.catch(() => undefined);
      inFlight.push(result);
    }
    take((await inFlight.shift()) as Result, taken);
  }
}
