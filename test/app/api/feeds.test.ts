import { expect } from "chai";
import type { Services } from "../../../app/api/_lib/services.ts";
import { feedsRoutes } from "../../../app/api/_routes/feeds.ts";
import { launchBrowser, openPage } from "../../fixtures/browser.ts";

const ORIGIN = "https://muster.example";
const HOSTILE = `<script>alert(1)</script>&amp;"']]>\u0000\u0007\ud800 \u202e`;

const step = (id: number, recallId: number, name: string, args: object = {}) => ({
  ...{ id: `${id}`.padStart(75, "0"), name, block: id, time: 1_790_000_000 + id, tx: `0x${"ab".repeat(32)}`, logIndex: 0 },
  args: { recallId, ...args },
});
const steps = [
  step(9, 2, "RecallWithdrawn", { reason: HOSTILE }),
  step(5, 1, "RecallAmended", { version: 2, reason: "Two more batches." }),
  step(3, 1, "RecallOpened"),
];

/** The register's answers, and what was asked of it. */
function site(answers = steps) {
  const asked: unknown[] = [];
  const recall = async (id: number) => ({ id, issuer: { name: id === 2 ? HOSTILE : "Halden" }, fixes: [], makers: [] });
  const changes = async (query: unknown) => {
    asked.push(query);
    return { items: answers };
  };
  const services = { publicUrl: `${ORIGIN}/`, chainId: 31337, feed: { changes, recall } } as unknown as Services;
  const { GET } = feedsRoutes(async () => services, { titleOf: async ({ id }) => (id === 2 ? HOSTILE : "Cameras that overheat") });
  const read = async (name: string) => {
    const response = await GET(new Request(`${ORIGIN}/feeds/${name}`), { params: Promise.resolve({ name }) });
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
  };
  return { read, asked };
}

describe("feeds of recalls", () => {
  it("are JSON Feed 1.1, a step an item, newest first", async () => {
    const { read, asked } = site();
    const { type, text } = await read("recalls.json");
    expect(type).to.equal("application/feed+json; charset=utf-8");
    expect(asked).to.deep.equal([{ about: "recalls", order: "newest", limit: 50 }]);
    const feed = JSON.parse(text);
    expect(feed).to.include({ version: "https://jsonfeed.org/version/1.1", feed_url: `${ORIGIN}/feeds/recalls.json` });
    expect(feed.items[1]).to.deep.equal({
      id: `urn:muster:31337:recall:1:${steps[1]?.id}`,
      url: `${ORIGIN}/recalls/1`,
      title: "Cameras that overheat",
      content_text: "Amended to version 2. Two more batches.",
      date_published: "2026-09-21T14:13:25.000Z",
      authors: [{ name: "Halden" }],
    });
    expect(feed.items.map(({ id }: { id: string }) => id)).to.have.length(3);
  });

  it("are Atom that a browser parses, whatever a maker writes", async function () {
    this.timeout(60_000);
    const { type, text } = await site().read("recalls.atom");
    expect(type).to.equal("application/atom+xml; charset=utf-8");
    const browser = await launchBrowser();
    const { page } = await openPage(browser);
    const parsed = (await page.evaluate(`(() => {
      const document = new DOMParser().parseFromString(${JSON.stringify(text)}, "application/xml");
      const texts = (name) => [...document.querySelectorAll(name)].map(({ textContent }) => textContent);
      const scripts = document.querySelectorAll("script").length;
      const links = (of) => [...document.querySelectorAll(of + " > link")].map((link) => link.getAttribute("rel") + " " + link.getAttribute("href"));
      return {
        faults: texts("parsererror"), feed: [...texts("feed > id"), ...links("feed"), ...texts("feed > updated")],
        ids: texts("entry > id"), titles: texts("entry > title"), updated: texts("entry > updated"), links: links("entry"),
        authors: texts("entry > author > name"), texts: texts("entry > content"), scripts,
      };
    })()`)) as Record<"faults" | "feed" | "ids" | "titles" | "updated" | "links" | "authors" | "texts", string[]> & { scripts: number };
    await browser.close();
    expect(parsed.faults).to.deep.equal([]);
    // The same ids as in JSON, which a reader may follow in place of it, and each step's own day.
    expect(parsed.ids).to.deep.equal(steps.map(({ id, args }) => `urn:muster:31337:recall:${args.recallId}:${id}`));
    expect(parsed.updated).to.deep.equal(["2026-09-21T14:13:29.000Z", "2026-09-21T14:13:25.000Z", "2026-09-21T14:13:23.000Z"]);
    expect(parsed.feed).to.deep.equal([
      `${ORIGIN}/feeds/recalls.atom`,
      `self ${ORIGIN}/feeds/recalls.atom`,
      `alternate ${ORIGIN}/recalls`,
      "2026-09-21T14:13:29.000Z",
    ]);
    expect(parsed.links).to.deep.equal([2, 1, 1].map((id) => `alternate ${ORIGIN}/recalls/${id}`));
    expect(parsed.authors.slice(1)).to.deep.equal(["Halden", "Halden"]);
    expect(parsed.texts[1]).to.equal("Amended to version 2. Two more batches.");
    expect(parsed.titles[0]).to.equal(`<script>alert(1)</script>&amp;"']]> \u202e`);
    expect(parsed.scripts).to.equal(0);
  });

  it("are valid when nothing was ever recalled, and there are no others", async () => {
    const { read } = site([]);
    expect(JSON.parse((await read("recalls.json")).text).items).to.deep.equal([]);
    expect((await read("recalls.atom")).text).to.include("<updated>1970-01-01T00:00:00.000Z</updated>");
    for (const name of ["toString", "recalls.rss", "__proto__"]) expect((await read(name)).status, name).to.equal(404);
  });
});
