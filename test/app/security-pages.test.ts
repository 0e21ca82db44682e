import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import type { Hex } from "viem";
import type { DeclarationView } from "../../lib/feed/wire.ts";
import { expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { declarationOf, provisionsWith } from "../fixtures/declaration.ts";
import { type Site, startSite } from "./site.ts";
import { deviceOf, disclosureOf, door, modelOf, NO_DISCLOSURES, noticeOf, porch, recallOf } from "./world.ts";

const NORTHGATE = `/models/${door.model.id}`;
const PETREL = `/models/${porch.model.id}`;
const UNIT = `/01/${door.model.gtin}/10/A%2BB%2FC/21/0001%252`;
const HARM = "<script>window.harmed=1</script>";

describe("the pages about the security of a model", function () {
  this.timeout(120_000);

  let site: Site;
  let browser: Browser;
  const openWithoutScript = async (path: string): Promise<Page> => {
    const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(`${site.url}${path}`);
    return page;
  };
  const declared = (version: number, digest: Hex): DeclarationView => ({
    ...{ version, digest, credentials: "unique-per-device", keys: "unique-per-device" },
    declaredAt: 1_780_000_000 + version,
  });

  before(async function () {
    this.timeout(300_000);
    [site, browser] = await Promise.all([startSite(), launchBrowser()]);
    const first = declared(
      1,
      await site.putDeclaration(
        declarationOf({ provisions: provisionsWith({ "5.7-2": { answer: "not-met", reason: `Not yet. ${HARM}` } }) }),
      ),
    );
    const second = declared(2, await site.putDeclaration(declarationOf({ updates: { delivery: "by-owner", text: "In the app." } })));
    const laboratory = (id: number, name: string) => ({ id, name, domain: `lab${id}.example` });
    const certificate = { validUntil: 1_900_000_000, report: second.digest, certifiedAt: 1_780_000_100, revoked: null };
    site.answers.set(NORTHGATE, {
      ...modelOf(door.model),
      declaration: second,
      certificates: [
        { ...certificate, laboratory: laboratory(7, "Elm Test House"), version: 2, state: "in-force" },
        { ...certificate, laboratory: laboratory(8, "Old Labs"), version: 1, state: "earlier-version" },
        {
          ...{ ...certificate, laboratory: laboratory(9, "Sorry Labs"), version: 2, state: "revoked" },
          revoked: { at: 1_785_000_000, reason: "wrong device tested" },
        },
      ],
    });
    site.answers.set(`${NORTHGATE}/declarations`, { items: [second, first], next: null });

    const breach = { model: modelOf(door.model), kind: "breach", subject: "5.7-2" } as const;
    const breaches = [disclosureOf(4, { ...breach, declaration: 1 }), disclosureOf(5, { ...breach, declaration: 2, subject: "5.3-1" })];
    site.answers.set("/disclosures", { items: breaches, next: null, counts: NO_DISCLOSURES, filed: 0 });

    const altered = {
      ...declared(1, await site.putDeclaration(declarationOf({ personalData: "Before it was altered" }))),
      credentials: "shared",
    };
    site.alter(altered.digest as Hex);
    site.answers.set(PETREL, { ...modelOf(porch.model), declaration: altered });
    site.answers.set(`${PETREL}/declarations`, { items: [altered], next: null });
    const lot = { ...door, root: first.digest, manifest: first.digest, factoryRelease: 0, registeredAt: 1, tx: first.digest };
    const batch = { ...lot, claimed: 2_500, frozen: [], parts: [], wholes: [] };
    site.answers.set("/batches", { items: [batch], next: null });
    site.answers.set("/batches/3", batch);
    site.answers.set("/models", { items: [site.answers.get(NORTHGATE)], next: null });
    const recall = recallOf(1, { notice: await site.putNotice(noticeOf()) });
    site.answers.set("/recalls", { items: [recall], next: null });
    site.answers.set("/devices/3-17", deviceOf([recall]));
    site.answers.set("/health", { chainId: 31337, block: { number: 99, timestamp: 1_790_000_000 } });
    await site.print({ batch: 3, index: 17, gtin: door.model.gtin, lot: "A+B/C", serial: "0001%2" });
  });

  after(async () => {
    await browser?.close();
    await site?.stop();
  });

  it("show one label on the model's page, with what counts and what does not", async () => {
    const page = await openWithoutScript(NORTHGATE);
    const label = page.getByRole("region", { name: "Security" });
    for (const text of ["Unique to each device", "33 of 33 that apply are met", "Installed by the owner", "security@northgate.example"])
      await label.getByText(text).first().waitFor();
    expect(await label.getByRole("listitem").allInnerTexts()).to.deep.equal([
      "Elm Test House In force until 17 Mar 2030",
      "Old Labs Of an earlier version",
      "Sorry Labs Revoked",
    ]);
    await label.getByRole("link", { name: /The whole declaration/ }).click();
    await page.getByRole("heading", { level: 1, name: "Security declaration of Northgate Doorway 2" }).waitFor();
    await page.context().close();
  });

  it("show every provision with its reason, and three laws' views that say what is missing and what they are not", async () => {
    const page = await openWithoutScript(`${NORTHGATE}/declaration`);
    await page.locator("#provisions").getByText("The processor has no such watch.").waitFor(); // its clause lies open
    await page.getByText("5.3 Keeping software updated").click();
    await page.locator("#provisions").getByText("It can be updated.").waitFor();
    const view = page.getByRole("region", { name: "United Kingdom: statement of compliance", exact: true }).first();
    await view.getByText("This is not the legal document.").waitFor();
    await view.getByText("2 fields of 7 not stated.").waitFor();
    const row = view.getByRole("row", { name: /^5 Defined support period/ });
    expect(await row.getByRole("cell").allInnerTexts()).to.deep.equal(["5", "Until 2030-03-17", "the maker"]);
    await page
      .getByRole("row", { name: /^4 Label administrator/ })
      .getByText("Not stated")
      .waitFor();
    await page.getByText("wrong device tested").waitFor();
    await page.context().close();
  });

  it("keep earlier versions, and tell what changed", async () => {
    const page = await openWithoutScript(`${NORTHGATE}/declaration`);
    await page.getByRole("heading", { name: "What version 2 changed in version 1" }).waitFor();
    const added = await page.getByRole("definition").locator("ins").allInnerTexts();
    expect(added.some((text) => text.includes("by-owner"))).to.equal(true);
    await page.getByRole("link", { name: "Version 1" }).click();
    await page.getByText("Version 1 is not in force any more.").waitFor();
    await page.getByText(`Not yet. ${HARM}`).waitFor();
    await page.context().close();
    const unknown = await fetch(`${site.url}${NORTHGATE}/declaration?version=3`);
    expect(unknown.status).to.equal(404);
  });

  it("show who challenged a version, on the page of that version", async () => {
    const page = await openWithoutScript(`${NORTHGATE}/declaration`);
    const challenged = page.getByRole("region", { name: "Challenged" });
    expect(await challenged.getByRole("rowheader").getByRole("link").count()).to.equal(1);
    expect(await challenged.getByRole("rowheader").getByRole("link").getAttribute("href")).to.equal("/disclosures/5");
    await page.goto(`${site.url}${NORTHGATE}/declaration?version=1`);
    expect(await challenged.getByRole("rowheader").getByRole("link").getAttribute("href")).to.equal("/disclosures/4");
    await page.context().close();
  });

  it("show the chain's word alone where the document was altered", async () => {
    for (const path of [PETREL, `${PETREL}/declaration`]) {
      const html = await (await fetch(`${site.url}${path}`)).text();
      expect(html, path).to.include("was altered and is not shown").and.include("The same in every device");
      expect(html, path).to.not.include("Before it was altered");
    }
  });

  it("say where the document and the register contradict each other", async () => {
    const { declaration, ...model } = site.answers.get(NORTHGATE) as { declaration: DeclarationView };
    site.answers.set(NORTHGATE, { ...model, declaration: { ...declaration, keys: "shared" } });
    const html = await (await fetch(`${site.url}${NORTHGATE}`)).text();
    expect(html).to.include("The declaration contradicts the register.").and.include("its key class is unique-per-device");
    site.answers.set(NORTHGATE, { ...model, declaration });
  });

  it("answer what a buyer asks by the code on a box, and by the number of the product alone, without an owner", async () => {
    const page = await openWithoutScript(UNIT);
    const facts = page.getByRole("region", { name: "Before you buy it" });
    await facts.getByText("7,500 of 10,000 devices").waitFor();
    await facts.getByText("Elm Test House", { exact: true }).waitFor();
    await facts.getByText("1 recall of its products, 1 open.").waitFor();
    expect(await page.content()).to.not.include(deviceOf([]).title?.owner ?? "?");
    await page.goto(`${site.url}/01/${door.model.gtin}`);
    await page.getByText("Open recalls reach some units of it.").waitFor();
    await page.getByText("7,500 of 10,000 devices").waitFor();
    await page.context().close();
  });

  it("are what the resolver leads to, with a slash in a lot number as it was", async () => {
    const ask = (path: string, headers = {}) => fetch(`${site.url}${path}`, { redirect: "manual", headers });
    const list = await ask(UNIT, { accept: "application/linkset+json" });
    expect([list.status, list.headers.get("content-type")]).to.deep.equal([200, "application/linkset+json"]);
    const { linkset } = (await list.json()) as { linkset: [{ anchor: string }] };
    expect(linkset[0].anchor).to.equal(`${site.url}${UNIT}`);
    const led = await ask(`${UNIT}?linkType=gs1:certificationInfo`);
    expect([led.status, led.headers.get("location")]).to.deep.equal([307, `${site.url}${NORTHGATE}/declaration`]);
    const preflight = await fetch(`${site.url}${UNIT}`, { method: "OPTIONS" });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).to.deep.equal([204, "*"]);
    expect((await ask("/01/09506000134353?linkType=all")).status).to.equal(400);
    expect(await (await ask("/.well-known/gs1resolver")).json()).to.include({ resolverRoot: site.url });
    // Browsers get the page, also one that pretends to have come from the resolver's own rewriting.
    for (const headers of [{ accept: "text/html" }, { accept: "text/html", "x-gs1-link": "/01/1" }]) {
      const shown = await ask(UNIT, headers);
      expect([shown.status, shown.headers.get("content-type")]).to.deep.equal([200, "text/html; charset=utf-8"]);
    }
  });

  for (const [colorScheme, width] of [
    ["light", 390],
    ["dark", 1280],
  ] as const)
    it(`are accessible in ${colorScheme} colours at ${width} pixels, and scroll downwards only`, async () => {
      const { page, complaints } = await openPage(browser, { width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const path of [NORTHGATE, `${NORTHGATE}/declaration`, `${PETREL}/declaration`, UNIT, `/01/${door.model.gtin}`]) {
        await page.goto(`${site.url}${path}`);
        await expectAccessible(page);
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), `${path} at ${width}`).to.be.at.most(0);
        expect(await page.evaluate("window.harmed"), path).to.equal(undefined);
      }
      expect(complaints).to.deep.equal([]);
      await page.context().close();
    });
});
