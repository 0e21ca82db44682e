import { parentPort, workerData } from "node:worker_threads";
import secp256k1 from "secp256k1";
import { createDeriver, type DeriveJob, type DeriveSettings } from "../batch/derive-chunk.ts";
import { memoryOfChunk } from "../batch/derivers.ts";
import { END } from "./derive-end.ts";

// One of several threads that derive units; see derive-pool.ts.

const publicKey = new Uint8Array(65);
const derive = await createDeriver(workerData as DeriveSettings, (key) => secp256k1.publicKeyCreate(key, false, publicKey));
parentPort?.on("message", (job: DeriveJob | typeof END) => {
  if (job === END) return parentPort?.close();
  const chunk = derive(job);
  parentPort?.postMessage(chunk, memoryOfChunk(chunk));
});
