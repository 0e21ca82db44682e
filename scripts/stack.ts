import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createPublicClient, createTestClient, type Hex, http, parseEther } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { type Deployment, readDeployment } from "../lib/chain/deployments.ts";
import { castMember } from "../lib/domain/cast.ts";
import { REVEAL_DELAY } from "../lib/domain/disclosure.ts";
import type { OrgId } from "../lib/domain/ids.ts";
import { createFeed } from "../lib/feed/client.ts";
import { createDocuments } from "../lib/store/documents.ts";
import type { Draft } from "../lib/store/drafts.ts";
import { migrate } from "../lib/store/migrate.ts";
import { openStore } from "../lib/store/store.ts";
import { vapidOf } from "../notifier/channels/push.ts";
import { deploy, writeDeployment } from "./deploy.ts";
import { readOrMakeSecrets } from "./secrets.ts";
import { startChain } from "./services/chain.ts";
import { startIndexer } from "./services/indexer.ts";
import { startMailSink } from "./services/mail-sink.ts";
import { startNotifier } from "./services/notifier.ts";
import { freePort } from "./services/ports.ts";
import { startPostgres } from "./services/postgres.ts";
import type { Service } from "./services/process.ts";
import { startRelay } from "./services/relay.ts";
import { startWeb } from "./services/web.ts";
import type { StorySizes } from "./story/products.ts";
import { type Story, tellStory } from "./story/story.ts";
import { openWorld } from "./story/world.ts";

/** All processes of Muster on one machine, with the story told. */
export type Stack = {
  urls: { web: string; api: string; mail: string; rpc: string; notifier: string; relay: string };
  deployment: Deployment;
  story: Story;
  /** Drafts of an organisation, which no public interface shows. */
  drafts(orgId: OrgId): Promise<Draft[]>;
  /** What the command line needs to work on this stack. */
  env: Record<string, string>;
  /** Resolves with the name of the first process that ends by itself. */
  broken: Promise<string>;
  stop(): Promise<void>;
};

type Options = {
  /** Everything that survives a restart. */
  stateDir: string;
  sizes: StorySizes;
  /** First choice of ports; the next free one is taken where one is in use. */
  ports: { web: number; api: number; mail: number; rpc: number; database: number; notifier: number; relay: number };
  say?: (text: string) => void;
};

/** Starts everything in the order in which each needs the other, and tells the story once. Ends what it started on failure. */
export async function startStack({ stateDir, sizes, ports, say = () => undefined }: Options): Promise<Stack> {
  const dir = resolve(stateDir);
  const path = (name: string): string => join(dir, name);
  mkdirSync(path("logs"), { recursive: true });
  const log = (name: string): string => path(`logs/${name}.log`);
  const started: Service[] = [];
  const endings: (() => Promise<void>)[] = [];
  const keep = <Some extends Service>(service: Some): Some => {
    started.push(service);
    endings.push(service.stop);
    return service;
  };
  // Last started, first stopped: nobody loses what it still needs.
  const stop = async (): Promise<void> => {
    for (const end of endings.toReversed()) await end();
  };
  const port = async (name: keyof typeof ports): Promise<number> => {
    const free = await freePort(ports[name]);
    if (free !== ports[name]) say(`port ${ports[name]} (${name}) is in use; taking ${free}.`);
    return free;
  };

  try {
    say("starting the chain and the database.");
    const secrets = readOrMakeSecrets(path("secrets.json"));
    // For this process as long as the stack runs; whatever is started afterwards has records of its own.
    const { MUSTER_DEPLOYMENTS: before } = process.env;
    process.env.MUSTER_DEPLOYMENTS = path("deployments");
    endings.push(async () => {
      if (before === undefined) delete process.env.MUSTER_DEPLOYMENTS;
      else process.env.MUSTER_DEPLOYMENTS = before;
    });
    const [chain, postgres] = await Promise.all([
      startChain({
        ...{ port: await port("rpc"), stateFile: path("chain.json"), settles: true, log: log("chain") },
        since: Math.floor(Date.now() / 1000) - REVEAL_DELAY,
      }).then(keep),
      startPostgres({ dir: path("postgres"), port: await port("database"), log: log("database") }).then(keep),
    ]);
    const roles = await migrate(postgres.url);
    const deployment = await deployOnce(chain.rpcUrl, chain.chainId);

    const webPort = await port("web");
    const publicUrl = `http://127.0.0.1:${webPort}`;
    const documents = createDocuments({ dir: path("documents") });
    const store = openStore({ url: roles.web, masterKey: secrets.masterKey });
    endings.push(() => store.close());
    const factory = {
      world: await openWorld(chain.rpcUrl, deployment),
      workDir: path("factory"),
      deviceDir: path("device"),
      claimSeed: secrets.claimSeed,
      publicUrl,
      documents,
      resolver: store.resolver,
      resolverKey: secrets.resolverKey,
      trees: new Map(),
    };
    const story = await tellOnce(path("story.json"), say, () => tellStory(factory, store, sizes));

    say("starting the indexer, the notifier, the relay and the web app.");
    const mail = keep(
      await startMailSink({
        dir: path("mail"),
        smtpPort: await freePort(ports.mail + 500),
        httpPort: await port("mail"),
        log: log("mail"),
      }),
    );
    const indexer = keep(
      await startIndexer({
        rpcUrl: chain.rpcUrl,
        chainId: chain.chainId,
        databaseUrl: roles.indexer,
        port: await port("api"),
        deploymentsDir: path("deployments"),
        pollingMs: 250,
        log: log("indexer"),
      }),
    );
    const common = {
      MUSTER_RPC_URL: chain.rpcUrl,
      MUSTER_CHAIN_ID: `${chain.chainId}`,
      MUSTER_API_URL: indexer.apiUrl,
      MUSTER_PUBLIC_URL: publicUrl,
      MUSTER_CSAF_CONTACT: "advisories@muster.example",
      MUSTER_DOCUMENTS: path("documents"),
    };
    const keys = { MUSTER_MASTER_KEY: secrets.masterKey, MUSTER_RESOLVER_KEY: secrets.resolverKey };
    const notifierEnv = {
      ...common,
      MUSTER_MASTER_KEY: secrets.masterKey,
      MUSTER_ABUSE_KEY: secrets.abuseKey,
      MUSTER_VAPID_PRIVATE_KEY: secrets.vapidPrivateKey,
      DATABASE_URL: roles.notifier,
      MUSTER_SMTP_URL: mail.smtpUrl,
    };
    await fund(chain.rpcUrl, secrets.relayKeys);
    const relay = keep(
      await startRelay({
        port: await port("relay"),
        env: {
          ...{ MUSTER_RPC_URL: chain.rpcUrl, MUSTER_CHAIN_ID: `${chain.chainId}`, MUSTER_DEPLOYMENTS: path("deployments") },
          ...{ DATABASE_URL: roles.relay, MUSTER_RELAY_KEYS: secrets.relayKeys.join(",") },
          ...RELAY_BUDGETS,
        },
        log: log("relay"),
      }),
    );
    const [notifier, web] = await Promise.all([
      startNotifier({
        port: await port("notifier"),
        env: { ...notifierEnv, MUSTER_MAIL_FROM: "Muster <notices@muster.example>" },
        log: log("notifier"),
      }).then(keep),
      startWeb({
        port: webPort,
        env: {
          ...common,
          ...keys,
          MUSTER_ABUSE_KEY: secrets.abuseKey,
          DATABASE_URL: roles.web,
          MUSTER_DEPLOYMENTS: path("deployments"),
          MUSTER_DEMO: "1",
          MUSTER_RELAY_URL: relay.url,
          MUSTER_VAPID_PUBLIC_KEY: vapidOf(secrets.vapidPrivateKey, "").publicKey,
        },
        log: log("web"),
      }).then(keep),
    ]);
    await caughtUp(chain.rpcUrl, indexer.apiUrl);
    return {
      urls: { web: web.url, api: indexer.apiUrl, mail: mail.url, rpc: chain.rpcUrl, notifier: notifier.url, relay: relay.url },
      deployment,
      story,
      drafts: (orgId) => store.drafts.list(orgId),
      env: { ...common, ...keys, DATABASE_URL: roles.web, MUSTER_DEPLOYMENTS: path("deployments") },
      broken: Promise.race(started.map(({ name, ended }) => ended.then((how) => `${name} (${how})`))),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The recorded deployment if the chain still has it, else a new one. */
async function deployOnce(rpcUrl: string, chainId: number): Promise<Deployment> {
  const reader = createPublicClient({ transport: http(rpcUrl) });
  try {
    const known = readDeployment(chainId);
    if (await reader.getCode({ address: known.contracts.Recalls })) return known;
  } catch {
    // no record yet
  }
  const record = await deploy({ network: "local", rpcUrl, governor: castMember("gus").address });
  writeDeployment(record);
  return record;
}

/** Wei: some two thousand claims a day at a local chain's prices, a quarter of them of one maker. */
const RELAY_BUDGETS = {
  MUSTER_RELAY_DAY_WEI: `${parseEther("0.4")}`,
  MUSTER_RELAY_MAKER_WEI: `${parseEther("0.1")}`,
  MUSTER_RELAY_CEILING_WEI: "50000000000",
};

/** Fills the relay's accounts on a local chain. */
async function fund(rpcUrl: string, keys: Hex[]): Promise<void> {
  const client = createTestClient({ mode: "hardhat", transport: http(rpcUrl) });
  for (const key of keys) await client.setBalance({ address: privateKeyToAddress(key), value: parseEther("10") });
}

/** Waits until the indexer serves everything that is on the chain now. */
async function caughtUp(rpcUrl: string, apiUrl: string): Promise<void> {
  const head = await createPublicClient({ transport: http(rpcUrl) }).getBlockNumber();
  const feed = createFeed(apiUrl);
  for (let waited = 0; waited < 300; waited++) {
    if ((await feed.health()).block.number >= head) return;
    await sleep(100);
  }
  throw new Error("The indexer did not catch up with the chain within 30 s; see the logs.");
}

/** Tells the story unless it was told; a story that was cut short cannot be continued. */
async function tellOnce(file: string, say: (text: string) => void, tell: () => Promise<Story>): Promise<Story> {
  const unfinished = `${file}.unfinished`;
  const reviveBigints = (_: string, value: unknown) =>
    typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"), reviveBigints) as Story;
  if (existsSync(unfinished))
    throw new Error("The last start was interrupted while the story was being told. Begin anew with: npm run demo -- --fresh");
  writeFileSync(unfinished, "", { mode: 0o600 });
  say("telling the story: eight organisations, their batches, and the first owners.");
  const story = await tell();
  writeFileSync(
    unfinished,
    JSON.stringify(story, (_, value) => (typeof value === "bigint" ? `${value}n` : value), 2),
  );
  renameSync(unfinished, file);
  return story;
}

/** Removes all that a stack keeps. */
export const forgetStack = (stateDir: string): void => rmSync(stateDir, { recursive: true, force: true });
