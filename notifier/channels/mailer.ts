import { Transform } from "node:stream";
import { createTransport } from "nodemailer";
import type { Mail } from "../../lib/domain/mail.ts";
import { DeliveryError } from "./channel.ts";

export type MailerOptions = {
  smtpUrl: string;
  /** Whom mails are from; the address's domain is also that of the message ids. */
  from: { name: string; address: string };
  /** Mails under way at the same time at most. */
  connections: number;
  /** For how long a server may say nothing. */
  silenceMs?: number;
};

export type Mailer = {
  /** Domain of the message ids. */
  domain: string;
  /** @throws DeliveryError */
  send(mail: Mail & { to: string; messageId: string; references?: string; headers?: Record<string, string> }): Promise<void>;
  close(): void;
};

/** Longer than any patient mail server takes, as it is silence that is measured. */
const SILENCE_MS = 60_000;

export function createMailer({ smtpUrl, from, connections, silenceMs = SILENCE_MS }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: connections,
    // A server that wants fewer over one connection ends it, and the message in hand goes over another.
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: Math.min(10_000, silenceMs),
    greetingTimeout: Math.min(30_000, silenceMs),
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  transport.use("stream", (mail, done) => {
    mail.message.transform(inOnePiece);
    done();
  });
  return {
    domain: from.address.slice(from.address.lastIndexOf("@") + 1),
    async send({ to, headers, ...mail }) {
      await transport
        .sendMail({
          from,
          // As an object: an address with a comma in it is one recipient, not two.
          to: { name: "", address: to },
          headers: { "Auto-Submitted": "auto-generated", ...headers },
          ...mail,
        })
        .catch((error: unknown) => {
          throw refusal(error);
        });
    },
    close: () => transport.close(),
  };
}

/** A message is written as a whole: its headers, parts and boundaries would each cost a packet and a call of the system. */
function inOnePiece(): Transform {
  const pieces: Buffer[] = [];
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
    flush(done) {
      done(null, Buffer.concat(pieces));
    },
  });
}

type SmtpError = { code?: string; responseCode?: number; response?: string; command?: string };

/**
 * Final is only what the recipient's side says of this recipient or this message for good (55x to RCPT or DATA). A 5xx to
 * anything else (greeting, sign-in, our own address), or about the way we speak (50x) or sign in (53x), is about us; an operator can repair that, and the owner is still owed
 * the notice. The server's own text is dropped: it often repeats the address.
 */
export function refusal(error: unknown): DeliveryError {
  const { code, responseCode, response, command } = error as SmtpError;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? "")?.[1];
  if (responseCode) {
    const answer = [responseCode, enhanced].filter(Boolean).join(" ");
    const aboutRecipient = command === "RCPT TO" || command === "DATA";
    if (responseCode >= 540 && aboutRecipient)
      return new DeliveryError(`The mail server refused the mail for good (${answer}).`, { retryable: false, cause: error });
    return new DeliveryError(`The mail server refused for now (${answer}).`, { retryable: true, cause: error });
  }
  // Said by the library of the address itself; with an SMTP command it is said of an answer that was none.
  if (code === "EENVELOPE" && (command === undefined || command === "API"))
    return new DeliveryError("The address cannot be used for mail.", { retryable: false, cause: error });
  return new DeliveryError(`The mail server could not be reached or broke off (${code ?? "unknown"}).`, { retryable: true, cause: error });
}
