import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { ModelId } from "./ids.ts";
import { DISCLOSURE_KINDS, type DisclosureKind, position, type Verdict } from "./kinds.ts";

/** What a researcher found out, as it is committed to and later revealed. Twin: `IDisclosures.Finding`. */
export type Finding = {
  modelId: ModelId;
  kind: DisclosureKind;
  /** For a breach the version of the security declaration; else 0. */
  declaration: number;
  /** A breach names the provision of ETSI EN 303 645, as `5.1-1`; a vulnerability may name its CVE. */
  subject: string;
  /** SHA-256 of the document. */
  digest: Hex;
  /** 32 random bytes: model and kind alone could be guessed. */
  salt: Hex;
};

/** In bytes. Twin: `Disclosures`. */
export const MAX_SUBJECT = 20;
/** Seconds between filing and revealing. Twin: `Disclosures.REVEAL_DELAY`. */
export const REVEAL_DELAY = 3_600;

const FINDING = {
  type: "tuple",
  components: [
    { name: "modelId", type: "uint96" },
    { name: "kind", type: "uint8" },
    { name: "declaration", type: "uint16" },
    { name: "subject", type: "string" },
    { name: "digest", type: "bytes32" },
    { name: "salt", type: "bytes32" },
  ],
} as const;

/**
 * What is filed: nothing can be read from it, and nobody but the researcher can reveal it, here or on another chain. Made
 * where the finding is, so that nobody is told. Twin: `Disclosures.reveal`.
 */
export function commitmentOf(chainId: number | bigint, disclosures: Address, researcher: Address, finding: Finding): Hex {
  const shown = { ...finding, kind: position(DISCLOSURE_KINDS, finding.kind) };
  const types = [{ type: "uint256" }, { type: "address" }, { type: "address" }, FINDING] as const;
  return keccak256(encodeAbiParameters(types, [BigInt(chainId), disclosures, researcher, shown]));
}

/** How far a disclosure can be relied on, in the order in which lists show it: junk that nobody answers or judges cannot bury the rest. */
export const STANDINGS = ["confirmed", "demanded", "answered", "unanswered", "dismissed", "withdrawn"] as const;
export type Standing = (typeof STANDINGS)[number];

/** Whether nobody has to answer any more. */
export const isOver = (standing: Standing): boolean => standing === "dismissed" || standing === "withdrawn";

/** What was said of a disclosure so far. */
export type Said = {
  isWithdrawn: boolean;
  isAnswered: boolean;
  /** Whether a regulator wants an answer. */
  isDemanded: boolean;
  /** The last of each regulator. */
  verdicts: readonly Verdict[];
};

/**
 * What a regulator confirmed stays so, though its researcher takes it back: that could be bought. Where regulators
 * disagree, the one who confirms counts, because a warning too much does less harm; both words are shown.
 */
export function standingOf({ isWithdrawn, isAnswered, isDemanded, verdicts }: Said): Standing {
  if (verdicts.includes("confirmed")) return "confirmed";
  if (isWithdrawn) return "withdrawn";
  if (verdicts.includes("dismissed")) return "dismissed";
  if (isAnswered) return "answered";
  return isDemanded ? "demanded" : "unanswered";
}

/** A subject as people may be shown it: a provision or a CVE as such, and anything else, which strangers choose, not at all. */
export function readableSubject(kind: DisclosureKind, subject: string): string | null {
  const form = kind === "breach" ? /^\d{1,2}\.\d{1,2}-\d{1,2}$/ : /^CVE-\d{4}-\d{4,7}$/;
  return form.test(subject) ? subject : null;
}
