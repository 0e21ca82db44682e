import { expect } from "chai";
import type { Browser } from "playwright-core";
import { connectAs, openPage } from "../fixtures/browser.ts";

/** What a visitor on a slow line loads of programs before a public page is alive; see the speed of pages in docs/operate.md. */
const MOST_SCRIPT_BYTES = 200_000;

type Ground = { browser(): Browser; url(path: string): string; paths: string[] };

/** Public pages are light: what belongs to wallets comes when somebody asks for it. */
export function lightPages({ browser, url, paths }: Ground): void {
  it("load less than 200 kB of JavaScript", async () => {
    for (const path of paths) {
      const { page } = await openPage(browser());
      const sizes: Promise<number>[] = [];
      page.on("requestfinished", (request) => {
        if (request.resourceType() === "script") sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await page.goto(url(path), { waitUntil: "networkidle" });
      const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(total, path).to.be.within(50_000, MOST_SCRIPT_BYTES - 1);
      await page.context().close();
    }
  });

  it("let a wallet in where somebody asks for it, and know it again on every page", async () => {
    const { page, complaints } = await openPage(browser());
    await page.goto(url("/recalls"));
    const header = page.getByRole("banner");
    await header.getByRole("button", { name: "Connect" }).press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await header.getByRole("button", { name: "Connect" }).and(page.locator(":focus")).waitFor();
    await connectAs(page, "Eli Martin");
    await page.reload();
    await header.getByRole("button", { name: "Eli Martin" }).waitFor();
    await header.getByRole("link", { name: "Organisations" }).click();
    await page.getByRole("heading", { level: 1, name: "Organisations" }).waitFor();
    await header.getByRole("button", { name: "Eli Martin" }).waitFor();
    expect(complaints).to.deep.equal([]);
    await page.context().close();
  });
}
