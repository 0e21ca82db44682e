import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createTransport } from "nodemailer";
import { readMailLog } from "../../scripts/mail-sink/folder.ts";
import { type MailSink, startMailSink } from "../../scripts/services/mail-sink.ts";

describe("mail sink", () => {
  let dir: string;
  let sink: MailSink;
  const start = async (): Promise<void> => {
    sink = await startMailSink({ dir, smtpPort: 0, httpPort: 0 });
  };
  const send = (subject: string, text: string, to = "olga@example.org"): Promise<unknown> =>
    createTransport({ url: sink.smtpUrl }).sendMail({ from: "Muster <notices@muster.example>", to, subject, text });
  const page = async (path: string): Promise<string> => (await fetch(`${sink.url}${path}`)).text();

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "muster-mail-"));
    await start();
  });
  afterEach(async () => {
    await sink.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it("says so when there is no mail yet, then lists mails with the newest first", async () => {
    expect(await page("/")).to.include("No mail yet");
    await send("First", "one");
    await send("Second", "two", "otto@example.org");
    const list = await page("/");
    expect(list.indexOf("Second")).to.be.within(1, list.indexOf("First"));
    expect(list).to.include("otto@example.org");
    expect(await page("/mails/1")).to.include("one");
  });

  it("keeps every mail that it took when it is killed", async () => {
    await send("Kept", "text");
    await sink.kill();
    expect(readMailLog(dir).map(({ subject, to }) => [subject, ...to])).to.deep.equal([["Kept", "olga@example.org"]]);
    await start();
    await send("After", "text");
    expect(readMailLog(dir).map(({ number }) => number)).to.deep.equal([1, 2]);
    expect(await page("/mails/1")).to.include("Kept");
  });

  it("shows what mails hold as text, and lets nothing on its pages run or load", async () => {
    await send("<img src=x onerror=alert(1)>", '<script>alert(1)</script> "quoted" https://example.org/a?b=1&c=2 javascript:alert(1)');
    for (const path of ["/", "/mails/1"]) {
      const response = await fetch(`${sink.url}${path}`);
      expect(response.headers.get("content-security-policy")).to.include("default-src 'none'").and.not.include("unsafe");
      expect(response.headers.get("x-content-type-options")).to.equal("nosniff");
      const html = await response.text();
      expect(html).to.include("&lt;img src=x");
      expect(html).to.not.match(/<img|<script|onerror="|href="javascript/);
    }
    expect(await page("/mails/1")).to.include('<a href="https://example.org/a?b=1&amp;c=2"');
  });

  it("answers 404 for a mail that does not exist", async () => {
    for (const path of ["/mails/1", "/mails/0", "/mails/..%2flog.jsonl", "/log.jsonl", "/mails/1e1"])
      expect((await fetch(`${sink.url}${path}`)).status, path).to.equal(404);
  });
});
