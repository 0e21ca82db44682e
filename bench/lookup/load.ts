import { Pool } from "undici";

/** Milliseconds of every request, and how many were refused for another reason than that nothing goes by that number. */
export type Load = { millis: number[]; failed: number; seconds: number };

/** One request; `false` when the answer is none that a caller can use. */
export type Ask = () => Promise<boolean>;

/** Asks without a pause on so many connections until the time is over. */
export async function load(asks: readonly Ask[], seconds: number): Promise<Load> {
  const millis: number[] = [];
  let failed = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const work = async (ask: Ask): Promise<void> => {
    for (let at = performance.now(); at < end; ) {
      const isAnswered = await ask();
      const now = performance.now();
      millis.push(now - at);
      if (!isAnswered) failed++;
      at = now;
    }
  };
  await Promise.all(asks.map(work));
  return { millis, failed, seconds: (performance.now() - began) / 1000 };
}

export function percentile(millis: readonly number[], share: number): number {
  const sorted = Float64Array.from(millis).sort();
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

/** Keeps its connections to an API open and reads every answer to its end. */
export function openClient(origin: string, connections: number) {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    async status(path: string): Promise<number> {
      const { statusCode, body } = await pool.request({ path, method: "GET" });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
      return statusCode;
    },
    close: () => pool.close(),
  };
}
