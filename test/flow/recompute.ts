import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import type { Browser } from "playwright-core";
import { completion, completionWithinReach } from "../../lib/domain/statistics.ts";
import { createFeed } from "../../lib/feed/client.ts";
import type { RecallView } from "../../lib/feed/wire.ts";
import { expectAccessible, expectFit, openPage } from "../fixtures/browser.ts";
import type { Demo } from "../fixtures/demo.ts";

const whole = (text: string): number => Number(text.replaceAll(",", ""));

/** What the page says of a recall without a line of JavaScript: both rates, and how to check them. */
async function readPage(browser: Browser, url: string) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const text = await page.locator("#progress").innerText();
  const [fixed = "", involved = ""] = /fixed: ([\d,]+) of ([\d,]+) devices/.exec(text)?.slice(1) ?? [];
  const [count = "", of = "", removed = "", unreachable = ""] =
    /Within reach: [^,]+, ([\d,]+) of ([\d,]+) devices?\. That leaves out ([\d,]+) stolen or out of use and ([\d,]+) without/
      .exec(text)
      ?.slice(1) ?? [];
  const verify = page.locator("#verify");
  expect(await verify.getByRole("button", { name: "Recompute in this browser" }).isVisible(), "a button without JavaScript").to.equal(
    false,
  );
  const command = await verify.getByText(/^muster audit/).innerText();
  await context.close();
  return { completion: [fixed, involved].map(whole), within: [count, of].map(whole), left: [removed, unreachable].map(whole), command };
}

/** Rows of a table that a page links to, without its header. */
async function readTable(url: string): Promise<string[][]> {
  const response = await fetch(url);
  expect([response.status, response.headers.get("content-type")], url).to.deep.equal([200, "text/csv; charset=utf-8; header=present"]);
  return (parse(await response.text()) as string[][]).slice(1);
}

/** The same figures on the page, from its API, as tables and from the logs of the chain, by the command that the page shows. */
export async function expectSameEverywhere(demo: Demo, browser: Browser, recall: number, env: string): Promise<void> {
  const shown = await readPage(browser, `${demo.urls.web}/recalls/${recall}`);
  const { counts } = await createFeed(`${demo.urls.web}/api/feed`).recall(recall);
  const [all, within] = [completion(counts), completionWithinReach(counts)];
  expect(shown.completion).to.deep.equal([all.count, all.of]);
  expect(shown.within).to.deep.equal([within.count, within.of]);
  expect(shown.left).to.deep.equal([counts.removed, counts.involved - counts.claimed]);

  const args = shown.command.replace("<node>", demo.urls.rpc).split(/\s+/).slice(1);
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--env-file=${env}`, "cli/main.ts", ...args], { encoding: "utf8" });
  expect(status, `${shown.command}\n${stdout}${stderr}`).to.equal(0);
  const { figures, differences } = JSON.parse(stdout) as { figures: Record<string, unknown>; differences: number };
  expect(differences).to.equal(0);
  expect(figures).to.deep.include({
    involved: counts.involved,
    claimed: counts.claimed,
    acknowledged: counts.acknowledged,
    "remedied of involved": `${all.count} of ${all.of}`,
    "remedied of involved without removed and unreachable": `${within.count} of ${within.of}`,
  });

  // Chain time goes on meanwhile: a day more may be in the table.
  const isLasting = ([figure]: readonly unknown[]): boolean => !String(figure).startsWith("day ");
  const table = await readTable(`${demo.urls.web}/api/feed/v1/recalls/${recall}/figures.csv`);
  const texts = Object.entries(figures).map(([figure, value]) => [figure, value === null ? "" : `${value}`]);
  expect(table.filter(isLasting)).to.deep.equal(texts.filter(isLasting));
  const row = (await readTable(`${demo.urls.web}/api/feed/v1/recalls.csv`)).find(([id]) => id === `${recall}`);
  expect(row).to.include.members([`${counts.involved}`, `${counts.claimed}`, `${counts.acknowledged}`, `${all.count}`]);
}

/** A visitor without a wallet has the browser compute the figures again: equal, altered, stopped, and with the chain out of reach. */
export async function recomputeInBrowser(demo: Demo, browser: Browser, recall: number): Promise<void> {
  const { page, complaints } = await openPage(browser, { width: 390, height: 844 });
  await page.goto(`${demo.urls.web}/recalls/${recall}`);
  const panel = page.locator("#verify");
  const start = panel.getByRole("button", { name: /^Recompute/ });
  await start.focus();
  await page.keyboard.press("Enter");
  await panel.getByText(/^All \d+ figures are the same\.$/).waitFor();
  await panel.getByText(/^Show the \d+ figures/).click();
  await panel
    .getByRole("listitem")
    .filter({ hasText: /^document of the notice\s*same/ })
    .waitFor();
  await expectFit(page);
  expect(complaints).to.deep.equal([]);

  const altered = (view: RecallView) => ({ ...view, counts: { ...view.counts, claimed: view.counts.claimed + 1 } });
  const address = `**/api/feed/v1/recalls/${recall}`;
  await page.route(address, async (route) => route.fulfill({ json: altered(await (await route.fetch()).json()) }));
  await start.click();
  // One more device that is said to be claimed is one less that nobody can be told of.
  await panel.getByText(/^3 figures of \d+ differ\.$/).waitFor();
  const claimed = await panel
    .getByRole("listitem")
    .filter({ hasText: /^claimed\s*differs/ })
    .innerText();
  const [published, recomputed] = /published ([\d,]+), recomputed ([\d,]+)/.exec(claimed)?.slice(1).map(whole) ?? [];
  expect(published).to.equal((recomputed as number) + 1);
  await expectFit(page);
  await page.unroute(address);

  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const node = `${demo.urls.rpc}/**`;
  await page.route(node, async (route) => {
    if (route.request().postData()?.includes("eth_getLogs")) await held;
    await route.continue().catch(() => undefined);
  });
  await start.click();
  await panel.getByText(/^Reading recalls from the chain$/).waitFor();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Stop" }).click();
  await panel.getByRole("button", { name: "Recompute in this browser" }).waitFor();
  release();
  await page.unroute(node);

  complaints.splice(0);
  await page.route(node, (route) => route.abort());
  await start.click();
  await panel.getByRole("alert").waitFor();
  await expectFit(page);
  expect(
    complaints.every((text) => text.includes("ERR_FAILED")),
    complaints.join(),
  ).to.equal(true);
  await page.context().close();
}
