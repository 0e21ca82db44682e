// A process of its own: a mail server that takes every mail and writes one line a mail to a log before it says so.
//   node bench/fanout/sink.ts LOG        prints its port; ends with SIGINT
import { openSync, writeSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

const log = openSync(process.argv[2] as string, "a");
const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  hideSTARTTLS: true,
  onData(stream, { envelope }, callback) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const messageId = /^Message-ID:\s*(<[^>]+>)/im.exec(Buffer.concat(chunks).toString("latin1"))?.[1];
      writeSync(log, `${JSON.stringify({ at: Date.now(), to: envelope.rcptTo[0]?.address, messageId })}\n`);
      callback(null);
    });
  },
});
// A client that breaks off is the client's affair.
server.on("error", () => undefined);
const listening = server.listen(0, "127.0.0.1", () => console.log(`sink: port ${(listening.address() as AddressInfo).port}`));
process.on("SIGINT", () => process.exit(0));
