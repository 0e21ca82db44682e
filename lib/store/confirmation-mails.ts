import type pg from "pg";
import { CONFIRMATION_DAYS } from "../domain/confirmation.ts";
import { type ModelId, modelIdFromChain } from "../domain/ids.ts";
import { confirmationToken } from "./confirmations.ts";
import type { Contact } from "./contacts.ts";
import { emailContext, type PersonKeys } from "./person-keys.ts";

/** A confirmation mail that this worker holds. */
export type HeldConfirmation = {
  id: string;
  /** Proof that we hold it: whoever takes it up later has a higher number. */
  fence: number;
  /** How often it was asked for. */
  round: number;
  address: string;
  wrappedKey: Buffer;
  sealed: Buffer;
  language: string;
  /** What it is asked for; null for the person's own devices. */
  model: ModelId | null;
  /** Unix seconds. */
  askedAt: number;
};

/** Confirmation mails as the notifier sends them: taken up, sent, noted, like the rows of the ledger. All times are the database's. */
export type ConfirmationMails = {
  /** @returns null when none is due. */
  claim(): Promise<HeldConfirmation | null>;
  /** Where it goes, and the secret of its link. @throws MusterError `contact-unreadable`. */
  open(held: HeldConfirmation): Contact & { token: string };
  renew(held: HeldConfirmation): Promise<void>;
  /** @returns false when the row is no longer ours: taken back, or asked for anew. */
  settle(held: HeldConfirmation, state: "sent" | "failed"): Promise<boolean>;
  /** Lets go of a mail that stays due; the pause grows to half an hour. */
  release(held: HeldConfirmation): Promise<void>;
  /** Deletes what nobody confirmed in time, and the counts of former days. @returns how many were not confirmed. */
  forget(): Promise<number>;
};

export const CONFIRMATION_LEASE_SECONDS = 9;
const LEASE = `now() + interval '${CONFIRMATION_LEASE_SECONDS} seconds'`;
const ENDS = `asked_at + interval '${CONFIRMATION_DAYS} days'`;

type Row = {
  id: string;
  fence: number;
  round: number;
  address: string;
  wrapped_key: Buffer;
  email: Buffer;
  language: string;
  model_id: string | null;
  asked_at: Date;
};

export function createConfirmationMails(pool: pg.Pool, keys: PersonKeys): ConfirmationMails {
  const updateHeld = async ({ id, fence }: HeldConfirmation, changes: string, values: unknown[] = []): Promise<boolean> => {
    const { rowCount } = await pool.query(`UPDATE contacts.confirmation SET ${changes} WHERE id = $1 AND fence = $2 AND state = 'due'`, [
      id,
      fence,
      ...values,
    ]);
    return rowCount === 1;
  };

  return {
    async claim() {
      const { rows } = await pool.query<Row>(
        `UPDATE contacts.confirmation AS taken SET fence = fence + 1, attempts = attempts + 1, leased_until = ${LEASE}
         FROM contacts.person
         WHERE person.address = taken.address AND taken.id = (
           SELECT id FROM contacts.confirmation
           WHERE state = 'due' AND due_at <= now() AND (leased_until IS NULL OR leased_until < now()) AND ${ENDS} > now()
           ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
         )
         RETURNING id, fence, round, taken.address, wrapped_key, email, language, model_id, asked_at`,
      );
      const [row] = rows;
      if (!row) return null;
      const { id, fence, round, address, language } = row;
      const askedAt = Math.floor(row.asked_at.getTime() / 1000);
      const model = row.model_id === null ? null : modelIdFromChain(BigInt(row.model_id));
      return { id, fence, round, address, wrappedKey: row.wrapped_key, sealed: row.email, language, model, askedAt };
    },

    open({ id, address, wrappedKey, sealed, language }) {
      const email = keys.open(keys.unwrap(address, wrappedKey), sealed, emailContext(address)).toString("utf8");
      return { email, language, token: confirmationToken(keys, id) };
    },

    async renew(held) {
      await updateHeld(held, `leased_until = ${LEASE}`);
    },

    settle: (held, state) => updateHeld(held, "state = $3, leased_until = NULL", [state]),

    async release(held) {
      await updateHeld(held, "leased_until = NULL, due_at = now() + least(2 ^ least(attempts, 11), 1800) * interval '1 second'");
    },

    async forget() {
      await pool.query("DELETE FROM contacts.confirmation_count WHERE day < current_date");
      const { rowCount } = await pool.query(`DELETE FROM contacts.confirmation WHERE ${ENDS} <= now()`);
      return rowCount ?? 0;
    },
  };
}
