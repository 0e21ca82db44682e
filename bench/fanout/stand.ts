import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Hex } from "viem";
import { encodeNotice } from "../../lib/domain/notice-document.ts";
import { createDocuments } from "../../lib/store/documents.ts";
import { migrate } from "../../lib/store/migrate.ts";
import { openStore } from "../../lib/store/store.ts";
import { type NotifierService, startNotifier } from "../../scripts/services/notifier.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { startPostgres } from "../../scripts/services/postgres.ts";
import { startProcess, waitFor } from "../../scripts/services/process.ts";
import { BOARD_NOTICE } from "../../scripts/story/notices.ts";
import { deployment, type FakeNode, startNode } from "../../test/notifier/node.ts";
import { createIndexerTables } from "./indexer-tables.ts";
import { owner } from "./register.ts";

/** One line of the sink's log. */
export type Taken = { at: number; to: string; messageId: string };

/** Everything around the notifiers: the embedded PostgreSQL with the indexer's tables, a mail sink in a process of its own, a node. */
export type Stand = {
  client: pg.Client;
  node: FakeNode;
  /** Digest of the notice that recalls have. */
  notice: Hex;
  /** A notifier as a process of its own, as operators run it. */
  notifier(settings?: Record<string, string>): Promise<NotifierService>;
  /** Leaves a mail address for each of these owners, sealed as the web does it. */
  leaveAddresses(first: number, count: number): Promise<void>;
  /** What the sink took so far: the judge. */
  taken(): Taken[];
  close(): Promise<void>;
};

const MASTER_KEY: Hex = `0x${"4d".repeat(32)}`;
const VAPID_PRIVATE_KEY = Buffer.alloc(32, 7).toString("base64url");

const WRITERS = 8;

export const address = (n: number): string => `owner${n}@example.org`;

export async function prepareStand(): Promise<Stand> {
  const dir = mkdtempSync(join(tmpdir(), "muster-fanout-"));
  const postgres = await startPostgres({ dir: join(dir, "postgres"), port: await anyPort() });
  const roles = await migrate(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await createIndexerTables(client);
  const node = await startNode();
  const log = join(dir, "sink.jsonl");
  writeFileSync(log, "");
  const sinkFile = fileURLToPath(new URL("sink.ts", import.meta.url));
  const sink = startProcess({ name: "sink", command: process.execPath, args: [sinkFile, log] });
  await waitFor(sink, 20, async () => /port \d+/.test(sink.output()));
  const deployments = join(dir, "deployments");
  mkdirSync(deployments);
  writeFileSync(join(deployments, "31337.json"), JSON.stringify(deployment));
  const notice = await createDocuments({ dir: join(dir, "documents") }).put(encodeNotice(BOARD_NOTICE));
  const env = {
    DATABASE_URL: roles.notifier,
    MUSTER_RPC_URL: node.url,
    MUSTER_CHAIN_ID: "31337",
    MUSTER_DEPLOYMENTS: deployments,
    MUSTER_DOCUMENTS: join(dir, "documents"),
    MUSTER_MASTER_KEY: MASTER_KEY,
    MUSTER_VAPID_PRIVATE_KEY: VAPID_PRIVATE_KEY,
    MUSTER_SMTP_URL: `smtp://127.0.0.1:${/port (\d+)/.exec(sink.output())?.[1]}`,
    MUSTER_MAIL_FROM: "Muster <notices@muster.example>",
    MUSTER_PUBLIC_URL: "http://127.0.0.1:3000",
  };
  const running: NotifierService[] = [];

  return {
    client,
    node,
    notice,
    async notifier(settings = {}) {
      const service = await startNotifier({ port: 0, env: { ...env, ...settings }, log: join(dir, "notifier.log") });
      running.push(service);
      return service;
    },
    async leaveAddresses(first, count) {
      const store = openStore({ url: roles.web, masterKey: MASTER_KEY, connections: WRITERS });
      await client.query("ALTER ROLE muster_web SET synchronous_commit = off");
      let next = first;
      const write = async (): Promise<void> => {
        for (let n = next++; n < first + count; n = next++) await store.contacts.set(owner(n), { email: address(n), language: "en" });
      };
      await Promise.all(Array.from({ length: WRITERS }, write));
      await store.close();
    },
    taken: () =>
      readFileSync(log, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Taken),
    async close() {
      await Promise.all(running.map((service) => service.kill()));
      await sink.stop();
      node.close();
      await client.end();
      await postgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Asks again and again until the answer is yes. @throws Error when it is not within so many seconds. */
export async function until(what: string, seconds: number, probe: () => Promise<boolean>, pauseMs = 100): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await probe())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(pauseMs);
  }
}
