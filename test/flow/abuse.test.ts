import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { type Complaints, connectAs, expectFit, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { inSteps } from "../fixtures/steps.ts";
import { xarf4 } from "../fixtures/xarf.ts";
import { spellingsOf } from "../store/scan.ts";

const PHONE = { width: 390, height: 844 };
const ENTERED = /^Entered in the register/;

/** Of somebody's connection; the address is kept for documentation (RFC 5737). */
const REPORT = xarf4({
  category: "vulnerability",
  type: "open_service",
  malware_family: undefined,
  service: "Petrel Porch Camera",
  source_identifier: "203.0.113.77",
  source_port: 61_973,
  reporter: { org: "Fjordwatch Response", contact: "desk@fjordwatch.example", domain: "fjordwatch.example" },
  sender: { org: "Fjordwatch Response", contact: "desk@fjordwatch.example", domain: "fjordwatch.example" },
  description: "Customer Ragnhild called about her porch.",
});

/** From a provider's report to a device that is fixed, on the demonstration as a person starts it. */
describe("from an abuse report to a fixed device", function () {
  this.timeout(180_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let nora: Page;
  let eli: Page;
  let key: string;
  let link: string;
  const complaints: Complaints[] = [];
  const stateDir = mkdtempSync(join(tmpdir(), "muster-abuse-"));
  const url = (path: string): string => `${demo.urls.web}${path}`;

  const visitor = async (size?: typeof PHONE): Promise<Page> => {
    const { page, complaints: heard } = await openPage(browser, size);
    complaints.push(heard);
    return page;
  };
  const entered = async (page: Page): Promise<void> => {
    await page.getByRole("dialog").getByText(ENTERED).waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  };
  /** The command line, in the hands of the provider's program. */
  const muster = async (args: string[], input = ""): Promise<{ code: number; stdout: string; stderr: string }> => {
    const child = spawn(process.execPath, [`--env-file=${join(stateDir, "env")}`, "cli/main.ts", ...args], {
      env: { ...process.env, MUSTER_ABUSE_API_KEY: key },
    });
    child.stdin.end(input);
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { code, stdout, stderr };
  };

  before(async function () {
    this.timeout(240_000);
    [demo, browser] = await Promise.all([startDemo(stateDir), launchBrowser()]);
    [nora, eli] = [await visitor(), await visitor(PHONE)];
  });

  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("a recall of the camera's board is open, and the camera's brand offers a fix", async () => {
    const page = await visitor();
    await page.goto(url("/console/recalls"));
    await connectAs(page, "Remy Okafor");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("link", { name: /LF-210 board can be taken over/ }).click();
    await page.getByRole("button", { name: "Release", exact: true }).click();
    await page.getByRole("button", { name: "Release the recall" }).click();
    await page.getByText("Recall 2 is open.").waitFor();
    await page.goto(url("/console/recalls"));
    await connectAs(page, "Piet de Wit");
    await page.getByRole("button", { name: "Offer a fix" }).click();
    await page.getByRole("button", { name: "Offer this fix" }).click();
    await entered(page);
    await page.context().close();
  });

  it("who speaks for the network makes a key, which is shown once", async () => {
    await nora.goto(url("/console/abuse"));
    await connectAs(nora, "Nora Haddad");
    await nora.getByRole("button", { name: "Sign in", exact: true }).click();
    await nora.getByRole("button", { name: "Make a key" }).click();
    key = await nora.getByText(/^muster-abuse-/).innerText();
    await expectFit(nora);
    await nora.reload();
    await nora.getByText("Made on").waitFor();
    expect(await nora.getByText(/^muster-abuse-/).count()).to.equal(0);
  });

  it("the provider's program posts the report and gets the link, twice the same", async () => {
    const first = await muster(["abuse", "report", "-"], JSON.stringify(REPORT));
    expect(first.stderr).to.equal("");
    const answer = JSON.parse(first.stdout);
    link = answer.link;
    expect(link).to.match(new RegExp(`^${url("/fix/")}([0-9A-Z]{4}-){3}[0-9A-Z]{4}$`));
    expect(answer.asn).to.equal(64_500);
    expect(answer.recalls[0]).to.deep.include({ id: 2, because: "product" });
    expect(answer.texts.de).to.include("2026-11-20 03:14:15 UTC").and.include("61973").and.include("Fennel Net").and.include(link);
    const again = await muster(["abuse", "report", "-"], JSON.stringify(REPORT));
    expect(JSON.parse(again.stdout).link).to.equal(link);
    const refused = await muster(["abuse", "report", "-"], JSON.stringify({ ...REPORT, source_port: 70_000 }));
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.include("source_port");
  });

  it("the customer reads what is known and finds the recall, without wallet and scripts, in the own language", async () => {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: "de-AT" });
    const page = await context.newPage();
    const response = await page.goto(link);
    expect(response?.status()).to.equal(200);
    await page.getByRole("heading", { level: 1, name: "Ein Gerät an Ihrem Anschluss braucht Aufmerksamkeit" }).waitFor();
    await page.getByText("Fennel Net hat am").waitFor();
    expect(await page.locator("meta[name=robots]").getAttribute("content")).to.include("noindex");
    expect(await page.locator("meta[name=referrer]").getAttribute("content")).to.equal("no-referrer");
    const recalls = page.getByRole("region", { name: "Offene Rückrufe, die zur Meldung passen" });
    await recalls.getByRole("link", { name: /^Rückruf 2,/ }).waitFor();
    for (const name of ["Français", "Español", "English"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.getByRole("link", { name: "Deutsch" }).waitFor();
    }
    await page.getByText("What is not known").waitFor();
    // What the report is likely about stands first in the guide, in the same language.
    await page.getByRole("link", { name: "How to keep it apart" }).click();
    await page.getByRole("heading", { level: 1, name: "A device of yours attacks others: what to do" }).waitFor();
    expect(new URL(page.url()).search).to.equal("?language=en&device=camera&device=recorder");
    expect((await page.locator("main dt").allInnerTexts()).slice(0, 2)).to.deep.equal([
      "Camera, doorbell, baby monitor",
      "Video recorder of cameras (DVR, NVR)",
    ]);
    await page.goBack();
    await page.getByRole("link", { name: "Video recorder of cameras (DVR, NVR)" }).click();
    await page.getByRole("heading", { level: 1, name: "A device of yours attacks others: what to do" }).waitFor();
    expect(page.url()).to.equal(url("/contain?language=en&device=recorder#recorder"));
    expect(await page.locator("main dt").first().innerText()).to.equal("Video recorder of cameras (DVR, NVR)");
    await page.goto(`${link}?language=en`);
    await recalls
      .or(page.getByRole("region", { name: "Open recalls that fit the report" }))
      .getByRole("link", { name: /^Recall 2,/ })
      .click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(page.url()).to.equal(url("/recalls/2"));
    await context.close();
  });

  it("the code can be typed in, and one that nobody was given says so", async () => {
    await eli.goto(url("/fix?language=en"));
    await eli.getByLabel("Code").fill("0000 0000 0000 0000");
    await eli.getByRole("button", { name: "Open" }).click();
    await eli.getByRole("heading", { name: "This link is not known, or is over" }).waitFor();
    await expectFit(eli);
    await eli.goto(url("/fix?language=en"));
    await eli.getByLabel("Code").fill((link.split("/").at(-1) ?? "").toLowerCase().replaceAll("-", " "));
    await expectFit(eli);
    await eli.getByRole("button", { name: "Open" }).click();
    await eli.getByText("Fennel Net handed in on").waitFor();
    await expectFit(eli);
  });

  it("the customer claims the camera from there, and says that it was this one", async () => {
    const box = demo.story.boxes.find(({ product }) => product === "Petrel Porch Camera");
    await eli.getByRole("link", { name: "It is this device" }).click();
    await eli.getByRole("heading", { name: "Which device was it?" }).waitFor();
    await connectAs(eli, "Eli Martin");
    await eli.getByRole("button", { name: "Sign in", exact: true }).first().click();
    await eli.getByText("You have claimed no device yet.").waitFor();
    await expectFit(eli);
    await eli.getByLabel("Claim code").fill(box?.code ?? "");
    await eli.getByRole("button", { name: "Claim this device" }).click();
    await eli.getByText("Petrel Porch Camera is yours.").waitFor();
    await eli.getByRole("button", { name: "It was this one" }).click();
    await eli.getByText("The report is tied to your device.").waitFor();
    await expectFit(eli);
    await eli.goto(`${link}?language=en`);
    await eli.getByText("The report is tied to a device: Petrel Porch Camera.").waitFor();
    expect(await eli.getByRole("link", { name: "It is this device" }).count()).to.equal(0);
    // How to keep it away from everything it has no business with, from what its maker declared.
    expect(await eli.getByRole("link", { name: /mud\.json$/ }).getAttribute("href")).to.equal("https://petrel.example/porch/mud.json");
    await expectFit(eli);
  });

  it("the patch closes the report by itself, once it is final", async () => {
    await eli.getByRole("link", { name: "Go to my devices" }).click();
    await eli.getByRole("button", { name: "I have installed the patch" }).click();
    await eli.getByRole("button", { name: "Register", exact: true }).click();
    await eli.getByRole("dialog").getByText(ENTERED).waitFor();
    const until = Date.now() + 60_000;
    const closed = eli.getByText(/^Closed on /);
    do {
      await eli.goto(`${link}?language=en`);
      await eli.getByRole("heading", { level: 1 }).waitFor();
    } while ((await closed.count()) === 0 && Date.now() < until);
    expect(await closed.count()).to.equal(1);
    await expectFit(eli);
  });

  it("the operator sees no number under 5, and publishes the week before", async () => {
    await nora.reload();
    await nora.getByText("Nothing that may be shown: no number of AS64500 reaches 5 in this week.").waitFor();
    const week = nora.getByLabel("Week");
    await week.selectOption({ index: 1 });
    await nora.getByRole("button", { name: "Publish this week" }).click();
    await nora.getByRole("button", { name: "Publish", exact: true }).click();
    await nora.getByRole("dialog").getByText(ENTERED).waitFor();
    await expectFit(nora);
    const again = await muster(["abuse", "weeks", "--publish", "--as", "nora"]);
    expect(again.code).to.equal(1);
    expect(again.stderr).to.include("was published before");
    const read = JSON.parse((await muster(["abuse", "weeks"])).stdout);
    expect(read).to.deep.include({ asn: 64_500, counts: [] });
  });

  it("a key that was revoked opens nothing", async () => {
    await nora.keyboard.press("Escape");
    await nora.getByRole("button", { name: /^Revoke/ }).click();
    await nora.getByText("No key is in force.").waitFor();
    const { code, stderr } = await muster(["abuse", "report", "-"], JSON.stringify(REPORT));
    expect([code, JSON.parse(stderr).error.code]).to.deep.equal([1, "abuse-key-refused"]);
  });

  it("nothing of address, reporter, customer, key and link lies in any file of the whole demonstration", () => {
    // Tables, journal, documents, mails and logs of every program.
    const paths = readdirSync(stateDir, { recursive: true, encoding: "utf8" });
    const filesWith = (needle: string): string[] => {
      const needles = spellingsOf(needle).map((one) => Buffer.from(one));
      return paths.filter((path) => {
        try {
          const bytes = readFileSync(join(stateDir, path));
          return needles.some((one) => bytes.includes(one));
        } catch (error) {
          if (["ENOENT", "EISDIR"].includes((error as { code?: string }).code ?? "")) return false;
          throw error;
        }
      });
    };
    expect(filesWith("open_service"), "the search finds what is kept").not.to.deep.equal([]);
    const code = link.split("/").at(-1) ?? "";
    for (const needle of ["203.0.113.77", "fjordwatch", "Fjordwatch", "Ragnhild", String(REPORT.report_id), key.slice(13), code])
      expect(filesWith(needle), needle).to.deep.equal([]);
    const logs = paths.filter((path) => path.endsWith(".log"));
    expect(logs.length).to.be.greaterThan(4);
    for (const path of logs) expect(readFileSync(join(stateDir, path), "utf8"), path).not.to.match(/\b61973\b/);
  });

  it("no page complained, and none asked anything of another machine", () => {
    // A key that is refused is an error in the browser's eyes as well.
    expect(complaints.flat().filter((text) => !/status of 4\d\d/.test(text))).to.deep.equal([]);
  });
});
