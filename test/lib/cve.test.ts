import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { parseAdvisory } from "../../lib/domain/advisory.ts";
import { noticeFromCsaf } from "../../lib/domain/csaf-notice.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { decodeNotice, encodeNotice } from "../../lib/domain/notice-document.ts";

const REAL = new URL("../../../shared/data/cve/CVE-2023-1748.json", import.meta.url);

type Record = { cveMetadata: { [name: string]: unknown }; containers: { cna: { affected: object[]; [name: string]: unknown } } };

const record = (...affected: object[]): Record & { dataType: string; dataVersion: string } => ({
  dataType: "CVE_RECORD",
  dataVersion: "5.1",
  cveMetadata: { cveId: "CVE-2016-1000", state: "PUBLISHED", assignerShortName: "norcert", datePublished: "2016-10-21T12:00:00Z" },
  containers: {
    cna: {
      descriptions: [
        { lang: "no", value: "Skjult innlogging." },
        { lang: "en", value: "A hidden login." },
      ],
      affected,
      solutions: [{ lang: "en", value: "Install 1.2.0." }],
      metrics: [{ cvssV3_1: { version: "3.1", baseScore: 9.8, vectorString: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" } }],
    },
  },
});
const read = (value: unknown) => parseAdvisory(JSON.stringify(value));
const claim = (entry: object) => read(record({ vendor: "Lumen Forge", product: "LF-210", ...entry })).products[0]?.versions;
const range = (version: string, more: object = {}) => ({ version, status: "affected", ...more });

describe("a CVE record", () => {
  it("becomes an advisory, and a notice with every product it names", () => {
    const advisory = read(
      record(
        { vendor: "Lumen Forge", product: "LF-210", defaultStatus: "affected", cpes: ["cpe:2.3:h:lumen_forge:lf-210:-:*:*:*:*:*:*:*"] },
        { vendor: "n/a", product: "n/a", versions: [range("Door camera all models")] },
      ),
    );
    const notice = decodeNotice(encodeNotice(noticeFromCsaf(advisory)));
    expect(notice.source).to.deep.include({ format: "cve-5", id: "CVE-2016-1000", publisher: "norcert" });
    expect(notice.products.map(({ vendor, name }) => [vendor, name])).to.deep.equal([
      ["Lumen Forge", "LF-210"],
      [undefined, "Door camera all models"],
    ]);
    expect([notice.hazard, notice.severity, notice.remedies[0]?.text]).to.deep.equal(["A hidden login.", "critical", "Install 1.2.0."]);
    expect(notice.vulnerabilities[0]).to.deep.include({ id: "CVE-2016-1000" });
    expect(advisory.products[0]?.cpes).to.have.length(1);
  });

  it("says which versions it means as far as it does", () => {
    expect(claim({ defaultStatus: "affected" })).to.deep.equal({ kind: "any" });
    expect(claim({ versions: [range("*")] })).to.deep.equal({ kind: "any" });
    expect(claim({ versions: [range("0", { lessThan: "1.2.0", versionType: "semver" })] })).to.deep.include({
      isSemantic: true,
      alternatives: [
        [
          { operator: ">=", version: "0" },
          { operator: "<", version: "1.2.0" },
        ],
      ],
    });
    expect(claim({ versions: [range("0", { lessThanOrEqual: "b7", versionType: "custom" })] })).to.deep.include({ isSemantic: false });
  });

  it("that says more than a list of ranges is left to a person", () => {
    const entries = [
      {},
      { defaultStatus: "affected", versions: [range("1"), { version: "2", status: "unaffected" }] },
      { versions: [range("1", { lessThan: "*", changes: [{ at: "2", status: "unaffected" }] })] },
      { versions: [range("Smart plug, all versions before May")] },
    ];
    for (const entry of entries) expect(claim(entry)?.kind, JSON.stringify(entry)).to.equal("unclear");
  });

  it("lists as not affected what it clears", () => {
    const versions = [{ version: "2", status: "unaffected" }];
    expect(read(record({ product: "X", versions })).products[0]?.status).to.equal("not-affected");
    expect(read(record({ product: "X", versions, defaultStatus: "affected" })).products[0]?.status).to.equal("affected");
  });

  const rejected = record();
  rejected.cveMetadata.state = "REJECTED";
  const unnumbered = record();
  unnumbered.cveMetadata.cveId = "CVE-1";
  const refused: [what: string, value: unknown, problem: RegExp][] = [
    ["one that was rejected", rejected, /state: the record was rejected/],
    ["one without a number", unnumbered, /is no CVE number/],
    ["form 4", { ...record(), dataVersion: "4.0" }, /only form 5 is read/],
    ["without an end", record(...Array.from({ length: 2_001 }, () => ({ product: "X" }))), /containers.cna.affected/],
  ];
  for (const [what, value, problem] of refused)
    it(`is refused: ${what}`, () => {
      expect(() => read(value)).to.throw(MusterError, problem);
    });

  it("of a real device keeps its products and invents no order of its version strings", function () {
    if (!existsSync(REAL)) {
      console.log("      skipped: ../shared/data/cve is not there");
      this.skip();
    }
    const { products } = parseAdvisory(readFileSync(REAL, "utf8"));
    expect(products.map(({ name, versions }) => [name, versions.kind === "range" && versions.isSemantic])).to.deep.equal([
      ["Smart Alarm NXAL-100", false],
      ["Smart Plug NXPG-100W", false],
      ["Garage Door Controller NXG-100B, NXG-200", false],
    ]);
  });
});
