import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { readXarf, XARF_MAX_BYTES } from "../../lib/domain/xarf.ts";
import { xarf3, xarf4 } from "../fixtures/xarf.ts";

const DATA = new URL("../../../shared/data/xarf/", import.meta.url);
const filesIn = (folder: string): string[] => readdirSync(new URL(folder, DATA)).map((name) => `${folder}/${name}`);

/** The path of the fault, "" for what is read. */
function faultOf(value: unknown): string {
  try {
    readXarf(typeof value === "string" ? value : JSON.stringify(value));
    return "";
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    expect(error.code).to.equal("xarf-invalid");
    return String(error.details.path);
  }
}
const read = (value: unknown) => readXarf(JSON.stringify(value));
const without = (value: object, field: string): object => Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));

describe("reports of abuse (XARF)", () => {
  describe("samples of others", () => {
    before(function () {
      if (!existsSync(DATA)) {
        console.log("      The samples are not on this machine; skipped.");
        this.skip();
      }
    });

    it("reads all that are right, of versions 4 and 3", () => {
      const files = ["samples/v4", "samples/v3", "abusix-v3/positive"].flatMap(filesIn);
      expect(files.length).to.equal(19);
      for (const file of files) expect(faultOf(readFileSync(new URL(file, DATA), "utf8")), file).to.equal("");
    });

    const FAULTS: Record<string, string> = {
      harassment_sample_no_harasser: "Report.SourceUrl",
      invalid_additional_fields: "Report.Custom",
      invalid_b64_flag: "Report.Samples[0].Base64Encoded",
      invalid_emails: "Report.SmtpMailFromAddress",
      invalid_empty: "ReporterInfo",
      invalid_exploit_wrong_vector: "Report.CVSS.Vector",
      invalid_first_seen: "Report.FirstSeen",
      invalid_host_name: "Report.RpzDomain",
      invalid_missing_account: "Report.Account",
      invalid_missing_report: "Report",
      invalid_missing_report_class_report_type: "Report.ReportClass",
      invalid_missing_reporter_props2: "ReporterInfo",
      invalid_missing_reporter_props3: "ReporterInfo",
      invalid_missing_reporter_props5: "ReporterInfo.ReporterOrgEmail",
      invalid_openservice_missing_service: "Report.ServiceName",
      invalid_ports: "Report.SourcePort",
      invalid_report_class_report_type: "Report.ReportClass",
      invalid_reporter_info: "ReporterInfo",
      invalid_reporter_metadata: "Report.ReporterCaseID",
    };
    it("refuses all that are wrong, with the path of the fault", () => {
      const faults = filesIn("abusix-v3/negative").map((file) => [
        file.replace(/^.*\/|\.json$/g, ""),
        faultOf(readFileSync(new URL(file, DATA), "utf8")),
      ]);
      expect(Object.fromEntries(faults)).to.deep.equal(FAULTS);
    });

    it("takes what version 4 calls an infected host for a program that reads web sites", () => {
      const { subject } = readXarf(readFileSync(new URL("samples/v4/connection-infected-host.json", DATA), "utf8"));
      expect(subject).to.equal("robot");
    });
  });

  it("keeps of version 4 what leads to a device, and nothing of who reports", () => {
    const report = read(xarf4());
    expect(report).to.deep.equal({
      reportId: "9ac39cd1-85f3-4c31-ae87-a0a95f3ebc83",
      category: "infrastructure",
      type: "botnet",
      subject: "device",
      at: Date.parse("2026-11-20T03:14:15Z") / 1000,
      address: "192.0.2.155",
      sourcePort: 40_123,
      malware: "Mirai",
      service: null,
      serviceVersion: null,
      servicePort: null,
      attackedPorts: [],
      cves: [],
      legacyVersion: null,
    });
    expect(JSON.stringify(report)).not.to.include("cert.example");
  });

  it("converts version 3, whichever way it names the source", () => {
    const [plain, nested] = [
      read(xarf3()),
      read(xarf3({ SourceIp: undefined, SourcePort: undefined, Source: { IP: "192.0.2.55", Port: 54_321 } })),
    ];
    expect(plain).to.include({
      category: "connection",
      type: "ddos",
      subject: "device",
      address: "192.0.2.55",
      sourcePort: 54_321,
      legacyVersion: "3",
    });
    expect(nested).to.include({ address: "192.0.2.55", sourcePort: 54_321 });
    expect(plain.attackedPorts).to.deep.equal([80]);
  });

  it("knows a report of version 3 again by what it says, not by the order or the evidence", () => {
    const report = xarf3();
    const turned = { ...report, Report: Object.fromEntries(Object.entries(report.Report).toReversed()) };
    expect(read(turned).reportId).to.equal(read(report).reportId);
    expect(read(xarf3({ Samples: [{ ContentType: "text/plain", Payload: "other" }] })).reportId).to.equal(read(report).reportId);
    expect(read(xarf3({ Date: "2018-02-05T14:17:11Z" })).reportId).not.to.equal(read(report).reportId);
  });

  it("takes malware on an address for a bot, and malware on a page for content", () => {
    const malware = { ReportClass: "Content", ReportType: "Malware", MalwareName: "mirai" };
    expect(read(xarf3(malware))).to.include({ category: "infrastructure", type: "botnet", malware: "mirai", subject: "device" });
    expect(read(xarf3({ ...malware, SourceIp: undefined, SourceUrl: "http://x.example/a" }))).to.include({
      type: "malware",
      subject: "other",
    });
  });

  it("does not take what a source attacks for what is wrong with it", () => {
    const exploit = read(xarf3({ ReportType: "Exploit", CVE: "CVE-2021-44228", ServiceName: "Log4j" }));
    expect(exploit).to.include({ type: "vulnerability_scan", service: null });
    expect(exploit.cves).to.deep.equal([]);
    const hole = { category: "vulnerability", type: "cve", service: "web", service_port: 80, cve_id: "CVE-2017-17215" };
    expect(read(xarf4(hole)).cves).to.deep.equal(["CVE-2017-17215"]);
  });

  const V4: [fault: string, report: unknown][] = [
    ["xarf_version", xarf4({ xarf_version: "5.0.0" })],
    ["xarf_version", without(xarf4(), "xarf_version")],
    ["report_id", xarf4({ report_id: "1" })],
    ["timestamp", xarf4({ timestamp: "2026-11-20T03:14:15" })],
    ["reporter.contact", xarf4({ reporter: { org: "x", contact: "nobody", domain: "x.example" } })],
    ["reporter", xarf4({ reporter: { org: "x", contact: "a@x.example", domain: "x.example", "a\u001b[31m": 1 } })],
    ["source_identifier", without(xarf4(), "source_identifier")],
    ["source_port", xarf4({ source_port: 65_536 })],
    ["source_port", xarf4({ source_port: "80" })],
    ["category", xarf4({ category: "weather" })],
    ["category", xarf4({ category: "__proto__" })],
    ["type", xarf4({ type: "ddos" })],
    ["type", xarf4({ category: "infrastructure", type: "toString" })],
    ["compromise_evidence", without(xarf4(), "compromise_evidence")],
    [
      "source_port",
      without(xarf4({ category: "connection", type: "ddos", protocol: "tcp", first_seen: "2026-11-20T03:14:15Z" }), "source_port"),
    ],
    ["cve_id", xarf4({ category: "vulnerability", type: "cve", service: "web", service_port: 80, cve_id: "2017-17215" })],
    ["evidence[1].payload", xarf4({ evidence: [{ content_type: "text/plain", payload: "eA==" }, { content_type: "text/plain" }] })],
    ["tags[0]", xarf4({ tags: ["Not a tag"] })],
    ["confidence", xarf4({ confidence: 2 })],
  ];
  for (const [fault, report] of V4)
    it(`names ${fault} of version 4 where that is wrong`, () => {
      expect(faultOf(report)).to.equal(fault);
    });

  const V3: [fault: string, report: unknown][] = [
    ["Version", { ...xarf3(), Version: "2" }],
    ["ReporterInfo.ReporterOrgDomain", { ...xarf3(), ReporterInfo: { ReporterOrg: "Example", ReporterOrgEmail: "a@b.example" } }],
    ["Report", { ...xarf3(), Report: [] }],
    ["Report.ReportType", xarf3({ ReportType: "constructor" })],
    ["Report.SourceIp", xarf3({ SourceIp: "192.0.2.256" })],
    ["Report.SourceIp", xarf3({ SourceIp: undefined })],
    ["Report.Source.IP", xarf3({ SourceIp: undefined, Source: { IP: "here" } })],
    ["Report.SourcePort", xarf3({ SourcePort: -1 })],
    ["Report.DestinationPort", xarf3({ DestinationPort: [80, "x"] })],
    ["Report.Samples[0]", xarf3({ Samples: [{ Description: "nothing" }] })],
    ["Report.Custom", xarf3({ Custom: { deep: { er: 1 } } })],
    ["Report.CVSS.Vector", xarf3({ ReportType: "Exploit", CVSS: { Version: "3.1", Vector: "AV:N" } })],
  ];
  for (const [fault, report] of V3)
    it(`names ${fault} of version 3 where that is wrong`, () => {
      expect(faultOf(report)).to.equal(fault);
    });

  it("refuses what is no report at all, and what is too large or too deep", () => {
    for (const text of ["", "nothing", "null", "[]", "7", '{"a":', `${"[".repeat(50_000)}`, "{}".padEnd(XARF_MAX_BYTES + 1), "\u0000"])
      expect(faultOf(text), text.slice(0, 10)).not.to.equal("");
    expect(faultOf(`{"xarf_version":${'{"a":'.repeat(20)}1${"}".repeat(21)}`)).to.equal("the report");
  });

  it("accepts a byte order mark, and fields that it does not know", () => {
    expect(faultOf(`\uFEFF${JSON.stringify(xarf4({ something: { new: [1] } }))}`)).to.equal("");
    expect(({} as Record<string, unknown>).new).to.equal(undefined);
  });

  it("takes what is about no device as right, and says that it leads nowhere", () => {
    const spam = xarf4({ category: "messaging", type: "spam", protocol: "smtp", smtp_from: "a@b.example" });
    expect(read(spam).subject).to.equal("other");
    expect(read(xarf4({ category: "copyright", type: "p2p", p2p_protocol: "bittorrent" })).subject).to.equal("other");
    expect(read(xarf3({ ReportClass: "Activity", ReportType: "WebCrawler" })).subject).to.equal("robot");
  });
});
