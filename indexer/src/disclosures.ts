import { type Context, ponder } from "ponder:registry";
import { disclosure, filing, judgement } from "ponder:schema";
import { eq } from "ponder";
import { STANDINGS, standingOf } from "../../lib/domain/disclosure.ts";
import { formatModelId, modelIdFromChain, orgOf } from "../../lib/domain/ids.ts";
import { ANSWERS, DISCLOSURE_KINDS, VERDICTS, word } from "../../lib/domain/kinds.ts";
import { record } from "../history.ts";

type Change = Partial<typeof disclosure.$inferInsert>;

/** Changes a disclosure, and says anew how far it can be relied on. @returns what an entry of the history is about. */
async function change(context: Context, id: number, changes: Change) {
  const row = await context.db.update(disclosure, { id }).set(changes);
  const judged = await context.db.sql.select({ verdict: judgement.verdict }).from(judgement).where(eq(judgement.disclosureId, id));
  const standing = standingOf({
    isWithdrawn: row.withdrawnAt !== null,
    isAnswered: row.answeredAt !== null,
    isDemanded: row.demandedAt !== null,
    verdicts: judged.map(({ verdict }) => verdict),
  });
  await context.db.update(disclosure, { id }).set({ standing, rank: STANDINGS.indexOf(standing) });
  return { modelId: row.modelId, disclosureId: id };
}

ponder.on("Disclosures:DisclosureFiled", async ({ event, context }) => {
  const { researcher, commitment } = event.args;
  await context.db.insert(filing).values({ researcher, commitment, filedAt: Number(event.block.timestamp) });
  await record("DisclosureFiled", { event, context }, {}, event.args);
});

ponder.on("Disclosures:DisclosureRevealed", async ({ event, context }) => {
  const { disclosureId: id, researcher, commitment, filedAt, finding } = event.args;
  const modelId = modelIdFromChain(event.args.modelId);
  const kind = word(DISCLOSURE_KINDS, finding.kind);
  const { declaration, subject, digest, salt } = finding;
  await context.db.delete(filing, { researcher, commitment });
  await context.db.insert(disclosure).values({
    ...{ id, modelId, orgId: orgOf(modelId), researcher, kind, declaration, subject, digest, salt, commitment, filedAt },
    ...{ revealedAt: Number(event.block.timestamp), tx: event.transaction.hash },
    ...{ standing: "unanswered" as const, rank: STANDINGS.indexOf("unanswered") },
  });
  const args = { ...event.args, modelId: formatModelId(modelId), finding: { ...finding, modelId: formatModelId(modelId), kind } };
  await record("DisclosureRevealed", { event, context }, { orgId: orgOf(modelId), modelId, disclosureId: id }, args);
});

ponder.on("Disclosures:DisclosureWithdrawn", async ({ event, context }) => {
  const changes = { withdrawnAt: Number(event.block.timestamp), withdrawnReason: event.args.reason };
  const about = await change(context, event.args.disclosureId, changes);
  await record("DisclosureWithdrawn", { event, context }, about, event.args);
});

ponder.on("Disclosures:DisclosureAnswered", async ({ event, context }) => {
  const { disclosureId: id, maker: orgId, release, document } = event.args;
  const answer = word(ANSWERS, event.args.answer);
  const at = Number(event.block.timestamp);
  const before = await context.db.find(disclosure, { id });
  const changes = {
    ...{ answer, release, document, answeredAt: at },
    firstAnsweredAt: before?.firstAnsweredAt ?? at,
    fixedAt: before?.fixedAt ?? (answer === "fixed" ? at : null),
    demandAnsweredAt: before?.demandedAt ? (before.demandAnsweredAt ?? at) : null,
  };
  const about = await change(context, id, changes);
  await record("DisclosureAnswered", { event, context }, { ...about, orgId }, { ...event.args, answer });
});

ponder.on("Disclosures:DisclosureJudged", async ({ event, context }) => {
  const { disclosureId, regulator: regulatorId, reason } = event.args;
  const verdict = word(VERDICTS, event.args.verdict);
  const said = { verdict, reason, at: Number(event.block.timestamp) };
  await context.db
    .insert(judgement)
    .values({ disclosureId, regulatorId, ...said })
    .onConflictDoUpdate(said);
  const about = await change(context, disclosureId, {});
  await record("DisclosureJudged", { event, context }, { ...about, orgId: regulatorId }, { ...event.args, verdict });
});

ponder.on("Disclosures:AnswerDemanded", async ({ event, context }) => {
  const { disclosureId, regulator, dueAt, reason } = event.args;
  const changes = {
    ...{ demandedBy: regulator, demandedAt: Number(event.block.timestamp), dueAt },
    ...{ demandReason: reason, demandAnsweredAt: null },
  };
  const about = await change(context, disclosureId, changes);
  await record("AnswerDemanded", { event, context }, { ...about, orgId: regulator }, event.args);
});
