import type { Evidence, Flag, Measure, OrgKind, Permission, RecallState, Severity } from "../../lib/domain/kinds.ts";
import { plainText } from "../../lib/domain/notice-document.ts";

/** The register's words as people read them. The words themselves are in docs/glossary.md. */

export const MEASURE_WORDS: Record<Measure, string> = {
  recall: "Recall",
  "safety-warning": "Safety warning",
  "corrective-update": "Corrective update",
  withdrawal: "Withdrawal",
};

export const SEVERITY_WORDS: Record<Severity, string> = { low: "Low", medium: "Medium", high: "High", critical: "Critical" };

/** Closed: the work is done. Withdrawn: it was a mistake. */
export const CASE_WORDS: Record<RecallState, string> = { open: "Open", closed: "Closed", withdrawn: "Withdrawn" };

/** What an operator may do for its organisation. */
export const PERMISSION_WORDS: Record<Permission, string> = {
  models: "register models",
  batches: "register batches",
  releases: "publish releases",
  "recall-draft": "draft recalls",
  "recall-release": "release recalls",
  certificates: "certify models",
  repairs: "report repairs",
  titles: "award titles",
  networks: "observe networks, or answer for one",
};

/** What holds of a unit besides its owner, and what follows from it. */
export const FLAG_WORDS: Record<Flag, { word: string; meaning: string }> = {
  stolen: {
    word: "Reported stolen",
    meaning: "Its owner says so. It cannot be handed over; whoever finds it can contact its maker.",
  },
  contested: {
    word: "Claimed by somebody else",
    meaning: "Somebody with its box or the device itself claims it too. Until that is settled it cannot be handed over.",
  },
  retired: { word: "Out of use", meaning: "Its owner stated so, for good. It goes on to be counted." },
  provisional: {
    word: "Claimed provisionally",
    meaning:
      "It was claimed by the code in its box. For 14 days it cannot be handed over, and proof by the device itself outranks the code.",
  },
};

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

/** A reason from the chain, as it may be shown. @param max Characters; as many as our forms allow where nothing else is said. */
export const readableReason = (reason: unknown, max = 500): string => plainText(String(reason ?? ""), max) ?? "";

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
