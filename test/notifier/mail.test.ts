import { expect } from "chai";
import PostalMime from "postal-mime";
import { refusal } from "../../notifier/channels/mailer.ts";
import { scanDatabase } from "../store/scan.ts";
import { owner } from "./register.ts";
import { email, eventually, type Ground, prepareGround, settled } from "./setup.ts";

describe("mail channel", () => {
  it("tells final refusals from passing ones by what the server's answer is about", () => {
    const cases: [error: object, retryable: boolean, message: string][] = [
      [{ responseCode: 550, command: "RCPT TO", response: "550 5.1.1 <x@y> unknown" }, false, "refused the mail for good (550 5.1.1)"],
      [{ responseCode: 552, command: "RCPT TO", response: "552 mailbox full" }, false, "refused the mail for good (552)"],
      [{ responseCode: 554, command: "DATA", response: "554 5.7.1 rejected" }, false, "refused the mail for good (554 5.7.1)"],
      [{ responseCode: 451, command: "RCPT TO", response: "451 4.7.1 greylisted" }, true, "refused for now (451 4.7.1)"],
      [{ responseCode: 421, command: "CONN", response: "421 too busy" }, true, "refused for now (421)"],
      // Ours to repair: the owner is still owed the notice.
      [{ responseCode: 550, command: "MAIL FROM", response: "550 5.7.1 sender refused" }, true, "refused for now (550 5.7.1)"],
      [
        { responseCode: 535, command: "AUTH PLAIN", response: "535 5.7.8 bad credentials", code: "EAUTH" },
        true,
        "refused for now (535 5.7.8)",
      ],
      [{ responseCode: 554, command: "CONN", response: "554 no service" }, true, "refused for now (554)"],
      [{ code: "ECONNREFUSED" }, true, "broke off (ECONNREFUSED)"],
      [{ code: "ETIMEDOUT", command: "DATA" }, true, "broke off (ETIMEDOUT)"],
      [{}, true, "broke off (unknown)"],
      [{ code: "EENVELOPE" }, false, "cannot be used for mail"],
    ];
    for (const [error, retryable, message] of cases) {
      const verdict = refusal(error);
      expect(verdict.message).to.include(message);
      expect(verdict.retryable, message).to.equal(retryable);
    }
  });

  describe("on a mail server", () => {
    let ground: Ground;
    beforeEach(async () => {
      ground = await prepareGround();
    });
    afterEach(() => ground.close());

    it("lets no name on chain break out of its header", async () => {
      await ground.register.claim(1, 1);
      await ground.leaveAddresses(1, 1);
      await ground.database.query("UPDATE indexer.model SET name = $1", [
        '"><script>alert(1)</script>\r\nBcc: victim@example.org\r\n\r\nX\u0007\u202e',
      ]);
      await ground.database.query("UPDATE indexer.organization SET name = $1", ["Halden\nSubject: free"]);
      await ground.register.openRecall(1, ground.node);
      await ground.notifier();
      await settled(ground, 2);
      const [taken] = ground.mails();
      expect(taken?.to).to.deep.equal([email(1)]);
      const mail = await PostalMime.parse(ground.raw(1));
      expect(mail.headers.map(({ key }) => key)).to.have.members([
        "from",
        "to",
        "subject",
        "message-id",
        "date",
        "mime-version",
        "content-type",
        "auto-submitted",
        "list-unsubscribe",
        "list-unsubscribe-post",
      ]);
      expect(mail.subject).to.equal('Recall: "><script>alert(1)</script> Bcc: victim@example.org X');
      expect(mail.html).to.not.include("<script");
      expect(mail.html).to.include("&lt;script&gt;");
    });

    it("leaves no readable address anywhere, with mails sent, refused and given up, and none sealed after erasing", async () => {
      await ground.register.claim(1, 3);
      await ground.leaveAddresses(1, 3);
      const echo = (recipient: string) => `5.1.1 <${recipient}> is not known here`;
      ground.smtp.refuse = (recipient) => {
        if (recipient === email(1)) return { code: 550, text: echo(recipient) };
        return recipient === email(2) ? { code: 451, text: echo(recipient) } : undefined;
      };
      await ground.register.openRecall(1, ground.node);
      await ground.notifier({ retry: { retryLimit: 1, retryDelay: 1 } });
      const rows = await settled(ground, 6, 30);
      expect(rows.filter(({ channel }) => channel === "mail").map(({ state }) => state)).to.deep.equal(["failed", "failed", "sent"]);
      expect(await scanDatabase(ground.database, "@example.org")).to.deep.equal([]);
      for (const n of [1, 2, 3]) await ground.store.contacts.erase(owner(n));
      expect(await ground.database.query("SELECT FROM contacts.person")).to.deep.equal([]);
      expect(await ground.database.query("SELECT FROM contacts.contact")).to.deep.equal([]);
    });

    it("sends nothing to an address that was erased while the mail was due", async () => {
      await ground.register.claim(1, 1);
      await ground.leaveAddresses(1, 1);
      ground.smtp.refuse = () => ({ code: 451, text: "later" });
      await ground.register.openRecall(1, ground.node);
      await ground.notifier({ retry: { retryDelay: 1 } });
      await eventually("a refusal", async () => (await ground.rows()).some(({ last_error }) => last_error));
      await ground.store.contacts.erase(owner(1));
      ground.smtp.refuse = () => undefined;
      expect((await settled(ground, 2)).map(({ state }) => state)).to.deep.equal(["sent", "superseded"]);
      expect(ground.mails()).to.deep.equal([]);
    });

    it("keeps trying, and says why, while contacts cannot be read for want of the right key", async () => {
      await ground.register.claim(1, 1);
      await ground.leaveAddresses(1, 1);
      await ground.register.openRecall(1, ground.node);
      const notifier = await ground.notifier({ masterKey: `0x${"00".repeat(32)}` });
      const failure = await eventually("a failure", async () => (await notifier.status()).failures[0]);
      expect(failure).to.include({ channel: "mail", state: "due", reason: "The contact details cannot be read." });
    });
  });
});
