import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { type CsafAdvisory, parseCsaf } from "../../lib/domain/csaf.ts";
import { noticeFromCsaf, severityOf } from "../../lib/domain/csaf-notice.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeNotice, encodeNotice } from "../../lib/domain/notice-document.ts";

const ADVISORY = readFileSync(new URL("../fixtures/advisory.json", import.meta.url), "utf8");
const REAL = new URL("../../../shared/data/csaf-advisories/", import.meta.url);

type Json = { document: Record<string, unknown>; [key: string]: unknown };

const changed = (change: (value: Json) => void): string => {
  const value = JSON.parse(ADVISORY);
  change(value);
  return JSON.stringify(value);
};

describe("a CSAF advisory", () => {
  const notice = noticeFromCsaf(parseCsaf(ADVISORY));

  it("becomes a notice that says what can happen, what is offered, and whom to ask", () => {
    expect(notice.headline).to.equal("Camera boards accept a maintenance login");
    expect(notice.hazard).to.equal(
      "A hidden login gives anybody on the network control over the camera.\n\nThe password is the same in every unit.",
    );
    expect(notice.remedies).to.deep.equal([
      { kind: "update", text: "Install release 1.2.0.", url: "https://lumenforge.example/fw/1.2.0", category: "vendor_fix" },
      { kind: "none", text: "Boards made before 2014 get no update.", url: undefined, category: "no_fix_planned" },
    ]);
    expect(notice.whatToDo).to.deep.equal([
      "Install release 1.2.0.",
      "Boards made before 2014 get no update.",
      "Keep the camera behind a router that forwards no ports to it.",
    ]);
    expect(notice.contact).to.include({ name: "Lumen Forge PSIRT", email: "psirt@lumenforge.example", url: "https://lumenforge.example" });
  });

  it("loses no product, from branches, full names or relationships, and says what the source says of each", () => {
    expect(notice.products.map(({ id, name, version, vendor, status }) => [id, name, version, vendor, status])).to.deep.equal([
      ["LF-1", "Camera board before 1.2.0", "vers:generic/<1.2.0", "Lumen Forge", "affected"],
      ["LF-2", "Camera board 1.2.0", "1.2.0", "Lumen Forge", "fixed"],
      ["PH-1", "Petrel Nest 1", undefined, "Petrel Home", undefined],
      ["NG-1", "Door camera", undefined, undefined, "under-investigation"],
      ["NG-1-LF-1", "Camera board before 1.2.0 in Door camera", undefined, undefined, "affected"],
    ]);
    expect(notice.products[0]?.modelNumbers).to.deep.equal(["LF-CB*", "LF-CB2"]);
  });

  it("gives firmware on a device the versions of the firmware, and a part in a device those of the device", () => {
    const versions = (category: string) => {
      const text = changed((value) => {
        const tree = value.product_tree as { relationships: { category: string }[] };
        if (tree.relationships[0]) tree.relationships[0].category = category;
      });
      return parseCsaf(text).products.at(-1)?.versions.kind;
    };
    expect([versions("installed_on"), versions("default_component_of")]).to.deep.equal(["range", "any"]);
  });

  it("gives its severity by CVSS version 3 before version 2", () => {
    expect(notice.severity).to.equal("high");
    expect(notice.vulnerabilities).to.deep.equal([
      {
        id: "LF-BUG-17",
        title: "Maintenance login",
        score: { base: 7.5, version: "3.1", vector: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" },
      },
      { id: "CVE-2016-0000", title: undefined, score: undefined },
    ]);
    const scored = (...scores: number[]) =>
      ({ vulnerabilities: [{ scores: scores.map((baseScore) => ({ cvss_v3: { baseScore } })) }] }) as CsafAdvisory;
    expect([9, 8.9, 6.9, 3.9, 0].map((score) => severityOf(scored(score)))).to.deep.equal(["critical", "high", "medium", "low", "low"]);
    expect(severityOf(scored(4, 9.8, 7))).to.equal("critical");
    expect(severityOf({ vulnerabilities: [] } as unknown as CsafAdvisory)).to.equal(null);
  });

  it("is named as the source, by its page for people", () => {
    expect(notice.source).to.deep.equal({
      format: "csaf-2.0",
      id: "LF-2016-001",
      title: "Camera boards accept a maintenance login",
      publisher: "Lumen Forge PSIRT",
      version: "2",
      publishedAt: "2016-10-24T08:00:00Z",
      url: "https://lumenforge.example/psirt/lf-2016-001",
    });
  });

  it("comes through as plain text: no controls, no reversed writing, no script addresses", () => {
    expect(notice.notes.at(-1)).to.deep.equal({ title: "Terms", text: "Provided as is." });
    const hostile = changed((value) => {
      value.document.references = [{ category: "self", url: "javascript:alert(1)" }];
    });
    expect(noticeFromCsaf(parseCsaf(hostile)).source?.url).to.equal(undefined);
  });

  it("yields to the issuer's own words", () => {
    const own = noticeFromCsaf(parseCsaf(ADVISORY), { headline: "Unplug the camera", whatToDo: ["Unplug it."], stopUse: true });
    expect([own.headline, own.whatToDo, own.stopUse, own.isolateFromNetwork]).to.deep.equal([
      "Unplug the camera",
      ["Unplug it."],
      true,
      false,
    ]);
  });

  it("without a vulnerability and with a byte order mark is read as well", () => {
    const informational = changed((value) => {
      delete value.vulnerabilities;
    });
    const { severity, whatToDo } = noticeFromCsaf(parseCsaf(`\ufeff${informational}`));
    expect(severity).to.equal(null);
    expect(whatToDo).to.have.length(1);
  });

  const refused: [what: string, text: () => string, problem: RegExp][] = [
    ["text that is not JSON", () => "<html>", /it is not JSON/],
    ["version 2.1", () => changed((value) => Object.assign(value.document, { csaf_version: "2.1" })), /document\.csaf_version/],
    [
      "a document without a title",
      () =>
        changed((value) => {
          delete value.document.title;
        }),
      /document\.title/,
    ],
    ["a product tree without end", () => deepTree(200_000), /more than 30 levels deep/],
    ["a file beyond all measure", () => `"${"x".repeat(17 * 1024 * 1024)}"`, /longer than 16 MiB/],
    [
      "more products than a notice can list, rather than leaving some out",
      () =>
        changed((value) => {
          const product = { product_id: "X", name: "X" };
          Object.assign(value, { product_tree: { full_product_names: Array.from({ length: 2_001 }, () => product) } });
        }),
      /more than 2000 products/,
    ],
  ];
  for (const [what, text, problem] of refused) {
    it(`is refused: ${what}`, () => {
      expect(() => parseCsaf(text())).to.throw(MusterError, problem);
    });
  }
});

function deepTree(levels: number): string {
  const { document } = JSON.parse(ADVISORY);
  const open = '{"category":"x","name":"x","branches":['.repeat(levels);
  return `{"document":${JSON.stringify(document)},"product_tree":{"branches":[${open}${"]}".repeat(levels)}]}}`;
}

describe("real CSAF advisories", () => {
  before(function () {
    if (existsSync(REAL)) return;
    console.log("      skipped: ../shared/data/csaf-advisories is not there");
    this.skip();
  });

  it("all become notices, and every product id in them survives", () => {
    const files = readdirSync(REAL).filter((name) => name.endsWith(".json"));
    expect(files).not.to.have.length(0);
    for (const name of files) {
      const text = readFileSync(new URL(name, REAL), "utf8");
      const notice = decodeNotice(encodeNotice(noticeFromCsaf(parseCsaf(text))));
      const ids = [...text.matchAll(/"product_id": "([^"]+)"/g)].map(([, id]) => id);
      expect(
        notice.products.map(({ id }) => id),
        name,
      ).to.deep.equal(ids);
      const said = new Set(
        [...text.matchAll(/"category": "(vendor_fix|mitigation|workaround|none_available|no_fix_planned)"/g)].map((m) => m[1]),
      );
      expect(new Set(notice.remedies.map(({ category }) => category)), name).to.deep.equal(said);
    }
  });

  it("of the Xiongmai case is critical, names its CVE, and invents no scope", () => {
    const notice = noticeFromCsaf(parseCsaf(readFileSync(new URL("icsa-17-341-01.json", REAL), "utf8")));
    expect(notice.severity).to.equal("critical");
    expect(notice.vulnerabilities[0]).to.deep.include({ id: "CVE-2017-16725" });
    expect(notice.products).to.have.length(1);
    expect(notice.products[0]).to.include({ vendor: "Xiongmai Technology", version: "vers:all/*" });
    expect(notice.contact.email).to.equal("CISAservicedesk@cisa.dhs.gov");
    expect(notice.source?.url).to.equal("https://www.cisa.gov/news-events/ics-advisories/icsa-17-341-01");
  });
});
