import { type RecallId, recallId } from "../../../lib/domain/ids.ts";
import { EVIDENCES, MEASURES, position, SCOPE_KINDS, SEVERITIES } from "../../../lib/domain/kinds.ts";
import type { IRecalls } from "../../../types/ethers-contracts/contracts/Recalls.ts";
import type { Register } from "../fixture.ts";

export const NOTICE = `0x${"d0".repeat(32)}`;

type Item = IRecalls.ScopeItemStruct;

export const wholeModel = (subject: bigint): Item => ({ kind: position(SCOPE_KINDS, "model"), subject, first: 0, last: 0 });
export const range = (batch: number, first: number, last: number): Item => ({
  kind: position(SCOPE_KINDS, "batch"),
  subject: batch,
  first,
  last,
});
export const component = (batch: number): Item => ({ kind: position(SCOPE_KINDS, "component"), subject: batch, first: 0, last: 0 });

/** A valid opening by the brand over all of its cameras, but for what a test changes. */
export function opening({ orgs, models }: Register, changes: Partial<IRecalls.OpeningStruct> = {}): IRecalls.OpeningStruct {
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

/** Opens a recall with a key of its issuer. */
export async function addRecall(register: Register, changes: Partial<IRecalls.OpeningStruct> = {}): Promise<RecallId> {
  const { recalls, orgs, boardKey, brandKey, regulatorKey } = register;
  const terms = opening(register, changes);
  const key = { [orgs.board]: boardKey, [orgs.regulator]: regulatorKey }[Number(terms.issuer)] ?? brandKey;
  const id = recallId(await recalls.connect(key).open.staticCall(terms));
  await recalls.connect(key).open(terms);
  return id;
}
