import { timingSafeEqual } from "node:crypto";
import type pg from "pg";
import type { Address } from "viem";
import { CONFIRMATION_DAYS, CONFIRMATIONS_PER_ADDRESS, CONFIRMATIONS_PER_NETWORK } from "../domain/confirmation.ts";
import { MusterError } from "../domain/errors.ts";
import type { ModelId } from "../domain/ids.ts";
import { type Contact, type Contacts, checkContact } from "./contacts.ts";
import { seal } from "./envelope.ts";
import { emailContext, type PersonKeys } from "./person-keys.ts";
import { inTransaction } from "./transaction.ts";

/** An address that waits for its owner's confirmation. */
export type Pending = Contact & {
  /** Unix seconds, as is `until`. */
  askedAt: number;
  /** When the link of the mail ends. */
  until: number;
  /** How far the mail with the link is; `failed` when the mail server refused it for good. */
  mail: "due" | "sent" | "failed";
};

/**
 * An address counts only once somebody who reads its mails has confirmed it. The web server only notes that one is asked for;
 * the notifier sends the mail.
 */
export type Confirmations = {
  /**
   * Leaves an address. One that is confirmed already gets its language at once; any other has a mail sent to it, anew each
   * time, and until it is confirmed an earlier address keeps counting.
   * @param network Whence it was asked, for the limit.
   * @throws MusterError `contact-invalid`, `confirmations-used-up`.
   */
  ask(owner: Address, contact: Contact, network: string): Promise<void>;
  /**
   * Leaves an address to be told of a model at, by somebody without a wallet. A mail is sent to it, and nothing counts before
   * that is answered. The answer is the same whether the address is known or not, and for a mailbox that was sent its mails
   * of the day: it gets no further one.
   * @throws MusterError `contact-invalid`, `confirmations-used-up` of the network.
   */
  askAbout(model: ModelId, contact: Contact, network: string): Promise<void>;
  pending(owner: Address): Promise<Pending | null>;
  /** @param token From the mail. @returns false when it was used, has ended or was never given out. */
  confirm(token: string): Promise<boolean>;
};

const ID_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const FRESH = `asked_at > now() - interval '${CONFIRMATION_DAYS} days'`;
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

/** 16 bytes of an id and 16 that only the master key gives for it: whoever reads the table can confirm nothing. */
export function confirmationToken(keys: PersonKeys, id: string): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, keys.tag("confirmation", id).subarray(0, ID_BYTES)]).toString("base64url");
}

function idOf(keys: PersonKeys, token: string): string | null {
  if (!TOKEN.test(token)) return null;
  const given = Buffer.from(token, "base64url");
  const hex = given.subarray(0, ID_BYTES).toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return timingSafeEqual(Buffer.from(confirmationToken(keys, id), "base64url"), given) ? id : null;
}

/** One mailbox under its other spellings, as far as they can be known: for counting only, so that too alike does no harm. */
const mailbox = (email: string): string => email.toLowerCase().replace(/\+[^@]*(?=@)/, "");

export function createConfirmations(pool: pg.Pool, keys: PersonKeys, contacts: Contacts): Confirmations {
  /** @returns false when there were as many today. */
  const count = async (client: pg.PoolClient, purpose: string, value: string, most: number): Promise<boolean> => {
    const { rowCount } = await client.query(
      `INSERT INTO contacts.confirmation_count AS counted (tag, day, count) VALUES ($1, current_date, 1)
       ON CONFLICT (tag, day) DO UPDATE SET count = counted.count + 1 WHERE counted.count < $2`,
      [keys.tag(purpose, value), most],
    );
    return rowCount === 1;
  };
  const countMailbox = (client: pg.PoolClient, email: string): Promise<boolean> =>
    count(client, "mailbox", mailbox(email), CONFIRMATIONS_PER_ADDRESS);
  const countNetwork = async (client: pg.PoolClient, network: string): Promise<void> => {
    const isGood = await count(client, "network", network, CONFIRMATIONS_PER_NETWORK);
    if (!isGood) throw new MusterError("confirmations-used-up", { most: CONFIRMATIONS_PER_NETWORK });
  };

  type Wish = { address: string; key: Buffer; contact: Contact; model: ModelId | null };
  /** Asked for again, the link stays the one of the mails before. Another address gets another link. */
  const wait = async (client: pg.PoolClient, { address, key, contact: { email, language }, model }: Wish): Promise<void> => {
    const { rows } = await client.query<{ email: Buffer }>(
      "SELECT email FROM contacts.confirmation WHERE address = $1 AND model_id IS NOT DISTINCT FROM $2",
      [address, model],
    );
    const [before] = rows;
    const isSame = before && keys.open(key, before.email, emailContext(address)).toString("utf8") === email;
    await client.query(
      `INSERT INTO contacts.confirmation AS waiting (address, model_id, email, language) VALUES ($1, $2, $3, $4)
       ON CONFLICT (address, model_id) DO UPDATE SET id = CASE WHEN $5 THEN waiting.id ELSE excluded.id END,
         email = excluded.email, language = excluded.language, round = waiting.round + 1, asked_at = now(),
         state = 'due', attempts = 0, fence = waiting.fence + 1, leased_until = NULL, due_at = now()`,
      [address, model, seal(key, Buffer.from(email, "utf8"), emailContext(address)), language, isSame ?? false],
    );
  };

  return {
    async ask(owner, contact, network) {
      const address = owner.toLowerCase();
      const { email, language } = checkContact(contact);
      const confirmed = await contacts.get(owner);
      if (confirmed?.email === email) {
        await contacts.set(owner, { email, language });
        await pool.query("DELETE FROM contacts.confirmation WHERE address = $1", [address]);
        return;
      }
      await inTransaction(pool, async (client) => {
        if (!(await countMailbox(client, email))) throw new MusterError("confirmations-used-up", { most: CONFIRMATIONS_PER_ADDRESS });
        await countNetwork(client, network);
        await wait(client, { address, key: await keys.keyOf(client, address), contact: { email, language }, model: null });
      });
    },

    async askAbout(model, contact, network) {
      const checked = checkContact(contact);
      await inTransaction(pool, async (client) => {
        await countNetwork(client, network);
        if (!(await countMailbox(client, checked.email))) return;
        await wait(client, { ...(await keys.keyOfMailbox(client, checked.email)), contact: checked, model });
      });
    },

    async pending(owner) {
      const address = owner.toLowerCase();
      const { rows } = await pool.query<{ wrapped_key: Buffer; email: Buffer; language: string; asked_at: Date; state: Pending["mail"] }>(
        `SELECT wrapped_key, email, language, asked_at, state
         FROM contacts.confirmation JOIN contacts.person USING (address) WHERE address = $1 AND ${FRESH}`,
        [address],
      );
      const [row] = rows;
      if (!row) return null;
      const email = keys.open(keys.unwrap(address, row.wrapped_key), row.email, emailContext(address)).toString("utf8");
      const askedAt = seconds(row.asked_at);
      return { email, language: row.language, askedAt, until: askedAt + CONFIRMATION_DAYS * 86_400, mail: row.state };
    },

    async confirm(token) {
      const id = idOf(keys, token);
      if (!id) return false;
      // Sealed for the same person and use, pending or not: it moves as it is. Who asks for a model once more does so from the
      // same mailbox, so that the links of earlier mails go on ending them.
      const { rowCount } = await pool.query(
        `WITH used AS (DELETE FROM contacts.confirmation WHERE id = $1 AND ${FRESH} RETURNING address, email, language, model_id)
         INSERT INTO contacts.contact AS known (address, email, language, model_id) SELECT address, email, language, model_id FROM used
         ON CONFLICT (address, model_id) DO UPDATE SET email = excluded.email, language = excluded.language, changed_at = now(),
           unsubscribe = CASE WHEN known.model_id IS NULL THEN excluded.unsubscribe ELSE known.unsubscribe END`,
        [id],
      );
      return rowCount === 1;
    },
  };
}
