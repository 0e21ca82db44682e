import { type DeviceClass, knownClasses } from "./device-classes.ts";
import type { AbuseReport } from "./xarf.ts";

/**
 * Which kinds of devices a report of abuse is likely about. Somebody who saw an attack saw an address; what stands behind it is
 * guessed from what is known of the malware, of the ports and of the service. Nothing here is certain, and where no rule says
 * anything it cannot be told.
 */
type HintRule = {
  by: "malware" | "attacked-port" | "service" | "service-port" | "reflected" | "hole";
  /** What it is about, as a person would call it. */
  name: string;
  classes: readonly DeviceClass[];
  /** Where that is written. */
  source: string;
};

type Rule = HintRule & { fits(report: AbuseReport): boolean };

const wordsIn = (text: string | null): string[] => text?.toLowerCase().match(/[a-z0-9]+/g) ?? [];

/** `names` in small letters; one that has several words has to stand whole in the report. */
const malware = (names: string, classes: readonly DeviceClass[], source: string): Rule => {
  const known = names.split(" ");
  return {
    ...{ by: "malware", name: known[0] as string, classes, source },
    // "linux.mirai", "Mirai.A" and "mirai_sora" are Mirai.
    fits: ({ malware: said }) => wordsIn(said).some((word) => known.includes(word)),
  };
};
const attacked = (ports: readonly number[], classes: readonly DeviceClass[], source: string): Rule => ({
  ...{ by: "attacked-port", name: ports.join(", "), classes, source },
  fits: ({ category, attackedPorts }) => category === "connection" && attackedPorts.some((port) => ports.includes(port)),
});
const service = (words: string, classes: readonly DeviceClass[], source: string): Rule => {
  const known = words.split(" ");
  return {
    ...{ by: "service", name: known[0] as string, classes, source },
    fits: (report) => [...wordsIn(report.service), ...wordsIn(report.serviceVersion)].some((word) => known.includes(word)),
  };
};
const servicePort = (port: number, classes: readonly DeviceClass[], source: string): Rule => ({
  ...{ by: "service-port", name: `${port}`, classes, source },
  fits: ({ category, servicePort: own }) => category === "vulnerability" && own === port,
});
const hole = (cve: string, classes: readonly DeviceClass[], source: string): Rule => ({
  ...{ by: "hole", name: cve, classes, source },
  fits: ({ cves }) => cves.includes(cve),
});

const MIRAI = "Antonakakis et al., Understanding the Mirai Botnet, USENIX Security 2017";
const nvd = (cve: string): string => `https://nvd.nist.gov/vuln/detail/${cve}`;
const iana = (name: string): string => `IANA service name and port number registry: ${name}`;
const WINDOWS = "It runs on Microsoft Windows (Malpedia)";

const RULES: readonly Rule[] = [
  malware("mirai satori okiru sora masuta", ["camera", "recorder", "router"], MIRAI),
  malware(
    "gafgyt bashlite qbot lizkebab torlus",
    ["camera", "recorder", "router"],
    "Marzano et al., The Evolution of Bashlite and Mirai IoT Botnets, IEEE ISCC 2018",
  ),
  malware("hajime", ["camera", "recorder", "router"], "Herwig et al., Measurement and Analysis of Hajime, NDSS 2019"),
  malware(
    "mozi",
    ["camera", "recorder", "router"],
    "Microsoft Threat Intelligence, How to proactively defend against Mozi IoT botnet, 2021",
  ),
  malware("persirai", ["camera"], "Trend Micro, Persirai: New IoT Botnet Targets IP Cameras, 2017"),
  malware("vpnfilter", ["router", "storage"], "Cisco Talos, New VPNFilter malware targets at least 500K networking devices, 2018"),
  malware("meris glupteba", ["router"], "Qrator Labs, Mēris botnet, climbing to the record, 2021"),
  malware("qsnatch derek", ["storage"], "CISA and NCSC, Alert AA20-209A, 2020"),
  malware("badbox badbox2 vo1d bigpanzi", ["tv-box"], "FBI, Public service announcement PSA250605, 2025"),
  malware("adbminer", ["tv-box"], "Qihoo 360 Netlab, ADB.Miner, 2018"),
  malware("conficker zeus emotet qakbot trickbot dridex sality virut necurs ramnit", ["computer"], WINDOWS),
  attacked([23, 2323], ["camera", "recorder", "router"], `${MIRAI}: infected devices try Telnet at ports 23 and 2323`),
  attacked([7547], ["router"], "BSI, report on attacks on port 7547 (TR-069) of home routers, November 2016"),
  attacked([37_215], ["router"], nvd("CVE-2017-17215")),
  attacked([52_869], ["router"], nvd("CVE-2014-8361")),
  attacked([5_555], ["tv-box"], "Qihoo 360 Netlab, ADB.Miner, 2018: it looks for the debug bridge at port 5555"),
  {
    ...{ by: "reflected", name: "53, 1900", classes: ["router"], source: "CISA, Alert TA14-017A, UDP-based amplification attacks" },
    fits: ({ type, sourcePort }) => type === "ddos" && (sourcePort === 53 || sourcePort === 1_900),
  },
  service("rtsp onvif ipcam camera webcam", ["camera", "recorder"], iana("rtsp")),
  service("dvr nvr recorder", ["recorder"], "The service names itself so"),
  service("ssdp upnp cwmp tr069 dns router gateway modem", ["router"], "Shadowserver, accessible SSDP and CWMP reports"),
  service("telnet", ["camera", "recorder", "router"], MIRAI),
  service("adb", ["tv-box"], "Shadowserver, accessible Android Debug Bridge report"),
  service("ipp printer jetdirect", ["printer"], iana("ipp")),
  service("sip voip", ["router", "phone-adapter"], iana("sip")),
  service("nas afp qnap synology", ["storage"], iana("afpovertcp")),
  service("rdp smb netbios winrm mssql windows", ["computer"], "Microsoft, service overview and network port requirements for Windows"),
  servicePort(554, ["camera", "recorder"], iana("rtsp, 554")),
  servicePort(34_567, ["camera", "recorder"], "SEC Consult, advisory on Xiongmai devices, 2018"),
  servicePort(5_060, ["router", "phone-adapter"], iana("sip, 5060")),
  servicePort(7_547, ["router"], iana("cwmp, 7547")),
  servicePort(8_291, ["router"], "MikroTik, RouterOS documentation: services"),
  servicePort(9_100, ["printer"], iana("hp-pdl-datastr, 9100")),
  servicePort(5_555, ["tv-box"], "Shadowserver, accessible Android Debug Bridge report"),
  hole("CVE-2017-17215", ["router"], nvd("CVE-2017-17215")),
  hole("CVE-2014-8361", ["router"], nvd("CVE-2014-8361")),
  hole("CVE-2018-14847", ["router"], nvd("CVE-2018-14847")),
  hole("CVE-2016-10372", ["router"], nvd("CVE-2016-10372")),
  hole("CVE-2017-8225", ["camera"], nvd("CVE-2017-8225")),
  hole("CVE-2021-36260", ["camera"], nvd("CVE-2021-36260")),
  hole("CVE-2017-7921", ["camera"], nvd("CVE-2017-7921")),
  hole("CVE-2018-9995", ["recorder"], nvd("CVE-2018-9995")),
  hole("CVE-2024-3721", ["recorder"], nvd("CVE-2024-3721")),
  hole("CVE-2020-9054", ["storage"], nvd("CVE-2020-9054")),
];

export type DeviceHints = {
  /** Likely ones, in the order of `DEVICE_CLASSES`; none when it cannot be told. */
  classes: DeviceClass[];
  /** What that rests on. */
  rules: HintRule[];
};

/**
 * What fits the report best: malware that was named says more than a hole, that more than a service, and a port says least. Only
 * the best kind of rule counts, because a weaker one would only add guesses.
 */
const ORDER: readonly HintRule["by"][] = ["malware", "hole", "service", "service-port", "attacked-port", "reflected"];

export function deviceHints(report: AbuseReport): DeviceHints {
  const fitting = RULES.filter((rule) => rule.fits(report));
  const best = ORDER.find((by) => fitting.some((rule) => rule.by === by));
  const rules = fitting.filter(({ by }) => by === best).map(({ by, name, classes, source }) => ({ by, name, classes, source }));
  return { classes: knownClasses(rules.flatMap(({ classes }) => classes)), rules };
}

/** What the report calls the thing that answers at the address, as a product's name; null when it says nothing. */
export const productNamed = ({
  subject,
  service: name,
  serviceVersion,
}: Pick<AbuseReport, "subject" | "service" | "serviceVersion">): string | null =>
  subject === "device" && name !== null ? [name, serviceVersion ?? ""].join(" ").replaceAll("_", " ").trim() || null : null;
