/**
 * Has several jobs done at a time, and takes what comes of them in the order of the jobs.
 * @param workers How many work: each has one job in hand, one waiting, and one asked for while an older answer is late.
 */
export async function inOrder<Result>(
  jobs: number,
  workers: number,
  ask: (job: number) => Promise<Result>,
  take: (result: Result, job: number) => void,
): Promise<void> {
  const inFlight: Promise<Result>[] = [];
  for (let asked = 0, taken = 0; taken < jobs; taken++) {
    for (; asked < jobs && inFlight.length < 3 * workers; asked++) {
      const result = ask(asked);
      // Whoever waits for an earlier one learns of its failure; this one may fail unheard.
      result.catch(() => undefined);
      inFlight.push(result);
    }
    take((await inFlight.shift()) as Result, taken);
  }
}
