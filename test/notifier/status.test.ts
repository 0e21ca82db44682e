import { expect } from "chai";
import { serveStatus } from "../../notifier/status-server.ts";
import { expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { eventually, type Ground, prepareGround } from "./setup.ts";

describe("the status of a notifier", () => {
  let ground: Ground;
  before(async () => {
    ground = await prepareGround();
  });
  after(() => ground.close());

  it("says for how long the oldest notice has been owed, and how many went out in an hour", async () => {
    await ground.register.claim(1, 1);
    await ground.leaveAddresses(1, 1);
    ground.smtp.refuse = () => ({ code: 451, text: "4.7.1 come back later" });
    await ground.register.openRecall(1, ground.node);
    const notifier = await ground.notifier();
    await eventually("a refusal", async () => (await ground.rows()).some(({ last_error }) => last_error !== null));
    await ground.database.query("UPDATE ledger.obligation SET created_at = now() - interval '2 hours'");
    const waiting = await notifier.status();
    expect(waiting.oldestDueSeconds).to.be.within(7_200, 7_260);
    expect(waiting.sentLastHour).to.deep.equal([{ channel: "inbox", count: 1, lastMinute: 1 }]);
    await ground.database.query("UPDATE ledger.obligation SET state = 'failed', settled_at = now() WHERE state = 'due'");
    expect((await notifier.status()).oldestDueSeconds).to.equal(null);
  });

  it("is a page for operators, also of hostile answers, and says so when the notifier stops looking", async function () {
    this.timeout(60_000);
    const notifier = await ground.notifier();
    await eventually("a look", async () => (await notifier.status()).lastLook.at !== null);
    await ground.database.query("UPDATE ledger.obligation SET last_error = '<img src=x onerror=alert(1)>'");
    let lookedAt = Date.now();
    const lookAt = () => ({ ...notifier.lastLook(), at: lookedAt });
    const source = { lastLook: lookAt, status: async () => ({ ...(await notifier.status()), lastLook: lookAt() }) };
    const { url, close } = await serveStatus(source, { port: 0, host: "127.0.0.1" });
    const browser = await launchBrowser();
    const { page, complaints } = await openPage(browser);
    await page.goto(url);
    await page.getByText("✓ Working").waitFor();
    await page.getByRole("cell", { name: "<img src=x onerror=alert(1)>" }).waitFor();
    expect(await page.locator("img").count()).to.equal(0);
    await expectAccessible(page);
    // It renews itself.
    lookedAt -= 120_000;
    await page.getByText("Not looking for what is owed").waitFor();
    expect(await page.title()).to.equal("Notifier: needs you");
    expect((await fetch(`${url}/ready`)).status).to.equal(503);
    expect((await fetch(`${url}/health`)).status, "it runs all the same").to.equal(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).to.contain("muster_notifier_ready 0").and.to.contain('muster_recall_webhooks{state="failing"} 0');
    close();
    await page.getByText("The notifier does not answer.").waitFor();
    expect(complaints.filter((text) => !text.includes("ERR_CONNECTION_REFUSED"))).to.deep.equal([]);
    await browser.close();
  });
});
