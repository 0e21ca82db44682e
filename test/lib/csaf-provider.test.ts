import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { type Listed, providerFiles, securityTxt } from "../../lib/domain/csaf-provider.ts";
import type { CsafPublisher } from "../../lib/domain/csaf-recall.ts";
import { advisoryPath, csafFileName } from "../../lib/domain/csaf-tracking.ts";

const SUITE = new URL("../../../shared/data/csaf-test-suite/", import.meta.url);
const PUBLISHER: CsafPublisher = {
  ...{ category: "coordinator", name: "Muster", namespace: "https://muster.example", contact: "safety@muster.example" },
  ...{ publicUrl: "https://muster.example", chainId: 10 },
};
const listed = (id: number, updated: string): Listed => ({
  ...{ id: `MUSTER-10-${id}`, title: `Recall ${id}`, path: `2026/muster-10-${id}.json`, published: "2026-01-01T00:00:00Z", updated },
});
const LISTED = [listed(1, "2026-01-02T00:00:00Z"), listed(2, "2026-03-01T00:00:00Z"), listed(3, "2026-01-02T00:00:00Z")];
const files = (some: readonly Listed[] = LISTED, publisher = PUBLISHER) =>
  new Map(providerFiles(some, publisher, 1_790_000_000).map(({ path, text }) => [path, text]));
const json = (path: string, ...args: Parameters<typeof files>) => JSON.parse(files(...args).get(path) ?? "");

describe("the lists of a CSAF provider", () => {
  it("name what is served and where, the newest change first", () => {
    expect(files().get("csaf/white/index.txt")).to.equal("2026/muster-10-2.json\n2026/muster-10-1.json\n2026/muster-10-3.json\n");
    expect(files().get("csaf/white/changes.csv")?.split("\n")[0]).to.equal('"2026/muster-10-2.json","2026-03-01T00:00:00Z"');
    const { feed } = json("csaf/white/feed-tlp-white.json");
    expect(feed.updated).to.equal("2026-03-01T00:00:00Z");
    expect(feed.entry.map(({ id }: { id: string }) => id)).to.deep.equal(["MUSTER-10-2", "MUSTER-10-1", "MUSTER-10-3"]);
    const src = "https://muster.example/csaf/white/2026/muster-10-2.json";
    expect(feed.entry[0].link).to.deep.equal([
      { rel: "self", href: src },
      { rel: "hash", href: `${src}.sha256` },
      { rel: "hash", href: `${src}.sha512` },
    ]);
    expect(feed.entry[0].content.src).to.equal(src);
  });

  it("lead from the metadata to the feed, and every address in them is served", () => {
    const metadata = json("csaf/provider-metadata.json");
    expect(metadata).to.include({ role: "csaf_provider", metadata_version: "2.0", last_updated: "2026-03-01T00:00:00Z" });
    expect(metadata.canonical_url).to.equal("https://muster.example/.well-known/csaf/provider-metadata.json");
    const { rolie } = metadata.distributions[0];
    for (const url of [rolie.feeds[0].url, ...rolie.services, ...rolie.categories])
      expect(files().has(url.replace("https://muster.example/", "")), url).to.equal(true);
    expect(json("csaf/service.json").service.workspace[0].collection[0].href).to.equal(rolie.feeds[0].url);
  });

  it("claim no role that needs TLS without it, no signature at all, and work without a recall", () => {
    const plain = json("csaf/provider-metadata.json", [], { ...PUBLISHER, publicUrl: "http://127.0.0.1:3000" });
    expect(plain).to.include({ role: "csaf_publisher", last_updated: "2026-09-21T14:13:20Z" });
    expect(JSON.stringify([...files().values()])).to.not.match(/signature|openpgp|\.asc/i);
    expect(files([]).get("csaf/white/index.txt")).to.equal("");
  });

  it("have the names that the standard gives", () => {
    expect(csafFileName("Example Company - 2019-YH3234")).to.equal("example_company_-_2019-yh3234.json");
    expect(csafFileName("RHBA-2019:0024")).to.equal("rhba-2019_0024.json");
    expect(advisoryPath({ id: 2, openedAt: Date.parse("2026-12-31T23:59:59Z") / 1000 }, 10)).to.equal("2026/muster-10-2.json");
  });

  it("agree with the committee's schema and file names", function () {
    if (!existsSync(SUITE)) {
      console.log("      skipped: ../shared/data/csaf-test-suite is not there");
      this.skip();
    }
    const schema = JSON.parse(readFileSync(new URL("schema/provider_json_schema.json", SUITE), "utf8"));
    const metadata = json("csaf/provider-metadata.json");
    expect(Object.keys(schema.properties)).to.include.members(Object.keys(metadata));
    expect(Object.keys(metadata)).to.include.members(schema.required);
    expect(metadata.canonical_url).to.match(new RegExp(schema.$defs.provider_url_t.pattern));
    expect(schema.properties.role.enum).to.include(metadata.role);
    const names = (folder: string) =>
      readdirSync(new URL(`filenames/data/${folder}/`, SUITE)).map((name) => {
        const { document } = JSON.parse(readFileSync(new URL(`filenames/data/${folder}/${name}`, SUITE), "utf8"));
        return { name, ours: csafFileName(document.tracking.id) };
      });
    for (const { name, ours } of names("valid")) expect(ours).to.equal(name);
    for (const { name, ours } of names("invalid")) expect(ours).to.not.equal(name);
  });
});

describe("security.txt", () => {
  const NOW = Date.parse("2026-11-22T19:00:00Z") / 1000;

  it("leads to the advisories, and is good for half a year", () => {
    expect(securityTxt(PUBLISHER, NOW)?.split("\n")).to.deep.equal([
      "Contact: mailto:safety@muster.example",
      "Expires: 2027-05-21T00:00:00Z",
      "CSAF: https://muster.example/.well-known/csaf/provider-metadata.json",
      "Canonical: https://muster.example/.well-known/security.txt",
      "Preferred-Languages: en",
      "",
    ]);
    expect(securityTxt({ ...PUBLISHER, contact: "https://muster.example/help" }, NOW)).to.match(/^Contact: https:/);
  });

  it("is not there without a contact that it may name", () => {
    for (const contact of [undefined, "call us", "a@b.example\nCSAF: https://evil.example", "http://plain.example"])
      expect(securityTxt({ ...PUBLISHER, contact }, NOW), contact).to.equal(null);
  });
});
