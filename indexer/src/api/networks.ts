import { db } from "ponder:api";
import { network, observation, operator, organization, retest } from "ponder:schema";
import { and, eq, isNull } from "ponder";
import { getAddress } from "viem";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { Asn } from "../../../lib/domain/ids.ts";
import { discountOf, NETWORK_VERDICTS, networkStanding, type ObservationFacts } from "../../../lib/domain/network-standing.ts";
import { timeAt } from "../../../lib/domain/register-time.ts";
import type { Asked } from "../../../lib/feed/routes.ts";
import type { NetworkList, NetworkSummary, VerdictCounts } from "../../../lib/feed/wire/networks.ts";
import type { NetworkView } from "../../../lib/feed/wire.ts";
import { ofOneBlock } from "./health.ts";
import { judgedOnce, keptWhileSame } from "./kept.ts";
import { loadSaid } from "./network-words.ts";
import { bodyColumns } from "./refs.ts";
import type { Handlers } from "./serve.ts";
import { toPage } from "./to-page.ts";
import { signedBy, trustColumns, trustOf } from "./trust.ts";

const operatorColumns = { ...bodyColumns, country: organization.country };

type Found = ObservationFacts & { row: typeof observation.$inferSelect; body: { id: number; name: string; domain: string } };

/** Latest observations with what says whether they count, newest test first. */
async function loadObservations(about?: ReturnType<typeof and>): Promise<Map<Asn, Found[]>> {
  const rows = await db
    .select({ row: observation, body: bodyColumns, trust: trustColumns })
    .from(observation)
    .innerJoin(organization, eq(organization.id, observation.observerId))
    .innerJoin(operator, signedBy(observation.observerId, observation.author))
    .where(about);
  const found = rows.map(({ row, body, trust }) => ({ ...row, observer: row.observerId, ...trustOf(trust), row, body }));
  found.sort((a, b) => b.last - a.last || a.observer - b.observer || a.method.localeCompare(b.method));
  return Map.groupBy(found, ({ row }) => row.asn);
}

type Known = { asn: Asn; operator: NetworkSummary["operator"]; found: Found[]; retest: NetworkSummary["retest"] };

/** Networks by number, with all that their verdicts follow from. */
async function loadNetworks(asn?: Asn): Promise<(Known & { assigned: NetworkView["assigned"] })[]> {
  const [rows, found, wishes] = await Promise.all([
    db
      .select({ row: network, operator: operatorColumns })
      .from(network)
      .leftJoin(organization, eq(organization.id, network.operatorId))
      .where(asn === undefined ? undefined : eq(network.asn, asn))
      .orderBy(network.asn),
    loadObservations(asn === undefined ? undefined : eq(observation.asn, asn)),
    db
      .select()
      .from(retest)
      .where(and(isNull(retest.metAt), asn === undefined ? undefined : eq(retest.asn, asn))),
  ]);
  const wished = Map.groupBy(wishes, (wish) => wish.asn);
  return rows.map(({ row, operator }) => {
    const since = (family: "ipv4" | "ipv6") => wished.get(row.asn)?.find((wish) => wish.family === family)?.wishedAt ?? null;
    return {
      ...{ asn: row.asn, operator, found: found.get(row.asn) ?? [], retest: { ipv4: since("ipv4"), ipv6: since("ipv6") } },
      assigned: row.assignedAt === null ? null : { at: row.assignedAt, reason: row.assignedReason ?? "" },
    };
  });
}

export const allNetworks = keptWhileSame(() => loadNetworks());

/** A network as it stands at a time: verdicts follow from the hour, so they are not kept. */
const summaryOf = ({ asn, operator, found, retest: wished }: Known, now: number): NetworkSummary => ({
  ...{ asn, operator, retest: wished },
  standing: { ipv4: networkStanding(found, "ipv4", now), ipv6: networkStanding(found, "ipv6", now) },
});

const countVerdicts = (networks: readonly NetworkSummary[], family: "ipv4" | "ipv6"): VerdictCounts =>
  Object.fromEntries(
    NETWORK_VERDICTS.map((verdict) => [verdict, networks.filter(({ standing }) => standing[family].verdict === verdict).length]),
  ) as VerdictCounts;

const shares = (networks: readonly NetworkSummary[]) => ({
  networks: networks.length,
  verdicts: { ipv4: countVerdicts(networks, "ipv4"), ipv6: countVerdicts(networks, "ipv6") },
});

/** By a key in order, networks without one last. */
function byKey<Key extends string | number>(networks: readonly NetworkSummary[], of: (network: NetworkSummary) => Key | undefined) {
  const groups = [...Map.groupBy(networks, of)];
  const rank = (key: Key | undefined) => (key === undefined ? 1 : 0);
  return groups.sort(([a], [b]) => rank(a) - rank(b) || ((a ?? 0) < (b ?? 0) ? -1 : 1));
}

type Filters = Asked<"GET /networks">["query"];

const fits = ({ operator, found }: Known, filters: Filters): boolean =>
  (filters.country === undefined || operator?.country === filters.country) &&
  (filters.operator === undefined || operator?.id === filters.operator) &&
  (filters.observer === undefined || found.some(({ observer }) => observer === filters.observer));

const stands = ({ standing }: NetworkSummary, { verdict, family }: Filters): boolean =>
  verdict === undefined || (["ipv4", "ipv6"] as const).some((each) => (family ?? each) === each && standing[each].verdict === verdict);

/** All networks as they stand; each verdict is asked for by every page of the list. */
const judgeAll = judgedOnce((all: readonly Known[], now: number) => all.map((known) => ({ known, summary: summaryOf(known, now) })));

function listOf(
  all: ReturnType<typeof judgeAll>,
  filters: Filters,
): Omit<NetworkList, "items" | "next" | "asOf"> & { fitting: NetworkSummary[] } {
  const networks = all.filter(({ known }) => fits(known, filters)).map(({ summary }) => summary);
  return {
    ...shares(networks),
    countries: byKey(networks, ({ operator }) => operator?.country).map(([country, of]) => ({ country: country ?? null, ...shares(of) })),
    operators: byKey(networks, ({ operator }) => operator?.id).map(([, of]) => ({ operator: of[0]?.operator ?? null, ...shares(of) })),
    fitting: networks.filter((network) => stands(network, filters)),
  };
}

const observationView = ({ row, body, ...facts }: Found, now: number): NetworkView["observations"][number] => ({
  ...{ observer: body, author: getAddress(row.author), family: row.family, method: row.method },
  ...{ blocked: row.blocked, received: row.received, first: row.first, last: row.last, expiresAt: row.expiresAt },
  ...{ evidence: row.evidence, recordedAt: row.recordedAt, discount: discountOf(facts, now) },
  withdrawn: row.withdrawnAt === null ? null : { at: row.withdrawnAt, reason: row.withdrawnReason ?? "" },
});

export const networks = {
  "GET /networks": ({ query }) =>
    ofOneBlock(async (block) => {
      const { fitting, ...counts } = listOf(judgeAll(await allNetworks(), timeAt(block)), query);
      const { cursor = 0, limit } = query;
      const rows = fitting.filter(({ asn }) => asn > cursor).slice(0, limit + 1);
      const page = await toPage(
        rows,
        limit,
        ({ asn }) => asn,
        async (shown) => shown,
      );
      return { ...page, ...counts };
    }),
  "GET /networks/:asn": ({ path: { asn } }) =>
    ofOneBlock(async (block) => {
      const now = timeAt(block);
      const [[known], said] = await Promise.all([loadNetworks(asn), loadSaid(asn)]);
      if (!known) throw new MusterError("network-unknown", { asn });
      const { assigned, found } = known;
      return { ...summaryOf(known, now), assigned, observations: found.map((one) => observationView(one, now)), ...said };
    }),
} satisfies Partial<Handlers>;
