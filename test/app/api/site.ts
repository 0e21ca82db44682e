import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Address, type Hex, verifyMessage } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage, type SiweMessage } from "viem/siwe";
import type { Services } from "../../../app/api/_lib/services.ts";
import { nonceRoutes, sessionRoutes } from "../../../app/api/_routes/session.ts";
import { type ErrorCode, MusterError } from "../../../lib/domain/errors.ts";
import { resolverTags } from "../../../lib/domain/resolver-tag.ts";
import type { Feed } from "../../../lib/feed/client.ts";
import type { BatchView, DeviceView, ModelView, OrganizationView } from "../../../lib/feed/wire.ts";
import { createConfirmationMails } from "../../../lib/store/confirmation-mails.ts";
import { createDocuments } from "../../../lib/store/documents.ts";
import { createPersonKeys } from "../../../lib/store/person-keys.ts";
import { openPool, openStore } from "../../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "../../store/database.ts";
import { NO_DISCLOSURES } from "../world.ts";

export const ORIGIN = "http://127.0.0.1:3000";

type Handler = (request: Request, context: never) => Promise<Response>;
type Question = {
  method?: string;
  path?: string;
  body?: unknown;
  cookie?: string;
  origin?: string | null;
  visitor?: string;
  params?: object;
  /** Sent as it is, in place of a `body`. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Besides, or in place of, those that a page sends. */
  headers?: Record<string, string>;
};
export type Answer = { status: number; body: Record<string, unknown>; headers: Headers };

/** Asks a route handler as a page of this site would, unless the question says otherwise. */
export async function ask(handler: Handler, question: Question = {}): Promise<Answer> {
  const { method = "GET", path = "/", body, cookie, origin = ORIGIN, visitor = "192.0.2.1", params, bytes, headers: more = {} } = question;
  const headers = new Headers({ "x-forwarded-for": visitor });
  if (origin !== null) headers.set("origin", origin);
  if (cookie) headers.set("cookie", cookie);
  if (body !== undefined) headers.set("content-type", "application/json");
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  const request = new Request(`${ORIGIN}${path}`, {
    method,
    headers,
    body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const response = await handler(request, { params: Promise.resolve(params) } as never);
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : {}, headers: response.headers };
}

export type Site = {
  services: Services;
  provide: () => Promise<Services>;
  database: TestDatabase;
  documentsDir: string;
  /** What the register would answer. */
  register: { organizations: OrganizationView[]; batches: BatchView[]; models: ModelView[]; devices: DeviceView[] };
  /** Somebody with a wallet, and the cookie of their session. */
  person(): Promise<{ account: PrivateKeyAccount; cookie: string }>;
  /** A sign-in message as the page makes it, with a fresh nonce. */
  signIn(account: PrivateKeyAccount, change?: Partial<SiweMessage>): Promise<{ message: string; signature: Hex }>;
  /** What the link of the next confirmation mail holds. */
  confirmationToken(): Promise<string>;
  close(): Promise<void>;
};

/** The site's services on a database of their own; only the register is made up. */
export async function openSite({ publicUrl = ORIGIN }: { publicUrl?: string } = {}): Promise<Site> {
  const database = await testDatabase();
  const documentsDir = mkdtempSync(join(tmpdir(), "muster-documents-"));
  const masterKey = generatePrivateKey();
  const store = openStore({ url: database.roles.web, masterKey });
  const notifierPool = openPool(database.roles.notifier, 1);
  const confirmationMails = createConfirmationMails(notifierPool, createPersonKeys(masterKey));
  const register: Site["register"] = { organizations: [], batches: [], models: [], devices: [] };
  const find = <Item extends { id: number | string }>(items: Item[], id: unknown, code: ErrorCode): Item => {
    const found = items.find((item) => String(item.id) === String(id));
    if (!found) throw new MusterError(code, { orgId: String(id), batchId: String(id) });
    return found;
  };
  const feed = {
    organization: async (id: unknown) => find(register.organizations, id, "OrganizationsUnknown"),
    batch: async (id: unknown) => find(register.batches, id, "BatchesUnknown"),
    device: async (id: unknown) => find(register.devices, id, "unit-unknown"),
    model: async (id: unknown) => find(register.models, id, "CatalogUnknownModel"),
    models: async ({ gtin }: { gtin: string }) => ({ items: register.models.filter((model) => model.gtin === gtin), next: null }),
  } as unknown as Feed;
  const services: Services = {
    publicUrl,
    chainId: 31337,
    apiUrl: "http://127.0.0.1:1",
    csaf: { category: "coordinator", name: "Muster", namespace: publicUrl, publicUrl, chainId: 31337 },
    feed,
    store,
    documents: createDocuments({ dir: documentsDir }),
    tags: await resolverTags(generatePrivateKey()),
    abuse: null,
    relay: null,
    hasSigned: (address, message, signature) => verifyMessage({ address, message, signature }),
  };
  const provide = async (): Promise<Services> => services;

  const signIn: Site["signIn"] = async (account, change = {}) => {
    const nonces = nonceRoutes(provide);
    const { body } = await ask(nonces.POST, { method: "POST", origin: publicUrl });
    const { host, origin } = new URL(publicUrl);
    const message = createSiweMessage({
      address: account.address,
      chainId: 31337,
      domain: host,
      uri: origin,
      version: "1",
      nonce: body.nonce as string,
      issuedAt: new Date(),
      expirationTime: new Date(Date.now() + 60_000),
      ...change,
    });
    return { message, signature: await account.signMessage({ message }) };
  };
  return {
    services,
    provide,
    database,
    documentsDir,
    register,
    signIn,
    async person() {
      const account = privateKeyToAccount(generatePrivateKey());
      const { headers } = await ask(sessionRoutes(provide).POST, {
        method: "POST",
        origin: publicUrl,
        body: await signIn(account),
      });
      return { account, cookie: cookieOf(headers) };
    },
    async confirmationToken() {
      const held = await confirmationMails.claim();
      if (!held) throw new Error("no confirmation mail is due");
      await confirmationMails.settle(held, "sent");
      return confirmationMails.open(held).token;
    },
    async close() {
      await notifierPool.end();
      await store.close();
      await database.close();
      rmSync(documentsDir, { recursive: true, force: true });
    },
  };
}

/** What a browser sends back of a `set-cookie`. */
export const cookieOf = (headers: Headers): string => (headers.get("set-cookie") ?? "").split(";")[0] ?? "";

type Rights = OrganizationView["operators"][number]["permissions"];

export const organization = (id: number, operators: [Address, Rights][]): OrganizationView => ({
  id,
  kind: "manufacturer",
  name: `Maker ${id}`,
  domain: `maker${id}.example`,
  country: "NO",
  admin: "0x00000000000000000000000000000000000000aD",
  offeredAdmin: null,
  suspended: false,
  disclosures: NO_DISCLOSURES,
  admittedAt: 1_700_000_000,
  operators: operators.map(([account, permissions]) => ({ account, permissions, releaseFrom: 0 })),
});
