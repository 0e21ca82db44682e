import { readdirSync } from "node:fs";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { DISCOUNTS } from "../../lib/domain/network-standing.ts";
import { openPage } from "../fixtures/browser.ts";
import type { Site } from "./site.ts";

/** Would each set `window.harmed` if it came to life. */
export const PAYLOADS = [
  "<script>window.harmed=1</script>",
  "<img src=x onerror='window.harmed=1'>",
  "</title><script>window.harmed=1</script>",
  '"><svg onload=window.harmed=1>',
  "{{constructor.constructor('window.harmed=1')()}}",
];

/** Turns the reading order, has nowhere to break, and is longer than any page is wide. */
const TEXT = `\u202eexe.${PAYLOADS.join(" ")} ${"W".repeat(10_000)}`;
/** Its second letter is a Cyrillic one. */
const LOOK_ALIKE = "nоrthgate.example";

/** What strangers may choose freely, by the names that it has in answers of the register. */
const CHOSEN = new Set(["name", "lot", "version", "reason", "text", "programme", "link"]);

/** Words of the register itself under such a name. */
const OURS = new Set<string>(DISCOUNTS);

/** An answer of the register in which everything that strangers choose means harm. */
function poisoned(value: unknown, name = ""): unknown {
  if (typeof value === "string") return name === "domain" ? LOOK_ALIKE : CHOSEN.has(name) && !OURS.has(value) ? TEXT : value;
  if (Array.isArray(value)) return value.map((item) => poisoned(item));
  if (value === null || typeof value !== "object") return value;
  // The name of an event of the history is the contract's own word.
  const isEvent = "args" in value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, isEvent && key === "name" ? inner : poisoned(inner, key)]));
}

/** Every page for the public, by its place in the sources. */
const pagesOfApp = (): string[] =>
  readdirSync(new URL("../../app/(public)", import.meta.url), { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => file.replace(/\/?page\.tsx$/, ""))
    .sort();

type Ground = {
  browser(): Browser;
  site(): Site;
  /** Where each page of the sources is found on this site; null where it shows nothing that strangers choose. */
  addresses: Record<string, string | null>;
};

/** Names, reasons and versions that strangers chose to do harm, on every public page. */
export function hostileTexts({ browser, site, addresses }: Ground): void {
  let honest: [string, unknown][];

  before(() => {
    honest = [...site().answers];
    for (const [path, answer] of honest) site().answers.set(path, poisoned(answer));
  });

  after(() => {
    for (const [path, answer] of honest) site().answers.set(path, answer);
  });

  it("leave no public page out", () => {
    expect(Object.keys(addresses).sort()).to.deep.equal(pagesOfApp());
  });

  for (const path of Object.values(addresses).filter((path) => path !== null))
    it(`do no harm at ${path}`, async () => {
      const { page } = await openPage(browser(), { width: 390, height: 844 });
      const response = await page.goto(`${site().url}${path}`, { waitUntil: "load" });
      expect(response?.status()).to.equal(200);
      const html = await page.content();
      expect(html, "text of a stranger").to.match(/&lt;script&gt;|northgate|W{100}|n&#x43e;rthgate|xn--/);
      expect(html, "turns the reading order").to.not.include("\u202e");
      expect(html, "looks like another's domain").to.not.include(LOOK_ALIKE);
      expect(await page.evaluate("window.harmed")).to.equal(undefined);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), "wider than the screen").to.be.at.most(0);
      await page.context().close();
    });
}
