import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { STARTED } from "../../app/_lib/started.ts";
import { openPage } from "../fixtures/browser.ts";

type Ground = { browser(): Browser; url(path: string): string };

/** Public pages are whole before their scripts run, and lose nothing that somebody did in the meantime. */
export function lateStart({ browser, url }: Ground): void {
  /** A page that counts its starts, and does something of its own the moment it was read in: earlier than anybody can. */
  async function open(path: string, early = ""): Promise<{ page: Page; complaints: string[] }> {
    const { page, complaints } = await openPage(browser());
    await page.addInitScript(`
      let starts = 0;
      addEventListener(${JSON.stringify(STARTED)}, () => document.documentElement.setAttribute("data-starts", ++starts));
      addEventListener("DOMContentLoaded", () => { ${early} });
    `);
    await page.goto(url(path), { waitUntil: "networkidle" });
    return { page, complaints };
  }
  const started = (page: Page) => page.locator("html[data-starts='1']").waitFor();

  it("run no script before the first sign of a person", async () => {
    for (const [path, sign] of [
      ["/", (page: Page) => page.mouse.move(10, 10)],
      ["/recalls/1", (page: Page) => page.keyboard.press("Tab")],
      ["/devices/3-17", (page: Page) => page.mouse.wheel(0, 200)],
    ] as const) {
      const { page, complaints } = await open(path);
      await page.waitForTimeout(1000);
      expect(await page.locator("html[data-starts]").count(), path).to.equal(0);
      await sign(page);
      await started(page);
      expect(complaints).to.deep.equal([]);
      await page.context().close();
    }
  });

  it("start unasked where an address carries a code, and where the page waits for them", async () => {
    for (const path of ["/#code", "/verify-owner/3-17"]) {
      const { page } = await open(path);
      await started(page);
      await page.context().close();
    }
  });

  it("do once what was pressed before they ran", async () => {
    const { page, complaints } = await open("/recalls", "document.querySelector('[aria-label=\"Switch between light and dark\"]').click()");
    await page.locator("html.dark").waitFor();
    await started(page);
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    await page.locator("html.light").waitFor();
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });

  it("send no form that a script has to answer, and answer it when they run", async () => {
    const { page } = await open("/", "for (const form of document.querySelectorAll('form:not([action])')) form.requestSubmit()");
    await page.getByText("The claim code has 0 characters").waitFor({ state: "attached" });
    expect(page.url()).to.equal(url("/"));
    await page.context().close();
  });
}
