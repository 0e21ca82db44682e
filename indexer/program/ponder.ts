import { fileURLToPath } from "node:url";
import type { Environment } from "../env.ts";
import { endingAtGoneBlocks } from "./gone-blocks.ts";

const INDEXER = fileURLToPath(new URL("..", import.meta.url));
const PONDER = new URL("../../node_modules/ponder/dist/esm/bin/ponder.js", import.meta.url).href;

/** Becomes Ponder. @param command `start` indexes and answers; `serve` only answers. */
export async function runPonder(
  command: "start" | "serve",
  schema: string,
  { MUSTER_API_PORT, MUSTER_LISTEN }: Environment,
): Promise<void> {
  const address = ["--port", `${MUSTER_API_PORT}`, "--hostname", MUSTER_LISTEN];
  const views = command === "start" ? ["--views-schema", "indexer"] : [];
  process.argv.splice(2, Number.POSITIVE_INFINITY, command, "--root", INDEXER, "--schema", schema, ...views, ...address);
  Object.assign(process.env, { NODE_ENV: "production" });
  process.env.PONDER_LOG_LEVEL ??= "warn"; // it would log every block
  globalThis.fetch = endingAtGoneBlocks(globalThis.fetch);
  await import(PONDER);
}
