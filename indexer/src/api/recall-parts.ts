import { db } from "ponder:api";
import { affectedSpan, batch, fix, makerReply, organization, type recall, recallVersion, scopeItem } from "ponder:schema";
import { and, eq, min, ne } from "ponder";
import { getAddress } from "viem";
import { askedAt } from "../../../lib/domain/reply-clock.ts";
import { toWire } from "../../../lib/feed/scope-item.ts";
import type { ModelRef, RecallView, ReleaseView } from "../../../lib/feed/wire.ts";
import { fromRow } from "../../scope-rows.ts";
import { bodyColumns, loadModelRefs, loadReleases } from "./refs.ts";

export async function loadVersions(recallId: number): Promise<RecallView["versions"]> {
  const [versions, items] = await Promise.all([
    db.select().from(recallVersion).where(eq(recallVersion.recallId, recallId)).orderBy(recallVersion.version),
    db.select().from(scopeItem).where(eq(scopeItem.recallId, recallId)).orderBy(scopeItem.position),
  ]);
  return versions.map(({ version, measure, severity, notice, author, at, reason }) => ({
    ...{ version, measure, severity, notice, author: getAddress(author), at, reason },
    added: items.filter((item) => item.version === version).map((item) => toWire(fromRow(item))),
  }));
}

/** The makers, other than the issuer, whose devices a recall affects, and what they say. */
export async function loadMakers({ id, issuerId, openedAt }: typeof recall.$inferSelect): Promise<RecallView["makers"]> {
  const [makers, replies] = await Promise.all([
    db
      .select({ maker: bodyColumns, registeredAt: min(batch.registeredAt) })
      .from(affectedSpan)
      .innerJoin(batch, eq(batch.id, affectedSpan.batchId))
      .innerJoin(organization, eq(organization.id, batch.orgId))
      .where(and(eq(affectedSpan.recallId, id), ne(batch.orgId, issuerId)))
      .groupBy(organization.id, organization.name, organization.domain)
      .orderBy(organization.id),
    db.select().from(makerReply).where(eq(makerReply.recallId, id)),
  ]);
  return makers.map(({ maker, registeredAt }) => {
    const said = replies.find(({ orgId }) => orgId === maker.id);
    return {
      maker,
      askedAt: askedAt(openedAt, registeredAt ?? 0),
      reply: said ? { says: said.reply, document: said.document, at: said.at } : null,
    };
  });
}

export async function loadFixes(recallId: number): Promise<RecallView["fixes"]> {
  const fixes = await db.select().from(fix).where(eq(fix.recallId, recallId)).orderBy(fix.modelId);
  const modelIds = fixes.map(({ modelId }) => modelId);
  const [models, releases] = await Promise.all([loadModelRefs(modelIds), loadReleases(modelIds)]);
  return fixes.map(({ modelId, sequence, offeredAt }) => ({
    model: models.get(modelId) as ModelRef,
    release: releases(modelId).find((item) => item.sequence === sequence) as ReleaseView,
    offeredAt,
  }));
}
