import { createHmac, randomBytes } from "node:crypto";
import type pg from "pg";
import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { MusterError } from "../domain/errors.ts";
import { seal, unseal } from "./envelope.ts";

/** What the master key is for: each person's own key, and tags of what must be recognised without being read. */
export type PersonKeys = {
  /** A person's key; who has none gets one. The row stays locked until the transaction ends, so that nobody erases it meanwhile. */
  keyOf(db: Pick<pg.Pool, "query">, address: string): Promise<Buffer>;
  /** The same for somebody without a wallet, who is known by the mailbox alone and stands under a random number in the form of an address. */
  keyOfMailbox(db: Pick<pg.Pool, "query">, email: string): Promise<{ address: Address; key: Buffer }>;
  /** @throws MusterError `contact-unreadable`. */
  unwrap(address: string, wrapped: Uint8Array): Buffer;
  /** @throws MusterError `contact-unreadable`. */
  open(key: Uint8Array, box: Uint8Array, context: string): Buffer;
  /** The same for the same value, and without the master key nothing: neither the value nor whether a guess is right. */
  tag(purpose: string, value: string): Buffer;
};

const keyContext = (address: string): string => `muster/person-key/1|${address}`;
/** What an address for mails is sealed for, pending or confirmed. */
export const emailContext = (address: string): string => `muster/contact/1|${address}|email`;

export function createPersonKeys(masterKey?: Hex): PersonKeys {
  const master = (): Uint8Array => {
    const bytes = masterKey && hexToBytes(masterKey);
    if (bytes?.length !== 32) throw new MusterError("master-key-invalid");
    return bytes;
  };
  const open: PersonKeys["open"] = (key, box, context) => {
    try {
      return unseal(key, box, context);
    } catch (cause) {
      throw new MusterError("contact-unreadable", {}, { cause });
    }
  };
  const unwrap: PersonKeys["unwrap"] = (address, wrapped) => open(master(), wrapped, keyContext(address));
  const newKey = (address: string): Buffer => seal(master(), randomBytes(32), keyContext(address));
  const tag: PersonKeys["tag"] = (purpose, value) => {
    const key = createHmac("sha256", master()).update(`muster/tag-key/1|${purpose}`).digest();
    return createHmac("sha256", key).update(value).digest();
  };

  return {
    open,
    unwrap,
    tag,
    async keyOf(db, address) {
      const { rows } = await db.query<{ wrapped_key: Buffer }>(
        `INSERT INTO contacts.person (address, wrapped_key) VALUES ($1, $2)
         ON CONFLICT (address) DO UPDATE SET address = excluded.address RETURNING wrapped_key`,
        [address, newKey(address)],
      );
      return unwrap(address, rows[0]?.wrapped_key as Buffer);
    },
    async keyOfMailbox(db, email) {
      const unused = bytesToHex(randomBytes(20));
      // Each spelling is a mailbox of its own: only its server knows which of them are one.
      const { rows } = await db.query<{ address: Address; wrapped_key: Buffer }>(
        `INSERT INTO contacts.person (address, wrapped_key, mailbox) VALUES ($1, $2, $3)
         ON CONFLICT (mailbox) DO UPDATE SET mailbox = excluded.mailbox RETURNING address, wrapped_key`,
        [unused, newKey(unused), tag("person", email)],
      );
      const { address, wrapped_key } = rows[0] as (typeof rows)[number];
      return { address, key: unwrap(address, wrapped_key) };
    },
  };
}
