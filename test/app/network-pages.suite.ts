import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { networkBadge } from "../../app/_lib/network-badge.ts";
import { attackSentence, evidenceSentence, memberLink } from "../../app/_lib/network-words.ts";
import { expectAccessible } from "../fixtures/browser.ts";
import { distrusted, networkOf } from "./networks.ts";
import type { Site } from "./site.ts";
import { door } from "./world.ts";

type Ground = { browser(): Browser; site(): Site };

/** What everybody reads of networks, without a script and without a wallet. */
export function networkPages({ browser, site }: Ground): void {
  const open = async (path: string, colorScheme: "light" | "dark" = "light", width = 390): Promise<Page> => {
    const context = await browser().newContext({ javaScriptEnabled: false, colorScheme, viewport: { width, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${site().url}${path}`);
    return page;
  };
  afterEach(() => {
    site().answers.set("/networks/64500", networkOf());
  });

  it("list them with both families apart, by provider and by country, and filter by a plain form", async () => {
    const page = await open("/networks");
    await page
      .getByRole("row", { name: /^AS64500 Filters spoofed packets newest test .* Conflicting .*retest wanted Fennel Net/ })
      .waitFor();
    await page.getByRole("row", { name: /^AS64501 Unknown no test counts Unknown no test counts – –/ }).waitFor();
    await page.getByRole("row", { name: /^Fennel Net \(fennel.example\) 1 1 0 0 0 0 0 1 0$/ }).waitFor();
    await page.getByRole("row", { name: /^Sweden 1 1 0 0 0 0 0 1 0$/ }).waitFor();
    await page.getByRole("row", { name: /^Nobody in the register 1 0 0 0 1 0 0 0 1$/ }).waitFor();
    await page.getByLabel("Verdict").selectOption("spoofable");
    await page.getByRole("button", { name: "Show networks" }).click();
    expect(new URL(page.url()).search).to.equal("?verdict=spoofable");
    await page.context().close();
  });

  it("show a verdict for each family with its evidence and its age, and a conflict as one", async () => {
    const page = await open("/networks/64500");
    expect(await page.title()).to.equal("AS64500 · Muster");
    const main = page.getByRole("main");
    for (const text of [
      "Packets with a false source",
      "6 of 6 tests blocked, 0 received; from 1 report by 1 observer; newest test 30 Sept 2096, 2 days ago, oldest 23 Aug 2096.",
      "Some tests were blocked and some packets with a false source got out.",
      "4 of 6 tests blocked, 2 received; from 2 reports",
      "Its operator has asked for a retest on 1 Oct 2096",
      "Does not count: observer suspended on 29 Sept 2096",
      "claims to be a member of MANRS since",
      "A claim, not a measurement",
      "says that it is no member of Plain words any more",
      "“Filters went live. Please test again.”",
      "2 weeks published, 1 of them without a number of 5 or more.",
      "Model not known",
      "Governance assigned it to Fennel Net.",
      "Open Route Watch recorded tests of IPv4: 6 blocked, 0 received.",
    ])
      await main.getByText(text).first().waitFor();
    await page.getByRole("row", { name: new RegExp(`${door.model.name} .* 12 6 5$`) }).waitFor();
    expect(await page.getByRole("link", { name: "manrs.example" }).getAttribute("rel")).to.include("nofollow");
    expect(await page.content()).not.to.include('href="javascript:');
    await page.context().close();
  });

  it("take a verdict away visibly while its observer cannot be relied on, and give it back", async () => {
    const heading = (page: Page, name: string) => page.getByRole("heading", { level: 3, name });
    site().answers.set("/networks/64500", distrusted());
    const page = await open("/networks/64500");
    await heading(page, "IPv4 Unknown").waitFor();
    await heading(page, "IPv6 Unknown").waitFor();
    expect(await page.getByText("Does not count: its key lost its right on 1 Oct 2096").count()).to.equal(2);
    site().answers.set("/networks/64500", networkOf());
    await page.reload();
    await heading(page, "IPv4 Filters spoofed packets").waitFor();
    expect(await page.getByText("its key lost its right").count()).to.equal(0);
    await page.context().close();
  });

  it("say what is missing, and that it cannot be read now", async () => {
    expect((await fetch(`${site().url}/networks/9`)).status).to.equal(404);
    site().setBroken(true);
    for (const path of ["/networks", "/networks/64500"]) {
      const page = await open(path);
      await page.getByText("cannot be shown at the moment").waitFor();
      await page.context().close();
    }
  });

  it("fit a phone and a desk, in light and dark, and are accessible", async () => {
    for (const path of ["/networks", "/networks/64500"])
      for (const scheme of ["light", "dark"] as const)
        for (const width of [390, 1280]) {
          const context = await browser().newContext({ colorScheme: scheme, viewport: { width, height: 844 } });
          const page = await context.newPage();
          await page.goto(`${site().url}${path}`, { waitUntil: "load" });
          expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), `${path} ${width}`).to.be.at.most(0);
          await expectAccessible(page);
          const kept = process.env.MUSTER_NETWORK_SHOTS;
          if (kept) await page.screenshot({ path: `${kept}/${path.slice(1).replace("/", "-")}-${width}-${scheme}.png`, fullPage: true });
          await context.close();
        }
  });

  describe("as a badge", () => {
    const badge = (asn: number | string) => fetch(`${site().url}/networks/${asn}/badge.svg`);

    it("say both families in words with a date, for readers too, and may be kept for a while by anybody", async () => {
      const response = await badge(64_500);
      expect(response.headers.get("content-type")).to.equal("image/svg+xml; charset=utf-8");
      expect(response.headers.get("cache-control")).to.equal("public, max-age=300");
      const svg = await response.text();
      expect(svg).to.include(
        '<title id="title">Source address validation of AS64500. IPv4: Filters spoofed packets, newest test 30 Sept 2096. IPv6: Conflicting, newest test 30 Sept 2096.</title>',
      );
      expect(svg).to.match(/^<svg .*role="img" aria-labelledby="title">/);
      expect(svg).not.to.match(/<script|<image|<a |href|url\(/);
    });

    it("are honest about what is not known, and no picture of a register that cannot be read", async () => {
      site().answers.set("/networks/64500", distrusted());
      expect(await (await badge(64_500)).text()).to.match(/IPv4: Unknown, on \d+ \w+ 2096\. IPv6: Unknown, on/);
      expect((await badge("0")).status).to.equal(404);
      expect((await badge("4294967296")).status).to.equal(404);
      site().setBroken(true);
      const broken = await badge(64_500);
      expect([broken.status, broken.headers.get("cache-control")]).to.deep.equal([503, "no-store"]);
    });
  });

  describe("in words", () => {
    it("say what the counts of reports leave out", () => {
      const totals = { reported: 431, claimed: 120, remedied: 96, networks: 3, from: 2_948, to: 2_959, weeks: 12 };
      expect(attackSentence(totals)).to.equal(
        "431 reports in the last 12 published weeks (29 Jun 2026 to 20 Sept 2026), 120 claimed, 96 remedied, from 3 networks; numbers below 5 are hidden and count as 0.",
      );
      expect(attackSentence({ ...totals, weeks: 0, from: null, to: null })).to.equal("No network has published a week of reports yet.");
    });

    it("are a badge that says unknown where the register knows nothing of a network", () => {
      const title = "IPv4: Unknown, on 2 Oct 2096. IPv6: Unknown, on 2 Oct 2096.";
      expect(networkBadge(64_999, null, 4_000_000_000)).to.include(`Source address validation of AS64999. ${title}`);
    });

    it("say nothing of tests that do not count", () => {
      expect(evidenceSentence({ ...networkOf().standing.ipv4, blocked: 0, oldest: null, newest: null }, 0)).to.equal("No test counts.");
    });

    it("lead to a programme only by https", () => {
      expect(memberLink("https://manrs.example/x")?.hostname).to.equal("manrs.example");
      for (const link of ["javascript:alert(1)", "http://manrs.example", "https://a:b@manrs.example", "words", ""])
        expect(memberLink(link), link).to.equal(null);
    });
  });
}
