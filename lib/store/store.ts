import pg from "pg";
import type { Hex } from "viem";
import { type EndpointPolicy, PUBLIC_ENDPOINTS } from "../domain/endpoint.ts";
import type { RecallId } from "../domain/ids.ts";
import type { Reach } from "../domain/statistics.ts";
import { type AbuseStore, createAbuseStore } from "./abuse.ts";
import { type Confirmations, createConfirmations } from "./confirmations.ts";
import { type Contacts, createContacts } from "./contacts.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { createEndpoints, type Endpoints } from "./endpoints.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { createPersonKeys } from "./person-keys.ts";
import { createPersonal, type Personal } from "./personal.ts";
import { reachOf } from "./reach.ts";
import { createResolver, type Resolver } from "./resolver.ts";
import { createSessions, type Sessions } from "./sessions.ts";

/** Everything Muster keeps that is not on chain. One noun a file; each method is one statement or one transaction. */
export type Store = {
  readonly contacts: Contacts;
  readonly endpoints: Endpoints;
  readonly confirmations: Confirmations;
  readonly personal: Personal;
  readonly sessions: Sessions;
  readonly drafts: Drafts;
  readonly inbox: Inbox;
  readonly resolver: Resolver;
  readonly abuse: AbuseStore;
  /** How far word of a recall has come, as `lib/domain/statistics.ts` counts it. */
  reachOf(recallId: RecallId, chainId: number): Promise<Pick<Reach, "withContact" | "told">>;
  /** @throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  /** A connection that `migrate` gave for one of the roles. */
  url: string;
  /** 32 bytes that wrap each person's own key; without it, contacts can be erased but not read or written. */
  masterKey?: Hex;
  /** Which addresses of push services and webhooks are taken; none on this machine unless given. */
  endpoints?: EndpointPolicy;
  /** Connections held at most. */
  connections?: number;
};

export function openStore({ url, masterKey, endpoints = PUBLIC_ENDPOINTS, connections = 10 }: Options): Store {
  const pool = openPool(url, connections);
  const keys = createPersonKeys(masterKey);
  const contacts = createContacts(pool, keys);
  const confirmations = createConfirmations(pool, keys, contacts);
  const ownEndpoints = createEndpoints(pool, masterKey, endpoints);
  const inbox = createInbox(pool);
  return {
    contacts,
    confirmations,
    endpoints: ownEndpoints,
    personal: createPersonal(pool, { contacts, confirmations, endpoints: ownEndpoints, inbox }),
    sessions: createSessions(pool),
    drafts: createDrafts(pool),
    inbox,
    resolver: createResolver(pool),
    abuse: createAbuseStore(pool),
    reachOf: (recallId, chainId) => reachOf(pool, recallId, chainId),
    ping: async () => void (await pool.query("SELECT")),
    close: () => pool.end(),
  };
}

/** How long a program that was frozen in the middle of a transaction may keep others from its rows. */
const PATIENCE_MS = 15_000;
/** How soon the database drops a statement whose program was killed; else it would work on for nobody. */
const GONE_MS = 1_000;

/** A pool that outlives a restart of the database: a broken idle connection is replaced, not fatal. */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: PATIENCE_MS,
    options: `-c client_connection_check_interval=${GONE_MS}`,
  });
  pool.on("error", () => undefined);
  // Also one that breaks in the middle of a transaction: its statement fails, and the process goes on.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
