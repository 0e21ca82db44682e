import { parentPort, workerData } from "node:worker_threads";
import secp256k1 from "secp256k1";
import type { DeriveSettings } from "../batch/derive-chunk.ts";
import { createAnswers, type Job, memoryOf } from "../batch/derivers.ts";
import { END } from "./derive-end.ts";

// One of several threads that derive units; see derive-pool.ts.

const publicKey = new Uint8Array(65);
const answerTo = await createAnswers(workerData as DeriveSettings, (key) => secp256k1.publicKeyCreate(key, false, publicKey));
parentPort?.on("message", (job: Job | typeof END) => {
  if (job === END) return parentPort?.close();
  const answer = answerTo(job);
  parentPort?.postMessage(answer, memoryOf(answer));
});
