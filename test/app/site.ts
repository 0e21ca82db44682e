import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address, Hex } from "viem";
import { CONTRACT_NAMES } from "../../lib/chain/deployments.ts";
import { type Declaration, encodeDeclaration } from "../../lib/domain/declaration.ts";
import { asNumber, batchId, orgId } from "../../lib/domain/ids.ts";
import { encodeNotice, type Notice } from "../../lib/domain/notice-document.ts";
import { resolverTags } from "../../lib/domain/resolver-tag.ts";
import { createConfirmationMails } from "../../lib/store/confirmation-mails.ts";
import { createDocuments } from "../../lib/store/documents.ts";
import { createPersonKeys } from "../../lib/store/person-keys.ts";
import { openPool, openStore } from "../../lib/store/store.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { startWeb, type Web } from "../../scripts/services/web.ts";
import { buildWeb } from "../../scripts/setup.ts";
import { testDatabase } from "../store/database.ts";

const KEY: Hex = `0x${"5e".repeat(32)}`;
const ADDRESS = `0x${"00".repeat(19)}01`;

export type Site = {
  url: string;
  /** What the register's API answers, by path behind `/v1`; everything else is unknown there. */
  answers: Map<string, unknown>;
  /** Makes the register's API fail, or work again. */
  setBroken(broken: boolean): void;
  putNotice(notice: Notice): Promise<Hex>;
  putDeclaration(declaration: Declaration): Promise<Hex>;
  /** Overwrites a stored document behind the store's back. */
  alter(digest: Hex): void;
  /** Makes a unit known to the look-up by its printed numbers. */
  print(unit: { batch: number; index: number; gtin: string; lot: string; serial: string }): Promise<void>;
  /** Has a confirmation mail due to an owner's address. @returns What its link holds. */
  askForAddress(owner: Address): Promise<string>;
  /** Leaves an owner's address for mails. @returns What a mail to it names to end mails. */
  leaveAddress(owner: Address): Promise<string>;
  hasAddress(owner: Address): Promise<boolean>;
  /** Has a network operator hand in a report, of which recall 2 may be the cause. @returns Code of its link. */
  handIn(operator: number): Promise<string>;
  stop(): Promise<void>;
};

/**
 * The built web app with a register that the test writes: states that a chain does not come into easily, such as an
 * altered notice or a maker with a hostile name. The story test runs the same pages on the real register.
 * @param settings Of the web app, in place of or besides those that every site here has.
 */
export async function startSite(settings: Record<string, string> = {}): Promise<Site> {
  buildWeb();
  const dir = mkdtempSync(join(tmpdir(), "muster-site-"));
  const answers = new Map<string, unknown>();
  let broken = false;
  const register = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://register");
    const answer = answers.get(pathname.replace("/v1", ""));
    const unknown = { code: "RecallsUnknown", message: "unknown", why: "unknown", remedy: "unknown" };
    response.writeHead(broken ? 503 : answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? unknown));
  }).listen(0, "127.0.0.1");
  await once(register, "listening");
  const api = `http://127.0.0.1:${(register.address() as AddressInfo).port}`;

  const contracts = Object.fromEntries([...CONTRACT_NAMES, "P256Verifier"].map((name) => [name, ADDRESS]));
  const governance = { deployer: ADDRESS, governor: ADDRESS, delay: 0 };
  const record = { format: "muster-deployment/1", chainId: 31337, startBlock: 0, ...governance, compiler: "0.8.37", contracts };
  mkdirSync(join(dir, "deployments"));
  writeFileSync(join(dir, "deployments", "31337.json"), JSON.stringify(record));

  const database = await testDatabase();
  const store = openStore({ url: database.roles.web, masterKey: KEY });
  const pool = openPool(database.roles.notifier, 1);
  const mails = createConfirmationMails(pool, createPersonKeys(KEY));
  const documents = createDocuments({ dir: join(dir, "documents") });
  const port = await anyPort();
  const web: Web = await startWeb({
    port,
    env: {
      MUSTER_RPC_URL: "http://127.0.0.1:9",
      MUSTER_API_URL: api,
      MUSTER_PUBLIC_URL: `http://127.0.0.1:${port}`,
      MUSTER_DOCUMENTS: join(dir, "documents"),
      MUSTER_DEPLOYMENTS: join(dir, "deployments"),
      MUSTER_MASTER_KEY: KEY,
      MUSTER_RESOLVER_KEY: KEY,
      DATABASE_URL: database.roles.web,
      ...settings,
    },
  });

  return {
    url: web.url,
    answers,
    setBroken: (now) => {
      broken = now;
    },
    putNotice: (notice) => documents.put(encodeNotice(notice)),
    putDeclaration: (declaration) => documents.put(encodeDeclaration(declaration)),
    alter: (digest) => writeFileSync(join(dir, "documents", digest.slice(2)), "another text"),
    async print({ batch, index, gtin, lot, serial }) {
      const serialTagKey = await (await resolverTags(KEY)).ofSerial(gtin, lot, serial);
      const zero: Hex = `0x${"00".repeat(32)}`;
      await store.resolver.importRows([
        { batchId: batchId(batch), index, serialTagKey, claimTagKey: serialTagKey, deviceSignerHash: zero, serialTag: zero },
      ]);
    },
    async leaveAddress(owner) {
      await store.contacts.set(owner, { email: "olga@example.org", language: "en" });
      return (await store.contacts.forMail(owner))?.unsubscribe ?? "";
    },
    async askForAddress(owner) {
      await store.confirmations.ask(owner, { email: "olga@example.org", language: "de" }, "192.0.2.1");
      const held = await mails.claim();
      return held ? mails.open(held).token : "";
    },
    async handIn(operator) {
      const code = "4TDV-9M20-QKX7-0RZE";
      const report = { category: "infrastructure", type: "botnet", classes: ["camera"] as const, recalls: [2] };
      await store.abuse.keep(code, { ...report, org: orgId(operator), asn: asNumber(64_500) });
      return code;
    },
    hasAddress: async (owner) => (await store.contacts.get(owner)) !== null,
    async stop() {
      await web.stop();
      register.close();
      await pool.end();
      await store.close();
      await database.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
