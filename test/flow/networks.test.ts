import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { createPublicClient, http } from "viem";
import { networksAbi } from "../../lib/chain/abis.generated.ts";
import { type Complaints, connectAs, expectFit, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";

const PHONE = { width: 390, height: 844 };
const ENTERED = /^Entered in the register/;

const session = (client: number, changes: object = {}) => ({
  ...{ session: client, timestamp: new Date(Date.now() - 86_400_000).toISOString(), country: "irl" },
  ...{ client4: `10.0.${client}.0/24`, asn4: "64500", nat4: false, routedspoof: "blocked", privatespoof: "blocked", ...changes },
});

/** An observer and an operator at the console, on the demonstration as a person starts it. */
describe("what is said about networks", function () {
  this.timeout(180_000);
  let demo: Demo;
  let browser: Browser;
  const complaints: Complaints[] = [];
  const stateDir = mkdtempSync(join(tmpdir(), "muster-networks-"));

  const consoleOf = async (name: string, size?: typeof PHONE): Promise<Page> => {
    const { page, complaints: heard } = await openPage(browser, size);
    complaints.push(heard);
    await page.goto(`${demo.urls.web}/console/networks`);
    await connectAs(page, name);
    return page;
  };
  const file = (name: string, content: unknown): string => {
    const path = join(stateDir, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  before(async function () {
    this.timeout(240_000);
    [demo, browser] = await Promise.all([startDemo(stateDir), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(stateDir, { recursive: true, force: true });
  });

  it("an observer counts a file in the browser, sees what it comes to, and records it once", async () => {
    const olga = await consoleOf("Olga Petrov", PHONE);
    await olga.getByLabel("File with sessions").setInputFiles(file("bad.json", [session(1, { asn4: "many" })]));
    await olga.getByText("[0].asn4 is not one number of a network").waitFor();
    const sessions = [session(1), session(2), session(3, { routedspoof: "received" }), session(4, { nat4: true })];
    await olga.getByLabel("File with sessions").setInputFiles(file("sessions.json", { "hydra:member": sessions }));
    await olga.getByRole("row", { name: /^AS64500 IPv4 2 1 / }).waitFor();
    await olga.getByText("Left out: 1 behind address translation").waitFor();
    await expectFit(olga);
    await olga.getByRole("button", { name: "Record for everybody" }).click();
    await olga.getByText(ENTERED).waitFor();

    const { contracts } = JSON.parse(readFileSync(join(stateDir, "deployments/31337.json"), "utf8"));
    const client = createPublicClient({ transport: http(demo.urls.rpc) });
    const recorded = await client.getContractEvents({
      address: contracts.Networks,
      abi: networksAbi,
      eventName: "ObservationRecorded",
      fromBlock: 0n,
    });
    expect(recorded.at(-1)?.args.observation).to.deep.include({ asn: 64_500, family: 1, blocked: 2, received: 1 });

    await olga.getByLabel("File with sessions").setInputFiles(file("again.json", { "hydra:member": sessions }));
    await olga.getByRole("button", { name: "Record for everybody" }).click();
    await olga.getByText("The register has all of these observations already").waitFor();
    await olga.getByRole("button", { name: "Withdraw: AS64500, IPv4, by clients in the network" }).click();
    const dialog = olga.getByRole("dialog");
    await dialog.getByRole("button", { name: "Withdraw it" }).click();
    await dialog.getByText("Say why, in public.").waitFor();
    await dialog.getByLabel("Reason").fill("A probe was moved");
    await expectFit(olga);
    await dialog.getByRole("button", { name: "Withdraw it" }).click();
    await dialog.getByText(ENTERED).waitFor();
  });

  it("an operator replies, asks for a retest, and claims a membership", async () => {
    const nora = await consoleOf("Nora Haddad");
    await nora.getByRole("button", { name: "Reply: AS64500" }).click();
    const dialog = nora.getByRole("dialog");
    await dialog.getByLabel("What you say").fill("All routers filter now");
    await dialog.getByLabel("Do you want a retest?").selectOption("yes");
    await dialog.getByRole("button", { name: "Reply" }).click();
    await dialog.getByText(ENTERED).waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await nora.getByRole("button", { name: "Claim a membership: AS64500" }).click();
    await dialog.getByLabel("Member since").fill("2024-05-01");
    await dialog.getByLabel("Where the programme names its members").fill("https://manrs.example/members");
    await dialog.getByRole("button", { name: "Publish it" }).click();
    await dialog.getByText(ENTERED).waitFor();
    await expectFit(nora);
  });

  it("others are told that it is not for them, and no page complained", async () => {
    const nadia = await consoleOf("Nadia Brandt");
    await nadia.getByText("Only for observers and operators of networks").waitFor();
    expect(complaints.flat()).to.deep.equal([]);
  });
});
