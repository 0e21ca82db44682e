import { db } from "ponder:api";
import { organization, recall } from "ponder:schema";
import { eq, inArray } from "ponder";
import type { RecallRef } from "../../../lib/feed/wire.ts";

const issuerColumns = { id: organization.id, name: organization.name, domain: organization.domain, kind: organization.kind };

/** Recalls in short, as they stand inside other answers. */
export async function loadRecallRefs(ids: Iterable<number>): Promise<Map<number, RecallRef>> {
  const rows = await db
    .select({ recall, issuer: issuerColumns })
    .from(recall)
    .innerJoin(organization, eq(organization.id, recall.issuerId))
    .where(inArray(recall.id, [...new Set(ids)]));
  return new Map(
    rows.map(({ recall: { id, version, measure, severity, minEvidence, state, notice, openedAt, endedAt }, issuer }) => [
      id,
      {
        id,
        issuer,
        version,
        measure,
        severity,
        minEvidence,
        state,
        notice,
        openedAt,
        endedAt,
      },
    ]),
  );
}
