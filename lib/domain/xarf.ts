import { MusterError } from "./errors.ts";
import { isNestedDeeper } from "./json-text.ts";
import { isXarf3, readXarf3 } from "./xarf-v3.ts";
import { readXarf4 } from "./xarf-v4.ts";

/**
 * Reads reports of abuse in the form XARF (https://xarf.org), version 4 and 3, and brings them into one form. What Muster has no
 * use for (evidence, notes, the reporter) is checked and left behind.
 */
export type AbuseReport = {
  /** Number that the reporter gave it; of version 3, which has none, the digest of what it says. */
  reportId: string;
  /** As of version 4; both null for what version 3 alone can say. */
  category: string | null;
  type: string | null;
  subject: Subject;
  /** Unix seconds of what is reported. */
  at: number;
  /** The address that it came from; null where the report names something else, such as a domain. */
  address: string | null;
  sourcePort: number | null;
  /** As the reporter calls it, for matching only. */
  malware: string | null;
  service: string | null;
  serviceVersion: string | null;
  /** Port on which the source itself answers, where the report is about that. */
  servicePort: number | null;
  /** Ports that the source went for. */
  attackedPorts: readonly number[];
  /** Holes that the source itself has. Those that it tries at others are not among them: they say what is attacked. */
  cves: readonly string[];
  legacyVersion: "3" | null;
};

/**
 * What a type of report is about. Devices: something at the address attacks, or can be used for it. Robots: programs that read web
 * sites, which version 4 calls `connection/infected_host`; malware on a device is `infrastructure/botnet` there.
 */
export type Subject = "device" | "robot" | "other";

/** Evidence may be as large as 5 MiB an item, which nobody needs here. */
export const XARF_MAX_BYTES = 1_048_576;
const MAX_DEPTH = 12;

/** @throws MusterError `xarf-invalid` with the path of the first fault. */
export function readXarf(text: string): AbuseReport {
  if (text.length > XARF_MAX_BYTES) throw fault(`it is longer than ${XARF_MAX_BYTES} characters`);
  if (isNestedDeeper(text, MAX_DEPTH)) throw fault("it is nested too deeply");
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw fault("it is no JSON", cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw fault("it is no object");
  return isXarf3(value) ? readXarf3(value) : readXarf4(value);
}

const fault = (problem: string, cause?: unknown): MusterError =>
  new MusterError("xarf-invalid", { path: "the report", problem }, { cause });
