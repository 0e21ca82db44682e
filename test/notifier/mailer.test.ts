import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { SMTPServer } from "smtp-server";
import { createMailer } from "../../notifier/channels/mailer.ts";

/** Mails that the server takes over one connection. */
const ENOUGH = 2;

describe("a mailer", () => {
  it("goes on over another connection where the server has had enough of one", async () => {
    const begun = new Map<string, number>();
    const taken: string[] = [];
    const server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      hideSTARTTLS: true,
      onMailFrom(_address, { id }, callback) {
        begun.set(id, (begun.get(id) ?? 0) + 1);
        const isEnough = (begun.get(id) ?? 0) > ENOUGH;
        callback(isEnough ? Object.assign(new Error("too many mails over this connection"), { responseCode: 421 }) : null);
      },
      onData(stream, { envelope }, callback) {
        stream.resume();
        stream.on("end", () => {
          taken.push(envelope.rcptTo[0]?.address ?? "");
          callback(null);
        });
      },
    });
    server.on("error", () => undefined);
    const listening = await new Promise<ReturnType<SMTPServer["listen"]>>((resolve) => {
      const started = server.listen(0, "127.0.0.1", () => resolve(started));
    });
    const { port } = listening.address() as AddressInfo;
    const mailer = createMailer({
      smtpUrl: `smtp://127.0.0.1:${port}`,
      from: { name: "Muster", address: "notices@muster.example" },
      connections: 2,
    });
    try {
      const to = Array.from({ length: 10 }, (_, n) => `owner${n}@example.org`);
      await Promise.all(
        to.map((one) => mailer.send({ to: one, messageId: `<${one}>`, subject: "Recall", text: "Text\n", html: "<p>Text</p>\n" })),
      );
      expect(taken).to.have.members(to);
      expect(begun.size, "connections").to.be.at.least(to.length / ENOUGH);
    } finally {
      mailer.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
});
