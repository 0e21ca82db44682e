import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Address, Hex } from "viem";
import { type EndpointPolicy, readEndpoint } from "../domain/endpoint.ts";
import { MusterError } from "../domain/errors.ts";
import { createBox, type Details, type PushDetails, subscriptionSchema, type WebhookDetails } from "./endpoint-box.ts";

type Common = {
  id: string;
  /** `untested`: no test got through yet, so it does not count. `retired`: the endpoint itself said that it is gone. */
  state: "untested" | "on" | "retired";
  /** A test was asked for and has not ended. */
  isTesting: boolean;
  /** When the last test ended, and why the last message did not get through; times are Unix seconds. */
  testedAt: number | null;
  problem: string | null;
  problemAt: number | null;
  createdAt: number;
};
export type PushEndpoint = Common & { kind: "push"; endpoint: string };
export type Webhook = Common & {
  kind: "webhook";
  url: string /** Until when the former secret signs as well. */;
  formerUntil: number | null;
  /** Whether it is told of every recall as well. */
  hearsRecalls: boolean;
};

/** Where owners want to be told over HTTP, as they see and set it. Sealed like their mail address. */
export type Endpoints = {
  list(owner: Address): Promise<(PushEndpoint | Webhook)[]>;
  /** Sets or replaces the webhook and asks for its test. @returns the secret, which is shown this once. @throws MusterError `endpoint-refused`. */
  setWebhook(owner: Address, url: string): Promise<{ secret: string }>;
  /** A new secret; the former one signs as well for a day. @returns null when there is no webhook. */
  rotateSecret(owner: Address): Promise<{ secret: string } | null>;
  /**
   * Whether the webhook is told what happens to recalls as well, whoever owns what: from now on, each event once.
   * @returns false when there is no webhook.
   */
  hearRecalls(owner: Address, wanted: boolean): Promise<boolean>;
  /** Adds a browser, or renews it. @throws MusterError `endpoint-refused` or `contact-invalid`. */
  addPush(owner: Address, subscription: PushDetails): Promise<void>;
  /** @returns false when there is no such endpoint of this owner. */
  askTest(owner: Address, id: string): Promise<boolean>;
  remove(owner: Address, id: string): Promise<boolean>;
};

/** More browsers than anybody uses; the longest known one gives way. */
const MAX_PUSH = 10;
const FORMER_SECONDS = 86_400;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Row = {
  id: string;
  kind: "push" | "webhook";
  wrapped_key: Buffer;
  sealed: Buffer;
  state: Common["state"];
  is_testing: boolean;
  tested_at: Date | null;
  problem: string | null;
  problem_at: Date | null;
  recalls_after: string | null;
  created_at: Date;
};

/** What went wrong before does not count against it. */
const ANEW = "recalls_due_at = NULL, recalls_attempts = 0, recalls_failing_since = NULL";

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const newSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

export function createEndpoints(pool: pg.Pool, masterKey: Hex | undefined, policy: EndpointPolicy): Endpoints {
  const box = createBox(masterKey);

  /** A test that no notifier ended in half a minute counts as not running. */
  const SELECT = `
    SELECT id, kind, wrapped_key, sealed, state, tested_at, problem, problem_at, recalls_after, created_at,
      coalesce(test_wanted_at > now() - interval '30 seconds', false) AS is_testing
    FROM contacts.endpoint WHERE address = $1`;

  const put = async <Kind extends "push" | "webhook">(
    address: string,
    kind: Kind,
    tag: Buffer,
    details: Details[Kind],
    state: Common["state"],
  ): Promise<void> => {
    const { wrappedKey, sealed } = box.close(address, kind, details);
    await pool.query(
      `INSERT INTO contacts.endpoint (address, kind, tag, wrapped_key, sealed, state, test_wanted_at)
       VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6 = 'untested' THEN now() END)
       ON CONFLICT (address, kind, tag) DO UPDATE
       SET wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, state = excluded.state, problem = NULL, problem_at = NULL,
         test_wanted_at = excluded.test_wanted_at, test_taken_at = NULL, ${ANEW}`,
      [address, kind, tag, wrappedKey, sealed, state],
    );
  };

  return {
    async list(owner) {
      const address = owner.toLowerCase();
      const { rows } = await pool.query<Row>(`${SELECT} ORDER BY created_at, id`, [address]);
      return rows.map((row) => {
        const common = {
          id: row.id,
          state: row.state,
          isTesting: row.is_testing,
          testedAt: row.tested_at && seconds(row.tested_at),
          problem: row.problem,
          problemAt: row.problem_at && seconds(row.problem_at),
          createdAt: seconds(row.created_at),
        };
        if (row.kind === "push") return { ...common, kind: row.kind, endpoint: box.open(address, row.kind, row).endpoint };
        const { url, former } = box.open(address, row.kind, row);
        const formerUntil = former && former.until > Date.now() / 1000 ? former.until : null;
        return { ...common, kind: row.kind, url, formerUntil, hearsRecalls: row.recalls_after !== null };
      });
    },

    async setWebhook(owner, text) {
      const { href: url } = readEndpoint("webhook", text, policy);
      const address = owner.toLowerCase();
      const secret = newSecret();
      await put(address, "webhook", box.tag(address, "webhook", ""), { url, secret, former: null }, "untested");
      return { secret };
    },

    async rotateSecret(owner) {
      const address = owner.toLowerCase();
      const { rows } = await pool.query<Row>(`${SELECT} AND kind = 'webhook'`, [address]);
      const [row] = rows;
      if (!row) return null;
      const { url, secret: former } = box.open(address, "webhook", row);
      const secret = newSecret();
      const details: WebhookDetails = { url, secret, former: { secret: former, until: Math.floor(Date.now() / 1000) + FORMER_SECONDS } };
      const { wrappedKey, sealed } = box.close(address, "webhook", details);
      // Of two that are asked for at once only one is made: the other would know a secret that does not sign.
      const { rowCount } = await pool.query("UPDATE contacts.endpoint SET wrapped_key = $2, sealed = $3 WHERE id = $1 AND sealed = $4", [
        row.id,
        wrappedKey,
        sealed,
        row.sealed,
      ]);
      return rowCount === 1 ? { secret } : null;
    },

    async hearRecalls(owner, wanted) {
      const behind = "coalesce(recalls_after, (SELECT max(id) FROM indexer.history), '0')";
      const { rowCount } = await pool.query(
        `UPDATE contacts.endpoint SET recalls_after = ${wanted ? behind : "NULL"}, ${ANEW} WHERE address = $1 AND kind = 'webhook'`,
        [owner.toLowerCase()],
      );
      return rowCount === 1;
    },

    async addPush(owner, { endpoint, keys, language }) {
      const { href } = readEndpoint("push", endpoint, policy);
      if (!subscriptionSchema.safeParse({ endpoint, keys }).success) throw new MusterError("contact-invalid", { field: "subscription" });
      const address = owner.toLowerCase();
      await put(address, "push", box.tag(address, "push", href), { endpoint: href, keys, language }, "on");
      await pool.query(
        `DELETE FROM contacts.endpoint WHERE address = $1 AND id IN (
           SELECT id FROM contacts.endpoint WHERE address = $1 AND kind = 'push' ORDER BY created_at DESC, id OFFSET ${MAX_PUSH}
         )`,
        [address],
      );
    },

    async askTest(owner, id) {
      if (!UUID.test(id)) return false;
      const { rowCount } = await pool.query(
        "UPDATE contacts.endpoint SET test_wanted_at = now() WHERE address = $1 AND id = $2 AND state <> 'retired'",
        [owner.toLowerCase(), id],
      );
      return rowCount === 1;
    },

    async remove(owner, id) {
      if (!UUID.test(id)) return false;
      const { rowCount } = await pool.query("DELETE FROM contacts.endpoint WHERE address = $1 AND id = $2", [owner.toLowerCase(), id]);
      return rowCount === 1;
    },
  };
}
