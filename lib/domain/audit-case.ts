import type { AuditCase, AuditReply, AuditVersion } from "./audit.ts";
import type { ModelId, OrgId, RecallId } from "./ids.ts";
import type { Evidence } from "./kinds.ts";
import type { CourseEvent } from "./replay.ts";

/** What the chain says of a case itself. */
export type CaseEvent = { time: number } & (
  | { kind: "opened"; issuer: OrgId; minEvidence: Exclude<Evidence, "none">; version: AuditVersion }
  | { kind: "amended"; version: AuditVersion }
  | { kind: "offered"; modelId: ModelId; sequence: number }
  | { kind: "replied"; orgId: OrgId; reply: Omit<AuditReply, "at"> }
  | { kind: "ended"; state: "closed" | "withdrawn" }
);

/**
 * A case as its events tell it.
 * @param events In the order of the chain.
 * @returns null when it was not opened, or when versions are missing between those that are there.
 */
export function caseOf(recallId: RecallId, events: readonly CaseEvent[]): AuditCase | null {
  const [opening] = events;
  if (opening?.kind !== "opened") return null;
  const { issuer, minEvidence, time: openedAt } = opening;
  const versions: AuditVersion[] = [];
  const fixes = new Map<ModelId, AuditCase["fixes"][number]>();
  const replies = new Map<OrgId, AuditReply>();
  const end: Pick<AuditCase, "state" | "endedAt"> = { state: "open", endedAt: null };
  for (const event of events) {
    if (event.kind === "opened" || event.kind === "amended") versions.push(event.version);
    else if (event.kind === "offered")
      fixes.set(event.modelId, { modelId: event.modelId, sequence: event.sequence, offeredAt: event.time });
    else if (event.kind === "replied") replies.set(event.orgId, { ...event.reply, at: event.time });
    else Object.assign(end, { state: event.state, endedAt: event.time });
  }
  if (versions.some(({ version }, i) => version !== i + 1)) return null;
  return { recallId, issuer, minEvidence, openedAt, ...end, versions, fixes: [...fixes.values()], replies };
}

/** What an event of the case changes in its figures; null when nothing. */
export function effectOf(event: CaseEvent): CourseEvent | null {
  const { time } = event;
  if (event.kind === "opened" || event.kind === "amended") return { kind: "version", time, added: event.version.added };
  return event.kind === "offered" ? { kind: "fix", time, modelId: event.modelId, sequence: event.sequence } : null;
}
