import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import type { LabelSymbol } from "../../lib/domain/label-layout.ts";
import { type Complaints, connectAs, expectFit, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, letDaysPass, startDemo } from "../fixtures/demo.ts";
import { expectReachable, leaveByKeyboard } from "../fixtures/keyboard.ts";
import { confirmIn, copyFrom, leaksOf, linkShown } from "../fixtures/owners.ts";
import { bitmap, video } from "../fixtures/pictures.ts";
import { inSteps } from "../fixtures/steps.ts";
import { partSteps, recoverySteps } from "./recovery.suite.ts";

const PHONE = { width: 390, height: 844 };
const ENTERED = /^Entered in the register/;
type Box = Demo["story"]["boxes"][number];

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
  let device: Box;
  let link: string;

  const boxOf = (product: string): Box => demo.story.boxes.find((box) => box.product === product) as Box;
  const url = (path: string): string => `${demo.urls.web}${path}`;
  const visitor = async (name?: string): Promise<Page> => {
    const { page, complaints: heard } = await openPage(browser, PHONE);
    complaints.push(heard);
    await page.goto(url("/my/settings"));
    if (name) await connectAs(page, name);
    return page;
  };

  const entered = async (page: Page): Promise<void> => {
    await page.getByRole("dialog").getByText(ENTERED).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  };

  before(async function () {
    this.timeout(240_000);
    demo = await startDemo(stateDir);
    device = boxOf("Petrel Porch Camera");
    const camera = join(stateDir, "camera.y4m");
    writeFileSync(camera, video("qr", device.link));
    browser = await launchBrowser({ camera });
    [eli, dora] = [await visitor("Eli Martin"), await visitor("Dora Novak")];
  });

  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("is claimed by holding its card before the camera, of which nothing leaves the browser", async () => {
    const leaks = leaksOf(eli, device.code);
    await eli.goto(url("/claim"));
    await eli.getByRole("button", { name: "Scan the code" }).click();
    await eli.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await eli.getByLabel("Claim code").inputValue()).to.equal(device.code);
    await eli.getByRole("button", { name: "Claim this device" }).click();
    await eli.getByText("Petrel Porch Camera is yours.").waitFor();
    expect(leaks).to.deep.equal([]);
  });

  it("is scanned by nobody who does not allow the camera, and says so", async () => {
    const careful = await launchBrowser({ camera: join(stateDir, "camera.y4m"), allowsCamera: false });
    const { page, complaints: heard } = await openPage(careful, PHONE);
    complaints.push(heard);
    await page.goto(url("/claim"));
    const opener = page.getByRole("button", { name: "Scan the code" });
    await opener.focus();
    await page.keyboard.press("Enter");
    await page.getByText("The camera is not allowed on this page.").waitFor();
    expect(await page.getByRole("button", { name: /^Light/ }).count()).to.equal(0);
    await expectFit(page);
    await page.keyboard.press("Escape");
    await opener.and(page.locator(":focus")).waitFor();
    await careful.close();
  });

  it("is found on a picture where there is no camera, and other symbols are told from it", async () => {
    const blind = await launchBrowser();
    const { page, complaints: heard } = await openPage(blind, PHONE);
    complaints.push(heard);
    const show = (kind: LabelSymbol, text: string) =>
      page.getByLabel("Picture of the code").setInputFiles({ name: "card.bmp", mimeType: "image/bmp", buffer: bitmap(kind, text) });
    await page.goto(url("/claim"));
    await page.getByRole("button", { name: "Scan the code" }).click();
    await page.getByText("There is no camera here.").waitFor();
    await expectFit(page);
    await page.getByLabel("Picture of the code").setInputFiles({ name: "x.png", mimeType: "image/png", buffer: Buffer.from("nothing") });
    await page.getByText("No code was found in this picture.").waitFor();
    const { link: printed, code } = boxOf("Northgate Doorway 2");
    await show("qr", printed.split("#")[0] ?? "");
    await page.getByText("This label names the product but has no claim code.").waitFor();
    await show("datamatrix", printed);
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await page.getByLabel("Claim code").inputValue()).to.equal(code);
    await page.getByText("Northgate Doorway 2").first().waitFor();
    await blind.close();
  });

  it("says from when on a device that was just claimed can be handed over", async () => {
    await eli.goto(url("/my/devices"));
    await eli.getByRole("link", { name: /^Hand over/ }).click();
    await eli.getByText("Not yet: you claimed it a short while ago.").waitFor();
    await eli.getByText(/on, in 1[45] days/).waitFor();
    await expectFit(eli);
  });

  it("makes a link that survives a reload, shows in every tab, and can be taken back", async () => {
    await letDaysPass(demo, 16);
    await eli.reload();
    await eli.getByLabel("1 day").check();
    await expectReachable(eli);
    await expectFit(eli);
    await eli.getByRole("button", { name: "Make the link" }).click();
    await eli.getByText(ENTERED).waitFor();
    const first = await linkShown(eli);
    expect(first).to.match(new RegExp(`^${url(`/handover/${device.device}`)}#([0-9A-Z]{4}-){6}[0-9A-Z]{4}$`));
    await expectFit(eli);
    await eli.reload();
    expect(await linkShown(eli)).to.equal(first);
    const tab = await eli.context().newPage();
    await tab.goto(eli.url());
    expect(await linkShown(tab)).to.equal(first);
    await tab.close();

    const elsewhere = await visitor("Eli Martin");
    await elsewhere.goto(eli.url());
    await elsewhere.getByText("its link is not in this browser").waitFor();
    await expectFit(elsewhere);
    await elsewhere.context().close();

    await eli.getByRole("button", { name: "End the offer" }).click();
    await eli.getByRole("button", { name: "Make the link" }).waitFor();
    await dora.goto(first);
    await dora.getByText("The owner took the offer back.").waitFor();
    await expectFit(dora);
  });

  it("shows the next owner what is still to be done, without a wallet, and tells a damaged link", async () => {
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
    link = await linkShown(eli);

    const buyer = await visitor();
    const leaks = leaksOf(buyer, link.split("#")[1] ?? "");
    await buyer.goto("about:blank");
    await buyer.goto(link.slice(0, -1));
    await buyer.getByText("The link was damaged on the way.").waitFor();
    await expectFit(buyer);
    await buyer.goto("about:blank");
    await buyer.goto(link);
    await buyer.getByRole("heading", { name: "1 open recall comes with it" }).waitFor();
    await buyer.getByText("What to do").waitFor();
    await buyer.getByText(/Security updates until/).waitFor();
    await buyer.getByText(/The link works once, until .*, 7 days from now/).waitFor();
    await leaveByKeyboard(buyer.getByRole("button", { name: "Connect a wallet" }));
    await expectReachable(buyer);
    await expectFit(buyer);
    expect(leaks).to.deep.equal([]);
    await buyer.context().close();
  });

  it("goes to whoever accepts with a wallet, once", async () => {
    await dora.goto("about:blank");
    await dora.goto(link);
    await dora.getByRole("button", { name: "Accept this device" }).click();
    await dora.getByText("Petrel Porch Camera is yours.").waitFor();
    await expectFit(dora);
    await dora.reload();
    await dora.getByText("Petrel Porch Camera is yours.").waitFor();

    await eli.reload();
    await eli.getByText("The connected wallet does not own this device.").waitFor();
    await eli.goto(link);
    await eli.getByText("The link was used already.").waitFor();
    await expectFit(eli);
  });

  it("is shown to be theirs to somebody who asks, and to nobody else", async () => {
    const buyer = await visitor();
    await buyer.goto(url(`/devices/${device.device}`));
    await buyer.getByRole("link", { name: "Is it theirs?" }).click();
    await buyer.getByRole("button", { name: "Ask" }).click();
    const question = await copyFrom(buyer, "Copy the question");
    await expectFit(buyer);

    await eli.goto(question);
    await eli.getByText("The connected wallet does not own this device.").waitFor();
    await dora.goto(question);
    await dora.getByRole("button", { name: "Sign the answer" }).click();
    const answer = await copyFrom(dora, "Copy the answer");
    await expectFit(dora);

    await buyer.goto("about:blank");
    await buyer.goto(answer);
    await buyer.getByText(`Whoever showed this to you controls device ${device.device}.`).waitFor();
    await expectFit(buyer);
    // signed for another question than was asked here
    await buyer.goto("about:blank");
    await buyer.goto(`${answer.slice(0, -4)}${answer.endsWith("1c") ? "001b" : "001c"}`);
    await buyer.getByText("This is not the device's owner.").waitFor();
    await eli.goto("about:blank");
    await eli.goto(answer);
    await eli.getByText("You did not ask this question here").waitFor();
    await expectFit(eli);
    await buyer.context().close();
  });

  it("keeps the marks of the checklist in this browser, and shows what is inside", async () => {
    await dora.goto(url("/my/devices"));
    const card = dora.getByRole("listitem").filter({ hasText: "Petrel Porch Camera" }).last();
    await card.getByText("What is inside: 1 part, 1 recalled").click();
    await card.getByText("LF-210 camera board").waitFor();
    await card.getByText("Make it safer: 0 of 5 done").click();
    await card.getByLabel(/^Change the password/).check();
    await expectFit(dora);
    await dora.reload();
    await dora.getByText("Make it safer: 1 of 5 done").waitFor();
  });

  recoverySteps({ demo: () => demo, device: () => device, claimant: () => eli, owner: () => dora, visitor });

  it("goes to whoever has the code when the owner stays silent for 14 days", async () => {
    const box = boxOf("Northgate Doorway 2");
    await dora.goto(url(`/claim#${box.code}`));
    await dora.getByRole("button", { name: "Claim this device" }).click();
    await dora.getByText("Northgate Doorway 2 is yours.").waitFor();
    await eli.goto(url(`/recover#${box.code}`));
    await eli.getByRole("button", { name: "Claim it, and let the owner object" }).click();
    await eli.getByText("14 days left").waitFor();
    await letDaysPass(demo, 13);
    await eli.goto(url(`/recover/${box.device}`));
    await eli.getByText(/^(1 day|23 hours .*|1 day .*) left/).waitFor();
    expect(await eli.getByRole("button", { name: "Make it mine" }).count()).to.equal(0);
    await letDaysPass(demo, 1);
    await eli.reload();
    await expectFit(eli);
    await eli.getByRole("button", { name: "Make it mine" }).click();
    await eli.getByText("This device is yours.").waitFor();
    await eli.goto(url("/my/devices"));
    await eli.getByText("Northgate Doorway 2").first().waitFor();
  });

  // Of another device, because the relay enters twelve acts a day for each.
  partSteps({ demo: () => demo, device: () => boxOf("Northgate Doorway 2"), owner: () => eli });

  it("shows what follows before it is reported stolen, found again, or taken out of use", async () => {
    await dora.goto(url(`/my/devices/${device.device}`));
    await confirmIn(dora, "Report it stolen", "Report it");
    await entered(dora);
    await dora.getByText("It cannot be handed over: it is reported stolen.").waitFor();
    await eli.goto(url(`/devices/${device.device}`));
    await eli.getByText("Reported stolen.").waitFor();
    await confirmIn(dora, "I have it back", "It is back");
    await entered(dora);
    await dora.getByRole("button", { name: "Make the link" }).waitFor();

    await confirmIn(dora, "Take it out of use", "Out of use, for good");
    await entered(dora);
    await dora.getByText("It cannot be handed over: it is out of use, for good.").waitFor();
    expect(await dora.getByRole("button", { name: "Report it stolen" }).count()).to.equal(0);
    await expectFit(dora);
  });

  it("complains of nothing meanwhile, and asks no other machine", () => {
    expect(complaints.flat()).to.deep.equal([]);
  });
});
