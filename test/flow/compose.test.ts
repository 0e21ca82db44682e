import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { createPublicClient, type Hex, http } from "viem";
import { type Complaints, connectAs, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { inSteps } from "../fixtures/steps.ts";
import { unitListOf } from "../fixtures/unit-list.ts";

/** A recall as a maker composes it in the console, from an advisory and from a phrase of serials, and how it is amended. */
describe("composing a recall in the console", function () {
  this.timeout(240_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  /** What the preview promised of the recall that is released then. */
  let promised: string[];
  const stateDir = mkdtempSync(join(tmpdir(), "muster-compose-"));
  const advisory = join(stateDir, "advisory.json");

  const open = async (path: string, as?: string): Promise<void> => {
    await page.goto(`${demo.urls.web}${path}`);
    if (as) await connectAs(page, as);
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const fill = (label: string, text: string): Promise<void> => page.getByLabel(label, { exact: true }).fill(text);
  /** Figures of the preview: devices, brands, with an owner, through parts, owners to be told. */
  const figures = async (): Promise<string[]> => {
    const panel = page.getByRole("region", { name: "Whom it reaches" });
    await panel.getByText("Owners to be told").waitFor();
    return Promise.all(
      ["Devices", "Brands", "With an owner", "Through parts", "Owners to be told"].map((label) =>
        panel
          .locator("dt", { hasText: new RegExp(`^${label}$`) })
          .locator("xpath=following-sibling::dd[1]")
          .innerText(),
      ),
    );
  };
  /** @returns what the page said it would cost, in units of gas. */
  const release = async (link: RegExp, by: string, act: string, done: string): Promise<number> => {
    await open("/console/recalls", by);
    await button("Sign in")
      .or(page.getByRole("link", { name: link }))
      .first()
      .waitFor();
    if (await button("Sign in").isVisible()) await button("Sign in").click();
    await page.getByRole("link", { name: link }).click();
    await button("Release").waitFor();
    const priced = await page.getByText("The release costs about").innerText();
    await button("Release").click();
    await button(act).click();
    await page.getByText(done).waitFor();
    return Number(priced.replaceAll(",", "").match(/\d+/)?.[0]);
  };
  /** What the release of recall 2 used. */
  const gasOfOpening = async (): Promise<number> => {
    const answer = await fetch(`${demo.urls.api}/v1/recalls/2`);
    const { tx } = (await answer.json()) as { tx: Hex };
    const { gasUsed } = await createPublicClient({ transport: http(demo.urls.rpc) }).getTransactionReceipt({ hash: tx });
    return Number(gasUsed);
  };

  before(async () => {
    [demo, browser] = await Promise.all([startDemo(stateDir), launchBrowser()]);
    ({ page, complaints } = await openPage(browser));
    const text = readFileSync("test/fixtures/advisory.json", "utf8");
    writeFileSync(advisory, text.replace('"name": "Camera board"', '"name": "LF-210 camera board"'));
  });

  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("an advisory is held against the register, and fills the form when somebody decides that it is meant", async () => {
    await open("/console/advisories", "Dana Holm");
    await page.getByLabel("Advisory").setInputFiles(advisory);
    await page.getByText("It names 5 products").waitFor();
    await page.getByText("3 products that nothing in the register fits").waitFor();
    await page.getByText("To decide").waitFor();
    expect(await button("Compose a recall of these").isEnabled()).to.equal(false);
    await page
      .getByRole("checkbox", { name: /LF-210 camera board/ })
      .first()
      .check();
    expect(await figures()).to.deep.equal(["10,500", "2", "3", "10,500", "3"]);
    await expectAccessible(page);
    await button("Compose a recall of these").click();
    await page.getByText("From the advisory LF-2016-001").waitFor();
    expect(await page.getByLabel("The hazard").inputValue()).to.contain("hidden login");
    await expectAccessible(page);
  });

  it("a list of another batch is refused, whatever the phrase is", async () => {
    await open("/console/recalls/new", "Nils Aalto");
    await page.getByRole("radio", { name: /By serial number/ }).check();
    await fill("Serial numbers, as they are written", "0000100 to 0000200");
    await page.getByLabel("Its list of units").setInputFiles(await unitListOf(demo, "petrel", stateDir));
    await button("Find these units").click();
    await page.getByText("its unit 0 is not the one that was registered in this batch").waitFor();
  });

  it("a phrase of serials becomes ranges of units, once every word of it is decided", async () => {
    await fill("Serial numbers, as they are written", "Serial numbers U96Y20010 through U96Y20249, except U96Y20100, and some others");
    await page.getByLabel("Its list of units").setInputFiles(await unitListOf(demo, "northgate", stateDir));
    await button("Find these units").click();
    await page.getByText("It names 239 of the 10,000 units of this batch, in 2 ranges.").waitFor();
    expect(await button("Add").isEnabled()).to.equal(false);
    await page.getByLabel("These words add nothing to the scope").click();
    await expectAccessible(page);
    await button("Add").click();
    await page.getByText("units 10 to 99").first().waitFor();
    await page.getByText("units 101 to 249").first().waitFor();
    promised = await figures();
    expect(promised.slice(0, 2)).to.deep.equal(["239", "1"]);
  });

  it("a picture is shown, and nothing but a picture is taken", async () => {
    await page.getByLabel("Add a picture").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<svg/>") });
    await page.getByText("This cannot be a picture of a notice").waitFor();
    await page.getByLabel("Add a picture").setInputFiles("docs/images/my-devices-phone.png");
    await fill("In words, for those who do not see it", "The camera from the front.");
  });

  it("what the preview says is what the released recall reaches", async () => {
    await fill("Headline", "Product safety recall: the battery of Doorway 2 can catch fire");
    await fill("The hazard", "The battery can catch fire and burn whoever is near.");
    await fill("What owners should do", "Stop using it at once.\nSend it back.");
    await fill("In words", "Your money back.");
    await fill("Mail", "safety@northgate.example");
    await page.getByRole("radio", { name: /^Recall/ }).check();
    await button("Draft for a colleague").click();
    await page.getByText("Mend the notice, or say that you draft it all the same.").waitFor();
    await page.getByLabel(/^Draft it all the same/).check();
    await button("Draft for a colleague").click();
    await page.getByText("The draft is announced").waitFor();
    const gas = await release(/battery of Doorway 2/, "Nadia Brandt", "Release the recall", "Recall 2 is open.");
    expect(await gasOfOpening()).to.be.within(0.9 * gas, 1.1 * gas);
    const answer = await fetch(`${demo.urls.api}/v1/recalls/2`);
    const { counts, scope } = (await answer.json()) as { counts: Record<string, number>; scope: object[] };
    expect([counts.involved, counts.brands, counts.claimed].map(String)).to.deep.equal(promised.slice(0, 3));
    expect(scope).to.have.length(2);

    await open("/recalls/2");
    await page.getByText("It means 239 devices of 1 brand.").waitFor();
    const picture = page.getByRole("img", { name: "The camera from the front." });
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction("[...document.querySelectorAll('figure img')].every((image) => image.naturalWidth > 0)");
    await expectAccessible(page);
  });

  it("an amendment shows what it changes word by word, and goes by two keys as well", async () => {
    await open("/console/recalls/amend/2", "Nils Aalto");
    await page.getByText("Nothing yet.").waitFor();
    expect(await button("Draft for a colleague").isEnabled()).to.equal(false);
    await fill("Reason", "More fires are known.");
    await fill("The hazard", "The battery can catch fire, even when it is off, and burn whoever is near.");
    const changes = page.getByRole("region", { name: "What version 2 changes" });
    await changes.locator("ins", { hasText: "even when it is off" }).waitFor();
    await page.getByLabel(/^Draft it all the same/).check();
    await expectAccessible(page);
    await button("Draft for a colleague").click();
    await page.getByText("The draft is announced").waitFor();
    await release(/Version 2 of recall 2/, "Nadia Brandt", "Amend the recall", "Recall 2 is amended.");
    await open("/recalls/2");
    await page.getByRole("region", { name: "What version 2 changed" }).locator("ins", { hasText: "even when it is off" }).waitFor();
    await page.getByRole("img", { name: "The camera from the front." }).waitFor();
  });

  it("no page complained, and none asked anything of another machine", () => {
    expect(complaints).to.deep.equal([]);
  });
});
