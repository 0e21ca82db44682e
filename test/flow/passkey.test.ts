import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import * as calls from "../../lib/chain/calls.ts";
import { decodeDraft } from "../../lib/chain/draft.ts";
import { recallId } from "../../lib/domain/ids.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { buildWeb, compileContracts } from "../../scripts/setup.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { DEMO_SIZES } from "../../scripts/story/products.ts";
import { openWorld } from "../../scripts/story/world.ts";
import { type Authenticator, addAuthenticator } from "../fixtures/authenticator.ts";
import { type Complaints, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { leaveByKeyboard } from "../fixtures/keyboard.ts";
import { inSteps } from "../fixtures/steps.ts";

const PHONE = { width: 390, height: 844 };

/** Somebody with a phone and nothing else: no wallet, no coins. The site is reached by its name, as passkeys need. */
describe("a person without a wallet", function () {
  this.timeout(120_000);
  inSteps(this);

  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  let phone: Authenticator;
  let web: string;
  /** As the page's header shows it. */
  let account: string;
  const stateDir = mkdtempSync(join(tmpdir(), "muster-passkey-"));

  const header = (of: Page) => of.getByRole("banner").getByRole("button", { name: /^0x/ });
  const connect = (of: Page) => of.getByRole("banner").getByRole("button", { name: "Connect" });
  /** By the label's link, as a camera app opens it. */
  const openBox = async (): Promise<void> => {
    const box = stack.story.boxes.find(({ product }) => product === "Petrel Porch Camera");
    await page.goto("about:blank");
    await page.goto(`${web}/claim#${box?.code}`);
    await page.getByText("Petrel Porch Camera").first().waitFor();
  };
  const dialogGone = (of: Page) => of.getByRole("dialog").waitFor({ state: "hidden" });

  before(async function () {
    this.timeout(300_000);
    compileContracts();
    buildWeb();
    const ports = { web: 3400, api: 43400, mail: 8440, rpc: 8840, database: 54840, notifier: 9840, relay: 9940 };
    [stack, browser] = await Promise.all([startStack({ stateDir, sizes: DEMO_SIZES, ports }), launchBrowser()]);
    web = stack.urls.web.replace("127.0.0.1", "localhost");
    ({ page, complaints } = await openPage(browser, PHONE));
    phone = await addAuthenticator(page);
  });

  after(async () => {
    await browser?.close();
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("is sent from the site's number to its name, where passkeys work", async () => {
    await page.goto(`${stack.urls.web}/claim`);
    await connect(page).click();
    await page.getByRole("link", { name: /^localhost:/ }).click();
    await page.waitForURL(`${web}/claim`);
  });

  it("may decline, and then creates a passkey, which comes back after a reload", async () => {
    await openBox();
    await leaveByKeyboard(connect(page));
    await connect(page).click();
    await expectAccessible(page);
    await phone.setWilling(false);
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await page.getByText("The passkey was not used.").waitFor();
    await phone.setWilling(true);
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await dialogGone(page);
    account = await header(page).innerText();
    expect(await phone.credentials()).to.have.length(1);
    await page.reload();
    await header(page).waitFor();
    expect(await header(page).innerText()).to.equal(account);
    await openBox();
  });

  it("claims a camera by its code, without a coin and without another question", async () => {
    await page.getByRole("button", { name: "Claim this device" }).click();
    await page.getByText("Petrel Porch Camera is yours.").waitFor();
    await expectAccessible(page);
  });

  it("signs in before the account was made, and leaves a mail address", async () => {
    await page.getByLabel("Mail address").fill("nobody@people.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Waiting for your confirmation").waitFor();
  });

  it("reads of a recall and registers the patch, for which the account is made", async () => {
    const world = await openWorld(stack.urls.rpc, stack.deployment);
    const [draft] = await stack.drafts(stack.story.orgs.lumenForge);
    await world.release("remy", decodeDraft(draft?.content ?? ""));
    const recall = recallId(stack.story.recalls.lamp + 1);
    const { blockNumber } = await world.as("piet", calls.offerFix(stack.deployment, recall, stack.story.models.petrel, 2));
    // My devices are read once: the register has to show the recall by then.
    const feed = createFeed(stack.urls.api);
    while ((await feed.health()).block.number < Number(blockNumber)) await sleep(100);

    await page.goto(`${web}/my/devices`);
    await page.getByRole("button", { name: "I have read this" }).click();
    await page.getByText("that you have read this").waitFor();
    await page.getByRole("button", { name: "I have installed the patch" }).click();
    await page.getByRole("button", { name: "Register", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByText(/^Entered in the register/)
      .waitFor();
  });

  it("finds the same account again in another browser, by the passkey alone", async () => {
    const other = await openPage(browser);
    await addAuthenticator(other.page, await phone.credentials());
    await other.page.goto(`${web}/my/devices`);
    await connect(other.page).click();
    await other.page.getByRole("button", { name: "Use a passkey I have" }).click();
    await dialogGone(other.page);
    expect(await header(other.page).innerText()).to.equal(account);
    await other.page.getByText("Petrel Porch Camera").first().waitFor();
    await other.page.goto(`${web}/my/settings`);
    await other.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await other.page.getByText("nobody@people.example").first().waitFor();
    expect(other.complaints).to.deep.equal([]);
    await other.page.context().close();
  });

  it("is nowhere told of a wallet that they do not have", async () => {
    for (const path of ["/my/devices", "/my/devices/4-7", "/my/settings", "/my/inbox", "/show-owner/4-7", "/console"]) {
      await page.goto(`${web}${path}`);
      await header(page).waitFor();
      await page.waitForLoadState("networkidle");
      expect(await page.getByRole("main").innerText(), path).to.not.match(/\bwallet/i);
      await expectAccessible(page);
    }
  });

  it("lets another device have an account of its own, which is there after a reload", async () => {
    const box = stack.story.boxes.find(({ product }) => product === "Northgate Doorway 2");
    await page.goto("about:blank");
    await page.goto(`${web}/claim#${box?.code}`);
    await page.getByText("Can others see what else is yours?").press("Enter");
    await page.getByRole("button", { name: "Create a passkey for this device" }).press("Enter");
    await page.getByText("This page now acts for the new account.").waitFor();
    const own = await header(page).innerText();
    expect(own).to.not.equal(account);
    expect(await phone.credentials()).to.have.length(2);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Claim this device" }).click();
    await page.getByText("Northgate Doorway 2 is yours.").waitFor();
    await page.goto(`${web}/my/devices`);
    await page.getByText("Northgate Doorway 2").first().waitFor();
    expect(await header(page).innerText()).to.equal(own);
    expect(await page.getByText("Petrel Porch Camera").count()).to.equal(0);
  });

  it("no page complained", () => {
    expect(complaints).to.deep.equal([]);
  });
});
