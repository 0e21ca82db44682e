import { z } from "zod";
import type { AbuseReport, Subject } from "./xarf.ts";
import {
  check,
  count,
  cve,
  domain,
  flag,
  ip,
  isIp,
  link,
  mail,
  payload,
  port,
  refuse,
  said,
  secondsOf,
  text,
  time,
  word,
} from "./xarf-fields.ts";

/** XARF 4: https://xarf.org, its core fields and what each type adds. Further fields are allowed and left behind. */

const party = z.strictObject({ org: z.string().max(200), contact: mail, domain });
const evidence = z.strictObject({
  content_type: text,
  description: z.string().max(500).optional(),
  payload,
  hash: z
    .string()
    .regex(/^(md5|sha1|sha256|sha512):[a-fA-F0-9]+$/, "is no digest")
    .optional(),
  size: count.max(5_242_880).optional(),
});

const core = z.looseObject({
  xarf_version: z.string().regex(/^4\.\d+\.\d+$/, "is no version 4 of XARF"),
  report_id: z.guid("is no UUID"),
  timestamp: time,
  reporter: party,
  sender: party,
  source_identifier: said.max(500),
  source_port: port.optional(),
  category: text,
  type: text,
  evidence_source: text.optional(),
  evidence: z.array(evidence).max(50).optional(),
  tags: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9_+-]*:[a-z0-9][a-z0-9_+-]*$/, "is no tag"))
    .max(20)
    .optional(),
  confidence: z.number().min(0).max(1).optional(),
  description: z.string().max(1_000).optional(),
  legacy_version: z.literal("3").optional(),
  _internal: z.looseObject({}).optional(),
});

type Fields = Record<string, z.ZodType>;
type Type = {
  about: Subject;
  fields: Fields;
  /** What a report of an address has to name besides, because many can share one. */
  ofAddress?: Fields;
};

const traffic = { destination_ip: ip.optional(), destination_port: port.optional(), last_seen: time.optional() };
const attack = { ...traffic, protocol: word("tcp", "udp", "icmp", "sctp"), first_seen: time };
const page = { url: link, domain: text.optional() };
const copy = { infringing_url: link };
const shared = { source_port: port };
const mailed = { smtp_from: text, ...shared };
const family = { malware_family: z.string().max(200).optional() };
const other = (fields: Fields, ofAddress?: Fields): Type => ({ about: "other", fields, ofAddress });
const robot = (fields: Fields): Type => ({ about: "robot", fields });
const device = (fields: Fields, ofAddress?: Fields): Type => ({ about: "device", fields, ofAddress });

/** By category and type: what is needed besides the core, and what of the rest is used. */
const TYPES: Record<string, Type> = {
  "connection/ddos": device({ ...attack, attack_vector: text.optional(), peak_pps: count.optional(), peak_bps: count.optional() }, shared),
  "connection/login_attack": device(attack, shared),
  "connection/port_scan": device(attack, shared),
  "connection/vulnerability_scan": device({
    ...attack,
    protocol: word("tcp", "udp", "icmp", "mixed"),
    scan_type: said,
    targeted_ports: z.array(port).max(1_000).optional(),
  }),
  "connection/reconnaissance": device({ ...attack, protocol: text, probed_resources: z.array(text).max(1_000) }),
  "connection/sql_injection": device({ ...attack, protocol: word("tcp", "udp") }),
  "connection/infected_host": robot({ ...attack, protocol: word("tcp", "udp"), bot_type: said }),
  "connection/scraping": robot({ ...attack, protocol: text, total_requests: count }),
  "infrastructure/botnet": device({
    ...family,
    compromise_evidence: text,
    c2_server: text.optional(),
    c2_protocol: word("http", "https", "tcp", "udp", "dns", "irc", "p2p", "custom").optional(),
    bot_capabilities: z.array(text).max(50).optional(),
  }),
  "infrastructure/compromised_server": other({ compromise_method: text }),
  "vulnerability/cve": device({
    service: z.string().max(200),
    service_version: z.string().max(100).optional(),
    service_port: port,
    cve_id: cve,
    cve_ids: z.array(cve).max(10).optional(),
    cvss_score: z.number().min(0).max(10).optional(),
    patch_available: flag.optional(),
  }),
  "vulnerability/open_service": device({ service: text, service_version: text.optional(), service_port: port.optional() }),
  "vulnerability/misconfiguration": device({ service: text, service_version: text.optional(), service_port: port.optional() }),
  "messaging/spam": other({ protocol: text }, mailed),
  "messaging/bulk_messaging": other({ protocol: text, recipient_count: count }, mailed),
  "content/phishing": other(page),
  "content/malware": other({ ...page, ...family }),
  "content/csam": other({ ...page, classification: text, detection_method: text }),
  "content/csem": other({ ...page, exploitation_type: text, detection_method: text }),
  "content/exposed_data": other({ ...page, data_types: z.array(text), exposure_method: text }),
  "content/brand_infringement": other({ ...page, infringement_type: text, legitimate_site: text }),
  "content/fraud": other({ ...page, fraud_type: text }),
  "content/remote_compromise": other({ ...page, compromise_type: text }),
  "content/suspicious_registration": other({ ...page, registration_date: text, suspicious_indicators: z.array(text) }),
  "copyright/copyright": other(copy),
  "copyright/p2p": other({ p2p_protocol: text }),
  "copyright/cyberlocker": other({ ...copy, hosting_service: text }),
  "copyright/ugc_platform": other({ ...copy, platform_name: text }),
  "copyright/link_site": other({ ...copy, site_name: text }),
  "copyright/usenet": other({ newsgroup: text }),
  "reputation/blocklist": other({ threat_type: text }),
  "reputation/threat_intelligence": other({ threat_type: text }),
};
const CATEGORIES = new Set(Object.keys(TYPES).map((name) => name.split("/")[0]));

/** What a type of version 4 is about; undefined for what is none. */
export const subjectOf = (category: string, type: string): Subject | undefined =>
  Object.hasOwn(TYPES, `${category}/${type}`) ? TYPES[`${category}/${type}`]?.about : undefined;

/** Categories and types that lead to somebody's device, `connection/ddos`. */
export const DEVICE_TYPES: readonly string[] = Object.keys(TYPES).filter((name) => TYPES[name]?.about === "device");

/** Fields of any type that are used, none of them certain to be there. */
const used = z.object({
  ...family,
  service: text.optional(),
  service_version: text.optional(),
  service_port: port.optional(),
  destination_port: port.optional(),
  targeted_ports: z.array(port).optional(),
  cve_id: cve.optional(),
  cve_ids: z.array(cve).optional(),
});

/** @throws MusterError `xarf-invalid` with the path of the first fault. */
export function readXarf4(value: object): AbuseReport {
  const report = check(core, value);
  const { category, type, source_identifier: source } = report;
  if (!CATEGORIES.has(category)) refuse("category", "is none of XARF 4");
  const name = `${category}/${type}`;
  const shape = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (!shape) refuse("type", "is none of its category in XARF 4");
  check(z.looseObject(shape.fields), value);
  const address = isIp(source) ? source : null;
  if (address !== null) check(z.looseObject(shape.ofAddress ?? {}), value);
  // Only of the types that have them: a robot's "service" is nobody's.
  const own = shape.about === "device" ? check(used, value) : {};
  const attacked = [own.destination_port ?? [], own.targeted_ports ?? []].flat();
  return {
    reportId: report.report_id.toLowerCase(),
    category,
    type,
    subject: shape.about,
    at: secondsOf(report.timestamp),
    address,
    sourcePort: report.source_port ?? null,
    malware: own.malware_family ?? null,
    service: own.service ?? null,
    serviceVersion: own.service_version ?? null,
    servicePort: own.service_port ?? null,
    attackedPorts: [...new Set(attacked)],
    cves: category === "vulnerability" ? [...new Set([own.cve_id ?? [], own.cve_ids ?? []].flat())] : [],
    legacyVersion: report.legacy_version ?? null,
  };
}
