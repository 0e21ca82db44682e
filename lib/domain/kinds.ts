/**
 * Value lists of the register, in the order of `contracts/types/Kinds.sol` (position = number on chain; 0 is "not
 * set"). Everywhere off chain the words are used, never the numbers.
 */
export const ORG_KINDS = ["none", "manufacturer", "regulator", "network-operator", "observer", "laboratory", "repairer"] as const;
export const MODEL_KINDS = ["none", "device", "component"] as const;
export const MEASURES = ["none", "recall", "safety-warning", "corrective-update", "withdrawal"] as const;
export const SEVERITIES = ["none", "low", "medium", "high", "critical"] as const;
/** Weakest first: the order is used to compare. */
export const EVIDENCES = ["none", "owner", "repairer", "maker", "device"] as const;
export const SCOPE_KINDS = ["none", "model", "batch", "component", "made", "shipped"] as const;
export const RECALL_STATES = ["none", "open", "closed", "withdrawn"] as const;
export const REMEDIES = ["none", "replaced", "refunded", "returned", "destroyed"] as const;
export const REPLIES = ["none", "affected", "not-affected", "investigating"] as const;
export const CREDENTIAL_CLASSES = ["none", "absent", "unique-per-device", "set-by-user", "shared"] as const;
export const KEY_CLASSES = ["none", "absent", "unique-per-device", "shared"] as const;
/** Weakest first: the order is used to compare. */
export const BASES = ["none", "code", "device"] as const;
export const RECOVERY_STATES = ["none", "pending", "vetoed", "awarded"] as const;
export const TITLE_CAUSES = ["none", "device-proof", "handover", "recovery", "award"] as const;
export const DISCLOSURE_KINDS = ["none", "vulnerability", "breach"] as const;
export const ANSWERS = ["none", "acknowledged", "fixed", "disputed"] as const;
export const VERDICTS = ["none", "confirmed", "dismissed"] as const;
export const ADDRESS_FAMILIES = ["none", "ipv4", "ipv6"] as const;
export const TEST_METHODS = ["none", "client", "forwarder", "loop", "traffic"] as const;

export type OrgKind = Exclude<(typeof ORG_KINDS)[number], "none">;
export type ModelKind = Exclude<(typeof MODEL_KINDS)[number], "none">;
export type Measure = Exclude<(typeof MEASURES)[number], "none">;
export type Severity = Exclude<(typeof SEVERITIES)[number], "none">;
export type Evidence = (typeof EVIDENCES)[number];
export type ScopeKind = Exclude<(typeof SCOPE_KINDS)[number], "none">;
export type RecallState = Exclude<(typeof RECALL_STATES)[number], "none">;
export type Remedy = Exclude<(typeof REMEDIES)[number], "none">;
export type Reply = Exclude<(typeof REPLIES)[number], "none">;
export type CredentialClass = Exclude<(typeof CREDENTIAL_CLASSES)[number], "none">;
export type KeyClass = Exclude<(typeof KEY_CLASSES)[number], "none">;
export type Basis = Exclude<(typeof BASES)[number], "none">;
export type RecoveryState = Exclude<(typeof RECOVERY_STATES)[number], "none">;
export type TitleCause = Exclude<(typeof TITLE_CAUSES)[number], "none">;
export type DisclosureKind = Exclude<(typeof DISCLOSURE_KINDS)[number], "none">;
export type Answer = Exclude<(typeof ANSWERS)[number], "none">;
export type Verdict = Exclude<(typeof VERDICTS)[number], "none">;
export type AddressFamily = Exclude<(typeof ADDRESS_FAMILIES)[number], "none">;
export type TestMethod = Exclude<(typeof TEST_METHODS)[number], "none">;

/** Rights of an operator inside its organisation; twin of the library `Permission`. */
export const PERMISSIONS = {
  models: 1,
  batches: 2,
  releases: 4,
  "recall-draft": 8,
  "recall-release": 16,
  certificates: 32,
  repairs: 64,
  titles: 128,
  networks: 256,
} as const;
export type Permission = keyof typeof PERMISSIONS;

/**
 * When a key lost each right that it has no more, once its rights have changed.
 * @param before Bits it had, and the losses until then.
 * @param permissions Bits it has now.
 * @param at Unix time of the change.
 */
export function lostRights(
  before: { permissions: number; lostAt: Partial<Record<Permission, number>> },
  permissions: number,
  at: number,
): Partial<Record<Permission, number>> {
  const gone = Object.entries(PERMISSIONS).filter(([, bit]) => (permissions & bit) === 0) as [Permission, number][];
  return Object.fromEntries(
    gone.flatMap(([name, bit]) => {
      const since = before.permissions & bit ? at : before.lostAt[name];
      return since === undefined ? [] : [[name, since]];
    }),
  );
}

/** What holds of a unit besides its owner and release; twin of the library `Flag`. */
export const FLAGS = { provisional: 1, stolen: 2, retired: 4, contested: 8 } as const;
export type Flag = keyof typeof FLAGS;

/** The word for a number from the chain, where something has to be set. */
export function word<List extends readonly string[]>(list: List, position: number): Exclude<List[number], "none"> {
  const found = list[position];
  if (found === undefined || found === "none") throw new RangeError(`no such value: ${position}`);
  return found as Exclude<List[number], "none">;
}

/** The chain's number for a word. */
export const position = <List extends readonly string[]>(list: List, text: List[number]): number => list.indexOf(text);

/** Parts of one batch at most. Twin: `Batches.MAX_PARTS`. */
export const MAX_PARTS = 32;
