import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { WORKER_POLICY } from "../../app/_lib/security-headers.ts";
import { succeed } from "../cli/muster.ts";
import { type Complaints, connectAs, expectAccessible, launchBrowser, openPage } from "../fixtures/browser.ts";
import { type Demo, startDemo } from "../fixtures/demo.ts";
import { expectReachable } from "../fixtures/keyboard.ts";
import { inSteps } from "../fixtures/steps.ts";

const UNITS = 30_000;
const GTIN = "09506000246819";
const LOT = "PP/26-01";

/** A batch from the line's list to the register, in a browser and under the policy of the production build. */
describe("a batch built in the browser", function () {
  this.timeout(120_000);
  inSteps(this);

  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  const dir = mkdtempSync(join(tmpdir(), "muster-batch-flow-"));
  const path = (name: string): string => join(dir, name);

  const open = async (): Promise<void> => {
    await page.goto(`${demo.urls.web}/console/batches/new`);
    await connectAs(page, "Piet de Wit");
  };
  const fill = async (list: string): Promise<void> => {
    await page.getByLabel("Lot", { exact: true }).fill(LOT);
    await page.getByLabel("First day of production").fill("2026-01-05");
    await page.getByLabel("Last day").fill("2026-01-09");
    await page.getByLabel("List of units").setInputFiles(list);
  };
  /** What lies in the browser's private files. */
  const kept = (): Promise<string[]> =>
    page.evaluate(async () => {
      type Folder = { getDirectoryHandle(name: string): Promise<Folder>; keys(): AsyncIterable<string> };
      const { storage } = navigator as unknown as { storage: { getDirectory(): Promise<Folder> } };
      const folder = await (await storage.getDirectory()).getDirectoryHandle("muster-batch").catch(() => null);
      const names: string[] = [];
      for await (const name of folder?.keys() ?? []) names.push(name);
      return names.sort();
    });

  before(async function () {
    this.timeout(240_000);
    const rows = Array.from({ length: UNITS }, (_, i) => `${(i * 7919) % UNITS}`.padStart(7, "0"));
    writeFileSync(path("units.csv"), `serial\n${rows.join("\n")}\n`);
    writeFileSync(path("bad.csv"), `serial\n${rows.with(20_000, "not a serial").join("\n")}\n`);
    [demo, browser] = await Promise.all([startDemo(path("state")), launchBrowser()]);
    ({ page, complaints } = await openPage(browser));
  });

  after(async () => {
    await browser?.close();
    await demo?.interrupt();
    rmSync(dir, { recursive: true, force: true });
  });

  it("runs in workers that reach nobody", async () => {
    await open();
    const { worker, attempt } = await page.evaluate(async () => {
      type Heard = { onmessage: ((event: { data: string }) => void) | null; onerror: (() => void) | null };
      const scripts = performance.getEntriesByType("resource").map(({ name }) => name);
      const script = scripts.find((name) => name.includes("/_next/static/") && name.endsWith(".js")) ?? "";
      const { headers } = await fetch(script);
      const { Worker: Start } = globalThis as unknown as { Worker: new (address: string) => Heard };
      const attempt = await new Promise<string>((resolve) => {
        try {
          const started = new Start(URL.createObjectURL(new Blob(["postMessage('ran')"])));
          started.onmessage = ({ data }) => resolve(data);
          started.onerror = () => resolve("refused");
        } catch {
          resolve("refused");
        }
      });
      return { worker: headers.get("content-security-policy"), attempt };
    });
    expect(worker).to.equal(WORKER_POLICY);
    expect(attempt).to.equal("refused");
    // The refusal is the one complaint that there may be.
    expect(complaints.splice(0).join()).to.match(/Content Security Policy/);
  });

  it("makes a seed that is saved at once and kept nowhere", async () => {
    await open();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Make a new seed" }).click();
    await (await download).saveAs(path("muster.seed"));
    chmodSync(path("muster.seed"), 0o600);
    expect(readFileSync(path("muster.seed"), "utf8")).to.match(/^muster-seed\/1 [0-9a-f]{64}\n$/);
    await expectAccessible(page);
  });

  it("names the line of a bad row, and then keeps nothing", async () => {
    await fill(path("bad.csv"));
    await page.getByRole("button", { name: "Build the batch" }).click();
    await page.getByText("Line 20002, column serial").waitFor();
    await expectAccessible(page);
    await expectReachable(page);
    expect(await kept()).to.deep.equal([]);
  });

  it("is cancelled, and leaves what can be taken up but no batch", async () => {
    await page.getByLabel("List of units").setInputFiles(path("units.csv"));
    await page.getByRole("button", { name: "Build the batch" }).click();
    await page.getByText(/^[0-9,]+ of 30,000 units$/).waitFor();
    const reach = () =>
      fetch("/").then(
        () => "reached",
        () => "refused",
      );
    expect(await page.workers()[0]?.evaluate(reach)).to.equal("refused");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText(`The build of lot ${LOT} has not ended.`).waitFor();
    expect(await kept())
      .to.include("work.journal")
      .and.not.include("manifest.json");
    await expectAccessible(page);
  });

  it("is taken up in a new tab, killed there by closing it, and taken up once more", async () => {
    for (const isKilled of [true, false]) {
      const context = page.context();
      await page.close({ runBeforeUnload: false });
      page = await context.newPage();
      await open();
      await page.getByText(`The build of lot ${LOT} has not ended.`).waitFor();
      await page.getByLabel("List of units").setInputFiles(path("units.csv"));
      await page.getByLabel("Master seed").setInputFiles(path("muster.seed"));
      await page.getByRole("button", { name: "Go on building" }).click();
      if (isKilled) await page.getByText(/^[0-9,]+ of 30,000 units$/).waitFor();
    }
    await page.getByText(`Lot ${LOT} is built: 30,000 units.`).waitFor();
    expect(await kept()).to.deep.equal(["labels.csv", "manifest.json", "order.json", "resolver.ndjson", "tree.bin"]);
    await expectAccessible(page);
  });

  it("gives the files that the command gives, byte for byte", async () => {
    const days = ["--made-from", "2026-01-05", "--made-to", "2026-01-09"];
    const build = ["batch", "build", path("units.csv"), "--gtin", GTIN, "--lot", LOT, "--seed-file", path("muster.seed"), ...days];
    await succeed([...build, "--out", path("batch"), "--json"], { MUSTER_PUBLIC_URL: demo.urls.web });
    for (const name of ["labels.csv", "manifest.json", "resolver.ndjson", "tree.bin"]) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: `Save ${name}` }).click();
      await (await download).saveAs(path(name));
      expect(readFileSync(path(name)).equals(readFileSync(join(path("batch"), name))), name).to.equal(true);
    }
  });

  it("is saved in a folder as the command lays it down, which is not written over", async () => {
    // The browser's own dialog cannot be driven; a private folder stands for the one that would be chosen.
    const pick = (): Promise<unknown> => {
      type Root = { getDirectoryHandle(name: string, options: { create: boolean }): Promise<unknown> };
      const { storage } = navigator as unknown as { storage: { getDirectory(): Promise<Root> } };
      return storage.getDirectory().then((root) => root.getDirectoryHandle("chosen", { create: true }));
    };
    await page.evaluate(`window.showDirectoryPicker = ${pick}`);
    await page.reload();
    await page.evaluate(`window.showDirectoryPicker = ${pick}`);
    await page.getByRole("button", { name: "Save all in a folder" }).click();
    await page.getByText("Saved in batch-PP_26-01.").waitFor();
    await page.getByRole("button", { name: "Save all in a folder" }).click();
    await page.getByText("batch-PP_26-01 exists already.").waitFor();
  });

  it("is registered with the wallet, and stands in the console and the look-up", async () => {
    const signIn = page.getByRole("button", { name: "Sign in", exact: true });
    const register = page.getByRole("button", { name: "Register 30,000 units" });
    await signIn.or(register).first().waitFor();
    if (await signIn.isVisible()) await signIn.click();
    await register.click();
    const registered = page.getByText(/^Registered as batch \d+: /);
    await registered.waitFor({ timeout: 90_000 });
    await expectAccessible(page);
    const [, id] = /batch (\d+)/.exec(await registered.innerText()) ?? [];
    await page.getByRole("link", { name: "See the batch" }).click();
    await page.getByRole("heading", { level: 1, name: new RegExp(LOT) }).waitFor();

    // What the command would have to do is done.
    const settings = parseEnv(readFileSync(join(demo.stateDir, "env"), "utf8")) as Record<string, string>;
    const args = ["batch", "register", path("batch"), "--as", "piet", "--json"];
    const again = await succeed<{ alreadyRegistered: boolean; batchId: number }>(args, settings);
    expect(again).to.include({ alreadyRegistered: true, batchId: Number(id) });
    const label = readFileSync(path("labels.csv"), "utf8").split("\n")[29_001] ?? "";
    const answer = await page.request.post(`${demo.urls.web}/api/resolve`, {
      data: { gtin: GTIN, lot: LOT, serial: label.split(",")[3] },
      headers: { origin: demo.urls.web },
    });
    expect(await answer.json()).to.deep.equal({ deviceId: `${id}-29000` });
  });

  it("is removed from the browser when its files are saved", async () => {
    await open();
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByLabel("List of units").waitFor();
    expect(await kept()).to.deep.equal([]);
  });

  it("no page complained, and none asked anything of another machine", () => {
    expect(complaints).to.deep.equal([]);
  });
});
