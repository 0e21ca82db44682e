import { z } from "zod";
import { endpointSettings } from "../../lib/domain/endpoint.ts";
import { LISTEN, PORT } from "../../lib/domain/settings.ts";
import { publisherSettings } from "../../lib/feed/publisher-settings.ts";
import { WALLETCONNECT_RELAY } from "./public-config.ts";

const key = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{64}$/)]);
const web = z.url({ protocol: /^https?$/ });

/** What the web server is told by its environment. The descriptions complete the sentence "NAME must be …". */
const settings = z.object({
  MUSTER_RPC_URL: web.describe("the address of the chain's RPC as browsers reach it, for example http://127.0.0.1:8545"),
  MUSTER_CHAIN_ID: z.coerce.number().int().positive().default(31337).describe("the number of the chain, for example 31337"),
  MUSTER_API_URL: web.describe("the address of the indexer's API, for example http://127.0.0.1:42069"),
  MUSTER_PUBLIC_URL: web.describe("the address under which visitors reach this site, for example http://127.0.0.1:3000"),
  MUSTER_DOCUMENTS: z.string().min(1).describe("the folder in which notices and manifests are kept"),
  MUSTER_MASTER_KEY: key.describe("the key for people's addresses: 0x and 64 hexadecimal digits"),
  MUSTER_RESOLVER_KEY: key.describe("the key of the look-up by serial: 0x and 64 hexadecimal digits"),
  MUSTER_ABUSE_KEY: key
    .optional()
    .describe("the key of links for customers of providers: 0x and 64 hexadecimal digits, or left out to take no reports of abuse"),
  MUSTER_DEMO: z.enum(["0", "1"]).default("0").describe("1 to offer the demonstration's wallets, otherwise 0"),
  MUSTER_RELAY_URL: web
    .optional()
    .describe("the address of the relay, for example http://127.0.0.1:9466; without it owners send their acts themselves"),
  MUSTER_VAPID_PUBLIC_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{87}$/)
    .optional()
    .describe("the public key of web push (VAPID), 65 bytes in base64url; without it, notifications on phones are not offered"),
  ...endpointSettings,
  MUSTER_WALLETCONNECT_PROJECT: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional()
    .describe("the id of your project at WalletConnect, 32 hexadecimal digits, or left out for no wallets on other devices"),
  MUSTER_WALLETCONNECT_RELAY: z
    .url({ protocol: /^wss?$/ })
    .default(WALLETCONNECT_RELAY)
    .describe(`the address of the WalletConnect relay, for example ${WALLETCONNECT_RELAY}`),
  MUSTER_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("what a collector of figures sends as bearer token to /api/metrics, 16 characters or more; without it there is no such page"),
  MUSTER_WEB_PORT: PORT.default(3000).describe("the port to listen on, for example 3000"),
  MUSTER_LISTEN: LISTEN[0].describe(`the ${LISTEN[1]}`),
  ...publisherSettings,
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .describe("the address of the PostgreSQL database, for example postgres://muster_web@127.0.0.1:5432/muster"),
});

export type Env = z.infer<typeof settings>;

/** @throws Error with one line for each setting that is missing or wrong. Values are not repeated: some are secrets. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = settings.safeParse(source);
  if (parsed.success) return parsed.data;
  const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0]) as keyof Env));
  const lines = [...names].map(
    (name) => `${name} ${source[name] ? "is wrong: it" : "is missing. It"} must be ${settings.shape[name].description}.`,
  );
  throw new Error(`The web app cannot start:\n${lines.join("\n")}`);
}

let parsed: Env | undefined;

/** The environment, parsed once. Called at start by instrumentation.ts, so that a wrong setting never waits for a visitor. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
