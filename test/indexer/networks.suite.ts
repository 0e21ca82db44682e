import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { type Hex, keccak256, toHex } from "viem";
import * as calls from "../../lib/chain/calls.ts";
import type { AbuseCount } from "../../lib/domain/abuse-counts.ts";
import { type CastId, castMember } from "../../lib/domain/cast.ts";
import { asNumber, formatModelId, type OrgId } from "../../lib/domain/ids.ts";
import type { AddressFamily } from "../../lib/domain/kinds.ts";
import type { Observation } from "../../lib/domain/observation.ts";
import { weekOf, weekStart } from "../../lib/domain/week.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import type { NetworkView } from "../../lib/feed/wire.ts";
import type { Register } from "./fixture.ts";
import type { Cast, Shared } from "./world.ts";

const DAY = 86_400;
const [FENNEL, OTHER] = [asNumber(64_500), asNumber(64_501)];

/** SHA-256 of a report, as far as anybody can tell. */
const report = (name: string): Hex => keccak256(toHex(name));

export function networkSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;
  let [watch, second, fennel] = [0, 0, 0] as unknown as [OrgId, OrgId, OrgId];

  const now = async () => Number((await register.chain.getBlock()).timestamp);
  const govern = (call: calls.Call) => register.as("gus", call);
  const suspend = (body: OrgId, isSuspended: boolean) => govern(calls.setSuspended(register.deployment, body, isSuspended, "looked at"));
  const setRight = (body: OrgId, admin: CastId, may: boolean) =>
    register.as(admin, calls.setOperator(register.deployment, body, castMember(admin).address, may ? ["networks"] : []));

  before(async function () {
    this.timeout(60_000);
    ({ register, cast } = shared);
    const admit = (kind: "observer" | "network-operator", admin: CastId, name: string, domain: string, country: string) =>
      register.admit({ kind, admin, name, domain, country, operators: { [admin]: ["networks"] } });
    watch = await admit("observer", "olga", "Open Route Watch", "routewatch.example", "NL");
    second = await admit("observer", "eli", "Second Watch", "second.example", "US");
    fennel = await admit("network-operator", "nora", "Fennel Net", "fennel.example", "SE");
    await govern(calls.assignNetwork(register.deployment, FENNEL, fennel, "as the registry says"));
  });

  /** Tests of the last ten days that were dropped, but for what a test changes. */
  async function observe(by: "olga" | "eli", changes: Partial<Observation>): Promise<Observation> {
    const at = await now();
    const times = { first: at - 10 * DAY, last: at - DAY, expiresAt: at + 90 * DAY };
    const found = {
      asn: FENNEL,
      family: "ipv4",
      method: "client",
      blocked: 0,
      received: 0,
      evidence: report("r"),
      ...times,
      ...changes,
    } as const;
    await register.as(by, calls.recordObservations(register.deployment, by === "olga" ? watch : second, [found]));
    return found;
  }
  const read = async (asn = FENNEL): Promise<NetworkView> => {
    await register.settle();
    return register.feed.network(asn);
  };
  const verdicts = async (asn = FENNEL) => {
    const { standing } = await read(asn);
    return [standing.ipv4.verdict, standing.ipv6.verdict];
  };
  const reply = (wantsRetest: boolean, family?: AddressFamily) =>
    register.as("nora", calls.replyForNetwork(register.deployment, { asn: FENNEL, family, wantsRetest, text: "We have filters now." }));

  it("have no verdict before somebody has tested them, and exist by being assigned or observed", async () => {
    const shown = await read();
    expect([shown.standing.ipv4.verdict, shown.standing.ipv6.verdict]).to.deep.equal(["unknown", "unknown"]);
    expect(shown.operator).to.deep.equal({ id: fennel, name: "Fennel Net", domain: "fennel.example", country: "SE" });
    expect(shown.assigned?.reason).to.equal("as the registry says");
    const missing = await register.feed.network(65_551).catch(({ code }) => code);
    expect(missing).to.equal("network-unknown");
  });

  it("say for each family what the tests come to, and what that rests on", async () => {
    const found = await observe("olga", { blocked: 3, evidence: report("a") });
    const { standing, observations } = await read();
    expect(standing.ipv4).to.deep.equal({
      ...{ verdict: "filters", blocked: 3, received: 0, reports: 1, observers: 1 },
      ...{ oldest: found.first, newest: found.last },
    });
    expect(standing.ipv6.verdict).to.equal("unknown");
    expect(observations).to.have.length(1);
    expect(observations[0]).to.deep.include({ method: "client", family: "ipv4", blocked: 3, discount: null, withdrawn: null });
    expect(observations[0]?.observer.name).to.equal("Open Route Watch");
    await observe("olga", { family: "ipv6", received: 1, evidence: report("a6") });
    expect(await verdicts()).to.deep.equal(["filters", "too-few-tests"]);
    await observe("olga", { family: "ipv6", received: 2, evidence: report("b6") });
    expect(await verdicts()).to.deep.equal(["filters", "spoofable"]);
  });

  it("count once what two observers draw from the same report, and show where observers differ", async () => {
    await observe("eli", { blocked: 3, evidence: report("a") });
    const { standing, observations } = await read();
    expect(standing.ipv4).to.include({ verdict: "filters", blocked: 3, reports: 1, observers: 2 });
    expect(observations.filter(({ family }) => family === "ipv4")).to.have.length(2);
    await observe("eli", { received: 2, evidence: report("c") });
    expect((await read()).standing.ipv4).to.include({ verdict: "conflicting", blocked: 3, received: 2, reports: 2, observers: 2 });
  });

  it("lose what an observer found while it is suspended or its key has no right, say so, and get it back", async () => {
    const mine = async () =>
      (await read()).observations.find(({ observer, family }) => observer.id === second && family === "ipv4")?.discount;
    for (const [reason, takeAway, giveBack] of [
      ["suspended", () => suspend(second, true), () => suspend(second, false)],
      ["right-lost", () => setRight(second, "eli", false), () => setRight(second, "eli", true)],
    ] as const) {
      await takeAway();
      const at = await now();
      expect(await verdicts(), reason).to.deep.equal(["filters", "spoofable"]);
      expect(await mine()).to.deep.equal({ reason, at });
      expect((await register.feed.networks({ verdict: "conflicting" })).items.map(({ asn }) => asn)).not.to.include(FENNEL);
      await giveBack();
      expect(await verdicts(), `${reason}, lifted`).to.deep.equal(["conflicting", "spoofable"]);
      expect(await mine()).to.equal(null);
    }
    await setRight(second, "eli", false);
    const lostAt = await now();
    await register.as("eli", calls.setOperator(register.deployment, second, castMember("eli").address, ["repairs"]));
    await suspend(second, true);
    await read();
    await suspend(second, false);
    await read();
    expect(await mine(), "the day on which it lost this right").to.deep.equal({ reason: "right-lost", at: lostAt });
    await setRight(second, "eli", true);
  });

  it("do not count what was withdrawn or has expired, and keep it with the reason", async () => {
    await register.as(
      "eli",
      calls.withdrawObservation(register.deployment, second, { asn: FENNEL, family: "ipv4", method: "client" }, "tested the wrong network"),
    );
    const { standing, observations, history } = await read();
    const withdrawn = observations.find(({ observer, family }) => observer.id === second && family === "ipv4");
    expect(standing.ipv4.verdict).to.equal("filters");
    expect(withdrawn?.discount?.reason).to.equal("withdrawn");
    expect(withdrawn?.withdrawn?.reason).to.equal("tested the wrong network");
    expect(history.at(-1)?.name).to.equal("ObservationWithdrawn");
    expect(history.map(({ name }) => name)).to.include("NetworkAssigned");
    const at = await now();
    await observe("olga", { asn: OTHER, received: 2, expiresAt: at + DAY });
    expect(await verdicts(OTHER)).to.deep.equal(["spoofable", "unknown"]);
    await register.later(2 * DAY);
    const later = await read(OTHER);
    expect(later.standing.ipv4).to.deep.include({ verdict: "unknown", reports: 0, newest: null });
    expect(later.observations[0]?.discount).to.deep.equal({ reason: "expired", at: at + DAY });
  });

  it("show what the operator says, and its wish for a retest until somebody records a newer test", async () => {
    await reply(true, "ipv6");
    const wished = await now();
    const { retest, replies } = await read();
    expect(retest).to.deep.equal({ ipv4: null, ipv6: wished });
    expect(replies[0]).to.deep.include({ family: "ipv6", wantsRetest: true, text: "We have filters now.", at: wished });
    await reply(false);
    expect((await read()).retest.ipv6).to.equal(wished);
    await observe("olga", { family: "ipv6", received: 2, evidence: report("older"), last: wished - 60 });
    expect((await read()).retest.ipv6, "an older test").to.equal(wished);
    await register.later(DAY);
    await observe("olga", { family: "ipv6", blocked: 4, evidence: report("newer"), last: await now() });
    expect((await read()).retest).to.deep.equal({ ipv4: null, ipv6: null });
    expect(await verdicts()).to.deep.equal(["filters", "filters"]);
    await reply(true);
    const both = await now();
    expect((await read()).retest).to.deep.equal({ ipv4: both, ipv6: both });
  });

  it("show a membership as the operator's claim, the last word about each programme", async () => {
    const since = 1_700_000_000;
    const claim = (programme: string, from: number | null) =>
      register.as(
        "nora",
        calls.claimMembership(register.deployment, { asn: FENNEL, programme, since: from, link: "https://manrs.example/fennel" }),
      );
    await claim("MANRS", since);
    await claim("MANRS\0", since + 1);
    await claim("Other", since);
    await claim("Other", null);
    const { memberships } = await read();
    expect(memberships.map((of) => [of.programme, of.since])).to.deep.equal([
      ["MANRS", since + 1],
      ["Other", null],
    ]);
    expect(memberships[0]?.operator.id).to.equal(fennel);
  });

  it("are listed with their filters, each once from page to page, and counted by verdict, country and operator", async () => {
    await register.settle();
    const { feed } = register;
    const list = async (filters: Parameters<typeof feed.networks>[0]) => (await feed.networks(filters)).items.map(({ asn }) => asn);
    expect(await list({ operator: fennel })).to.deep.equal([FENNEL]);
    expect(await list({ country: "SE" })).to.deep.equal([FENNEL]);
    expect(await list({ country: "FR" })).to.deep.equal([]);
    expect(await list({ observer: second })).to.deep.equal([FENNEL]);
    expect(await list({ observer: watch })).to.include.members([FENNEL, OTHER]);
    expect(await list({ verdict: "filters", family: "ipv6" })).to.deep.equal([FENNEL]);
    expect(await list({ verdict: "unknown", observer: watch })).to.deep.equal([OTHER]);
    const all = await allPages((paging) => feed.networks({ ...paging, limit: 1 }));
    expect(all.map(({ asn }) => asn)).to.deep.equal([...new Set(all.map(({ asn }) => asn))].sort((a, b) => a - b));
    const { networks, verdicts: counted, countries, operators } = await feed.networks({ verdict: "spoofable" });
    expect(networks).to.equal(all.length);
    for (const family of ["ipv4", "ipv6"] as const)
      for (const [verdict, count] of Object.entries(counted[family]))
        expect(count, verdict).to.equal(all.filter(({ standing }) => standing[family].verdict === verdict).length);
    const sum = (of: { networks: number }[]) => of.reduce((total, share) => total + share.networks, 0);
    expect([sum(countries), sum(operators)]).to.deep.equal([networks, networks]);
    expect(countries.find(({ country }) => country === "SE")?.verdicts.ipv4.filters).to.equal(1);
    expect(operators.at(-1)?.operator, "those of nobody come last").to.equal(null);
    const text = await (await fetch(`${register.indexer().apiUrl}/v1/networks.csv?operator=${fennel}`)).text();
    expect(parse<Record<string, string>>(text, { columns: true })[0]).to.include({ network: "64500", "ipv4: verdict": "filters" });
  });

  describe("with weekly counts", () => {
    const count = async (week: number, counts: AbuseCount[]) =>
      register.as("nora", calls.countAbuse(register.deployment, FENNEL, week, counts));
    const petrel = () => formatModelId(cast.models.petrel);

    it("say how many devices of a model and of a maker were reported in the last published weeks", async () => {
      const week = weekOf(await now());
      const modelId = cast.models.petrel;
      await count(week - 20, [{ modelId, reported: 100, claimed: 0, remedied: 0 }]);
      for (let n = 12; n > 1; n--) await count(week - n, []);
      await count(week - 1, [
        { modelId: null, reported: 50, claimed: 0, remedied: 0 },
        { modelId, reported: 12, claimed: 6, remedied: 5 },
      ]);
      await register.settle();
      const totals = { reported: 12, claimed: 6, remedied: 5, networks: 1, from: week - 12, to: week - 1, weeks: 12 };
      const { items, totals: shown } = await register.feed.attacks({ model: petrel() });
      expect(shown).to.deep.equal(totals);
      expect(items.map((item) => [item.week, item.reported])).to.deep.equal([
        [week - 1, 12],
        [week - 20, 100],
      ]);
      expect(items[0]).to.deep.include({ from: weekStart(week - 1), to: weekStart(week), discount: null });
      expect((await register.feed.model(petrel())).attacks).to.deep.equal(totals);
      expect((await register.feed.scorecard(cast.orgs.petrel)).attacks).to.deep.equal(totals);
      expect((await register.feed.scorecard(cast.orgs.cobalt)).attacks).to.include({ reported: 0, networks: 0, weeks: 12 });
      const all = await allPages((paging) => register.feed.attacks({ ...paging, network: FENNEL, limit: 1 }));
      expect(all.map((item) => [item.week, item.model?.id ?? null])).to.deep.equal([
        [week - 1, null],
        [week - 1, petrel()],
        [week - 20, petrel()],
      ]);
      expect((await register.feed.attacks({ org: cast.orgs.petrel })).items).to.have.length(2);
      const { weeks } = await read();
      expect(weeks.map((of) => of.week)).to.deep.equal([...Array.from({ length: 12 }, (_, n) => week - 1 - n), week - 20]);
      expect(weeks[0]?.counts.map(({ model, reported }) => [model?.id ?? null, reported])).to.deep.equal([
        [null, 50],
        [petrel(), 12],
      ]);
    });

    it("do not count while whoever published them is not in good standing", async () => {
      await suspend(fennel, true);
      await register.settle();
      const { items, totals } = await register.feed.attacks({ model: petrel() });
      expect(items.map(({ discount }) => discount?.reason)).to.deep.equal(["suspended", "suspended"]);
      expect(totals).to.include({ reported: 0, networks: 0 });
      expect((await register.feed.model(petrel())).attacks.reported).to.equal(0);
      await suspend(fennel, false);
      await register.settle();
      expect((await register.feed.model(petrel())).attacks.reported).to.equal(12);
    });
  });
}
