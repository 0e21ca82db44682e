import { expect } from "chai";
import type { Browser } from "playwright-core";
import { expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { disclosurePages } from "./disclosure-pages.suite.ts";
import { hostileTexts, PAYLOADS } from "./hostile-text.suite.ts";
import { lateStart } from "./late-start.suite.ts";
import { networkPages } from "./network-pages.suite.ts";
import { networkList, networkOf } from "./networks.ts";
import { lightPages } from "./page-weight.suite.ts";
import { comparisonOf, makers, scorecardOf, trend } from "./records.ts";
import { type Site, startSite } from "./site.ts";
import { withoutScripts } from "./without-scripts.suite.ts";
import { batchOf, board, courseOf, deviceOf, disclosureOf, door, makerOf, modelOf, noticeOf, porch, recallOf } from "./world.ts";

const hostile = PAYLOADS.join(" ");

const METRICS_TOKEN = "a token of this test";

describe("the public pages", function () {
  this.timeout(120_000);

  let site: Site;
  let browser: Browser;
  const get = (path: string, init?: RequestInit) => fetch(`${site.url}${path}`, init);

  before(async function () {
    this.timeout(300_000);
    [site, browser] = await Promise.all([startSite({ MUSTER_METRICS_TOKEN: METRICS_TOKEN, MUSTER_DEMO: "1" }), launchBrowser()]);
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
    site.answers.set("/recalls/1/comparison", comparisonOf(1));
    site.answers.set("/trend", trend);
    const found = { confirmed: 1, demanded: 0, answered: 0, unanswered: 1, dismissed: 0, withdrawn: 0 };
    const silent = disclosureOf(2, { kind: "breach", declaration: 2, subject: null, standing: "unanswered", answer: null, demand: null });
    site.answers.set("/disclosures", { items: [disclosureOf(1), silent], next: null, counts: found, filed: 3 });
    site.answers.set("/disclosures/1", disclosureOf(1));
    site.answers.set("/networks", networkList());
    site.answers.set("/networks/64500", networkOf());
    site.answers.set("/organizations", { items: [makerOf(door.model.maker)], next: null });
    site.answers.set("/organizations/2", makerOf(door.model.maker));
    site.answers.set("/organizations/2/scorecard", scorecardOf());
    site.answers.set("/scorecards", { items: makers, next: null });
    site.answers.set("/batches", { items: [], next: null });
    site.answers.set("/batches/3", batchOf(door, board));
    site.answers.set(`/models/${door.model.id}`, modelOf(door.model));
    site.answers.set("/devices/3-17", deviceOf([plain]));
    site.answers.set("/devices/3-18", deviceOf([altered], { id: "3-18", index: 18 }));
    site.answers.set("/devices/4-3", deviceOf([], { id: "4-3", index: 3, batch: porch, title: null }));
    await site.handIn(2);
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
    withoutScripts({ browser: () => browser, site: () => site });
  });

  describe("about disclosures", () => {
    disclosurePages({ browser: () => browser, site: () => site });
  });

  describe("about networks", () => {
    networkPages({ browser: () => browser, site: () => site });
  });

  describe("before their scripts run", () => {
    lateStart({ browser: () => browser, url: (path) => `${site.url}${path}` });
  });

  lightPages({
    browser: () => browser,
    url: (path) => `${site.url}${path}`,
    paths: [
      "/",
      "/recalls",
      "/recalls/1",
      "/recalls/trend",
      "/organizations",
      "/disclosures",
      "/disclosures/1",
      "/contain",
      "/networks",
      "/networks/64500",
      "/devices/3-17",
      `/models/${door.model.id}`,
      `/01/${board.model.gtin}`,
      "/verify-owner/3-17",
      "/nothing",
    ],
  });

  describe("with text that means harm", () => {
    describe("in everything that strangers choose", () => {
      hostileTexts({
        browser: () => browser,
        site: () => site,
        addresses: {
          "": "/",
          "01/[...link]": `/01/${door.model.gtin}/10/A%2BB%2FC/21/0001%252`,
          "batches/[batchId]": "/batches/3",
          contain: null,
          "devices/[deviceId]": "/devices/3-17",
          disclosures: "/disclosures",
          "disclosures/[disclosureId]": "/disclosures/1",
          fix: "/fix?code=northgate",
          "fix/[code]": "/fix/4TDV-9M20-QKX7-0RZE",
          "models/[modelId]": `/models/${door.model.id}`,
          "models/[modelId]/declaration": `/models/${door.model.id}/declaration`,
          "models/[modelId]/tell-me": `/models/${door.model.id}/tell-me`,
          networks: "/networks",
          "networks/[asn]": "/networks/64500",
          organizations: "/organizations",
          "organizations/[orgId]": "/organizations/2",
          recalls: "/recalls",
          "recalls/[recallId]": "/recalls/2",
          "recalls/trend": "/recalls/trend",
          "verify-owner/[deviceId]": "/verify-owner/3-17",
        },
      });
    });

    it("show it as text and run none of it", async () => {
      const { page } = await openPage(browser);
      for (const path of ["/recalls/2", "/recalls", "/regulator/history", "/", "/?device=%3Cscript%3Ewindow.harmed=1%3C/script%3E"]) {
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
        "/regulator/history",
        "/disclosures",
        "/disclosures/1",
        "/devices/3-17",
        "/recalls/trend?measure=recall",
        "/organizations?sort=half",
        "/organizations/2",
        "/unsubscribe/x",
        "/confirm/x?language=de",
        "/contain?language=de&device=camera",
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
    await page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Organisations" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${site.url}/organizations`);
    await page.getByRole("heading", { level: 1, name: "Organisations" }).waitFor();
    await page.context().close();
  });
});
