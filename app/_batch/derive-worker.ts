import type { DeriveSettings } from "../../lib/batch/derive-chunk.ts";
import type { Job } from "../../lib/batch/derivers.ts";

// One of several workers that derive units and trees; see derive-pool.ts. The first message tells for which order.

// Loaded from here on and not above: messages that come while a module waits for its WebAssembly would be lost.
const loading = Promise.all([import("../../lib/batch/derivers.ts"), import("./curve.ts")]);

async function answersFor(settings: DeriveSettings) {
  const [{ createAnswers, memoryOf }, { fastPublicKeys }] = await loading;
  const answerTo = await createAnswers(settings, await fastPublicKeys());
  return (job: Job): void => {
    const answer = answerTo(job);
    self.postMessage(answer, { transfer: memoryOf(answer) });
  };
}

let answers: ReturnType<typeof answersFor> | undefined;

self.onmessage = async ({ data }: MessageEvent<DeriveSettings | Job>) => {
  try {
    if ("seed" in data) answers = answersFor(data);
    const answer = await answers;
    if (answer && !("seed" in data)) answer(data);
  } catch (error) {
    // Thrown outside the promise, so that the pool is told of it.
    setTimeout(() => {
      throw error;
    });
  }
};
