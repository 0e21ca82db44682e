import type { Evidence, Measure, OrgKind, Severity } from "../../lib/domain/kinds.ts";
import { plainText } from "../../lib/domain/notice-document.ts";

/** The register's words as people read them. The words themselves are in docs/glossary.md. */

export const MEASURE_WORDS: Record<Measure, string> = {
  recall: "Recall",
  "safety-warning": "Safety warning",
  "corrective-update": "Corrective update",
  withdrawal: "Withdrawal",
};

export const SEVERITY_WORDS: Record<Severity, string> = { low: "Low", medium: "Medium", high: "High", critical: "Critical" };

export const EVIDENCE_WORDS: Record<Evidence, string> = {
  none: "No statement",
  owner: "Owner's word",
  repairer: "Repairer's word",
  maker: "Maker's update report",
  device: "Device's own signature",
};

export const ORG_KIND_WORDS: Record<OrgKind, string> = {
  manufacturer: "Manufacturer",
  regulator: "Regulator",
  "network-operator": "Network operator",
  observer: "Observer",
  laboratory: "Laboratory",
  repairer: "Repairer",
};

/**
 * A name from the chain as it may be shown: anybody's organisation chose it, so marks that turn the reading order or
 * hide letters are taken out. Twins in other scripts are told apart by the domain beside it.
 */
export const readable = (name: string): string =>
  plainText(name.normalize("NFC").replace(/[\u200b-\u200d\u2060]/g, ""), 100) ?? "(no name)";

/** A domain in the letters that the name system uses, so that a look-alike shows: `xn--…` where it is not plain ASCII. */
export function asciiDomain(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return readable(domain);
  }
}

const countries = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** `DE` → `Germany` */
export function countryName(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return readable(code);
  }
}
