import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import type { Site } from "./site.ts";
import { disclosureOf } from "./world.ts";

type Ground = { browser(): Browser; site(): Site };

/** What everybody reads of what researchers found out, without a script and without a wallet. */
export function disclosurePages({ browser, site }: Ground): void {
  const open = async (path: string): Promise<Page> => {
    const page = await (await browser().newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${site().url}${path}`);
    return page;
  };

  it("list them with how far each can be relied on, and count what nobody can read yet", async () => {
    const page = await open("/disclosures");
    await page.getByText("3 findings filed and not revealed yet.").waitFor();
    const standings = page.getByRole("navigation", { name: "By standing" });
    expect(await standings.getByRole("link").allInnerTexts()).to.include.members(["All: 2", "Confirmed: 1", "Not answered: 1"]);
    await page.getByRole("row", { name: /^1 Vulnerability CVE-2031-12345 .*Confirmed/ }).waitFor();
    await page.getByRole("row", { name: /^2 Declaration 2 not kept .*Not answered/ }).waitFor();
    await standings.getByRole("link", { name: "Confirmed" }).click();
    expect(new URL(page.url()).search).to.equal("?standing=confirmed");
    await page.context().close();
  });

  it("show one with the maker's word, a regulator's and the researcher's side by side", async () => {
    const page = await open("/disclosures/1");
    expect(await page.title()).to.equal("Vulnerability CVE-2031-12345: Northgate Doorway 2 · Muster");
    const main = page.getByRole("main");
    for (const text of [
      "A regulator has confirmed it.",
      "disputes it",
      "overdue by 2 days",
      "“Owners ask us”",
      "confirms it",
      "Whoever disclosed it took it back",
      "Revealed by whoever found it. The maker's time to answer began.",
    ])
      await main.getByText(text).first().waitFor();
    await page.context().close();
  });

  it("say what is missing, and that it cannot be read now", async () => {
    expect((await fetch(`${site().url}/disclosures/9`)).status).to.equal(404);
    site().setBroken(true);
    for (const path of ["/disclosures", "/disclosures/1"]) {
      const page = await open(path);
      await page.getByText("cannot be shown at the moment").waitFor();
      await page.context().close();
    }
  });

  it("show a disclosure that was neither answered nor judged as one person's word", async () => {
    const alone = { answer: null, demand: null, judgements: [], withdrawn: null };
    site().answers.set("/disclosures/2", disclosureOf(2, { ...alone, standing: "unanswered", answerDueAt: 1_790_600_000, subject: null }));
    const page = await open("/disclosures/2");
    await page.getByRole("heading", { level: 1, name: "Vulnerability" }).waitFor();
    await page.getByText("One person's word: nobody has answered or judged it.").waitFor();
    expect(await page.getByRole("heading", { name: "What others say of it" }).count()).to.equal(0);
    await page.context().close();
  });
}
