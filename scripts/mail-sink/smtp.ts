import { setTimeout as sleep } from "node:timers/promises";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { MailFolder } from "./folder.ts";

/** Largest mail that is taken. */
const MAX_BYTES = 1_048_576;

/** Answers a recipient or a mail with an SMTP code instead of taking it; for tests. */
export type Refuse = (recipient: string) => { code: number; text: string } | undefined;

const smtpError = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

/**
 * Takes mail from anybody on this machine and keeps it.
 * @param refuse Whom not to take mail for.
 * @param delayMs How long the server thinks about a mail before it takes it.
 */
export function createSmtp(
  folder: MailFolder,
  { refuse, delayMs = () => 0 }: { refuse?: Refuse; delayMs?: () => number } = {},
): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    hideSTARTTLS: true,
    size: MAX_BYTES,
    onRcptTo({ address }, _session, callback) {
      const refused = refuse?.(address);
      callback(refused ? smtpError(refused.code, refused.text) : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        if (stream.sizeExceeded) return callback(smtpError(552, "the mail is larger than 1 MiB"));
        const raw = Buffer.concat(chunks);
        const { messageId, subject } = await PostalMime.parse(raw);
        await sleep(delayMs());
        const { mailFrom, rcptTo } = session.envelope;
        folder.accept(
          {
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map(({ address }) => address),
            messageId: messageId ?? "",
            subject: subject ?? "",
          },
          raw,
        );
        callback(null);
      });
    },
  });
  // A client that breaks off is the client's affair.
  server.on("error", () => undefined);
  return server;
}
