import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { z } from "zod";
import { CAST, type CastId, LOCAL_CHAIN_ID } from "../lib/domain/cast.ts";
import { publisherSettings } from "../lib/feed/publisher-settings.ts";
import { UsageError } from "./errors.ts";

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

const web = z.url({ protocol: /^https?$/ });
const key = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{64}$/)]);
const castId = z.enum(CAST.map(({ id }) => id) as [CastId, ...CastId[]]);

/** Where the commands find everything. The descriptions complete the sentence "NAME must be …". */
const settings = z.object({
  MUSTER_RPC_URL: web.default("http://127.0.0.1:8545").describe("the address of a node, for example http://127.0.0.1:8545"),
  MUSTER_CHAIN_ID: z.coerce.number().int().positive().default(LOCAL_CHAIN_ID).describe("the number of a chain, for example 31337"),
  MUSTER_API_URL: web.default("http://127.0.0.1:42069").describe("the address of the indexer's API, for example http://127.0.0.1:42069"),
  MUSTER_PUBLIC_URL: web.optional().describe("the address of the register's web pages, for example https://muster.example"),
  MUSTER_DEPLOYMENTS: z.string().min(1).default(join(PROJECT, "deployments")).describe("the folder with the deployment records"),
  MUSTER_DOCUMENTS: z.string().min(1).optional().describe("the folder in which notices, manifests and trees are kept"),
  MUSTER_ABUSE_API_KEY: z
    .string()
    .regex(/^muster-abuse-[A-Za-z0-9_-]{43}$/)
    .optional()
    .describe("a key of a network operator, as its console gives it: muster-abuse-…"),
  MUSTER_RESOLVER_KEY: key.optional().describe("0x and 64 hexadecimal digits"),
  ...publisherSettings,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional()
    .describe("the address of a PostgreSQL database, postgres://…"),
  MUSTER_KEY: key.optional().describe("a private key: 0x and 64 hexadecimal digits"),
  KEY_FILE: z.string().min(1).optional().describe("the path of a file with a private key"),
  AS: castId.optional().describe(`one of the demonstration's cast: ${CAST.map(({ id }) => id).join(", ")}`),
});

export type Settings = z.infer<typeof settings>;

/** Global flags, and the setting that each overrides. */
const FLAGS = {
  rpc: "MUSTER_RPC_URL",
  chainId: "MUSTER_CHAIN_ID",
  api: "MUSTER_API_URL",
  web: "MUSTER_PUBLIC_URL",
  documents: "MUSTER_DOCUMENTS",
  keyFile: "KEY_FILE",
  as: "AS",
} as const satisfies Record<string, keyof Settings>;

const FLAG_NAMES: Partial<Record<keyof Settings, string>> = {
  MUSTER_RPC_URL: "--rpc",
  MUSTER_CHAIN_ID: "--chain-id",
  MUSTER_API_URL: "--api",
  MUSTER_PUBLIC_URL: "--web",
  MUSTER_DOCUMENTS: "--documents",
  KEY_FILE: "--key-file",
  AS: "--as",
};

/** These two have no variable of their own: only who types the command names a key file or a member of the cast. */
const VARIABLES = Object.keys(settings.shape).filter((name) => name !== "KEY_FILE" && name !== "AS");

/** Who somebody is says nothing about which register they mean. */
const KEYS = ["MUSTER_KEY", "MUSTER_ABUSE_API_KEY"];

/**
 * Settings of the demonstration in this checkout. They count together or not at all: a real chain and the
 * demonstration's database must never meet in one command.
 */
function demoSettings(): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(join(PROJECT, ".muster", "demo", "env"), "utf8"));
  } catch {
    return {};
  }
}

/** @throws UsageError that names every setting that is wrong. Values are not repeated: some are secrets. */
export function readSettings(flags: Record<string, unknown>, environment: NodeJS.ProcessEnv = process.env): Settings {
  const isConfigured =
    VARIABLES.some((name) => !KEYS.includes(name) && environment[name]) || flags.rpc !== undefined || flags.chainId !== undefined;
  const base = isConfigured ? {} : demoSettings();
  const source: Record<string, unknown> = {};
  for (const name of VARIABLES) source[name] = environment[name] || base[name];
  for (const [flag, name] of Object.entries(FLAGS)) if (flags[flag] !== undefined) source[name] = flags[flag];
  const parsed = settings.safeParse(source);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof Settings))];
    throw new UsageError(names.map((name) => `${label(name, flags)} must be ${settings.shape[name].description}.`).join(" "));
  }
  // lib/chain reads the folder from the environment, for all programs in the same way.
  process.env.MUSTER_DEPLOYMENTS = parsed.data.MUSTER_DEPLOYMENTS;
  return parsed.data;
}

/** @throws UsageError when a command needs a setting that has no default. */
export function required<Name extends keyof Settings>(given: Settings, name: Name): NonNullable<Settings[Name]> {
  const value = given[name];
  if (value !== undefined) return value as NonNullable<Settings[Name]>;
  const flag = FLAG_NAMES[name];
  throw new UsageError(
    `This command needs ${name}: ${settings.shape[name].description}.`,
    flag ? `Set the variable, or use ${flag}.` : "Set the variable.",
  );
}

function label(name: keyof Settings, flags: Record<string, unknown>): string {
  const flag = Object.entries(FLAGS).find(([, setting]) => setting === name)?.[0];
  return flag && flags[flag] !== undefined ? (FLAG_NAMES[name] ?? name) : name;
}
