import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, CDPSession, Page } from "playwright-core";
import { Webhook } from "standardwebhooks";
import { type Complaints, connectAs, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { expectReachable, leaveByKeyboard } from "../fixtures/keyboard.ts";
import { PushBrowser } from "../fixtures/push-browser.ts";
import { inSteps } from "../fixtures/steps.ts";
import { type Received, type Receiver, startReceiver } from "../notifier/receiver.ts";

/** Makes subscriptions of a page be those of a browser that the test has. */
const subscribing = ({ subscription: { endpoint, keys } }: PushBrowser): string => `
  const endpoint = ${JSON.stringify(endpoint)};
  const subscription = {
    endpoint,
    options: { applicationServerKey: null },
    toJSON: () => ({ endpoint, keys: ${JSON.stringify(keys)} }),
    unsubscribe: async () => sessionStorage.removeItem("subscribed"),
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    if (!/^[\\w-]{87}$/.test(applicationServerKey)) throw new Error("no key");
    sessionStorage.setItem("subscribed", "yes");
    return subscription;
  };
  PushManager.prototype.getSubscription = async () => (sessionStorage.getItem("subscribed") ? subscription : null);
`;

/**
 * The way of a notice to a browser that shows notifications and to a program of the owner's. The push service alone is made
 * up, because the browser of a test has none: it gives out the subscription, takes what the notifier sends, and what it took
 * is decrypted and handed to the browser as its real service would.
 */
describe("an owner told by notification and by webhook", function () {
  this.timeout(120_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  let service: Receiver;
  let program: Receiver;
  let phone: PushBrowser;
  let secret: string;
  /** Somebody who has nothing but an address for mails. */
  let visitor: Page;
  const stateDir = mkdtempSync(join(tmpdir(), "muster-channels-"));
  const settingBefore = process.env.MUSTER_OUTBOUND_LOOPBACK;

  const open = async (path: string): Promise<void> => {
    await page.goto(`${demo.urls.web}${path}`);
  };
  const signInIfAsked = async (then: string | RegExp): Promise<void> => {
    const signIn = page.getByRole("button", { name: "Sign in", exact: true });
    const content = page.getByText(then).first();
    await signIn.or(content).first().waitFor();
    if (await signIn.isVisible()) await signIn.click();
    await content.waitFor();
  };
  /** The next one that came, for a while. */
  const next = async (receiver: Receiver, seen: number): Promise<Received> => {
    for (let waited = 0; waited < 400; waited++) {
      const received = receiver.received[seen];
      if (received) return received;
      await page.waitForTimeout(100);
    }
    throw new Error("nothing came within 40 s");
  };
  /** Hands the browser's service worker a message, once. */
  const handOver = async (data: string): Promise<CDPSession> => {
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
    const session = await page.context().newCDPSession(page);
    const registrationId = await new Promise<string>((resolve) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const registration = registrations.find(({ isDeleted }) => !isDeleted);
        if (registration) resolve(registration.registrationId);
      });
      void session.send("ServiceWorker.enable");
    });
    await session.send("ServiceWorker.deliverPushMessage", { origin: demo.urls.web, registrationId, data });
    return session;
  };
  /** As a push service does: again until the browser has taken it, which now and then loses one while its worker starts. */
  const deliver = async (data: string): Promise<void> => {
    const before = (await notifications()).length;
    for (let attempt = 0; attempt < 4; attempt++) {
      const session = await handOver(data);
      for (let waited = 0; waited < 100 && (await notifications()).length === before; waited++) await page.waitForTimeout(100);
      await session.detach();
      if ((await notifications()).length > before) return;
    }
    throw new Error("the browser showed nothing for a message that it was handed four times");
  };
  /** The visitor's newest mail of a subject, as soon as it is there. */
  const openMail = async (subject: RegExp): Promise<void> => {
    const mail = visitor.getByRole("link", { name: /ann@people\.example/ }).filter({ hasText: subject });
    for (let waited = 0; waited < 400; waited++) {
      await visitor.goto(demo.urls.mail);
      if ((await mail.count()) > 0) return mail.first().click();
      await visitor.waitForTimeout(100);
    }
    throw new Error(`no mail came within 40 s: ${subject}`);
  };
  type Shown = { title: string; tag: string; path: string };
  const notifications = (): Promise<Shown[]> =>
    page.evaluate(`navigator.serviceWorker.ready.then((ready) => ready.getNotifications())
      .then((all) => all.map(({ title, tag, data }) => ({ title, tag, path: data.path })))`);
  /** Those of a title, as soon as there are so many. */
  const shown = async (title: unknown, count = 1): Promise<Shown[]> => {
    for (let waited = 0; waited < 400; waited++) {
      const all = (await notifications()).filter((one) => one.title === title);
      if (all.length === count) return all;
      await page.waitForTimeout(100);
    }
    throw new Error(`not shown within 40 s: ${title}`);
  };

  before(async function () {
    this.timeout(240_000);
    [service, program] = await Promise.all([startReceiver(), startReceiver()]);
    service.answer = (response) => void response.writeHead(201).end();
    process.env.MUSTER_OUTBOUND_LOOPBACK = `${service.origin},${program.origin}`;
    phone = new PushBrowser(`${service.origin}/phone`);
    [demo, browser] = await Promise.all([startDemo(stateDir), launchBrowser()]);
    ({ page, complaints } = await openPage(browser, { width: 390, height: 844 }));
    await page.addInitScript({ content: subscribing(phone) });
  });

  after(async () => {
    if (settingBefore === undefined) delete process.env.MUSTER_OUTBOUND_LOOPBACK;
    else process.env.MUSTER_OUTBOUND_LOOPBACK = settingBefore;
    await browser?.close();
    await demo?.interrupt();
    await Promise.all([service?.close(), program?.close()]);
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("the owner of a camera who blocks notifications is told how to allow them", async () => {
    // What is not among what is granted is blocked.
    await page.context().grantPermissions(["clipboard-read"]);
    await open("/my/settings");
    await connectAs(page, "Chen Li");
    await signInIfAsked("Notifications on this device");
    await page.getByText("Your browser blocks notifications of this site.").waitFor();
    await expectAccessible(page);
    await expectReachable(page);
    await leaveByKeyboard(page.getByRole("button", { name: "Erase everything" }));
  });

  it("the owner turns notifications on and sees a test", async () => {
    await page.context().grantPermissions(["notifications"]);
    await open("/my/settings");
    await page.getByRole("button", { name: "Notify me on this device" }).click();
    await page.getByText("On. Recalls of your devices show on this device.").waitFor();
    await page.getByRole("button", { name: "Send a test" }).first().press("Enter");
    // The button rests while the test is under way; the keyboard goes on from its card, which told what happens.
    await page.locator("[tabindex='-1']:focus").filter({ hasText: "A test is on its way." }).waitFor();
    const test = phone.decrypt((await next(service, 0)).body);
    await deliver(JSON.stringify(test));
    await shown("Muster reaches this device");
    await expectAccessible(page);
  });

  it("the owner sets a webhook, gets its secret once, and it counts after the test", async () => {
    await page.getByText("Set a webhook").click();
    await page.getByLabel("Address", { exact: true }).fill("https://192.168.0.1/hook");
    await page.getByRole("button", { name: "Save", exact: true }).last().click();
    await page.getByText("Notices cannot be sent to this address").waitFor();
    await page.getByLabel("Address", { exact: true }).fill(`${program.origin}/recalls`);
    await page.getByRole("button", { name: "Save", exact: true }).last().click();
    await page.getByText("On. Notices are posted there.").waitFor();
    secret = (await page.getByText(/^whsec_/).textContent()) ?? "";
    await expectAccessible(page);
    const test = await next(program, 0);
    new Webhook(secret).verify(test.body.toString(), test.headers as Record<string, string>);
    await page.reload();
    await page.getByText("On. Notices are posted there.").waitFor();
    expect(await page.getByText(/^whsec_/).count(), "shown once").to.equal(0);
    const every = page.getByRole("checkbox", { name: /^Every recall of this register as well/ });
    for (const wanted of [true, false, true]) {
      await every.press("Space");
      await page.getByRole("checkbox", { name: /^Every recall/, checked: wanted, disabled: false }).waitFor();
      await page.reload();
      await page.getByRole("checkbox", { name: /^Every recall/, checked: wanted }).waitFor();
    }
  });

  it("somebody without a wallet asks on the model's page to be told, and confirms by mail, both without JavaScript", async () => {
    visitor = await (
      await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale: "de-DE" })
    ).newPage();
    await visitor.goto(`${demo.urls.web}/organizations`);
    await visitor
      .getByRole("link", { name: /Petrel/ })
      .first()
      .click();
    await visitor
      .getByRole("link", { name: /Petrel/ })
      .last()
      .click();
    await visitor.getByLabel("Mail address").fill("ann@people.example");
    expect(await visitor.getByLabel("Language of mails").inputValue(), "as the browser asks for").to.equal("de");
    await visitor.getByRole("button", { name: "Tell me" }).press("Enter");
    await visitor.getByRole("heading", { name: "Sehen Sie in Ihr Postfach" }).waitFor();
    await openMail(/Bestätigen Sie diese Adresse/);
    await visitor.getByRole("link", { name: /\/confirm\// }).click();
    await visitor.getByRole("button", { name: "Adresse bestätigen" }).press("Enter");
    await visitor.getByRole("heading", { name: "Die Adresse ist bestätigt" }).waitFor();
    await visitor.getByRole("link", { name: "Zum Modell" }).waitFor();
  });

  it("a recall of the camera's board reaches both", async () => {
    const maker = await openPage(browser);
    await maker.page.goto(`${demo.urls.web}/console/recalls`);
    await connectAs(maker.page, "Remy Okafor");
    const signIn = maker.page.getByRole("button", { name: "Sign in", exact: true });
    const draft = maker.page.getByRole("link", { name: /LF-210 board can be taken over/ });
    await signIn.or(draft).first().waitFor();
    if (await signIn.isVisible()) await signIn.click();
    await draft.click();
    await maker.page.getByRole("button", { name: "Release", exact: true }).click();
    await maker.page.getByRole("button", { name: "Release the recall" }).click();
    await maker.page.getByText("Recall 2 is open.").waitFor();
    await maker.page.context().close();

    const push = await next(service, 1);
    const message = phone.decrypt(push.body);
    await deliver(JSON.stringify(message));
    expect(message.title).to.match(/Petrel/);
    const all = await shown(message.title as string);
    expect(all.find(({ title }) => title === message.title)).to.deep.equal({
      title: message.title,
      tag: push.headers.topic,
      path: "/my/inbox",
    });

    // That the recall was opened, and that the owner's device is meant: neither waits for the other.
    const posted = [await next(program, 1), await next(program, 2)].map(
      ({ body, headers }) =>
        new Webhook(secret).verify(body.toString(), headers as Record<string, string>) as { type: string; data: Record<string, unknown> },
    );
    const dataOf = (type: string) => posted.find((one) => one.type === type)?.data;
    const notice = dataOf("recall.notice");
    expect(notice).to.include({ recall: 2, version: 1, reminder: 0, link: `${demo.urls.web}/recalls/2` });
    expect(message.title).to.include(notice?.model);
    const opened = dataOf("recall.opened");
    expect(opened).to.include({ recall: 2, version: 1, measure: notice?.measure, severity: notice?.severity, reason: null, fix: null });
    const listed = (await (await fetch(`${opened?.api}`)).json()) as { issuer: { id: number }; openedAt: number };
    expect(opened?.issuer).to.include({ id: listed.issuer.id });
    expect(Date.parse(`${opened?.at}`) / 1000).to.equal(listed.openedAt);
  });

  it("and who asked on the model's page, who then ends that and is forgotten", async () => {
    await openMail(/Petrel/);
    await visitor.getByText(/Einheiten des Modells .*Petrel.* sind von Rückruf 2 betroffen/).waitFor();
    await visitor.getByRole("link", { name: /\/unsubscribe\// }).click();
    await visitor.getByRole("button", { name: "Alle beenden und meine Adresse löschen" }).press("Enter");
    await visitor.getByText("Ihre Adresse und alles, was hier über Sie gespeichert war, ist gelöscht.").waitFor();
    await visitor.context().close();
  });

  it("a message that cannot be read still shows something, and leads to the inbox", async () => {
    for (const data of ["not JSON", "{}", '{"title":7,"path":"//evil.example"}']) await deliver(data);
    expect((await shown("Muster", 3)).map(({ path }) => path)).to.deep.equal(Array(3).fill("/my/inbox"));
  });

  it("the inbox says by which ways the owner was told", async () => {
    await open("/my/inbox");
    await page
      .getByRole("button", { name: /LF-210|board|Petrel/ })
      .first()
      .click();
    await page.getByText(/You were told .*by notification at .*by webhook at|You were told .*by webhook at .*by notification at/).waitFor();
    await expectAccessible(page);
  });

  it("the owner turns both off again", async () => {
    await open("/my/settings");
    await page.getByRole("button", { name: "Turn off" }).click();
    await page.getByRole("button", { name: "Notify me on this device" }).waitFor();
    await page.getByRole("button", { name: "Remove" }).last().click();
    await page.getByText("Set a webhook").waitFor();
    expect(complaints.filter((text) => !text.includes("400 (Bad Request)"))).to.deep.equal([]);
  });
});
