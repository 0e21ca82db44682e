import { sha256, stringToBytes } from "viem";
import { z } from "zod";
import type { AbuseReport } from "./xarf.ts";
import { check, count, cve, domain, flag, ip, link, mail, payload, refuse, said, secondsOf, text, time, word } from "./xarf-fields.ts";
import { subjectOf } from "./xarf-v4.ts";

/**
 * XARF 3, as Abusix and the specification's own samples write it. Its table names `Report.SourceIp` and `Report.SourcePort`, its samples
 * `Report.Source.IP` and `Report.Source.Port`: either is taken.
 */

const name = text.min(3);
const port = z.number().int().min(0, "is no port").max(65_535, "is no port");
const ports = z.union([port, z.array(port).max(1_000)], "is no port and no list of ports");
const kind = word("Org", "Person");

const reporter = z
  .strictObject({
    ReporterType: kind.optional(),
    ReporterOrg: name.optional(),
    ReporterOrgDomain: domain.optional(),
    ReporterOrgEmail: mail.optional(),
    ReporterOrgAddress: text.optional(),
    ReporterContactEmail: mail.optional(),
    ReporterContactName: name.optional(),
    ReporterContactPhone: name.optional(),
  })
  .superRefine((info, { addIssue }) => {
    if (info.ReporterType === "Person") return;
    for (const field of ["ReporterOrg", "ReporterOrgDomain", "ReporterOrgEmail"] as const)
      if (info[field] === undefined) addIssue({ code: "custom", path: [field], message: "is missing" });
  });

const hash = z.looseObject({ HashValue: text, HashAlgorithm: text });
const file = { FileName: text.optional(), FileSize: count.optional(), FileHash: hash.optional() };
const sample = z
  .looseObject({
    ...file,
    ContentType: text.optional(),
    Base64Encoded: flag.optional(),
    Description: text.optional(),
    Payload: payload.optional(),
  })
  .refine(
    (one) => one.FileName !== undefined || (one.ContentType !== undefined && one.Payload !== undefined),
    "has neither a payload of a content type nor a file's name",
  );

/** CVSS 2, and CVSS 3 by its eight base metrics and whatever follows. */
const VECTORS = {
  "2": /^\(?AV:[LAN]\/AC:[HML]\/Au:[MSN]\/C:[NPC]\/I:[NPC]\/A:[NPC](\/[A-Za-z]+:[A-Z]+)*\)?$/,
  "3": /^CVSS:3\.[01]\/AV:[NALP]\/AC:[LH]\/PR:[NLH]\/UI:[NR]\/S:[UC]\/C:[NLH]\/I:[NLH]\/A:[NLH](\/[A-Z]+:[A-Z])*$/,
};
const cvss = z
  .looseObject({ Version: word("3.1", "3.0", "2"), Vector: z.string().max(300), Score: z.number().optional() })
  .refine(({ Version, Vector }) => VECTORS[Version === "2" ? "2" : "3"].test(Vector), {
    path: ["Vector"],
    message: "is no vector of its version",
  });

const base = z.looseObject({
  ReportClass: word("Content", "Activity", "Vulnerability", "Network", "Messaging"),
  ReportType: said,
  ReportSubType: text.optional(),
  ReporterCaseID: text.optional(),
  ReporterSeverity: word("low", "medium", "high").optional(),
  ReporterNotes: text.optional(),
  // Its keys are a stranger's, so the fault is said of the whole.
  Custom: z
    .looseObject({})
    .refine(
      (custom) => Object.values(custom).every((one) => typeof one === "string" || Number.isInteger(one)),
      "holds something else than texts and whole numbers",
    )
    .optional(),
  Date: time,
  FirstSeen: time.optional(),
  SourceIp: ip.optional(),
  SourcePort: port.optional(),
  Source: z.looseObject({ IP: ip.optional(), Port: port.optional() }).optional(),
  SourceUrl: link.optional(),
  Url: link.optional(),
  ASN: count.min(1).max(4_199_999_999).optional(),
  DestinationIp: ip.optional(),
  DestinationPort: ports.optional(),
  Ongoing: flag.optional(),
  ByteCount: z.number().int().optional(),
  PacketCount: z.number().int().optional(),
  Samples: z.array(sample).min(1).max(100).optional(),
});

type Type = {
  /** Category and type of version 4; null for what that has none for. */
  to: readonly [category: string, type: string] | null;
  /** What it has to name: an address, or an address or a page, or neither. */
  source: "address" | "page" | "none";
  fields?: Record<string, z.ZodType>;
};

const service = { ServiceName: text.optional(), ServiceVersion: text.optional() };
const botnet = { to: ["infrastructure", "botnet"], source: "page" } as const;
const ddos = { to: ["connection", "ddos"], source: "address" } as const;

/** By `ReportType` in small letters without dashes: Abusix writes `LoginAttack`, the specification `Login-Attack`. */
const TYPES: Record<string, Type> = {
  dos: ddos,
  ddos,
  portscan: { to: ["connection", "port_scan"], source: "address" },
  loginattack: { to: ["connection", "login_attack"], source: "address" },
  // What it goes for are holes of others, so its CVE says nothing of the source.
  exploit: {
    to: ["connection", "vulnerability_scan"],
    source: "address",
    fields: { ...service, CVE: cve.optional(), CVSS: cvss.optional() },
  },
  malware: { ...botnet, fields: { MalwareName: text.optional(), RpzDomain: domain.optional() } },
  botnet: { ...botnet, fields: { BotnetName: text.optional() } },
  openservice: {
    to: ["vulnerability", "open_service"],
    source: "page",
    fields: { ...service, ServiceName: said, TransportProtocol: word("tcp", "udp").optional() },
  },
  spam: {
    to: ["messaging", "spam"],
    source: "address",
    fields: { SmtpMailFromAddress: mail.optional(), SmtpRcptToAddress: mail.optional() },
  },
  phishing: { to: ["content", "phishing"], source: "page" },
  copyright: {
    to: ["copyright", "copyright"],
    source: "page",
    fields: { ...file, InfringedMaterial: text.optional(), CourtOrder: link.optional() },
  },
  trademark: { to: ["content", "brand_infringement"], source: "page", fields: { TrademarkedMaterial: text } },
  webcrawler: { to: ["connection", "scraping"], source: "page" },
  childabuse: { to: ["content", "csam"], source: "page" },
  harassment: { to: null, source: "page", fields: { Harasser: text, HarassmentDescription: text } },
  potentiallycompromisedaccount: {
    to: null,
    source: "none",
    fields: { Account: z.looseObject({}).refine((account) => Object.keys(account).length > 0, "is empty"), PasswordHash: hash.optional() },
  },
};

/** Only `Report` is looked into further on; the rest says who reports, and to whom. */
const whole = z.looseObject({
  Version: word("3", "3.0", "3.0.0"),
  ReporterInfo: reporter,
  OnBehalfOf: z.looseObject({ ComplainantOrgEmail: mail.optional(), ComplainantContactEmail: mail.optional() }).optional(),
  Disclosure: flag.optional(),
  Report: base,
});

/** Whether it calls itself one of version 3. */
export const isXarf3 = (value: object): boolean => "Version" in value && !("xarf_version" in value);

/** @throws MusterError `xarf-invalid` with the path of the first fault. */
export function readXarf3(value: object): AbuseReport {
  const { Report: report, ReporterInfo: info } = check(whole, value);
  const key = report.ReportType.toLowerCase().replace(/[-_ ]/g, "");
  const type = Object.hasOwn(TYPES, key) ? TYPES[key] : undefined;
  if (!type) refuse("Report.ReportType", "is none of XARF 3");
  const own = check(z.object({ Report: z.looseObject(type.fields ?? {}) }), value).Report as Record<string, unknown>;
  const address = report.SourceIp ?? report.Source?.IP ?? null;
  const hasPage = report.SourceUrl !== undefined || report.Url !== undefined;
  if (address === null && (type.source === "address" || (type.source === "page" && !hasPage))) refuse("Report.SourceIp", "is missing");
  // Malware that a web site hands out is no infected device.
  const to = key === "malware" && address === null ? (["content", "malware"] as const) : type.to;
  const isOwnService = to?.[0] === "vulnerability";
  const said = (field: string): string | null => (typeof own[field] === "string" ? own[field] : null);
  const sourcePort = report.SourcePort ?? report.Source?.Port ?? 0;
  return {
    reportId: digestOf({ ...report, Samples: undefined, org: info.ReporterOrg }),
    category: to?.[0] ?? null,
    type: to?.[1] ?? null,
    subject: to ? (subjectOf(to[0], to[1]) ?? "other") : "other",
    at: secondsOf(report.Date),
    address,
    sourcePort: sourcePort > 0 ? sourcePort : null,
    malware: said("MalwareName") ?? said("BotnetName"),
    service: isOwnService ? said("ServiceName") : null,
    serviceVersion: isOwnService ? said("ServiceVersion") : null,
    servicePort: isOwnService && sourcePort > 0 ? sourcePort : null,
    attackedPorts: [report.DestinationPort ?? []].flat().filter((one) => one > 0),
    cves: [],
    legacyVersion: "3",
  };
}

/** Of what it says, whatever the order in which it says it. */
const digestOf = (value: unknown): string => sha256(stringToBytes(JSON.stringify(value, sorted)));

const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
