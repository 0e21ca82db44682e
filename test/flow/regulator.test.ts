import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { accessManagerAbi } from "../../lib/chain/abis.generated.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { formatModelId } from "../../lib/domain/ids.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { buildWeb, compileContracts } from "../../scripts/setup.ts";
import { type Stack, startStack } from "../../scripts/stack.ts";
import { DEMO_SIZES } from "../../scripts/story/products.ts";
import { openWorld } from "../../scripts/story/world.ts";
import { type Complaints, connectAs, expectAccessible, expectFit, launchBrowser, openPage } from "../fixtures/browser.ts";
import { letDaysPass } from "../fixtures/demo.ts";
import { inSteps } from "../fixtures/steps.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
const HOUR = 1 / 24;
const TWO_DAYS = 2 * 86_400;

/** What a regulator, a researcher, a maker and governance do in a week, seen from the regulator's desk. */
describe("a regulator's day", function () {
  this.timeout(180_000);
  inSteps(this);

  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  const stateDir = mkdtempSync(join(tmpdir(), "muster-regulator-"));
  const kept = join(stateDir, "finding.json");

  const open = async (path: string, as?: string): Promise<void> => {
    await page.goto(`${stack.urls.web}${path}`);
    if (as) await connectAs(page, as);
  };
  const dialog = () => page.getByRole("dialog");
  const finish = async (): Promise<void> => {
    await dialog()
      .getByText(/^Entered in the register/)
      .waitFor();
    await dialog().getByRole("button", { name: "Close" }).last().click();
    await dialog().waitFor({ state: "hidden" });
  };
  /** Nothing sticks out and axe is content, at the desk and on a phone. */
  const check = async (): Promise<void> => {
    await expectFit(page);
    await page.setViewportSize(PHONE);
    await expectFit(page);
    await page.setViewportSize(DESK);
  };
  /** The row of the desk's clocks about something. */
  const clock = (about: string) =>
    page
      .getByRole("region", { name: /^Makers who owe an answer/ })
      .getByRole("row")
      .filter({ hasText: about });

  before(async function () {
    this.timeout(300_000);
    compileContracts();
    buildWeb();
    const ports = { web: 3600, api: 43600, mail: 8640, rpc: 9040, database: 55040, notifier: 10040, relay: 10140 };
    [stack, browser] = await Promise.all([startStack({ stateDir, sizes: DEMO_SIZES, ports }), launchBrowser()]);
    ({ page, complaints } = await openPage(browser, DESK));
  });

  after(async () => {
    await browser?.close();
    await stack?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("a researcher files what was found without showing it, and reveals it later", async () => {
    const report = join(stateDir, "report.txt");
    writeFileSync(report, "the camera answers to anybody");
    await open("/disclosures/file", "Eli Martin");
    await page.getByRole("button", { name: "Save the file and file the finding" }).click();
    await page.getByText("Enter the model's number").waitFor();
    await check();
    await page.getByLabel("Number of the model").fill(formatModelId(stack.story.models.petrel));
    await page.getByLabel("CVE", { exact: true }).fill("CVE-2031-12345");
    await page.getByLabel("Document").setInputFiles(report);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the file and file the finding" }).click();
    await (await saved).saveAs(kept);
    await page.getByText(/^Entered in the register/).waitFor();

    // One of the story's is revealed and answered, another waits beside this one.
    await open("/disclosures");
    await page.getByText("2 findings filed and not revealed yet").waitFor();
    await page.getByRole("row", { name: /^1 Declaration 2 not kept, provision 5\.3-4 Answered Northgate .* is looking into it/ }).waitFor();
    expect(await page.getByRole("row").count()).to.equal(2);
    await letDaysPass(stack, HOUR);
    await open("/disclosures/file");
    await page.getByLabel("The file that you kept").setInputFiles(kept);
    await page.getByRole("button", { name: "Reveal it" }).click();
    await page.getByRole("link", { name: "disclosure 2" }).click();
    await page.getByRole("heading", { name: "Vulnerability CVE-2031-12345" }).waitFor();
    await page.getByText("One person's word: nobody has answered or judged it.").waitFor();
    await check();
  });

  it("another takes back what it revealed, and nobody else can", async () => {
    await open("/disclosures/1");
    await page.getByRole("link", { name: "Take it back" }).click();
    await page.getByRole("link", { name: /^Vulnerability CVE-2031-12345/ }).waitFor();
    expect(await page.getByRole("link", { name: /^Declaration 2 not kept/ }).count()).to.equal(0);
    await connectAs(page, "Dora Novak");
    await page.getByText("This account has revealed nothing").waitFor();
    await connectAs(page, "Ben Adeyemi");
    await page.getByRole("row", { name: /^1 Declaration 2 not kept/ }).waitFor();
    expect(await page.getByRole("row").count()).to.equal(2);
    await check();
    await page.getByRole("button", { name: "Take back: disclosure 1" }).click();
    await dialog().getByRole("button", { name: "Take it back" }).click();
    await dialog().getByText("Say why, in public.").waitFor();
    await dialog().getByLabel("Reason").fill("Both cameras were offline at night.");
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Take it back" }).click();
    await finish();
    await page.getByRole("row", { name: /^1 Declaration 2 not kept, provision 5\.3-4 Taken back/ }).waitFor();
    expect(await page.getByRole("button", { name: /^Take back/ }).count()).to.equal(0);

    await open("/disclosures/1");
    await page.getByText("Whoever disclosed it has taken it back.").waitFor();
    await page.getByText("“Both cameras were offline at night.”").first().waitFor();
    expect(await page.getByRole("link", { name: "Take it back" }).count()).to.equal(0);
    await check();
  });

  it("the regulator sees the clock of the silent maker run out", async () => {
    await open("/regulator");
    await clock("Disclosure 2").getByText(/^due/).waitFor();
    await letDaysPass(stack, 9);
    await open("/regulator");
    await clock("Disclosure 2").getByText("Petrel Home").waitFor();
    await clock("Disclosure 2").getByText("overdue by 2 days").waitFor();
    await check();
  });

  it("demands an answer by a day, which stands where everybody reads it", async () => {
    await open("/console/disclosures", "Rosa Lindqvist");
    await page.getByRole("button", { name: "Set a day: for the answer to disclosure 2" }).click();
    await dialog().getByRole("button", { name: "Demand it" }).click();
    await dialog().getByText("Choose a day to come.").waitFor();
    await dialog().getByLabel("Answer by").fill("2099-01-31");
    await dialog().getByLabel("Reason").fill("Owners ask us.");
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Demand it" }).click();
    await finish();
    await open("/disclosures/2");
    await page.getByText("“Owners ask us.”").first().waitFor();
    await page.getByText("31 Jan 2099").first().waitFor();
  });

  it("sees the maker answer, and judges what was disclosed", async () => {
    await open("/console/disclosures", "Piet de Wit");
    await page.getByRole("button", { name: "Answer" }).click();
    await dialog().getByLabel("It is fixed").check();
    await dialog().getByRole("button", { name: "Answer" }).click();
    await dialog().getByText("Choose the release that fixes it.").waitFor();
    await dialog().getByLabel("Release", { exact: true }).selectOption({ label: "1.1.2" });
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Answer" }).click();
    await finish();
    await open("/console/disclosures", "Rosa Lindqvist");
    await page.getByText("says that it is fixed").waitFor();
    await page.getByRole("button", { name: "Judge: disclosure 2" }).click();
    await dialog().getByLabel("Reason").fill("We tried it on three cameras.");
    await dialog().getByRole("button", { name: "Say so" }).click();
    await finish();
    await open("/disclosures/2");
    await page.getByText("A regulator has confirmed it.").waitFor();
    await page.getByText("“We tried it on three cameras.”").first().waitFor();
    await check();
  });

  it("opens a case over the maker's cameras, and watches it reply", async () => {
    const world = await openWorld(stack.urls.rpc, stack.deployment);
    const { notice } = await createFeed(stack.urls.api).recall(stack.story.recalls.lamp);
    const scope = [{ kind: "model", modelId: stack.story.models.petrel }] as const;
    const terms = { measure: "safety-warning", severity: "high", minEvidence: "owner", notice } as const;
    const id = await world.openRecall("rosa", { issuer: stack.story.orgs.regulator, ...terms, scope: [...scope], fixes: [] });
    await letDaysPass(stack, 8);
    await open("/regulator");
    await clock(`Recall ${id}`).getByText("overdue by 1 day").waitFor();

    await open("/console/recalls", "Piet de Wit");
    await page.getByText("You have not replied: that is shown to everybody.").waitFor();
    await page.getByRole("button", { name: `Reply: to recall ${id}` }).click();
    await dialog().getByRole("button", { name: "Reply" }).click();
    await finish();
    await page.getByText(/under investigation/).waitFor();
    await open("/regulator");
    await page.getByRole("heading", { name: "Makers who owe an answer" }).waitFor();
    expect(await clock(`Recall ${id}`).count()).to.equal(0);
  });

  it("sees governance announce a suspension, wait for its time, and do it", async () => {
    const world = await openWorld(stack.urls.rpc, stack.deployment);
    // As on a public chain: from now on governance acts two days after it announced what it does.
    await world.as("gus", {
      address: stack.deployment.contracts.AccessManager,
      abi: accessManagerAbi,
      functionName: "grantRole",
      args: [0n, castMember("gus").address, TWO_DAYS],
    });
    await letDaysPass(stack, HOUR);
    await open("/regulator/bodies", "Gus Weber");
    await page.getByText("Governance acts 2 days after it announced what it does. You govern this register.").waitFor();
    await page.getByRole("button", { name: "Suspend: Cobalt Security" }).click();
    await dialog().getByRole("button", { name: "Announce it" }).click();
    await dialog().getByText("Say why, in public.").waitFor();
    await dialog().getByLabel("Reason").fill("It no longer controls its domain.");
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Announce it" }).click();
    await finish();
    const body = page.getByRole("row", { name: /^4 Cobalt Security/ });
    await body.getByText(/To be suspended/).waitFor();
    await page.getByRole("button", { name: "Assign a network: Fennel Net" }).click();
    await dialog().getByLabel("Network").fill("AS0");
    await dialog().getByLabel("Reason").fill("Held by it at the regional registry.");
    await dialog().getByRole("button", { name: "Announce it" }).click();
    await dialog().getByText("Enter the number of the autonomous system, as AS64500.").waitFor();
    await dialog().getByLabel("Network").fill("AS64501");
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Announce it" }).click();
    await finish();
    const operator = page.getByRole("row", { name: /Fennel Net/ });
    await operator.getByText(/To run AS64501/).waitFor();
    expect(await page.getByRole("button", { name: /^Do it/ }).count()).to.equal(0);
    await check();
    await open("/regulator");
    await page.getByText("Suspend Cobalt Security (cobalt.example)").waitFor();

    await letDaysPass(stack, 2);
    await open("/regulator/bodies");
    await page.getByRole("button", { name: /^Do it: Suspend Cobalt Security/ }).click();
    await dialog().getByRole("button", { name: "Do it now" }).click();
    await finish();
    await body.getByText("Suspended", { exact: true }).waitFor();
    await check();
  });

  it("sees governance admit a body, readmit another and give a third a new admin, and call something off", async () => {
    const body = (name: RegExp) => page.getByRole("region", { name: "Bodies of the register" }).getByRole("row", { name });
    const announced = (what: RegExp) => page.getByRole("region", { name: /^Announced by governance/ }).getByRole("row", { name: what });
    const announce = () => dialog().getByRole("button", { name: "Announce it" });
    const [sorrel, chen] = [castMember("eli").address, castMember("chen").address];

    await page.getByRole("button", { name: /^Admit a body/ }).click();
    await announce().click();
    for (const missing of ["the legal name", "the domain", "the two letters", "the address of its admin"])
      await dialog()
        .getByText(new RegExp(`^Enter ${missing}`))
        .waitFor();
    await expectAccessible(page);
    const fields = { "Legal name": "Sorrel Devices", Domain: "sorrel.example", Country: "FR", "Admin's address": sorrel };
    for (const [label, text] of Object.entries(fields)) await dialog().getByLabel(label).fill(text);
    await announce().click();
    await finish();
    await announced(/^Admit Sorrel Devices \(sorrel\.example\) as manufacturer Waiting/).waitFor();

    await page.getByRole("button", { name: "Lift suspension: Cobalt Security" }).click();
    await dialog().getByLabel("Reason").fill("It controls its domain again.");
    await expectAccessible(page);
    await announce().click();
    await finish();
    await body(/^4 Cobalt Security/)
      .getByText(/^To be readmitted from/)
      .waitFor();

    await page.getByRole("button", { name: "New admin: Petrel Home" }).click();
    await dialog().getByLabel("New admin's address").fill("0x12");
    await dialog().getByLabel("Reason").fill("Its keys were stolen.");
    await announce().click();
    await dialog().getByText("Enter the new admin's address.").waitFor();
    await dialog().getByLabel("New admin's address").fill(chen);
    await expectAccessible(page);
    await announce().click();
    await finish();
    await body(/^3 Petrel Home/)
      .getByText(/^To get another admin from/)
      .waitFor();

    await body(/Fennel Net/)
      .getByText(/^To run AS64501/)
      .waitFor();
    await page.getByRole("button", { name: /^Call off: Say that Fennel Net .* runs AS64501/ }).click();
    await expectAccessible(page);
    await dialog().getByRole("button", { name: "Call it off" }).click();
    await finish();
    await announced(/^Say that Fennel Net .* runs AS64501 .* Called off/).waitFor();
    expect(
      await body(/Fennel Net/)
        .getByText(/^To run/)
        .count(),
    ).to.equal(0);
    await check();

    await letDaysPass(stack, 2);
    await open("/regulator/bodies");
    for (const what of [/^Do it: Admit Sorrel Devices/, /^Do it: Lift the suspension of Cobalt/, /^Do it: Give Petrel Home/]) {
      await page.getByRole("button", { name: what }).click();
      await dialog().getByRole("button", { name: "Do it now" }).click();
      await finish();
    }
    expect(await page.getByRole("button", { name: /^(Do it|Call off)/ }).count()).to.equal(0);
    await body(/^9 Sorrel Devices/)
      .getByText(/^Admitted/)
      .waitFor();
    await body(/^4 Cobalt Security/)
      .getByText(/^Admitted/)
      .waitFor();
    await page.getByText("9 bodies, of which 0 suspended.").waitFor();
    await check();
    const feed = createFeed(stack.urls.api);
    expect((await feed.organization(stack.story.orgs.petrel)).admin).to.equal(chen);
    expect(await feed.organization(9)).to.deep.include({ name: "Sorrel Devices", country: "FR", kind: "manufacturer", admin: sorrel });
    expect((await feed.network(64_501)).operator).to.equal(null);

    // The one acts for it from then on, the other does not any more, and nobody else sees what governance can do.
    await open("/console/operators", "Chen Li");
    await page.getByText("Petrel Home").first().waitFor();
    await open("/regulator/bodies", "Rosa Lindqvist");
    await body(/^9 Sorrel Devices/).waitFor();
    expect(await page.getByRole("button", { name: /^(Admit a body|Suspend|New admin|Call off)/ }).count()).to.equal(0);
  });

  it("complains of nothing meanwhile, and asks no other machine", () => {
    expect(complaints).to.deep.equal([]);
  });
});
