import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { createTestClient, http, publicActions } from "viem";
import { castMember } from "../../lib/domain/cast.ts";
import { agent } from "../agent/unit.ts";
import { type Complaints, connectAs, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { inSteps } from "../fixtures/steps.ts";
import { expectSameEverywhere, recomputeInBrowser } from "./recompute.ts";

/** The test that is the product: the demonstration as it is started by a person, played through in a browser. */
describe("the recall of 2016, end to end", function () {
  this.timeout(180_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  const stateDir = mkdtempSync(join(tmpdir(), "muster-flow-"));

  const eli = castMember("eli").address;
  const chain = () => createTestClient({ mode: "anvil", transport: http(demo.urls.rpc) }).extend(publicActions);
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
  /** Count behind a line of the reach figure on recall 2. */
  const reached = async (label: string): Promise<number> => {
    await open("/recalls/2");
    const row = page.getByRole("row", { name: new RegExp(`^${label}`) }).first();
    const cells = await row.getByRole("cell").allInnerTexts();
    return Number(cells.map((text) => text.replaceAll(",", "")).find((text) => /^\d+$/.test(text)));
  };

  before(async function () {
    this.timeout(240_000);
    [demo, browser] = await Promise.all([startDemo(stateDir), launchBrowser()]);
    ({ page, complaints } = await openPage(browser));
  });

  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("an owner without a coin claims a camera with the code from its box and leaves a mail address", async () => {
    await chain().setBalance({ address: eli, value: 0n });
    const box = demo.story.boxes.find(({ product }) => product === "Petrel Porch Camera");
    await open("/claim");
    await connectAs(page, "Eli Martin");
    // by the label's link: the code comes in the fragment, is taken out of the address bar, and stays out
    await page.goto("about:blank");
    await open(`/claim#${box?.code}`);
    await page.getByText("Petrel Porch Camera").first().waitFor();
    expect(page.url()).to.equal(`${demo.urls.web}/claim`);

    // by hand, as people type
    await page.getByLabel("Claim code").fill(box?.code.toLowerCase().replaceAll("-", " ") ?? "");
    await page.getByText("Petrel Porch Camera").first().waitFor();
    await expectAccessible(page);
    // The relay is away at first: the page says so, and offers the way without it.
    await page.route("**/api/relay", (route) => route.abort(), { times: 1 });
    await page.getByRole("button", { name: "Claim this device" }).click();
    await page.getByText("The service that enters this for you does not answer.").waitFor();
    await page.getByRole("button", { name: "Send it myself" }).waitFor();
    expect(complaints.splice(0)).to.deep.equal(["console: Failed to load resource: net::ERR_FAILED"]);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Claim this device" }).click();
    await page.getByText("Petrel Porch Camera is yours.").waitFor();
    await page.getByText("Handed over; it costs you nothing").waitFor();
    expect(page.url()).to.equal(`${demo.urls.web}/claim`);

    await page.getByLabel("Mail address").fill("eli@people.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Waiting for your confirmation").waitFor();
    await expectAccessible(page);
  });

  it("confirms the address by the button of the page to which a mail leads", async () => {
    const mails = await page.context().newPage();
    await mails.goto(demo.urls.mail);
    await mails.getByRole("link", { name: /eli@people\.example.*Confirm this address/ }).click({ timeout: 60_000 });
    await mails.getByRole("link", { name: /\/confirm\// }).click();
    await mails.getByRole("heading", { name: "Confirm this address?" }).waitFor();
    await expectAccessible(mails);
    expect(await page.getByText("Confirmed. Notices go to this address.").count(), "opening the link changes nothing").to.equal(0);
    await mails.getByRole("button", { name: "Confirm the address" }).click();
    await mails.getByRole("heading", { name: "The address is confirmed" }).waitFor();
    await mails.close();
    await page.getByText("Confirmed. Notices go to this address.").waitFor();
  });

  it("the maker's second key releases the recall of the board that a colleague drafted", async () => {
    await open("/console/recalls");
    await connectAs(page, "Remy Okafor");
    await signInIfAsked("cameras with the LF-210 board");
    await expectAccessible(page);
    await page.getByRole("link", { name: /LF-210 board can be taken over/ }).click();
    await page.getByRole("button", { name: "Release", exact: true }).click();
    // 8,000 of Northgate's cameras got the old board, and all 2,500 of Petrel's
    await page.getByRole("dialog").getByText("10,500 devices of 2 brands").waitFor();
    await page.getByRole("button", { name: "Release the recall" }).click();
    await page.getByText("Recall 2 is open.").waitFor();
  });

  it("the owner of another brand's camera finds it in the inbox and in the mail", async () => {
    await open("/my/inbox");
    await connectAs(page, "Eli Martin");
    // Whoever looks too early finds nothing yet; the page renews itself.
    await page.route("**/api/inbox", (route) => route.fulfill({ json: { items: [] } }), { times: 1 });
    await signInIfAsked(/Product safety recall/);
    await expectAccessible(page);

    await page.goto(demo.urls.mail);
    const mail = page.getByRole("link", { name: /eli@people\.example/ }).filter({ hasText: /recall/i });
    // the list renews itself
    await mail.first().waitFor({ timeout: 60_000 });
    await mail.first().click();
    await page.getByText(`${demo.urls.web}/recalls/2`).first().waitFor();
    await expectAccessible(page);
  });

  it("people whose cameras have other boards are told nothing of it", async () => {
    await page.goto(demo.urls.mail);
    const mails = await page.getByRole("listitem").allInnerTexts();
    expect(mails.filter((text) => text.includes("dora@people.example"))).to.deep.equal([]);
    // Ben has an affected camera and one with the new board: one mail for the first, and one of the earlier case
    expect(mails.filter((text) => text.includes("ben@people.example"))).to.have.length(2);
  });

  it("the owner's maker offers its fix, the owner reads the notice and registers the patch", async () => {
    await open("/console/recalls");
    await connectAs(page, "Piet de Wit");
    await page.getByRole("button", { name: "Offer a fix" }).click();
    await page.getByRole("button", { name: "Offer this fix" }).click();
    await page
      .getByRole("dialog")
      .getByText(/^Entered in the register/)
      .waitFor();
    const fixedBefore = await reached("Fixed");

    await open("/my/devices");
    await connectAs(page, "Eli Martin");
    await page.getByRole("button", { name: "I have read this" }).click();
    await page.getByText("that you have read this").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "I have installed the patch" }).click();
    await page.getByRole("button", { name: "Register", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByText(/^Entered in the register/)
      .waitFor();

    expect(await chain().getBalance({ address: eli })).to.equal(0n);
    expect(await chain().getTransactionCount({ address: eli })).to.equal(0);

    expect(await reached("Fixed")).to.equal(fixedBefore + 1);
    expect(await reached("Affected devices")).to.equal(10_500);
    await expectAccessible(page);
  });

  it("the public sees the whole of it without a wallet, down to the parts", async () => {
    const visitor = await openPage(browser, { width: 390, height: 844 });
    for (const path of ["/", "/recalls", "/recalls/2", "/devices/4-7", "/batches/1", "/organizations", "/regulator"]) {
      await visitor.page.goto(`${demo.urls.web}${path}`);
      await visitor.page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(visitor.page);
    }
    await visitor.page.goto(`${demo.urls.web}/devices/4-7`);
    await visitor.page.getByText("LF-210 camera board").first().waitFor();
    expect(visitor.complaints).to.deep.equal([]);
    await visitor.page.context().close();
  });

  it("anybody computes the figures again: the page's own command, and the browser, from the chain", async function () {
    this.timeout(120_000);
    await expectSameEverywhere(demo, browser, 2, join(stateDir, "env"));
    await recomputeInBrowser(demo, browser, 2);
  });

  it("the commands of the README work on it", () => {
    const lines = [...readFileSync("README.md", "utf8").matchAll(/^npm run --silent muster -- (.+)$/gm)].map(([, line]) => line as string);
    expect(lines).to.not.be.empty;
    for (const line of lines) {
      const words = [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
      const args = [`--env-file=${join(stateDir, "env")}`, "cli/main.ts", ...words];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      expect(status, `${line}\n${stdout}${stderr}`).to.equal(0);
      expect(stdout).to.not.equal("");
    }
  });

  it("the camera itself proves the patch that its owner had stated", async () => {
    // A unit proves something 256 seconds after its last statement at the earliest.
    const chain = createTestClient({ mode: "anvil", transport: http(demo.urls.rpc) });
    await chain.increaseTime({ seconds: 300 });
    await chain.mine({ blocks: 1 });
    await open("/prove?device=4-7");
    await page.getByRole("button", { name: "Get a challenge" }).click();
    const challenge = (await page.getByText(/^muster-challenge-1:/).textContent()) ?? "";
    await expectAccessible(page);
    const file = (name: string): string => join(stateDir, "device", name);
    const files = [
      "--unit",
      file("unit.json"),
      "--installed",
      file("installed.json"),
      "--image",
      file("image.bin"),
      "--key",
      file("key.pem"),
    ];
    const { code, stdout, stderr } = await agent([...files, challenge]);
    expect(stderr).to.equal("");
    expect(code).to.equal(0);

    await page.getByLabel("Answer of the device").fill(`${stdout.slice(0, -1)}x`);
    await page.getByText("This is not a whole muster-answer-1 text").waitFor();
    // As the device's own page would lead here.
    await page.goto("about:blank");
    await open(`/prove#${stdout}`);
    await page.getByRole("heading", { name: "Device 4-7 runs version 1.1.2" }).waitFor();
    expect(page.url()).to.equal(`${demo.urls.web}/prove`);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Register the proof" }).click();
    await page.getByText(/^Entered in the register/).waitFor();
    await open("/devices/4-7");
    await page.getByText("device's own signature").first().waitFor();
  });

  it("no page complained, and none asked anything of another machine", () => {
    expect(complaints).to.deep.equal([]);
  });

  it("ends every process on Ctrl-C and has everything again after the next start", async () => {
    expect(await demo.interrupt()).to.equal(0);
    for (const url of Object.values(demo.urls))
      await fetch(url).then(
        () => expect.fail(`${url} still answers`),
        () => undefined,
      );

    demo = await startDemo(stateDir);
    await open("/recalls/2");
    expect(await reached("Fixed")).to.be.greaterThan(0);
    await page.goto(demo.urls.mail);
    await page
      .getByRole("link", { name: /eli@people\.example/ })
      .first()
      .waitFor();
  });
});
