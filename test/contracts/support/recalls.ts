import type { BigNumberish } from "ethers";
import { keccak256 } from "ethers";
import { type RecallId, recallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, position, SCOPE_KINDS, type ScopeKind, SEVERITIES } from "../../../lib/domain/kinds.ts";
import type { ICases, IScopes } from "../../../types/ethers-contracts/contracts/Recalls.ts";
import type { Register } from "../fixture.ts";

export const NOTICE = `0x${"d0".repeat(32)}`;

type Item = IScopes.ScopeItemStruct;

const item = (kind: ScopeKind, subject: bigint | number, first = 0, last = 0): Item => ({
  kind: position(SCOPE_KINDS, kind),
  excluded: false,
  subject,
  first,
  last,
});

export const wholeModel = (subject: bigint): Item => item("model", subject);
export const range = (batch: number, first: number, last: number): Item => item("batch", batch, first, last);
export const component = (batch: number): Item => item("component", batch);
export const made = (subject: bigint, first: number, last: number): Item => item("made", subject, first, last);
export const shipped = (subject: bigint, first: number, last: number): Item => item("shipped", subject, first, last);
export const except = (excluded: Item): Item => ({ ...excluded, excluded: true });

/** An owner's act that the owner sends itself. */
export const UNSIGNED = { deadline: 0, signature: "0x" };

/** What `remedied` is shown when there is nothing to show. */
export const NO_WITNESS = { path: "0x", reportId: 0, word: `0x${"00".repeat(32)}`, proof: [] };

/** A valid opening by the brand over all of its cameras, but for what a test changes. */
export function opening({ orgs, models }: Register, changes: Partial<ICases.OpeningStruct> = {}): ICases.OpeningStruct {
  return {
    issuer: orgs.brand,
    measure: position(MEASURES, "corrective-update"),
    severity: position(SEVERITIES, "critical"),
    minEvidence: position(EVIDENCES, "owner"),
    notice: NOTICE,
    scope: [wholeModel(models.camera)],
    fixes: [],
    ...changes,
  };
}

type Step = "open" | "amend" | "close" | "withdraw";

/** The keys of an issuer: one that drafts, one that releases. */
function keysOf({ orgs, boardDrafter, boardKey, brandDrafter, brandKey, regulatorDrafter, regulatorKey }: Register, issuer: BigNumberish) {
  if (Number(issuer) === orgs.board) return { drafter: boardDrafter, key: boardKey };
  return Number(issuer) === orgs.regulator ? { drafter: regulatorDrafter, key: regulatorKey } : { drafter: brandDrafter, key: brandKey };
}

/** Digest by which a step of a recall is drafted. */
export const draftOf = ({ recalls }: Register, step: Step, args: readonly unknown[]): string =>
  keccak256(recalls.interface.encodeFunctionData(step as "open", args as never));

/** Drafts a step with the issuer's first key. */
export async function draftStep(register: Register, issuer: BigNumberish, step: Step, args: readonly unknown[]): Promise<void> {
  await register.recalls.connect(keysOf(register, issuer).drafter).draft(issuer, draftOf(register, step, args));
}

/** Drafts and opens a recall with the keys of its issuer. */
export async function addRecall(register: Register, changes: Partial<ICases.OpeningStruct> = {}): Promise<RecallId> {
  const terms = opening(register, changes);
  const recalls = register.recalls.connect(keysOf(register, terms.issuer).key);
  await draftStep(register, terms.issuer, "open", [terms]);
  const id = recallId(await recalls.open.staticCall(terms));
  await recalls.open(terms);
  return id;
}
