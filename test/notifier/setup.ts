import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Address, Hex } from "viem";
import { createDocuments, type Documents } from "../../lib/store/documents.ts";
import { openStore, type Store } from "../../lib/store/store.ts";
import { type Notifier, type NotifierOptions, startNotifier } from "../../notifier/notifier.ts";
import { type Accepted, openMailFolder, readMailLog } from "../../scripts/mail-sink/folder.ts";
import { createSmtp, type Refuse } from "../../scripts/mail-sink/smtp.ts";
import { type NotifierService, startNotifier as startNotifierProcess } from "../../scripts/services/notifier.ts";
import { type TestDatabase, testDatabase } from "../store/database.ts";
import { deployment, type FakeNode, startNode } from "./node.ts";
import { owner, type Register, standInRegister } from "./register.ts";

/** Keys of web push, as a notifier and a browser have them. */
export const VAPID_PRIVATE_KEY = "ERERERERERERERERERERERERERERERERERERERERERE";
export const MASTER_KEY: Hex = `0x${"4d".repeat(32)}`;

/** Messages of a channel that notifiers of tests have under way at once: few, so that a doubled one is noticed. */
export const UNDER_WAY = 8;

/** All that a notifier stands on: real PostgreSQL, a real mail server, a node and an index that the test moves by hand. */
export type Ground = {
  database: TestDatabase;
  register: Register;
  node: FakeNode;
  store: Store;
  documents: Documents;
  documentsDir: string;
  smtpUrl: string;
  /** Whom the mail server refuses, and how long it takes for a mail. */
  smtp: { refuse: Refuse; delayMs: number };
  /** Starts a notifier in this process; it is stopped by `close`. */
  notifier(options?: Partial<NotifierOptions>): Promise<Notifier>;
  /** What the mail server took, as its log on disk says. */
  mails(): Accepted[];
  raw(number: number): Uint8Array;
  leaveAddresses(first: number, last: number): Promise<void>;
  /** A row that counts as an endpoint, which leads nowhere. */
  addEndpoint(n: number, kind: string): Promise<void>;
  rows(): Promise<LedgerRow[]>;
  close(): Promise<void>;
};

export type LedgerRow = {
  id: string;
  recall_id: string;
  version: number;
  device_id: string;
  epoch: string;
  owner: Address;
  channel: string;
  kind: string;
  state: string;
  attempts: number;
  fence: number;
  last_error: string | null;
};

export const email = (n: number): string => `owner${n}@example.org`;

/** @param loopback Origins of receivers of webhooks and push on this machine. */
export async function prepareGround(loopback: string[] = []): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), "muster-notifier-"));
  const database = await testDatabase();
  const register = await standInRegister(database);
  const node = await startNode();
  const store = openStore({ url: database.roles.web, masterKey: MASTER_KEY, endpoints: { loopback, pushHosts: [] } });
  const mailDir = join(dir, "mail");
  const documentsDir = join(dir, "documents");
  const smtp: Ground["smtp"] = { refuse: () => undefined, delayMs: 0 };
  const folder = openMailFolder(mailDir);
  const server = createSmtp(folder, { refuse: (recipient) => smtp.refuse(recipient), delayMs: () => smtp.delayMs });
  const smtpPort = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve((listening.address() as { port: number }).port));
  });
  const smtpUrl = `smtp://127.0.0.1:${smtpPort}`;
  const started: Notifier[] = [];

  return {
    database,
    register,
    node,
    store,
    documents: createDocuments({ dir: documentsDir }),
    documentsDir,
    smtpUrl,
    smtp,
    async notifier(options = {}) {
      const notifier = await startNotifier({
        databaseUrl: database.roles.notifier,
        rpcUrl: node.url,
        deployment,
        documentsDir,
        masterKey: MASTER_KEY,
        smtpUrl,
        mailFrom: { name: "Muster", address: "notices@muster.example" },
        publicUrl: "http://127.0.0.1:3000/",
        vapidPrivateKey: VAPID_PRIVATE_KEY,
        endpoints: { loopback, pushHosts: [] },
        intervalMs: 50,
        concurrency: UNDER_WAY,
        report: () => undefined,
        ...options,
      });
      started.push(notifier);
      return notifier;
    },
    mails: () => readMailLog(mailDir),
    raw: (number) => folder.raw(number) ?? new Uint8Array(),
    async leaveAddresses(first, last) {
      for (let n = first; n <= last; n++) await store.contacts.set(owner(n), { email: email(n), language: "en" });
    },
    async addEndpoint(n, kind) {
      await database.query(
        "INSERT INTO contacts.endpoint (address, kind, tag, wrapped_key, sealed, state) VALUES ($1, $2, '', '', '', 'on')",
        [owner(n), kind],
      );
    },
    rows: () => database.query<LedgerRow>("SELECT * FROM ledger.obligation ORDER BY recall_id, device_id, epoch, channel"),
    async close() {
      await Promise.all(started.map((notifier) => notifier.stop()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
      node.close();
      await store.close();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The notifier as a process of its own, which can be killed. */
export function startProcess(ground: Ground): Promise<NotifierService> {
  const deployments = join(ground.documentsDir, "..", "deployments");
  mkdirSync(deployments, { recursive: true });
  writeFileSync(join(deployments, "31337.json"), JSON.stringify(deployment));
  return startNotifierProcess({
    port: 0,
    env: {
      DATABASE_URL: ground.database.roles.notifier,
      MUSTER_RPC_URL: ground.node.url,
      MUSTER_CHAIN_ID: "31337",
      MUSTER_DEPLOYMENTS: deployments,
      MUSTER_DOCUMENTS: ground.documentsDir,
      MUSTER_MASTER_KEY: MASTER_KEY,
      MUSTER_VAPID_PRIVATE_KEY: VAPID_PRIVATE_KEY,
      MUSTER_SMTP_URL: ground.smtpUrl,
      MUSTER_MAIL_FROM: "Muster <notices@muster.example>",
      MUSTER_PUBLIC_URL: "http://127.0.0.1:3000",
      MUSTER_NOTIFIER_CONCURRENCY: `${UNDER_WAY}`,
    },
  });
}

/** Waits until `probe` answers with something, and says what it saw last when it does not. */
export async function eventually<Value>(what: string, probe: () => Promise<Value | false | undefined>, seconds = 40): Promise<Value> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const value = await probe();
    if (value) return value;
    await sleep(25);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

/** Waits until no row of the ledger is due, at least `count` rows exist, and returns them. */
export const settled = (ground: Ground, count: number, seconds = 40): Promise<LedgerRow[]> =>
  eventually(
    `${count} settled obligations`,
    async () => {
      const rows = await ground.rows();
      return rows.length >= count && rows.every(({ state }) => state !== "due") && rows;
    },
    seconds,
  );
