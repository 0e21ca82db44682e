import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { createTestClient, http } from "viem";
import { castMember } from "../../lib/domain/cast.ts";
import { type Complaints, connectAs, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { declarationOf, provisionsWith } from "../fixtures/declaration.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { leaveByKeyboard } from "../fixtures/keyboard.ts";
import { inSteps } from "../fixtures/steps.ts";

const PHONE = { width: 390, height: 844 };
const ENTERED = /^Entered in the register/;

/** What a maker does in the console besides batches and recalls, on the demonstration as a person starts it. */
describe("the maker's console", function () {
  this.timeout(180_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  /** Number of a model of which the security was declared here. */
  let declared = "";
  const stateDir = mkdtempSync(join(tmpdir(), "muster-console-"));

  const open = (path: string) => page.goto(`${demo.urls.web}${path}`);
  const entered = () => page.getByRole("dialog").getByText(ENTERED).waitFor();
  const close = async () => {
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  /** The same page as somebody with a phone sees it: nothing sticks out, and axe is content. */
  const checkOnPhone = async (): Promise<void> => {
    const before = page.viewportSize() ?? PHONE;
    await page.setViewportSize(PHONE);
    const overhang = await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    expect(overhang, page.url()).to.be.at.most(0);
    await expectAccessible(page);
    await page.setViewportSize(before);
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

  it("registers a model by its GTIN, and supports it for longer", async () => {
    await open("/console/models");
    await connectAs(page, "Piet de Wit");
    await leaveByKeyboard(page.getByRole("button", { name: "Register a model" }));
    await page.getByRole("button", { name: "Register a model" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Register" }).click();
    await dialog.getByText("Enter the GTIN.").waitFor();
    await dialog.getByLabel("Name").and(page.locator(":focus")).waitFor(); // the first field that is wrong
    await dialog.getByLabel("Name").fill("Petrel Hall Camera");
    await dialog.getByLabel("GTIN").fill("9506000134353");
    await dialog.getByLabel("Security updates until").fill("2031-12-31");
    await dialog.getByRole("button", { name: "Register" }).click();
    await dialog.getByText("9506000134353 is not a valid GTIN").waitFor();
    await expectAccessible(page);
    await dialog.getByLabel("GTIN").fill("9506000134352");
    await dialog.getByRole("button", { name: "Register" }).click();
    await entered();
    await close();
    const row = page.getByRole("row", { name: /Petrel Hall Camera/ });
    await row.getByText("31 Dec 2031").waitFor();
    await leaveByKeyboard(row.getByRole("button", { name: "Support Petrel Hall Camera for longer" }));
    await row.getByRole("button", { name: "Support Petrel Hall Camera for longer" }).click();
    await dialog.getByLabel("Security updates until").fill("2031-01-01");
    await dialog.getByRole("button", { name: "Promise it" }).click();
    await dialog.getByText("Choose a day after 31 Dec 2031.").waitFor();
    await dialog.getByLabel("Security updates until").fill("2033-12-31");
    await dialog.getByRole("button", { name: "Promise it" }).click();
    await entered();
    await close();
    await row.getByText("31 Dec 2033").waitFor();
    await expectAccessible(page);
    await checkOnPhone();
  });

  it("declares the security of a model, begun in a file, and is led to what is missing", async () => {
    await page
      .getByRole("row", { name: /Petrel Hall Camera/ })
      .getByRole("link", { name: /^Declare it/ })
      .click();
    await page.getByRole("heading", { name: "Where to begin" }).waitFor();
    await page.getByRole("button", { name: "Declare in public" }).click();
    await page.getByText("Something is missing; see the fields marked in red.").waitFor();
    await page.getByLabel("What kind of product it is").and(page.locator(":focus")).waitFor();
    await expectAccessible(page);
    const begun = declarationOf({ provisions: provisionsWith({ "5.3-14": { answer: "not-applicable" }, "5.7-2": { answer: "not-met" } }) });
    const buffer = Buffer.from(JSON.stringify({ ...begun, personalData: "" }));
    await page.getByLabel("Open a file").setInputFiles({ name: "begun.json", mimeType: "application/json", buffer });
    await page.getByText("The fields below are filled from it.").waitFor();
    await page.getByText("68 of 68").waitFor();
    await page.getByText("3 fields", { exact: true }).waitFor();
    await page.getByLabel("Personal data").fill("It processes none.");
    await page.getByLabel("Why it does not apply").fill("It can be updated."); // its clause lies open, because something is missing in it
    await page.getByLabel("Why it is not met").fill("The processor has no such watch.");
    await page.getByText("nothing", { exact: true }).waitFor();
    await page.getByText("Recommendations not met").waitFor();
    await checkOnPhone();
    await page.getByRole("button", { name: "Declare in public" }).click();
    await page.getByText("Version 1 of the declaration is in force.").waitFor();
    await page.getByRole("link", { name: "See the public page" }).click();
    await page.getByRole("heading", { name: "Security declaration of Petrel Hall Camera" }).waitFor();
    await page.getByText("The processor has no such watch.").waitFor();
    await page.getByText("It processes none.").first().waitFor();
    declared = new URL(page.url()).pathname.split("/")[2] ?? "";
  });

  it("certifies a declaration as a laboratory, and takes the certificate back", async () => {
    await open("/console/certificates");
    await page.getByText("Only laboratories certify").waitFor();
    await connectAs(page, "Lars Nygaard");
    await page
      .getByRole("row", { name: /Northgate/ })
      .getByText("In force")
      .waitFor();
    await page.getByRole("button", { name: "Certify a model" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Model").fill("9506000134353");
    await dialog.getByRole("button", { name: "Certify" }).click();
    await dialog.getByText("No model of the register has this GTIN or number.").waitFor();
    await dialog.getByLabel("Model").fill("9506000134352"); // a board has it as well
    await dialog.getByText("Several makers have registered this GTIN.").waitFor();
    await dialog.getByLabel("Model").fill(declared);
    await dialog.getByText("Petrel Hall Camera").waitFor();
    await dialog.getByLabel("Last day on which it counts").fill("2033-06-30");
    await dialog
      .locator("input[type=file]")
      .setInputFiles({ name: "report.pdf", mimeType: "application/pdf", buffer: Buffer.from("report") });
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Certify" }).click();
    await entered();
    await close();
    const row = page.getByRole("row", { name: /Petrel Hall Camera/ });
    await row.getByText("In force").waitFor();
    await row.getByText("30 Jun 2033").waitFor();
    await checkOnPhone();
    await row.getByRole("button", { name: "Revoke the certificate of Petrel Hall Camera" }).click();
    await dialog.getByLabel("Reason").fill("Another device was tested.");
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await entered();
    await close();
    await row.getByText("Another device was tested.").waitFor();
    await connectAs(page, "Piet de Wit");
  });

  it("publishes a release from the image, and revokes one with a public reason", async () => {
    await open("/console/releases");
    const card = page.getByRole("region", { name: "Releases of Petrel Porch Camera" });
    await card.waitFor();
    await leaveByKeyboard(page.getByRole("button", { name: "Publish a release of Petrel Porch Camera" }));
    await page.getByRole("button", { name: "Publish a release of Petrel Porch Camera" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Version").fill("1.2.0");
    const image = { name: "porch-1.2.0.bin", mimeType: "application/octet-stream", buffer: Buffer.from("firmware") };
    await dialog.locator("input[type=file]").setInputFiles(image);
    await dialog.getByText("It becomes release number").waitFor();
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await entered();
    await expectAccessible(page);
    await close();

    await leaveByKeyboard(page.getByRole("button", { name: "Revoke 1.1.2 of Petrel Porch Camera" }));
    await page.getByRole("button", { name: "Revoke 1.1.2 of Petrel Porch Camera" }).click();
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await dialog.getByText("Say why, in public.").waitFor();
    await dialog.getByLabel("Reason").fill("Cameras do not start again.");
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await entered();
    await close();
    await card.getByText("Cameras do not start again.").waitFor();
    expect(await page.getByRole("button", { name: "Revoke 1.1.2" }).count()).to.equal(0);
    // its button has gone; the keyboard goes on from the page's content, not from the top of the window
    await page.locator("main:focus").waitFor();
    await expectAccessible(page);
    await checkOnPhone();
  });

  it("grants a key rights, which begin in three days where they are over recalls, and takes them away", async () => {
    // Past the first day, on which rights begin at once. The block is mined here: what an act costs is estimated on the newest.
    const chain = createTestClient({ mode: "anvil", transport: http(demo.urls.rpc) });
    await chain.increaseTime({ seconds: 2 * 86_400 });
    await chain.mine({ blocks: 1 });
    await open("/console/operators");
    await page.getByText("No two keys can recall anything together.").waitFor();
    await leaveByKeyboard(page.getByRole("button", { name: "Grant rights to a key" }));
    await page.getByRole("button", { name: "Grant rights to a key" }).click();
    const dialog = page.getByRole("dialog");
    const { address } = castMember("eli");
    await dialog.getByLabel("Key's address").fill(address.slice(0, -1));
    await dialog.getByLabel("release recalls").check();
    await dialog.getByRole("button", { name: "Set these rights" }).click();
    await dialog.getByText("Enter the key's address").waitFor();
    await dialog.getByLabel("Key's address").fill(address);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Set these rights" }).click();
    await entered();
    await close();
    const row = page.getByRole("listitem").filter({ hasText: "Eli Martin" });
    await row.getByText(/begin in\s+(4 days|5 days)/).waitFor();
    await expectAccessible(page);
    await checkOnPhone();

    await leaveByKeyboard(row.getByRole("button", { name: "Change the rights of Eli Martin" }));
    await row.getByRole("button", { name: "Change the rights of Eli Martin" }).click();
    await dialog.getByLabel("release recalls").uncheck();
    await dialog.getByRole("button", { name: "Take all rights away" }).click();
    await entered();
    await close();
    await row.waitFor({ state: "detached" });
  });

  it("hands the organisation to another admin, once that one accepts", async () => {
    const dialog = page.getByRole("dialog");
    await leaveByKeyboard(page.getByRole("button", { name: "Hand over to another key" }));
    await page.getByRole("button", { name: "Hand over to another key" }).click();
    await dialog.getByLabel("New admin's address").fill(castMember("eli").address);
    await dialog.getByRole("button", { name: "Offer it" }).click();
    await entered();
    await close();
    await page.getByText("It is offered to another key.").waitFor();
    await connectAs(page, "Eli Martin");
    await open("/console/operators");
    await page.getByText("The organisation is offered to you.").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Accept" }).click();
    await page.getByText("That is you.").waitFor();
  });

  it("follows a batch of boards down to the brands", async () => {
    await open("/console/batches/1");
    await connectAs(page, "Dana Holm");
    await page.getByText("A recall of this batch would reach 10,500 devices of 2 brands.").waitFor();
    const picture = page.getByRole("region", { name: "From the component to the brands" });
    await picture.getByText("Petrel Porch Camera").first().waitFor();
    await expectAccessible(page);
    await checkOnPhone();
  });

  it("draws the course of a recall, with a table that says the same", async () => {
    await open("/console/recalls");
    await connectAs(page, "Nadia Brandt");
    await page.getByRole("link", { name: "Day by day" }).click();
    await page.getByRole("heading", { name: "Course of recall 1" }).waitFor();
    // The chain's clock went two days on above.
    await page.getByRole("img", { name: /Affected devices day by day From .* of 25 devices\./ }).waitFor();
    await page.getByText("The same in numbers").click();
    const rows = page.getByRole("region", { name: /^Affected devices at the end of each day/ }).getByRole("row");
    expect(await rows.count()).to.be.at.least(3);
    // affected, with an owner, acknowledged, fixed, and both rates of those figures
    expect(await rows.nth(1).getByRole("cell").allInnerTexts()).to.deep.equal(["25", "2", "1", "1", "4.0%", "50.0%"]);
    await page.getByText("1 of 2 devices").waitFor();
    await expectAccessible(page);
    await checkOnPhone();
    await open("/recalls/1");
    await page.getByRole("heading", { name: "Day by day" }).waitFor();
    await expectAccessible(page);
    await checkOnPhone();
  });

  it("complains of nothing meanwhile, and asks no other machine", () => {
    expect(complaints).to.deep.equal([]);
  });
});
