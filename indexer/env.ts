import { z } from "zod";
import { LISTEN, PORT, readSettings, type SettingsOf } from "../lib/domain/settings.ts";

/** What the indexer and its API are told by their environment, with the sentence for whoever has to set it. */
const SETTINGS = {
  MUSTER_RPC_URL: [z.url({ protocol: /^https?$/ }), "address of the chain's RPC, for example http://127.0.0.1:8545"],
  MUSTER_CHAIN_ID: [z.coerce.number().int().positive(), "number of the chain, for example 31337"],
  DATABASE_URL: [z.string().regex(/^postgres(ql)?:\/\//), "address of the database as the role muster_indexer"],
  MUSTER_POLLING_MS: [
    z.coerce.number().int().min(100).max(60_000).default(1_000),
    "milliseconds between two looks for a new block, 100 to 60000",
  ],
  MUSTER_API_PORT: [PORT.default(42_069), "port of the API, for example 42069"],
  MUSTER_LISTEN: LISTEN,
} as const;

export type Environment = SettingsOf<typeof SETTINGS>;

/** @throws Error with a sentence for each setting that is wrong. */
export const readEnvironment = (source: NodeJS.ProcessEnv = process.env): Environment => readSettings(SETTINGS, source);
