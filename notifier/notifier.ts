import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import type { Deployment } from "../lib/chain/deployments.ts";
import { type EndpointPolicy, PUBLIC_ENDPOINTS } from "../lib/domain/endpoint.ts";
import { createContacts } from "../lib/store/contacts.ts";
import { createDocuments } from "../lib/store/documents.ts";
import { createEndpointSends } from "../lib/store/endpoint-sends.ts";
import { openPool } from "../lib/store/store.ts";
import { inboxChannel } from "./channels/inbox.ts";
import { type MailOptions, mailChannel } from "./channels/mail.ts";
import { pushChannel, vapidOf } from "./channels/push.ts";
import { webhookChannel } from "./channels/webhook.ts";
import { deliver } from "./deliver.ts";
import { runEndpointTests } from "./endpoint-tests.ts";
import { createFacts } from "./facts.ts";
import { createFinality, type IndexedVersion } from "./finality.ts";
import { createLedger } from "./ledger.ts";
import { enterObligations, openRecalls, supersede } from "./obligations.ts";
import { createGateway } from "./outbound/gateway.ts";
import { createQueue, type QueueOptions } from "./queue.ts";
import { readStatus, type Status } from "./status.ts";

export type NotifierOptions = {
  databaseUrl: string;
  rpcUrl: string;
  deployment: Deployment;
  documentsDir: string;
  masterKey: Hex;
  smtpUrl: string;
  mailFrom: MailOptions["from"];
  publicUrl: string;
  /** The key by which push services know us: 32 bytes in base64url. */
  vapidPrivateKey: string;
  /** Which addresses of push services and webhooks may be sent to; none on this machine unless given. */
  endpoints?: EndpointPolicy;
  /** Messages under way at the same time at most. */
  concurrency?: number;
  /** Pause between two looks at what is owed. */
  intervalMs?: number;
  /** Pause between two searches for jobs that the queue lost. */
  recoverMs?: number;
  retry?: Pick<QueueOptions, "retryLimit" | "retryDelay">;
  /** What operators should see; `console.error` unless given. */
  report?: (text: string) => void;
};

export type Notifier = {
  status(): Promise<Status>;
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
};

/**
 * Works out what is owed, enters it in the ledger, and has it delivered. Any number of notifiers may run on one database;
 * each obligation is met once.
 */
export async function startNotifier(options: NotifierOptions): Promise<Notifier> {
  const {
    databaseUrl,
    deployment,
    concurrency = 8,
    intervalMs = 1_000,
    recoverMs = 60_000,
    report = (text) => console.error(text),
  } = options;
  const { chainId } = deployment;
  const finality = createFinality(options.rpcUrl, deployment);
  await finality.check();

  const pool = openPool(databaseUrl, concurrency + 4);
  const ledger = createLedger(pool);
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const facts = createFacts(pool, createDocuments({ dir: options.documentsDir }), publicUrl);
  const contacts = createContacts(pool, options.masterKey);
  const mail = mailChannel({ smtpUrl: options.smtpUrl, from: options.mailFrom, contacts, connections: concurrency, publicUrl });
  const gateway = createGateway({ ...PUBLIC_ENDPOINTS, ...options.endpoints, userAgent: `Muster (+${publicUrl})` });
  const sends = createEndpointSends(pool, options.masterKey);
  const vapid = vapidOf(options.vapidPrivateKey, options.mailFrom.address);
  const channels = {
    inbox: inboxChannel(pool, contacts),
    mail,
    push: pushChannel(sends, gateway, vapid),
    webhook: webhookChannel(sends, gateway),
  };
  const queue = createQueue(pool, { url: databaseUrl, concurrency, ...options.retry });

  const last: Status["lastLook"] = { at: null, finalizedBlock: null, problem: null };
  const look = async (): Promise<void> => {
    const finalized = await finality.finalizedBlock();
    const confirmed: IndexedVersion[] = [];
    for (const version of await openRecalls(pool, finalized)) if (await finality.isFinal(version, finalized)) confirmed.push(version);
    await enterObligations(pool, chainId, finalized, confirmed);
    await supersede(pool, chainId);
    while ((await queue.fill()) > 0);
    last.finalizedBlock = Number(finalized);
  };

  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    let recovered = -Infinity;
    while (!stopping.signal.aborted) {
      const started = Date.now();
      try {
        if (started - recovered >= recoverMs) {
          await queue.recover();
          recovered = started;
        }
        await look();
        last.problem = null;
      } catch (error) {
        const problem = describe(error);
        if (problem !== last.problem) report(problem);
        last.problem = problem;
      }
      last.at = Date.now();
      // A look at a large register takes a while: at most a quarter of the database's time goes into looking.
      const pause = Math.max(intervalMs, 3 * (Date.now() - started));
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  await queue.start({
    deliver: (id) => deliver(id, { ledger, facts, channels }),
    giveUp: (id) => ledger.giveUp(id),
    onError: (error) => report(`The queue has a problem: ${describe(error)}`),
  });
  const running = Promise.all([run(), runEndpointTests({ sends, gateway, vapid, report }, stopping.signal)]);

  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
    await queue.stop();
    mail.close();
    await pool.end();
  };
  let stopped: Promise<void> | undefined;

  return {
    status: () => readStatus(pool, last),
    stop: () => (stopped ??= stop()),
  };
}

/** `42P01` and `3F000`: the indexer has not made its views yet. */
function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message: string };
  if (code === "42P01" || code === "3F000") return "Waiting for the indexer: its tables are not there yet.";
  return message || code || "unknown";
}
