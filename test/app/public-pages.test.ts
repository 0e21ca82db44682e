import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Site, startSite } from "./site.ts";
import { board, courseOf, deviceOf, door, modelOf, noticeOf, porch, recallOf } from "./world.ts";

/** Would each set `window.harmed` if it came to life. */
const PAYLOADS = [
  "<script>window.harmed=1</script>",
  "<img src=x onerror='window.harmed=1'>",
  "</title><script>window.harmed=1</script>",
  '"><svg onload=window.harmed=1>',
  "{{constructor.constructor('window.harmed=1')()}}",
];
const hostile = PAYLOADS.join(" ");

const METRICS_TOKEN = "a token of this test";

describe("the public pages", function () {
  this.timeout(120_000);

  let site: Site;
  let browser: Browser;
  const get = (path: string, init?: RequestInit) => fetch(`${site.url}${path}`, init);
  /** A visitor whose browser runs no scripts. */
  const openWithoutScript = async (path: string): Promise<Page> => {
    const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(`${site.url}${path}`);
    return page;
  };

  before(async function () {
    this.timeout(300_000);
    [site, browser] = await Promise.all([startSite({ MUSTER_METRICS_TOKEN: METRICS_TOKEN }), launchBrowser()]);
    const plain = recallOf(1, { notice: await site.putNotice(noticeOf()) });
    const nasty = recallOf(2, {
      issuer: { id: 9, name: `\u202eNorthgate ${hostile}`, domain: "nоrthgate.example", kind: "manufacturer" },
      notice: await site.putNotice(
        noticeOf({ headline: hostile.slice(0, 200), hazard: hostile, whatToDo: [hostile], contact: { name: hostile.slice(0, 200) } }),
      ),
    });
    const missing = recallOf(3, { notice: `0x${"33".repeat(32)}` });
    const altered = recallOf(4, { notice: await site.putNotice(noticeOf({ headline: "Before it was altered" })) });
    site.alter(altered.notice as `0x${string}`);

    const recalls = [altered, missing, nasty, plain];
    for (const recall of recalls) site.answers.set(`/recalls/${recall.id}`, recall);
    site.answers.set("/recalls/1/course", courseOf(1));
    site.answers.set("/health", { chainId: 31337, block: { number: 99, timestamp: 1_790_000_000 } });
    site.answers.set("/recalls", { items: recalls, next: null });
    site.answers.set("/organizations", { items: [], next: null });
    site.answers.set("/batches", { items: [], next: null });
    site.answers.set(`/models/${door.model.id}`, modelOf(door.model));
    site.answers.set("/devices/3-17", deviceOf([plain]));
    site.answers.set("/devices/3-18", deviceOf([altered], { id: "3-18", index: 18 }));
    site.answers.set("/devices/4-3", deviceOf([], { id: "4-3", index: 3, batch: porch, title: null }));
    await site.print({ batch: 3, index: 17, gtin: door.model.gtin, lot: "A+B/C", serial: "0001%2" });
  });

  afterEach(() => {
    site.setBroken(false);
  });

  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  describe("without JavaScript", () => {
    it("open a recall with what to do now, then whether the reader's unit is meant, then the evidence", async () => {
      const page = await openWithoutScript("/recalls/1");
      expect(await page.title()).to.equal("Product safety recall: cameras with the LF-210 board · Muster");
      const headings = await page.getByRole("main").getByRole("heading", { level: 2 }).allInnerTexts();
      expect(headings.slice(0, 5)).to.deep.equal([
        "What to do now",
        "Is my device meant?",
        "The notice",
        "How far it has come",
        "What is affected",
      ]);
      await page.getByRole("img", { name: "Of 10,500 devices: Fixed 11, Acknowledged 1," }).waitFor();
      await page.context().close();
    });

    it("draw how a recall went on from day to day, and say the same in a table", async () => {
      const page = await openWithoutScript("/recalls/1");
      const words =
        "From 14 Sept 2026 to 24 Sept 2026: fixed from 0 to 11, acknowledged from 0 to 12, with an owner from 30 to 40, of 10,500 devices.";
      await page.getByRole("img", { name: `Affected devices day by day ${words}` }).waitFor();
      await page.getByText("The 10,500 affected devices are too many to be drawn").waitFor();
      await page.getByText("The same in numbers").click();
      const row = page.getByRole("row", { name: /^18 Sept 2026/ });
      expect(await row.getByRole("cell").allInnerTexts()).to.deep.equal(["10,500", "35", "6", "4", "<0.1%", "11.4%"]);
      await page.context().close();
      // The register's own answer is missing for this one: the page goes without the picture.
      const without = await openWithoutScript("/recalls/2");
      await without.getByRole("heading", { name: "How far it has come" }).waitFor();
      expect(await without.getByRole("heading", { name: "Day by day" }).count()).to.equal(0);
      // One day is told in words, and leaves nothing to draw.
      const { days, ...course } = courseOf(2);
      site.answers.set("/recalls/2/course", { ...course, days: days.slice(0, 1) });
      await without.reload();
      await without.getByText("The first day, 14 Sept 2026").waitFor();
      await without.getByText("0 fixed, 0 acknowledged and 30 with an owner, of 10,500 affected devices.").waitFor();
      expect(await without.getByRole("img", { name: /day by day/ }).count()).to.equal(0);
      site.answers.delete("/recalls/2/course");
      await without.context().close();
    });

    it("answer whether a unit is meant, and keep what was mistyped", async () => {
      const page = await openWithoutScript("/recalls/1");
      await page.getByLabel("Device number").fill("3-17");
      await page.getByRole("button", { name: "Check" }).first().click();
      await page.getByText("Your Northgate Doorway 2 is meant.").waitFor();
      await page.getByLabel("Device number").fill("4-3");
      await page.getByRole("button", { name: "Check" }).first().click();
      await page.getByText("Your Petrel Porch Camera is not meant by this recall.").waitFor();
      await page.getByLabel("Device number").fill("3/17");
      await page.getByRole("button", { name: "Check" }).first().click();
      await page.getByText("3/17 is not a device number.").waitFor();
      expect(await page.getByLabel("Device number").inputValue()).to.equal("3/17");
      await page.context().close();
    });

    it("find a unit by its printed numbers, with every character that labels may have", async () => {
      const page = await openWithoutScript("/");
      await page.getByLabel("GTIN").fill(door.model.gtin);
      await page.getByLabel("Lot").fill("A+B/C");
      await page.getByLabel("Serial number", { exact: true }).last().fill("0001%2");
      await page.getByRole("button", { name: "Look it up" }).first().click();
      await page.getByRole("heading", { level: 1, name: "Northgate Doorway 2" }).waitFor();
      expect(page.url()).to.equal(`${site.url}/01/${door.model.gtin}/10/A%2BB%2FC/21/0001%252`);
      expect(await page.content()).to.not.include(deviceOf([]).title?.owner ?? "?");
      await page.context().close();
    });

    it("tell a unit that the register does not know from a code that cannot be read", async () => {
      const unknown = await openWithoutScript(`/01/${door.model.gtin}/10/A%2BB%2FC/21/1%252`);
      await unknown.getByRole("heading", { name: "No device was found" }).waitFor();
      const product = await openWithoutScript(`/01/${door.model.gtin}`);
      await product.getByRole("heading", { name: "Which one is yours?" }).waitFor();
      const misread = await openWithoutScript("/01/00000000000009/10/A/21/1");
      await misread.getByText("00000000000009 is not a valid GTIN").waitFor();
      for (const page of [unknown, product, misread]) await page.context().close();
    });

    it("end mails to an address, but only by the button: mail programs open links on their own", async () => {
      const owner = "0x00000000000000000000000000000000000000a1";
      const token = await site.leaveAddress(owner);
      const page = await openWithoutScript(`/api/unsubscribe/${token}`);
      expect(new URL(page.url()).pathname).to.equal(`/unsubscribe/${token}`);
      expect(await site.hasAddress(owner)).to.equal(true);
      await page.getByRole("button", { name: "End mails to this address" }).press("Enter");
      await page.getByRole("heading", { name: "No more mails" }).waitFor();
      expect(await site.hasAddress(owner)).to.equal(false);
      await page.context().close();
    });

    it("confirm an address in the mail's language, but only by the button, and once", async () => {
      const owner = "0x00000000000000000000000000000000000000b2";
      const token = await site.askForAddress(owner);
      const page = await openWithoutScript(`/confirm/${token}?language=de`);
      expect(await page.locator("main [lang=de] h1").innerText()).to.equal("Diese Adresse bestätigen?");
      expect(await site.hasAddress(owner)).to.equal(false);
      await page.getByRole("button", { name: "Adresse bestätigen" }).press("Enter");
      await page.getByRole("heading", { name: "Die Adresse ist bestätigt" }).waitFor();
      expect(await site.hasAddress(owner)).to.equal(true);
      await page.goto(`${site.url}/confirm/${token}?language=fr`);
      await page.getByRole("button", { name: "Confirmer l’adresse" }).press("Enter");
      await page.getByRole("heading", { name: "Ce lien ne fonctionne plus" }).waitFor();
      await page.context().close();
    });

    it("need less than 100 KB at the moment of scanning, font and style included", async () => {
      const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      const sizes: Promise<number>[] = [];
      page.on("requestfinished", (request) => sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize)));
      await page.goto(`${site.url}/01/${door.model.gtin}/10/A%2BB%2FC/21/0001%252`, { waitUntil: "networkidle" });
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(total).to.be.within(20_000, 100_000);
      await page.context().close();
    });
  });

  describe("with text that means harm", () => {
    it("show it as text and run none of it", async () => {
      const { page } = await openPage(browser);
      for (const path of ["/recalls/2", "/recalls", "/regulator", "/", "/?device=%3Cscript%3Ewindow.harmed=1%3C/script%3E"]) {
        await page.goto(`${site.url}${path}`, { waitUntil: "load" });
        await page.getByText("<script>window.harmed=1</script>").first().waitFor();
        expect(await page.evaluate("window.harmed"), path).to.equal(undefined);
      }
      await page.context().close();
    });

    it("turn no reading order and hide no look-alike domain", async () => {
      const html = await (await get("/recalls/2")).text();
      expect(html).to.not.include("\u202e");
      expect(html).to.include(new URL("http://nоrthgate.example").hostname).and.include("xn--");
    });

    it("would not run even if it became markup", async () => {
      const { page } = await openPage(browser);
      await page.goto(`${site.url}/recalls/1`);
      const refused = page.waitForEvent("console", (message) => message.text().includes("Content Security Policy"));
      await page.evaluate(`document.body.insertAdjacentHTML("beforeend", ${JSON.stringify(hostile)})`);
      await refused;
      expect(await page.evaluate("window.harmed")).to.equal(undefined);
      await page.context().close();
    });
  });

  describe("when something is missing", () => {
    it("say that a notice was altered or is not there, and show nothing of it", async () => {
      const altered = await (await get("/recalls/4")).text();
      expect(altered).to.include("was altered and is not shown").and.not.include("Before it was altered").and.not.include("another text");
      const missing = await (await get("/recalls/3")).text();
      expect(missing).to.include("The text of this notice is not here.").and.include("Recall by Lumen Forge");
      for (const html of [altered, missing]) expect(html).to.include("8,000");
      const device = await (await get("/devices/3-18")).text();
      expect(device).to.include("whose text was altered and is not shown").and.not.include("Before it was altered");
    });

    it("say that figures about notices cannot be read, and count nobody as told", async () => {
      // this test's database has no indexer tables to count in
      const html = await (await get("/recalls/1")).text();
      expect(html).to.include("How many were told cannot be read at the moment");
    });

    it("answer 404 for what does not exist", async () => {
      for (const path of [
        "/recalls/99",
        "/recalls/abc",
        "/devices/9-9",
        "/batches/77",
        "/models/9-00000000000000",
        "/organizations/77",
        "/nothing",
      ]) {
        const response = await get(path);
        expect(response.status, path).to.equal(404);
        expect(await response.text(), path).to.include("There is nothing at this address");
      }
    });

    it("stay readable and name no machine when the register does not answer", async () => {
      site.setBroken(true);
      for (const path of ["/recalls", "/recalls/1", "/devices/3-17", "/organizations", "/regulator"]) {
        const html = await (await get(path)).text();
        expect(html, path).to.include("cannot be shown at the moment");
        expect(html, path).to.not.match(/MUSTER_|ECONN|status 503/);
      }
    });
  });

  it("send the headers that keep a page to itself, on every route", async () => {
    for (const path of ["/", "/recalls/1", "/recalls/99", "/01/1", "/api/session", "/documents/0x00", "/nothing"]) {
      const { headers } = await get(path);
      expect(headers.get("content-security-policy"), path).to.match(/default-src 'none'.*'nonce-[\w+/=]{20,}'.*frame-ancestors 'none'/);
      expect(headers.get("x-content-type-options"), path).to.equal("nosniff");
      expect(headers.get("x-frame-options"), path).to.equal("DENY");
      expect(headers.get("referrer-policy"), path).to.equal("strict-origin-when-cross-origin");
      expect(headers.get("x-powered-by"), path).to.equal(null);
    }
  });

  it("come from a server that says whether it runs and can work, and its figures to whoever knows the token", async () => {
    const ask = async (path: string, headers = {}) => {
      const response = await fetch(`${site.url}/api/${path}`, { headers });
      return { status: response.status, text: await response.text() };
    };
    expect(await ask("ready")).to.deep.equal({ status: 200, text: '{"ready":true,"database":true,"api":true}' });
    site.setBroken(true);
    expect(await ask("ready")).to.deep.equal({ status: 503, text: '{"ready":false,"database":true,"api":false}' });
    expect((await ask("health")).status, "nobody has to restart it for that").to.equal(200);
    expect((await ask("metrics")).status).to.equal(404);
    const { text } = await ask("metrics", { authorization: `Bearer ${METRICS_TOKEN}` });
    expect(text).to.match(/^muster_web_request_seconds_count\{route="\/api\/ready",status="503"\} 1$/m);
  });

  it("use a nonce once", async () => {
    const nonceOf = async () => /'nonce-([^']+)'/.exec((await get("/")).headers.get("content-security-policy") ?? "")?.[1];
    expect(await nonceOf()).to.not.equal(await nonceOf());
  });

  for (const [colorScheme, width] of [
    ["light", 390],
    ["dark", 1280],
  ] as const)
    it(`are accessible in ${colorScheme} colours at ${width} pixels, and scroll downwards only`, async () => {
      const { page, complaints } = await openPage(browser, { width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const path of [
        "/",
        "/recalls/1?device=3-17",
        "/regulator",
        "/devices/3-17",
        "/unsubscribe/x",
        "/confirm/x?language=de",
        `/models/${door.model.id}`,
        `/models/${door.model.id}/tell-me?problem=address`,
        `/confirm/sent?language=fr&model=${door.model.id}`,
        `/unsubscribe/x?language=de&model=${door.model.id}`,
        `/01/${board.model.gtin}`,
      ]) {
        await page.goto(`${site.url}${path}`);
        await expectAccessible(page);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), `${path} at ${width}`).to.be.at.most(0);
      }
      expect(complaints).to.deep.equal([]);
      await page.context().close();
    });

  it("lead through the menus of a phone by keyboard alone", async () => {
    const { page } = await openPage(browser, { width: 390, height: 844 });
    await page.goto(`${site.url}/recalls/1`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).to.equal("Skip to the content");
    await page.getByRole("button", { name: "Menu" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("link", { name: "Organisations" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}/organizations`);
    await page.getByRole("heading", { level: 1, name: "Organisations" }).waitFor();
    await page.context().close();
  });
});
