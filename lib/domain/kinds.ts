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
export const SCOPE_KINDS = ["none", "model", "batch", "component"] as const;
export const RECALL_STATES = ["none", "open", "closed"] as const;

export type OrgKind = Exclude<(typeof ORG_KINDS)[number], "none">;
export type ModelKind = Exclude<(typeof MODEL_KINDS)[number], "none">;
export type Measure = Exclude<(typeof MEASURES)[number], "none">;
export type Severity = Exclude<(typeof SEVERITIES)[number], "none">;
export type Evidence = (typeof EVIDENCES)[number];
export type ScopeKind = Exclude<(typeof SCOPE_KINDS)[number], "none">;
export type RecallState = Exclude<(typeof RECALL_STATES)[number], "none">;

/** Rights of an operator inside its organisation; twin of the library `Permission`. */
export const PERMISSIONS = { models: 1, batches: 2, releases: 4, "recall-draft": 8, "recall-release": 16 } as const;
export type Permission = keyof typeof PERMISSIONS;

/** The word for a number from the chain, where something has to be set. */
export function word<List extends readonly string[]>(list: List, position: number): Exclude<List[number], "none"> {
  const found = list[position];
  if (found === undefined || found === "none") throw new RangeError(`no such value: ${position}`);
  return found as Exclude<List[number], "none">;
}

/** The chain's number for a word. */
export const position = <List extends readonly string[]>(list: List, text: List[number]): number => list.indexOf(text);
