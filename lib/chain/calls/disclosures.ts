import { type Hex, zeroHash } from "viem";
import type { Finding } from "../../domain/disclosure.ts";
import type { DisclosureId, OrgId } from "../../domain/ids.ts";
import { ANSWERS, type Answer, DISCLOSURE_KINDS, position, VERDICTS, type Verdict } from "../../domain/kinds.ts";
import { disclosuresAbi } from "../abis.generated.ts";
import { type At, type Call, callsOf } from "./call.ts";

type Register = At<"Disclosures">;
const call = callsOf("Disclosures", disclosuresAbi);

// ---- researchers ----

/** @param commitment From `commitmentOf`. */
export const fileDisclosure = (register: Register, commitment: Hex): Call => call(register, "file", commitment);

/** From the account that filed it, an hour later or more. */
export const revealDisclosure = (register: Register, finding: Finding): Call =>
  call(register, "reveal", { ...finding, kind: position(DISCLOSURE_KINDS, finding.kind) });

export const withdrawDisclosure = (register: Register, id: DisclosureId, reason: string): Call => call(register, "withdraw", id, reason);

// ---- makers ----

export type DisclosureAnswer = {
  id: DisclosureId;
  says: Answer;
  /** Sequence number of the release that fixes it; 0 for none. */
  release?: number;
  /** SHA-256 of what the maker explains; zeros for nothing. */
  document?: Hex;
};

export const answerDisclosure = (register: Register, { id, says, release = 0, document = zeroHash }: DisclosureAnswer): Call =>
  call(register, "answer", id, position(ANSWERS, says), release, document);

// ---- regulators ----

export const judgeDisclosure = (register: Register, regulator: OrgId, id: DisclosureId, verdict: Verdict, reason: string): Call =>
  call(register, "judge", regulator, id, position(VERDICTS, verdict), reason);

/** @param dueAt Unix time. */
export const demandAnswer = (register: Register, regulator: OrgId, id: DisclosureId, dueAt: number, reason: string): Call =>
  call(register, "demandAnswer", regulator, id, dueAt, reason);
