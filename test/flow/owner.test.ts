import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { createTestClient, http, publicActions } from "viem";
import { createFeed } from "../../lib/feed/client.ts";
import { type Complaints, connectAs, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { inSteps } from "../fixtures/steps.ts";

const PHONE = { width: 390, height: 844 };
const ENTERED = /^Entered in the register/;
const DAY = 86_400;

/** What owners do among themselves: handing a device over, claiming one that has an owner, and objecting to that. */
describe("a device from one owner to the next", function () {
  this.timeout(180_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let eli: Page;
  let dora: Page;
  const complaints: Complaints[] = [];
  const stateDir = mkdtempSync(join(tmpdir(), "muster-owner-"));
  let device: { id: string; code: string };
  let link: string;

  const url = (path: string): string => `${demo.urls.web}${path}`;
  /** Lets days go by, on the chain and in the register's tables. */
  const pass = async (days: number): Promise<void> => {
    const chain = createTestClient({ mode: "anvil", transport: http(demo.urls.rpc) }).extend(publicActions);
    await chain.increaseTime({ seconds: days * DAY });
    await chain.mine({ blocks: 1 });
    const [head, feed] = [await chain.getBlockNumber(), createFeed(demo.urls.api)];
    while ((await feed.health()).block.number < head) await sleep(100);
  };
  const visitor = async (name?: string): Promise<Page> => {
    const { page, complaints: heard } = await openPage(browser, PHONE);
    complaints.push(heard);
    await page.goto(url("/my/settings"));
    if (name) await connectAs(page, name);
    return page;
  };
  /** Nothing sticks out on a phone, and axe is content. */
  const check = async (page: Page): Promise<void> => {
    const overhang = await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(overhang, page.url()).to.be.at.most(0);
    await expectAccessible(page);
  };
  const confirm = async (page: Page, opener: string, button: string): Promise<void> => {
    await page.getByRole("button", { name: opener }).click();
    await page.getByRole("dialog").getByText("What follows:").waitFor();
    await check(page);
    await page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();
  };
  const linkOn = async (page: Page): Promise<string> => (await page.getByText(/\/handover\/.+#/).innerText()).trim();

  before(async function () {
    this.timeout(240_000);
    [demo, browser] = await Promise.all([startDemo(stateDir), launchBrowser()]);
    const box = demo.story.boxes.find(({ product }) => product === "Petrel Porch Camera");
    device = { id: box?.device ?? "", code: box?.code ?? "" };
    [eli, dora] = [await visitor("Eli Martin"), await visitor("Dora Novak")];
  });

  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("says from when on a device that was just claimed can be handed over", async () => {
    await eli.goto(url(`/claim#${device.code}`));
    await eli.getByRole("button", { name: "Claim this device" }).click();
    await eli.getByText("Petrel Porch Camera is yours.").waitFor();
    await eli.goto(url("/my/devices"));
    await eli.getByRole("link", { name: /^Hand over/ }).click();
    await eli.getByText("Not yet: you claimed it a short while ago.").waitFor();
    await eli.getByText(/on, in 1[45] days/).waitFor();
    await check(eli);
  });

  it("makes a link that survives a reload, shows in every tab, and can be taken back", async () => {
    await pass(16);
    await eli.reload();
    await eli.getByLabel("1 day").check();
    await check(eli);
    await eli.getByRole("button", { name: "Make the link" }).click();
    await eli.getByText(ENTERED).waitFor();
    const first = await linkOn(eli);
    expect(first).to.match(new RegExp(`^${url(`/handover/${device.id}`)}#([0-9A-Z]{4}-){6}[0-9A-Z]{4}$`));
    await check(eli);
    await eli.reload();
    expect(await linkOn(eli)).to.equal(first);
    const tab = await eli.context().newPage();
    await tab.goto(eli.url());
    expect(await linkOn(tab)).to.equal(first);
    await tab.close();

    // where the link was not made, it cannot be shown
    const elsewhere = await visitor("Eli Martin");
    await elsewhere.goto(eli.url());
    await elsewhere.getByText("its link is not in this browser").waitFor();
    await check(elsewhere);
    await elsewhere.context().close();

    await eli.getByRole("button", { name: "End the offer" }).click();
    await eli.getByRole("button", { name: "Make the link" }).waitFor();
    await dora.goto(first);
    await dora.getByText("The owner took the offer back.").waitFor();
    await check(dora);
  });

  it("shows the next owner what is still to be done, without a wallet, and tells a damaged link", async () => {
    // a recall of the board in it, open before the sale
    const remy = await visitor("Remy Okafor");
    await remy.goto(url("/console/recalls"));
    await remy.getByRole("button", { name: "Sign in", exact: true }).click();
    await remy.getByRole("link", { name: /LF-210 board can be taken over/ }).click();
    await remy.getByRole("button", { name: "Release", exact: true }).click();
    await remy.getByRole("button", { name: "Release the recall" }).click();
    await remy.getByText("Recall 2 is open.").waitFor();
    await remy.context().close();

    await eli.reload();
    await eli.getByText("at the moment one open recall").waitFor();
    await eli.getByRole("button", { name: "Make the link" }).click();
    await eli.getByText(ENTERED).waitFor();
    link = await linkOn(eli);

    const buyer = await visitor();
    const asked: string[] = [];
    buyer.on("request", (request) => asked.push(`${request.url()} ${request.postData() ?? ""} ${request.headers().referer ?? ""}`));
    await buyer.goto("about:blank");
    await buyer.goto(link.slice(0, -1));
    await buyer.getByText("The link was damaged on the way.").waitFor();
    await check(buyer);
    await buyer.goto("about:blank");
    await buyer.goto(link);
    await buyer.getByRole("heading", { name: "1 open recall comes with it" }).waitFor();
    await buyer.getByText("What to do").waitFor();
    await buyer.getByText(/Security updates until/).waitFor();
    await buyer.getByText(/The link works once, until .*, 7 days from now/).waitFor();
    await buyer.getByRole("button", { name: "Connect a wallet" }).waitFor();
    await check(buyer);
    // the key went nowhere
    const secret = link.split("#")[1] ?? "";
    expect(asked.length).to.be.greaterThan(5);
    expect(asked.filter((text) => text.includes(secret.slice(0, 9)) || text.includes(secret.replaceAll("-", "")))).to.deep.equal([]);
    await buyer.context().close();
  });

  it("goes to whoever accepts with a wallet, once", async () => {
    await dora.goto("about:blank");
    await dora.goto(link);
    await dora.getByRole("button", { name: "Accept this device" }).click();
    await dora.getByText("Petrel Porch Camera is yours.").waitFor();
    await check(dora);
    await dora.reload();
    await dora.getByText("Petrel Porch Camera is yours.").waitFor();

    await eli.reload();
    await eli.getByText("The connected wallet does not own this device.").waitFor();
    await eli.goto(link);
    await eli.getByText("The link was used already.").waitFor();
    await check(eli);
  });

  it("lets the owner object to somebody with the code from the box", async () => {
    await eli.goto("about:blank");
    await eli.goto(url(`/claim#${device.code}`));
    await eli.getByRole("link", { name: /its owner has 14 days to object/ }).click();
    await eli.getByRole("heading", { name: "What follows" }).waitFor();
    expect(eli.url()).to.equal(url("/recover"));
    await check(eli);
    await eli.getByRole("button", { name: "Claim it, and let the owner object" }).click();
    await eli.getByText("14 days left").waitFor();
    await check(eli);

    const anybody = await visitor();
    await anybody.goto(url(`/devices/${device.id}`));
    await anybody.getByText("Claimed by somebody else.").waitFor();
    await anybody.getByRole("link", { name: "How it stands" }).click();
    await anybody.getByText("14 days left").waitFor();
    await anybody.context().close();

    await dora.goto(url("/my/devices"));
    await dora.getByText("Somebody else claims this device.").waitFor();
    await check(dora);
    await confirm(dora, "Object", "Object");
    await dora.getByText("Somebody else claims this device.").waitFor({ state: "detached" });
    await dora.goto(url(`/my/devices/${device.id}`));
    await dora.getByText("You objected to somebody else's claim.").waitFor();

    await eli.goto(url(`/recover/${device.id}`));
    await eli.getByText("The owner objected to your claim.").waitFor();
    await eli.getByText("Petrel Home may award it to you all the same").waitFor();
    await check(eli);
  });

  it("goes to whoever has the code when the owner stays silent for 14 days", async () => {
    const box = demo.story.boxes.find(({ product }) => product === "Northgate Doorway 2");
    await dora.goto(url(`/claim#${box?.code}`));
    await dora.getByRole("button", { name: "Claim this device" }).click();
    await dora.getByText("Northgate Doorway 2 is yours.").waitFor();
    await eli.goto(url(`/recover#${box?.code}`));
    await eli.getByRole("button", { name: "Claim it, and let the owner object" }).click();
    await eli.getByText("14 days left").waitFor();
    await pass(13);
    await eli.goto(url(`/recover/${box?.device}`));
    await eli.getByText(/^(1 day|23 hours .*|1 day .*) left/).waitFor();
    expect(await eli.getByRole("button", { name: "Make it mine" }).count()).to.equal(0);
    await pass(1);
    await eli.reload();
    await check(eli);
    await eli.getByRole("button", { name: "Make it mine" }).click();
    await eli.getByText("This device is yours.").waitFor();
    await eli.goto(url("/my/devices"));
    await eli.getByText("Northgate Doorway 2").first().waitFor();
  });

  it("shows what follows before it is reported stolen, found again, or taken out of use", async () => {
    await dora.goto(url(`/my/devices/${device.id}`));
    await confirm(dora, "Report it stolen", "Report it");
    await dora.getByRole("dialog").getByText(ENTERED).waitFor();
    await dora.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await dora.getByText("It cannot be handed over: it is reported stolen.").waitFor();
    await eli.goto(url(`/devices/${device.id}`));
    await eli.getByText("Reported stolen.").waitFor();
    await confirm(dora, "I have it back", "It is back");
    await dora.getByRole("dialog").getByText(ENTERED).waitFor();
    await dora.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await dora.getByRole("button", { name: "Make the link" }).waitFor();

    await confirm(dora, "Take it out of use", "Out of use, for good");
    await dora.getByRole("dialog").getByText(ENTERED).waitFor();
    await dora.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await dora.getByText("It cannot be handed over: it is out of use, for good.").waitFor();
    expect(await dora.getByRole("button", { name: "Report it stolen" }).count()).to.equal(0);
    await check(dora);
  });

  it("complains of nothing meanwhile, and asks no other machine", () => {
    expect(complaints.flat()).to.deep.equal([]);
  });
});
