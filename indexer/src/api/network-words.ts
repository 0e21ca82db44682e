import { db } from "ponder:api";
import { attackCount, attackWeek, history, membership, networkReply, operator, organization } from "ponder:schema";
import { and, desc, eq, inArray } from "ponder";
import { getAddress } from "viem";
import type { Asn } from "../../../lib/domain/ids.ts";
import { distrust } from "../../../lib/domain/network-standing.ts";
import { weekEnd, weekStart } from "../../../lib/domain/week.ts";
import type { NetworkView } from "../../../lib/feed/wire.ts";
import { bodyColumns, loadHistory, loadModelRefs } from "./refs.ts";
import { signedBy, trustColumns, trustOf } from "./trust.ts";

const REPLIES = 50;
const WEEKS = 52;

async function loadReplies(asn: Asn): Promise<NetworkView["replies"]> {
  const rows = await db
    .select({ row: networkReply, body: bodyColumns })
    .from(networkReply)
    .innerJoin(organization, eq(organization.id, networkReply.operatorId))
    .where(eq(networkReply.asn, asn))
    .orderBy(desc(networkReply.id))
    .limit(REPLIES);
  return rows.map(({ row: { family, wantsRetest, text, at, author }, body }) => ({
    ...{ operator: body, author: getAddress(author), family, wantsRetest, text, at },
  }));
}

async function loadMemberships(asn: Asn): Promise<NetworkView["memberships"]> {
  const rows = await db
    .select({ row: membership, body: bodyColumns })
    .from(membership)
    .innerJoin(organization, eq(organization.id, membership.operatorId))
    .where(eq(membership.asn, asn))
    .orderBy(membership.programme);
  return rows.map(({ row: { programme, since, link, at, author }, body }) => ({
    ...{ operator: body, author: getAddress(author), programme, since, link, at },
  }));
}

async function loadWeeks(asn: Asn): Promise<NetworkView["weeks"]> {
  const weeks = await db
    .select({ row: attackWeek, body: bodyColumns, trust: trustColumns })
    .from(attackWeek)
    .innerJoin(organization, eq(organization.id, attackWeek.operatorId))
    .innerJoin(operator, signedBy(attackWeek.operatorId, attackWeek.author))
    .where(eq(attackWeek.asn, asn))
    .orderBy(desc(attackWeek.week))
    .limit(WEEKS);
  const numbers = weeks.map(({ row }) => row.week);
  const counts = await db
    .select()
    .from(attackCount)
    .where(and(eq(attackCount.asn, asn), inArray(attackCount.week, numbers)))
    .orderBy(attackCount.modelId);
  const models = await loadModelRefs(counts.map(({ modelId }) => modelId));
  return weeks.map(({ row: { week, publishedAt }, body, trust }) => ({
    ...{ week, from: weekStart(week), to: weekEnd(week), operator: body, publishedAt, discount: distrust(trustOf(trust)) },
    counts: counts
      .filter((count) => count.week === week)
      .map(({ modelId, reported, claimed, remedied }) => ({ model: models.get(modelId) ?? null, reported, claimed, remedied })),
  }));
}

/** What is said of a network besides what was observed in it. */
export async function loadSaid(asn: Asn): Promise<Pick<NetworkView, "replies" | "memberships" | "weeks" | "history">> {
  const [replies, memberships, weeks, entries] = await Promise.all([
    loadReplies(asn),
    loadMemberships(asn),
    loadWeeks(asn),
    loadHistory(eq(history.asn, asn)),
  ]);
  return { replies, memberships, weeks, history: entries };
}
