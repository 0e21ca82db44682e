import { setTimeout as sleep } from "node:timers/promises";
import type { Hex } from "viem";
import type { Deployment } from "../lib/chain/deployments.ts";
import { type EndpointPolicy, PUBLIC_ENDPOINTS } from "../lib/domain/endpoint.ts";
import { CHANNELS, type Channel } from "../lib/domain/notice.ts";
import { abuseTags } from "../lib/store/abuse-tags.ts";
import { createConfirmationMails } from "../lib/store/confirmation-mails.ts";
import { createContacts } from "../lib/store/contacts.ts";
import { createDocuments } from "../lib/store/documents.ts";
import { createEndpointSends } from "../lib/store/endpoint-sends.ts";
import { createNoticeSearch } from "../lib/store/notice-search.ts";
import { createPersonKeys } from "../lib/store/person-keys.ts";
import { createRecallSends } from "../lib/store/recall-sends.ts";
import { openPool } from "../lib/store/store.ts";
import { inboxChannel } from "./channels/inbox.ts";
import { mailChannel } from "./channels/mail.ts";
import { createMailer, type MailerOptions } from "./channels/mailer.ts";
import { pushChannel, vapidOf } from "./channels/push.ts";
import { webhookChannel } from "./channels/webhook.ts";
import { startConfirmations } from "./confirmations.ts";
import { deliver } from "./deliver.ts";
import { runEndpointTests } from "./endpoint-tests.ts";
import { createFacts } from "./facts.ts";
import { createFinality } from "./finality.ts";
import { closeFixedReports } from "./fixed-reports.ts";
import { createLedger } from "./ledger.ts";
import { createLook } from "./look.ts";
import { modelName } from "./model-names.ts";
import { createGateway } from "./outbound/gateway.ts";
import { createQueue, type QueueOptions } from "./queue.ts";
import { runRecallEvents } from "./recall-events.ts";
import { slots } from "./slots.ts";
import { readStatus, type Status } from "./status.ts";

export type NotifierOptions = {
  databaseUrl: string;
  rpcUrl: string;
  deployment: Deployment;
  documentsDir: string;
  masterKey: Hex;
  smtpUrl: string;
  mailFrom: MailerOptions["from"];
  publicUrl: string;
  /** Of links for customers of providers, 32 bytes; without it no report of abuse is closed, because none is taken. */
  abuseKey?: Hex;
  /** The key by which push services know us: 32 bytes in base64url. */
  vapidPrivateKey: string;
  /** Which addresses of push services and webhooks may be sent to; none on this machine unless given. */
  endpoints?: EndpointPolicy;
  /** Tell owners of a recall before its block is final, and say so; off unless given. */
  earlyAlerts?: boolean;
  /** Messages of a channel under way at the same time at most: also the most of it that a crash can double. */
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
  lastLook(): Status["lastLook"];
  status(): Promise<Status>;
  /** Finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
};

/** Messages of a channel under way at the same time, unless an operator wants fewer doubled by a crash, or more sent. */
export const CONCURRENCY = 32;
/** Statements are put together, so that no more are under way than there are kinds of them. */
const CONNECTIONS = 12;
const INBOX_TOGETHER = 200;
/** Pause between two looks for rows that need a job. */
const FILL_MS = 250;

/**
 * Works out what is owed, enters it in the ledger, and has it delivered. Any number of notifiers may run on one database;
 * each obligation is met once.
 */
export async function startNotifier(options: NotifierOptions): Promise<Notifier> {
  const {
    databaseUrl,
    deployment,
    concurrency = CONCURRENCY,
    intervalMs = 1_000,
    recoverMs = 60_000,
    report = (text) => console.error(text),
  } = options;
  const { chainId } = deployment;
  const finality = createFinality(options.rpcUrl, deployment);
  await finality.check();

  const pool = openPool(databaseUrl, CONNECTIONS);
  const ledger = createLedger(pool);
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  const last: Status["lastLook"] = { at: null, finalizedBlock: null, problem: null, tookMs: null };
  const early = options.earlyAlerts ?? false;
  const isFinal = (block: bigint): boolean => !early || (last.finalizedBlock !== null && block <= BigInt(last.finalizedBlock));
  const documents = createDocuments({ dir: options.documentsDir });
  const facts = createFacts(pool, documents, publicUrl, isFinal);
  const enterNotices = createNoticeSearch(pool, documents);
  const keys = createPersonKeys(options.masterKey);
  const contacts = createContacts(pool, keys);
  const mailer = createMailer({ smtpUrl: options.smtpUrl, from: options.mailFrom, connections: concurrency });
  const gateway = createGateway({ ...PUBLIC_ENDPOINTS, ...options.endpoints, userAgent: `Muster (+${publicUrl})` });
  const sends = createEndpointSends(pool, options.masterKey);
  const vapid = vapidOf(options.vapidPrivateKey, options.mailFrom.address);
  const channels = {
    inbox: inboxChannel(pool, contacts),
    mail: mailChannel(mailer, contacts, publicUrl),
    push: pushChannel(sends, gateway, vapid),
    webhook: webhookChannel(sends, gateway),
  };
  const queue = createQueue(pool, { url: databaseUrl, ...options.retry });

  const look = createLook(pool, chainId, finality, { intervalMs, early });

  const stopping = new AbortController();
  /** Does it again and again, and says once what keeps it from being done. */
  const again = async (pauseMs: number, work: () => Promise<void>, ended: (problem: string | null) => void): Promise<void> => {
    let problem: string | null = null;
    while (!stopping.signal.aborted) {
      const met = await work().then(
        () => null,
        (error: unknown) => describe(error),
      );
      if (met !== null && met !== problem) report(met);
      problem = met;
      ended(met);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const looking = async (): Promise<void> => {
    const started = performance.now();
    last.finalizedBlock = Number(await look());
    last.tookMs = Math.round(performance.now() - started);
  };
  let recovered = -Infinity;
  const filling = async (): Promise<void> => {
    if (performance.now() - recovered >= recoverMs) {
      await queue.recover();
      recovered = performance.now();
    }
    while (!stopping.signal.aborted && (await queue.fill()) > 0);
  };

  const closing = options.abuseKey === undefined ? null : abuseTags(options.abuseKey);
  const pace = Object.fromEntries(
    // The inbox is our own database: its entries go in together, and none is ever doubled.
    CHANNELS.map((channel) => [channel, slots(channel === "inbox" ? INBOX_TOGETHER : concurrency)]),
  ) as Record<Channel, ReturnType<typeof slots>>;
  await queue.start({
    deliver: (id) => deliver(id, { ledger, facts, channels, pace }),
    giveUp: (id) => ledger.giveUp(id),
    onError: (error) => report(`The queue has a problem: ${describe(error)}`),
  });
  const running = Promise.all([
    again(intervalMs, looking, (problem) => Object.assign(last, { problem, at: Date.now() })),
    again(Math.min(intervalMs, FILL_MS), filling, () => undefined),
    again(
      intervalMs,
      async () => {
        while (!stopping.signal.aborted && (await enterNotices()) > 0);
      },
      () => undefined,
    ),
    again(
      // A tenth of the time at most, however many devices there are to compare.
      Math.max(intervalMs, 250),
      async () => {
        if (closing === null || last.finalizedBlock === null) return;
        const started = performance.now();
        await closeFixedReports(pool, closing, last.finalizedBlock);
        await sleep(9 * (performance.now() - started), undefined, { signal: stopping.signal }).catch(() => undefined);
      },
      () => undefined,
    ),
    runEndpointTests({ sends, gateway, vapid, report }, stopping.signal),
    runRecallEvents(
      {
        ...{ pool, chainId, sends, gateway, finality, publicUrl, report },
        recallSends: createRecallSends(pool, options.masterKey),
        finalizedBlock: () => last.finalizedBlock,
      },
      stopping.signal,
    ),
  ]);
  const endConfirmations = startConfirmations({
    mails: createConfirmationMails(pool, keys),
    mailer,
    nameOf: (model) => modelName(pool, model),
    publicUrl,
    intervalMs,
    onError: (error) => report(`A confirmation mail could not be sent: ${describe(error)}`),
  });

  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
    await endConfirmations();
    await queue.stop();
    mailer.close();
    await pool.end();
  };
  let stopped: Promise<void> | undefined;

  return {
    lastLook: () => ({ ...last }),
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
