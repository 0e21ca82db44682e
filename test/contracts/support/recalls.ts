import type { BigNumberish } from "ethers";
import { keccak256 } from "ethers";
import { type RecallId, recallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, position, SCOPE_KINDS, type ScopeKind, SEVERITIES } from "../../../lib/domain/kinds.ts";
import type { ICases, IScopes } from "../../../types/ethers-contracts/contracts/Recalls.ts";
import { chainId, networkHelpers, type Register, type Signer } from "../fixture.ts";

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

/** The present version's successor by the brand, which changes nothing and adds nothing, but for what a test changes. */
export function amendment(recallId: RecallId, changes: Partial<ICases.AmendmentStruct> = {}): ICases.AmendmentStruct {
  return {
    recallId,
    version: 2,
    measure: position(MEASURES, "corrective-update"),
    severity: position(SEVERITIES, "critical"),
    notice: NOTICE,
    added: [],
    reason: "a reason",
    ...changes,
  };
}

/** What makes a recall smaller waits so many seconds between its two keys. */
export const SHRINK_DELAY = 86_400;

export type Step = "open" | "amend" | "close" | "withdraw";

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

/** Drafts a step, lets time pass, and releases it with the issuer's second key. */
export async function takeStep(register: Register, issuer: BigNumberish, step: Step, args: readonly unknown[], wait = 0) {
  await draftStep(register, issuer, step, args);
  if (wait !== 0) await networkHelpers.time.increase(wait);
  const { recalls } = register;
  return recalls.connect(keysOf(register, issuer).key).getFunction(step)(...(args as [never]));
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

/** Drafts a recall's end and ends it a day later. */
export const endRecall = (register: Register, issuer: BigNumberish, recall: RecallId, step: "close" | "withdraw" = "close") =>
  takeStep(register, issuer, step, [recall, "done"], SHRINK_DELAY);

type Act = "Acknowledge" | "StateRemedy";
const TERMS: Record<Act, { name: string; type: string }[]> = {
  Acknowledge: [{ name: "recallId", type: "uint32" }],
  StateRemedy: [
    { name: "recallId", type: "uint32" },
    { name: "remedy", type: "uint8" },
  ],
};

/** What the owner of a unit signs, for anyone to carry. */
export type ActTerms = { deviceId: bigint; recallId: number; remedy?: number; epoch: number; nonce: number; deadline: number };

/** Signs an owner's act about a recall. */
export async function signAct({ recalls }: Register, signer: Signer, act: Act, terms: ActTerms) {
  const domain = { name: "Muster Recalls", version: "1", chainId, verifyingContract: await recalls.getAddress() };
  const types = {
    [act]: [
      { name: "deviceId", type: "uint256" },
      ...TERMS[act],
      { name: "epoch", type: "uint16" },
      { name: "nonce", type: "uint256" },
      { name: "deadline", type: "uint256" },
    ],
  };
  return { deadline: terms.deadline, signature: await signer.signTypedData(domain, types, terms) };
}
