import { expect } from "chai";
import { deviceHints, productNamed } from "../../lib/domain/abuse-hints.ts";
import { CLASS_TEXTS, classesFrom, DEVICE_CLASSES, type DeviceClass, guidePath } from "../../lib/domain/device-classes.ts";
import { LANGUAGES } from "../../lib/domain/language.ts";
import { readXarf } from "../../lib/domain/xarf.ts";
import { xarf3, xarf4 } from "../fixtures/xarf.ts";

const report = (change: Record<string, unknown> = {}) => readXarf(JSON.stringify(xarf4(change)));
const classes = (change: Record<string, unknown>): DeviceClass[] => deviceHints(report(change)).classes;
const attack = {
  category: "connection",
  type: "port_scan",
  protocol: "tcp",
  first_seen: "2026-11-20T03:14:15Z",
  malware_family: undefined,
};
const open = (service: string, more = {}) => ({
  category: "vulnerability",
  type: "open_service",
  service,
  malware_family: undefined,
  ...more,
});

describe("what a report is likely about", () => {
  it("is told from the malware, however the reporter writes it, and says where that is written", () => {
    for (const name of ["Mirai", "ELF.Mirai-A", "linux/mirai", "mirai_sora"])
      expect(classes({ malware_family: name }), name).to.deep.equal(["camera", "recorder", "router"]);
    const { rules } = deviceHints(report());
    expect(rules.map(({ by, name }) => [by, name])).to.deep.equal([["malware", "mirai"]]);
    expect(rules[0]?.source).to.include("USENIX");
    expect(classes({ malware_family: "QSnatch" })).to.deep.equal(["storage"]);
  });

  it("is no guess from a part of a word", () => {
    expect(classes({ malware_family: "miraicle" })).to.deep.equal([]);
    expect(classes({ malware_family: "something new" })).to.deep.equal([]);
  });

  it("is a computer where the malware runs on nothing else", () => {
    expect(classes({ malware_family: "Conficker" })).to.deep.equal(["computer"]);
  });

  it("is told from the port that it goes for, and not from the one that it comes from", () => {
    expect(classes({ ...attack, destination_port: 23 })).to.deep.equal(["camera", "recorder", "router"]);
    expect(classes({ ...attack, destination_port: 443, source_port: 23 })).to.deep.equal([]);
    expect(deviceHints(readXarf(JSON.stringify(xarf3({ ReportType: "PortScan", DestinationPort: [80, 7547] })))).classes).to.deep.equal([
      "router",
    ]);
  });

  it("is told from what answers at the address", () => {
    expect(classes(open("RTSP"))).to.deep.equal(["camera", "recorder"]);
    expect(classes(open("http", { service_port: 34_567 }))).to.deep.equal(["camera", "recorder"]);
    expect(classes(open("rdp", { service_version: "Microsoft Terminal Services" }))).to.deep.equal(["computer"]);
    expect(classes(open("something"))).to.deep.equal([]);
  });

  it("is told from a hole that the source has", () => {
    const cve = {
      category: "vulnerability",
      type: "cve",
      service: "web",
      service_port: 80,
      cve_id: "CVE-2021-36260",
      malware_family: undefined,
    };
    expect(classes(cve)).to.deep.equal(["camera"]);
  });

  it("counts only what says most: malware before ports", () => {
    const both = { ...attack, destination_port: 23, malware_family: "qsnatch" };
    expect(classes(both)).to.deep.equal(["storage"]);
  });

  it("takes an amplified attack for a router that answers everybody", () => {
    expect(classes({ ...attack, type: "ddos", source_port: 1900 })).to.deep.equal(["router"]);
    expect(classes({ ...attack, type: "ddos", source_port: 40_000 })).to.deep.equal([]);
  });

  it("names a product only where the source itself answered", () => {
    expect(productNamed(report(open("LF-210_web", { service_version: "1.2" })))).to.equal("LF-210 web 1.2");
    expect(productNamed(report())).to.equal(null);
  });

  it("leads to what the guide says of each class that it can give, and it can give every class", () => {
    const given: DeviceClass[][] = [
      classes({ malware_family: "persirai" }),
      classes(open("dvr")),
      classes({ malware_family: "meris" }),
      classes({ malware_family: "qsnatch" }),
      classes({ malware_family: "vo1d" }),
      classes(open("http", { service_port: 9_100 })),
      classes(open("sip")),
      classes({ malware_family: "zeus" }),
    ];
    expect(new Set(given.flat())).to.deep.equal(new Set(DEVICE_CLASSES));
    for (const hinted of given) {
      expect(new URL(guidePath("de", hinted), "https://m.example").searchParams.getAll("device")).to.deep.equal(hinted);
      expect(classesFrom(hinted).slice(0, hinted.length)).to.have.members(hinted);
      for (const language of LANGUAGES)
        for (const one of hinted) expect(CLASS_TEXTS[language], `${language} ${one}`).to.have.property(one).with.keys("name", "text");
    }
  });

  it("leads to the whole guide where nothing can be told", () => {
    const nothing = deviceHints(report(open("something"))).classes;
    expect(guidePath("fr", nothing)).to.equal("/contain?language=fr");
    expect(classesFrom(nothing)).to.deep.equal(DEVICE_CLASSES);
  });

  it("says of each rule where it is written", () => {
    for (const family of ["mirai", "gafgyt", "hajime", "mozi", "persirai", "vpnfilter", "meris", "vo1d", "zeus"])
      for (const rule of deviceHints(report({ malware_family: family })).rules) {
        expect(rule.source.length, family).to.be.greaterThan(10);
        expect(DEVICE_CLASSES).to.include.members([...rule.classes]);
      }
  });
});
