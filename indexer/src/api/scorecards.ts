import { db } from "ponder:api";
import { organization, recall } from "ponder:schema";
import { eq, ne } from "ponder";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { ModelId, OrgId } from "../../../lib/domain/ids.ts";
import { daysFrom } from "../../../lib/domain/milestones.ts";
import { timeAt } from "../../../lib/domain/register-time.ts";
import { supportRecord, type Timing, timingOf } from "../../../lib/domain/scorecard.ts";
import { inOrder } from "../../../lib/domain/scorecard-order.ts";
import type { RecallRef, Scorecard, ScorecardDetail } from "../../../lib/feed/wire.ts";
import { loadAttacked, ofMaker } from "./attacks.ts";
import { type CaseFigures, type CaseProgress, loadCases } from "./cases.ts";
import { ofOneBlock } from "./health.ts";
import { judgedOnce, keptWhileSame } from "./kept.ts";
import { loadSecurity } from "./models.ts";
import { loadRecallRefs } from "./recall-refs.ts";
import { bodyColumns } from "./refs.ts";
import { loadDisclosed, loadFirstReplies, loadFixesNamed, loadProducts, loadRecallsOf, loadSuppliers } from "./scorecard-facts.ts";
import type { Handlers } from "./serve.ts";

type Case = ScorecardDetail["cases"][number];

/** Everything that scorecards of one maker, or of all, are made from, but for the hour. */
async function loadFacts(orgId: OrgId | null) {
  const standing = ne(recall.state, "withdrawn");
  const ids =
    orgId === null ? (await db.select({ id: recall.id }).from(recall).where(standing)).map(({ id }) => id) : await loadRecallsOf(orgId);
  const refs = await loadRecallRefs(ids);
  const counted = [...refs.values()].filter(({ state }) => state !== "withdrawn");
  const open = counted.map(({ id }) => id);
  const [cases, suppliers, replies, fixes, products, disclosed, attacked] = await Promise.all([
    loadCases(open),
    loadSuppliers(open),
    loadFirstReplies(open),
    loadFixesNamed(open),
    loadProducts(orgId),
    loadDisclosed(orgId),
    loadAttacked(orgId === null ? undefined : ofMaker(orgId)),
  ]);
  const security = await loadSecurity([...products.models.values()].flat().map(({ id }) => id));
  const recalls = counted
    .toSorted((a, b) => b.id - a.id)
    .flatMap((ref) => (cases.has(ref.id) ? [{ ref, figures: cases.get(ref.id) as CaseFigures }] : []));
  const [asMaker, asSupplier, ofModel] = [new Map<OrgId, Counted[]>(), new Map<OrgId, Counted[]>(), new Map<ModelId, Counted[]>()];
  for (const one of recalls) {
    for (const maker of one.figures.makers.keys()) addTo(asMaker, maker, one);
    for (const supplier of suppliers.get(one.ref.id) ?? []) addTo(asSupplier, supplier, one);
    for (const model of one.figures.models) addTo(ofModel, model, one);
  }
  return {
    ...{ asMaker, asSupplier, ofModel },
    replies,
    fixes,
    products,
    disclosed,
    attacked,
    security,
    pending: counted.length - recalls.length,
  };
}

type Counted = { ref: RecallRef; figures: CaseFigures };

/** Adds to what goes by a key, in the order of adding. */
function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

type Facts = Awaited<ReturnType<typeof loadFacts>>;

const caseOf = (ref: RecallRef, role: Case["role"], askedAt: number, progress: CaseProgress, replies: Case["replies"]): Case => ({
  ...{ recall: ref, role, askedAt, replies },
  ...{ involved: progress.now.of, remedied: progress.now.count, halfAt: progress.halfAt, ninetyAt: progress.ninetyAt },
});

/** The newest recall first, and of one first what it is asked as maker. */
function casesOf(orgId: OrgId, { asMaker, asSupplier, replies }: Facts): Case[] {
  const made = (asMaker.get(orgId) ?? []).map(({ ref, figures }) => {
    const own = figures.makers.get(orgId) as CaseProgress & { askedAt: number };
    const said = replies(ref.id, orgId) ?? { repliedAt: null, decidedAt: null };
    return caseOf(ref, "maker", own.askedAt, own, ref.issuer.id === orgId ? null : said);
  });
  const supplied = (asSupplier.get(orgId) ?? []).map(({ ref, figures }) => caseOf(ref, "supplier", ref.openedAt, figures.all, null));
  return [...made, ...supplied].sort((a, b) => b.recall.id - a.recall.id);
}

const sum = (cases: readonly Case[], of: "involved" | "remedied"): number => cases.reduce((all, one) => all + one[of], 0);

/** @param day The milestone of a case; it is of the end of that day, so what it took is counted in days. */
const milestone = (cases: readonly Case[], day: (of: Case) => number | null, now: number): Timing =>
  timingOf(
    cases.map((of) => {
      const at = day(of);
      return { from: of.askedAt, until: at === null ? null : of.askedAt + daysFrom(of.askedAt, at), waits: of.recall.state === "open" };
    }),
    now,
  );

const progressOf = (cases: readonly Case[], now: number) => ({
  recalls: cases.length,
  involved: sum(cases, "involved"),
  remedied: sum(cases, "remedied"),
  half: milestone(cases, ({ halfAt }) => halfAt, now),
  ninety: milestone(cases, ({ ninetyAt }) => ninetyAt, now),
});

function replyTiming(cases: readonly Case[], which: "repliedAt" | "decidedAt", now: number): Timing {
  const asked = cases.filter(({ replies }) => replies !== null);
  return timingOf(
    asked.map(({ askedAt, replies, recall: { state } }) => ({ from: askedAt, until: replies?.[which] ?? null, waits: state === "open" })),
    now,
  );
}

function disclosuresOf(orgId: OrgId, { disclosed }: Facts, now: number): Scorecard["disclosures"] {
  const own = disclosed.get(orgId) ?? [];
  const timing = (which: "firstAnsweredAt" | "fixedAt" | "recalledAt", waits: (of: (typeof own)[number]) => boolean): Timing =>
    timingOf(
      own.map((of) => ({ from: of.revealedAt, until: of[which], waits: waits(of) })),
      now,
    );
  return {
    cases: own.length,
    answer: timing("firstAnsweredAt", () => true),
    fix: timing("fixedAt", () => true),
    recall: timing("recalledAt", ({ fixedAt }) => fixedAt === null),
  };
}

function productsOf(
  orgId: OrgId,
  { ofModel, fixes, products, security }: Facts,
  now: number,
): Pick<Scorecard, "support" | "releases" | "models"> {
  const models = products.models.get(orgId) ?? [];
  const releasesOf = (id: ModelId) => products.releases.get(id) ?? [];
  const releases = models.flatMap(({ id }) => releasesOf(id));
  const promised = models
    .filter(({ kind }) => kind === "device")
    .map(({ id, supportEnd }) => ({
      supportEnd,
      releases: releasesOf(id),
      demands: (ofModel.get(id) ?? []).map(({ ref: { id: recallId, openedAt, endedAt } }) => ({
        ...{ openedAt, endedAt, fixes: fixes(recallId, id) },
      })),
    }));
  const declared = models.filter(({ id }) => security(id, now).declaration !== null);
  return {
    support: supportRecord(promised, now),
    releases: { published: releases.length, revoked: releases.filter(({ revokedAt }) => revokedAt !== null).length },
    models: {
      registered: models.length,
      declared: declared.length,
      certified: declared.filter(({ id }) => security(id, now).certificates.some(({ state }) => state === "in-force")).length,
    },
  };
}

function scorecardOf(organization: Scorecard["organization"], facts: Facts, now: number): Scorecard & Pick<ScorecardDetail, "cases"> {
  const orgId = organization.id as OrgId;
  const cases = casesOf(orgId, facts);
  const asMaker = cases.filter(({ role }) => role === "maker");
  const reply = replyTiming(asMaker, "repliedAt", now);
  const decision = replyTiming(asMaker, "decidedAt", now);
  return {
    organization,
    maker: { ...progressOf(asMaker, now), reply, decision },
    supplier: progressOf(
      cases.filter(({ role }) => role === "supplier"),
      now,
    ),
    disclosures: disclosuresOf(orgId, facts, now),
    attacks: facts.attacked((facts.products.models.get(orgId) ?? []).map(({ id }) => id)),
    ...productsOf(orgId, facts, now),
    pending: facts.pending,
    cases,
  };
}

const isMaker = eq(organization.kind, "manufacturer");

/** Read once for each state of the tables; without recalls that are not counted yet, it is read again for the next who asks. */
const allFacts = keptWhileSame(
  () =>
    ofOneBlock(async () => {
      const [makers, facts] = await Promise.all([db.select(bodyColumns).from(organization).where(isMaker), loadFacts(null)]);
      return { makers, facts };
    }),
  ({ facts }) => facts.pending === 0,
);

const judgeAll = judgedOnce(({ makers, facts }: Awaited<ReturnType<typeof allFacts>>, now: number) =>
  makers.map((body): Scorecard => {
    const { cases, ...card } = scorecardOf(body, facts, now);
    return card;
  }),
);

/** Of all makers, in no order. */
export async function allScorecards(): Promise<Scorecard[]> {
  const found = await allFacts();
  return judgeAll(found, timeAt(found.asOf));
}

export const scorecards = {
  async "GET /organizations/:orgId/scorecard"({ path: { orgId } }) {
    const [body] = await db.select(bodyColumns).from(organization).where(eq(organization.id, orgId));
    if (!body) throw new MusterError("OrganizationsUnknown", { orgId });
    return ofOneBlock(async (block) => scorecardOf(body, await loadFacts(orgId), timeAt(block)));
  },
  async "GET /scorecards"({ query: { cursor, limit, sort } }) {
    const ordered = inOrder(await allScorecards(), sort);
    const from = cursor === undefined ? 0 : ordered.findIndex(({ organization: { id } }) => id === cursor) + 1;
    const items = ordered.slice(from, from + limit);
    const next = from + limit < ordered.length ? String(items.at(-1)?.organization.id) : null;
    return { items, next };
  },
} satisfies Partial<Handlers>;
