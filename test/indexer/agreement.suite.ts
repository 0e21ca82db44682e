import { createRequire } from "node:module";
import { expect } from "chai";
import pg from "pg";
import { hexToBytes } from "viem";
import { standingsOf } from "../../indexer/schema/standing.ts";
import { networksAbi } from "../../lib/chain/abis.generated.ts";
import { batchOf, type DeviceId, deviceId, formatDeviceId, type RecallId } from "../../lib/domain/ids.ts";
import { ADDRESS_FAMILIES, position, TEST_METHODS } from "../../lib/domain/kinds.ts";
import { discountOf, FAMILIES, networkStanding } from "../../lib/domain/network-standing.ts";
import { timeAt } from "../../lib/domain/register-time.ts";
import { affectedRanges, reachedRanges, unionSize } from "../../lib/domain/scope.ts";
import { generator } from "../lib/support/random.ts";
import { live, type Size } from "./agreement/acts.ts";
import { type Driver, drive } from "./agreement/driver.ts";
import type { Case, Facts, Word } from "./agreement/facts.ts";
import { factsOf } from "./agreement/network-acts.ts";
import { emptyWorld, type World } from "./agreement/world.ts";
import type { Shared } from "./world.ts";

/**
 * Invariant I5: the contracts, TypeScript and SQL say the same of every unit in every recall: whether it is affected, and
 * whether it is remedied. Each side has its own way to know: the contracts are asked along every path that there is, with
 * every report; TypeScript sees what they were told; SQL is the indexer's own, over what it read from the chain's events.
 * `MUSTER_I5_PAIRS=100000 npx mocha test/indexer/indexer.test.ts -g I5` looks at more pairs than every run does.
 */
const PAIRS = Number(process.env.MUSTER_I5_PAIRS ?? 1_000);
/** Of one register; more units and recalls make more pairs of each act. */
const SIZE: Size = PAIRS > 10_000 ? { batches: 60, acts: 1_200, cases: 64 } : { batches: 24, acts: 400, cases: 16 };
const SEED = 2016;

/** What was found for a pair: null when the unit is not affected, `open` when it is and not remedied. */
type Verdict = Word | "open" | null;
type Row = { recall_id: number; device_id: string; remedied_by: Word | null };

/** The dialect that Ponder itself uses, to put the indexer's SQL into words. */
async function dialect(): Promise<{ sqlToQuery(sql: unknown): { sql: string; params: unknown[] } }> {
  const path = createRequire(import.meta.resolve("ponder")).resolve("drizzle-orm/pg-core");
  const { PgDialect } = await import(path);
  return new PgDialect();
}

/** All units of small batches, and of the large one those that can be claimed, with some between. */
const unitsOf = ({ batches }: Facts): DeviceId[] =>
  batches.flatMap(({ id, size, coded }) => {
    const indices = size > 10 ? [...coded, 2, 100, 254, 257, 298] : Array.from({ length: size }, (_, index) => index);
    return indices.map((index) => deviceId(id, index));
  });

const keyOf = (recallId: number, id: DeviceId | string) => `${recallId} ${id}`;

async function fromChain(
  driver: Driver,
  { cases, reports }: Facts,
  units: DeviceId[],
): Promise<Map<string, { affected: boolean; open: boolean }>> {
  const found = new Map<string, { affected: boolean; open: boolean }>();
  const recallIds = cases.map(({ id }) => id);
  for (let from = 0; from < units.length; from += 20) {
    const some = units.slice(from, from + 20);
    const verdicts = await driver.ask(
      some.map((id) => ({ deviceId: id, recallIds, reports: reports.filter(({ batchId }) => batchId === batchOf(id)) })),
    );
    for (const [i, id] of some.entries())
      for (const [n, bits] of hexToBytes(verdicts[i] as `0x${string}`).entries())
        found.set(keyOf(recallIds[n] as RecallId, id), { affected: (bits & 1) !== 0, open: (bits & 2) !== 0 });
  }
  return found;
}

export function agreementSuite(shared: Shared): void {
  let db: pg.Client;
  let driver: Driver;
  let render: Awaited<ReturnType<typeof dialect>>;

  before(async () => {
    driver = await drive(shared.register);
    render = await dialect();
    db = new pg.Client({ connectionString: shared.register.database.url });
    await db.connect();
    await db.query("set search_path = indexer");
  });
  after(() => db?.end());

  async function fromSql({ cases }: Facts, units: DeviceId[]): Promise<Map<string, Verdict>> {
    const pairs = cases.flatMap(({ id: recallId }) => units.map((id) => ({ recallId, deviceId: id })));
    const { sql, params } = render.sqlToQuery(standingsOf(pairs));
    const { rows } = await db.query<Row>(sql, params);
    return new Map(rows.map((row) => [keyOf(row.recall_id, row.device_id), row.remedied_by ?? "open"]));
  }

  /** The view of claimed devices has exactly those rows that the twin expects, and the spans have as many units. */
  async function checkViews(facts: Facts, { id, scope }: Case, reached: ReturnType<typeof reachedRanges>): Promise<void> {
    const rows = (await db.query<Row>("select device_id, remedied_by from affected_device where recall_id = $1", [id])).rows;
    const claimed = [...facts.titles.values()].filter((title) => facts.batch(batchOf(title.id)).isDevice);
    const of = facts.cases.find((item) => item.id === id) as Case;
    const expected = claimed.flatMap((title): [string, Verdict][] => {
      const standing = facts.standing(title.id, of, reached);
      return standing === null ? [] : [[`${title.id}`, standing]];
    });
    expect(rows.map((row): [string, Verdict] => [row.device_id, row.remedied_by ?? "open"]).sort(), `view of recall ${id}`).to.deep.equal(
      expected.sort(),
    );
    const made = affectedRanges(scope, facts.batches);
    const swappedIn = claimed.filter((title) => facts.standing(title.id, of, reached) !== null);
    const involved = facts.batches
      .filter(({ isDevice }) => isDevice)
      .reduce((sum, batch) => {
        const units = swappedIn.filter((title) => batchOf(title.id) === batch.id).map((title) => Number(title.id & 0xffffffffn));
        const ranges = [...made.filter(({ batchId }) => batchId === batch.id), ...units.map((first) => ({ first, last: first }))];
        return sum + unionSize(ranges);
      }, 0);
    const spans = await db.query("select coalesce(sum(last - first + 1), 0)::int as units from affected_span where recall_id = $1", [id]);
    expect(spans.rows[0].units, `units of recall ${id}`).to.equal(involved);
  }

  /** The replay of everything that happened ends where the present figures are (I12), and its days are in order. */
  async function checkCourse({ id }: Case): Promise<void> {
    const [{ days }, { counts }] = await Promise.all([shared.register.feed.course(id), shared.register.feed.recall(id)]);
    const { involved, claimed, acknowledged, remedied, removed } = counts;
    const { day: _, ...last } = days.at(-1) as (typeof days)[number];
    expect(last, `course of recall ${id}`).to.deep.equal({ involved, claimed, acknowledged, remedied, removed });
    expect(days.map(({ day }) => day)).to.deep.equal([...new Set(days.map(({ day }) => day))].sort((a, b) => a - b));
  }

  /** What is looked up of single units, most of it from what the API keeps of their batches. */
  async function checkLookUps(facts: Facts, units: DeviceId[]): Promise<void> {
    const reached = new Map(facts.cases.map((of) => [of.id, reachedRanges(of.scope, facts.batches)]));
    for (const id of units) {
      const { recalls, title } = await shared.register.feed.device(formatDeviceId(id));
      const found = Object.fromEntries(recalls.map(({ recall, remediedBy }) => [recall.id, remediedBy ?? "open"]));
      const expected = facts.cases.flatMap((of): [number, Verdict][] => {
        const standing = facts.standing(id, of, reached.get(of.id));
        return standing === null ? [] : [[of.id, standing]];
      });
      expect(found, `look-up of ${formatDeviceId(id)}`).to.deep.equal(Object.fromEntries(expected));
      expect(title?.epoch ?? 0, `title of ${formatDeviceId(id)}`).to.equal(facts.unit(id).epoch);
    }
  }

  it("is kept by every pair of a unit and a recall, whatever people do", async function () {
    this.timeout(3_600_000);
    const { register } = shared;
    const count: Record<string, number> = {};
    let pairs = 0;
    for (let seed = SEED; pairs < PAIRS; seed++) {
      // The indexer reads a long past many times faster than it follows a chain block by block.
      const world = await register.crash(async () => {
        const born = await emptyWorld(register, driver, seed, generator(seed));
        await live(born, seed, SIZE);
        return born;
      });
      shared.lived = world;
      const { facts } = world;
      await register.settle();
      const units = unitsOf(facts);
      const [onChain, inSql] = [await fromChain(driver, facts, units), await fromSql(facts, units)];
      for (const of of facts.cases) {
        const reached = reachedRanges(of.scope, facts.batches);
        for (const id of units) {
          const where = `seed ${seed}, recall ${of.id}, unit ${formatDeviceId(id)}`;
          const twin: Verdict = facts.standing(id, of, reached);
          const chain = onChain.get(keyOf(of.id, id));
          expect(chain?.affected, `${where}: affected on chain`).to.equal(twin !== null);
          expect(chain?.open, `${where}: open on chain`).to.equal(twin === "open");
          expect(inSql.get(keyOf(of.id, id)) ?? null, `${where}: in SQL`).to.equal(twin);
          count[`${twin}`] = (count[`${twin}`] ?? 0) + 1;
          pairs++;
        }
        await checkViews(facts, of, reached);
        await checkCourse(of);
      }
    }
    for (const verdict of ["null", "open", "owner", "repairer", "maker", "device"])
      expect(count[verdict] ?? 0, `pairs that are ${verdict}`).to.be.greaterThan(0);
    if (process.env.MUSTER_I5_PAIRS) console.log(`      ${pairs} pairs: ${JSON.stringify(count)}`);
  });
  it("is kept by what is said of networks: the contract's latest observations, the rule's verdicts, and the API's", async () => {
    const { networks } = shared.lived as World;
    const { feed, chain, deployment } = shared.register;
    const verdicts = new Set<string>();
    const reasons = new Set<string>();
    for (const asn of networks.asns) {
      const shown = await feed.network(asn);
      const [known, now] = [factsOf(networks, asn), timeAt(shown.asOf)];
      for (const family of FAMILIES) {
        expect(shown.standing[family], `AS${asn}, ${family}`).to.deep.equal(networkStanding(known, family, now));
        verdicts.add(shown.standing[family].verdict);
      }
      expect(shown.observations).to.have.length(known.length);
      for (const { observer, family, method, discount, blocked, received } of shown.observations) {
        const own = known.find((one) => one.observer === observer.id && one.family === family && one.method === method);
        expect(discount, `AS${asn}, ${family}, ${method}`).to.deep.equal(own && discountOf(own, now));
        if (discount) reasons.add(discount.reason);
        const args = [observer.id, asn, position(ADDRESS_FAMILIES, family), position(TEST_METHODS, method)] as const;
        const latest = await chain.readContract({
          abi: networksAbi,
          address: deployment.contracts.Networks,
          functionName: "observed",
          args,
        });
        expect([latest.blocked, latest.received]).to.deep.equal(discount?.reason === "withdrawn" ? [0, 0] : [blocked, received]);
      }
    }
    expect(verdicts.size, "different verdicts").to.be.greaterThan(1);
    expect(reasons.size, "different reasons").to.be.greaterThan(1);
  });

  it("is kept by what is looked up, also while people go on and the API has kept what it found", async function () {
    this.timeout(300_000);
    const world = shared.lived as World;
    for (const seed of [SEED - 1, SEED - 2]) {
      await checkLookUps(world.facts, unitsOf(world.facts));
      const { batches, cases } = world.facts;
      await live(world, seed, { batches: batches.length + 1, acts: 40, cases: cases.length + 1 });
      await shared.register.settle();
    }
    await checkLookUps(world.facts, unitsOf(world.facts));
  });
}
