import type pg from "pg";
import type { Address } from "viem";
import { z } from "zod";
import { MusterError } from "../domain/errors.ts";
import { seal } from "./envelope.ts";
import { emailContext, type PersonKeys } from "./person-keys.ts";
import { together } from "./together.ts";
import { inTransaction } from "./transaction.ts";

export type Contact = {
  email: string;
  /** BCP 47 tag of the language in which the person wants to be told. */
  language: string;
};

/** What a mail needs: where it goes, its language, and the secret that ends mails. */
type MailContact = Contact & { unsubscribe: string };

/**
 * Where people want to be told. Used for safety notices only. The address is sealed under a key of the person's own, and
 * that key under the master key. Erasing deletes the person's key, and with it everything that was sealed under it.
 */
export type Contacts = {
  get(owner: Address): Promise<Contact | null>;
  /** The same, with what a mail names to end mails. */
  forMail(owner: Address): Promise<MailContact | null>;
  /** The same of whoever wants to be told of a model, by the number of that wish; null once it was taken back. */
  forSubscriber(number: number): Promise<MailContact | null>;
  /** The language in which somebody wants to be told, without the address. */
  languageOf(owner: Address): Promise<string | null>;
  /** Sets or replaces an address that is known to be the person's; one that is not has to be confirmed first. @throws MusterError `contact-invalid`. */
  set(owner: Address, contact: Contact): Promise<void>;
  erase(owner: Address): Promise<void>;
  /**
   * Erases the address that a mail went to. Where the mail was about a model, only mails about that model end, and all that
   * is kept about the person goes with the last of them (the database sees to that), or at once.
   * @param token From the mail. @returns false when there is no such address any more.
   */
  unsubscribe(token: string, options?: { everything?: boolean }): Promise<boolean>;
};

const contactSchema = z.object({
  email: z.email().max(254),
  language: z.string().regex(/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/),
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws MusterError `contact-invalid`. */
export function checkContact(contact: Contact): Contact {
  const parsed = contactSchema.safeParse(contact);
  if (!parsed.success) throw new MusterError("contact-invalid", { field: String(parsed.error.issues[0]?.path[0]) });
  return { email: parsed.data.email, language: parsed.data.language.toLowerCase() };
}

export function createContacts(pool: pg.Pool, keys: PersonKeys): Contacts {
  type Row = { address: string; number: string; wrapped_key: Buffer; email: Buffer; language: string; unsubscribe: string };
  const COLUMNS = "address, number, wrapped_key, email, language, unsubscribe";
  const sealed = together(async (addresses: string[]) => {
    const { rows } = await pool.query<Row>(
      `SELECT ${COLUMNS} FROM contacts.contact JOIN contacts.person USING (address) WHERE address = ANY ($1) AND model_id IS NULL`,
      [addresses],
    );
    const found = new Map(rows.map((row) => [row.address, row]));
    return addresses.map((address) => found.get(address));
  });
  const sealedByNumber = together(async (numbers: number[]) => {
    const { rows } = await pool.query<Row>(
      `SELECT ${COLUMNS} FROM contacts.contact JOIN contacts.person USING (address) WHERE number = ANY ($1) AND model_id IS NOT NULL`,
      [numbers],
    );
    const found = new Map(rows.map((row) => [Number(row.number), row]));
    return numbers.map((number) => found.get(number));
  });

  const language = together(async (addresses: string[]) => {
    const { rows } = await pool.query<{ address: string; language: string }>(
      "SELECT address, language FROM contacts.contact WHERE address = ANY ($1)",
      [addresses],
    );
    const found = new Map(rows.map((row) => [row.address, row.language]));
    return addresses.map((address) => found.get(address) ?? null);
  });

  const open = ({ address, wrapped_key, email, language, unsubscribe }: Row): MailContact => {
    const key = keys.unwrap(address, wrapped_key);
    return { email: keys.open(key, email, emailContext(address)).toString("utf8"), language, unsubscribe };
  };
  const forMail: Contacts["forMail"] = async (owner) => {
    const row = await sealed(owner.toLowerCase());
    return row ? open(row) : null;
  };

  return {
    forMail,
    async forSubscriber(number) {
      const row = await sealedByNumber(number);
      return row ? open(row) : null;
    },
    async get(owner) {
      const found = await forMail(owner);
      return found && { email: found.email, language: found.language };
    },

    languageOf: (owner) => language(owner.toLowerCase()),

    async set(owner, contact) {
      const address = owner.toLowerCase();
      const { email, language } = checkContact(contact);
      await inTransaction(pool, async (client) => {
        const key = await keys.keyOf(client, address);
        await client.query(
          `INSERT INTO contacts.contact (address, email, language) VALUES ($1, $2, $3)
           ON CONFLICT (address, model_id) DO UPDATE SET email = excluded.email, language = excluded.language, changed_at = now(),
             unsubscribe = excluded.unsubscribe`,
          [address, seal(key, Buffer.from(email, "utf8"), emailContext(address)), language],
        );
      });
    },

    async erase(owner) {
      await pool.query("DELETE FROM contacts.person WHERE address = $1", [owner.toLowerCase()]);
    },

    async unsubscribe(token, { everything = false } = {}) {
      if (!UUID.test(token)) return false;
      const { rowCount: persons } = await pool.query(
        `DELETE FROM contacts.person USING contacts.contact
         WHERE contact.address = person.address AND contact.unsubscribe = $1 AND ($2 OR contact.model_id IS NULL)`,
        [token, everything],
      );
      if (persons === 1) return true;
      const { rowCount } = await pool.query("DELETE FROM contacts.contact WHERE unsubscribe = $1 AND model_id IS NOT NULL", [token]);
      return rowCount === 1;
    },
  };
}
