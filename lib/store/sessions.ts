import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";
import { type Address, getAddress } from "viem";

/**
 * Sign-in state. Nonces live on the server and work once, within five minutes; a session ends after a day without use
 * and after a week at the latest. Only hashes are stored, so that a stolen table signs nobody in.
 */
export type Sessions = {
  /** A nonce for a sign-in message, 32 letters and digits. */
  createNonce(): Promise<string>;
  /** @returns false when it was never given out, is used already, or is older than five minutes. */
  consumeNonce(nonce: string): Promise<boolean>;
  /** @returns the token for the visitor's cookie. */
  create(address: Address): Promise<string>;
  /** @returns whose session it is, null when it has ended. */
  read(token: string): Promise<Address | null>;
  end(token: string): Promise<void>;
};

const NONCE_LIFE = "5 minutes";
const IDLE_LIFE = "1 day";
const WHOLE_LIFE = "7 days";

const hash = (secret: string): Buffer => createHash("sha256").update(secret).digest();

export function createSessions(pool: pg.Pool): Sessions {
  return {
    async createNonce() {
      const nonce = randomBytes(16).toString("hex");
      await pool.query(`DELETE FROM web.nonce WHERE created_at < now() - interval '${NONCE_LIFE}'`);
      await pool.query("INSERT INTO web.nonce (hash) VALUES ($1)", [hash(nonce)]);
      return nonce;
    },

    async consumeNonce(nonce) {
      const { rows } = await pool.query<{ fresh: boolean }>(
        `DELETE FROM web.nonce WHERE hash = $1 RETURNING created_at >= now() - interval '${NONCE_LIFE}' AS fresh`,
        [hash(nonce)],
      );
      return rows[0]?.fresh ?? false;
    },

    async create(address) {
      const token = randomBytes(32).toString("base64url");
      await pool.query(
        `DELETE FROM web.session WHERE created_at < now() - interval '${WHOLE_LIFE}' OR seen_at < now() - interval '${IDLE_LIFE}'`,
      );
      await pool.query("INSERT INTO web.session (hash, address) VALUES ($1, $2)", [hash(token), address.toLowerCase()]);
      return token;
    },

    async read(token) {
      const { rows } = await pool.query<{ address: string }>(
        `UPDATE web.session SET seen_at = now()
         WHERE hash = $1 AND created_at >= now() - interval '${WHOLE_LIFE}' AND seen_at >= now() - interval '${IDLE_LIFE}'
         RETURNING address`,
        [hash(token)],
      );
      return rows[0] ? getAddress(rows[0].address) : null;
    },

    async end(token) {
      await pool.query("DELETE FROM web.session WHERE hash = $1", [hash(token)]);
    },
  };
}
