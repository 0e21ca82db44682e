import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

/** One mail that was accepted. The log of these is what tests judge by: it is written before the sender hears "250". */
export type Accepted = {
  /** From 1, in the order of acceptance. */
  number: number;
  /** ISO 8601. */
  at: string;
  from: string;
  to: string[];
  messageId: string;
  subject: string;
};

export type MailFolder = {
  /** Keeps a mail for good before it returns. */
  accept(mail: Omit<Accepted, "number" | "at">, raw: Uint8Array): Accepted;
  list(): Accepted[];
  /** The mail as it came, null when there is none of this number. */
  raw(number: number): Uint8Array | null;
};

const LOG = "log.jsonl";

/** Everything that a mail folder's log holds; a last line that was cut short was never acknowledged. */
export function readMailLog(dir: string): Accepted[] {
  const path = join(dir, LOG);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Accepted);
}

export function openMailFolder(dir: string): MailFolder {
  mkdirSync(dir, { recursive: true });
  const mails = readMailLog(dir);
  const log = openSync(join(dir, LOG), "a");
  const file = (number: number): string => join(dir, `${String(number).padStart(6, "0")}.eml`);
  return {
    accept(mail, raw) {
      const accepted = { number: mails.length + 1, at: new Date().toISOString(), ...mail };
      const body = openSync(file(accepted.number), "w");
      writeSync(body, raw);
      fsyncSync(body);
      closeSync(body);
      writeSync(log, `${JSON.stringify(accepted)}\n`);
      fsyncSync(log);
      mails.push(accepted);
      return accepted;
    },
    list: () => [...mails],
    raw: (number) => (mails[number - 1] ? readFileSync(file(number)) : null),
  };
}
