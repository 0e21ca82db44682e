import { decodeEventLog, getAddress, type RpcLog } from "viem";
import type { CaseEvent } from "../../domain/audit-case.ts";
import { deviceIdFromChain, modelIdFromChain, orgId, type RecallId, recallId } from "../../domain/ids.ts";
import { EVIDENCES, MEASURES, REMEDIES, REPLIES, SEVERITIES, word } from "../../domain/kinds.ts";
import type { CourseEvent } from "../../domain/replay.ts";
import { recallsAbi } from "../abis.generated.ts";
import { scopeItemFromChain } from "../scope-item.ts";

/** The events of a recall that change its case or its figures. */
export const CASE_EVENTS = [
  "RecallOpened",
  "RecallAmended",
  "FixOffered",
  "MakerReplied",
  "RecallClosed",
  "RecallWithdrawn",
  "RecallAcknowledged",
  "RemedyRecorded",
] as const;

/** What one log says: of the case itself, or of one unit in it. */
export type CaseLog = { recallId: RecallId; said: CaseEvent | null; course: CourseEvent | null };

/** @param time Of its block. */
export function caseLog({ data, topics }: RpcLog, time: number): CaseLog | null {
  const { eventName, args } = decodeEventLog({ abi: recallsAbi, data, topics: topics as never, strict: true });
  const about = (said: CaseEvent): CaseLog => ({ recallId: recallId((args as { recallId: number }).recallId), said, course: null });
  switch (eventName) {
    case "RecallOpened":
    case "RecallAmended": {
      const { version, notice } = args;
      const version_ = {
        ...{ version, notice, at: time, author: getAddress(args.author) },
        measure: word(MEASURES, args.measure),
        severity: word(SEVERITIES, args.severity),
      };
      if (eventName === "RecallAmended")
        return about({ kind: "amended", time, version: { ...version_, added: args.added.map(scopeItemFromChain), reason: args.reason } });
      const opened = { ...version_, added: args.scope.map(scopeItemFromChain), reason: "" };
      return about({ kind: "opened", time, issuer: orgId(args.issuer), minEvidence: word(EVIDENCES, args.minEvidence), version: opened });
    }
    case "FixOffered":
      return about({ kind: "offered", time, modelId: modelIdFromChain(args.modelId), sequence: args.sequence });
    case "MakerReplied":
      return about({
        kind: "replied",
        time,
        orgId: orgId(args.maker),
        reply: { says: word(REPLIES, args.reply), document: args.document },
      });
    case "RecallClosed":
    case "RecallWithdrawn":
      return about({ kind: "ended", time, state: eventName === "RecallClosed" ? "closed" : "withdrawn" });
    case "RecallAcknowledged": {
      const deviceId = deviceIdFromChain(args.deviceId);
      return { recallId: recallId(args.recallId), said: null, course: { kind: "acknowledged", time, deviceId, epoch: args.epoch } };
    }
    case "RemedyRecorded": {
      const deviceId = deviceIdFromChain(args.deviceId);
      const done = { remedy: word(REMEDIES, args.remedy), evidence: word(EVIDENCES, args.evidence), epoch: args.epoch };
      return { recallId: recallId(args.recallId), said: null, course: { kind: "remedy", time, deviceId, ...done } };
    }
    default:
      return null;
  }
}
