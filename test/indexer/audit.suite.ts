import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import pg from "pg";
import { keccak256, toHex } from "viem";
import { audit } from "../../lib/chain/audit/audit.ts";
import { readAuditBlock } from "../../lib/chain/audit/block.ts";
import * as calls from "../../lib/chain/calls.ts";
import { SHRINK_DELAY } from "../../lib/chain/draft.ts";
import { type ComparedFigure, compareFigures, namedFigures } from "../../lib/domain/audit-figures.ts";
import { completionDays } from "../../lib/domain/course.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { deviceId, indexOf, type RecallId, recallId } from "../../lib/domain/ids.ts";
import { HALF, heldSince, NINE_TENTHS } from "../../lib/domain/milestones.ts";
import { reachedRanges, wayTo } from "../../lib/domain/scope.ts";
import { totalRemedied } from "../../lib/domain/statistics.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import { publishedFigures } from "../../lib/feed/published-figures.ts";
import { muster, refuse, succeed } from "../cli/muster.ts";
import { take } from "./agreement/acts.ts";
import type { World } from "./agreement/world.ts";
import { countedScorecard } from "./scorecards.suite.ts";
import type { Shared } from "./world.ts";

/** What else people do: acknowledge, reply, lose and scrap devices, and end cases. */
async function liveOn(world: World): Promise<void> {
  const { driver, facts, register, bodies } = world;
  const { deployment } = register;
  for (const [i, title] of [...facts.titles.values()].entries()) {
    if (i % 4 === 1) await driver.send(title.owner, calls.setStolen(deployment, title.id, true));
    if (i % 8 === 1) await driver.send(title.owner, calls.setStolen(deployment, title.id, false));
    if (i % 4 === 2) await driver.send(title.owner, calls.retireDevice(deployment, title.id));
    for (const of of facts.cases.filter((_, n) => (i + n) % 3 === 0)) {
      const way = wayTo(indexOf(title.id), facts.ways(title.id, of));
      if (way) await driver.send(title.owner, calls.acknowledgeRecall(deployment, of.id, title.id, way.path), 20_000);
    }
  }
  for (const [n, of] of facts.cases.entries()) {
    const [range] = reachedRanges(of.scope, facts.batches).filter(({ batchId }) => facts.batch(batchId).isDevice);
    const unit = range && deviceId(range.batchId, range.first);
    const way = unit === undefined ? undefined : wayTo(indexOf(unit), facts.ways(unit, of));
    if (n % 2 === 0 && unit !== undefined && way)
      await driver.send(bodies.makers, calls.replyAsMaker(deployment, of.id, unit, way.path, "affected", keccak256(toHex(`${n}`))));
  }
  const [mistaken, done] = facts.cases;
  const issuer = bodies.regulatorId;
  if (mistaken) await take(world, { step: "withdraw", issuer, recallId: mistaken.id, reason: "another board" }, SHRINK_DELAY);
  if (done) await take(world, { step: "close", issuer, recallId: done.id, reason: "all are fixed" }, SHRINK_DELAY);
}

const wrong = (figures: readonly ComparedFigure[]) => figures.filter(({ same }) => !same);

/**
 * What the indexer publishes is what anybody finds who has a node and nothing else. The history is the one of the suite
 * of invariant I5: claims, handovers, statements, downgrades, reports, remedies, swaps, amendments and exclusions at random.
 */
export function auditSuite(shared: Shared): void {
  let ids: RecallId[];

  before(async function () {
    this.timeout(300_000);
    const { register, lived } = shared;
    if (!lived) throw new Error("the suite of invariant I5 comes first");
    await register.crash(() => liveOn(lived));
    await register.settle();
    ids = (await allPages((paging) => register.feed.recalls(paging))).map(({ id }) => recallId(id));
  });

  const published = (id: RecallId) => publishedFigures(shared.register.feed, id);

  it("gives every figure of every recall as the API has it", async function () {
    this.timeout(300_000);
    const { chain, deployment } = shared.register;
    const seen = {
      removed: 0,
      unreachable: 0,
      acknowledged: 0,
      replies: 0,
      ended: 0,
      days: 0,
      remedied: { owner: 0, repairer: 0, maker: 0, device: 0 },
    };
    const { block } = await published(ids[0] as RecallId);
    const recomputed = await audit(chain, deployment, null, await readAuditBlock(chain, block));
    expect(recomputed.recallIds).to.deep.equal([...ids].sort((a, b) => a - b));
    for (const id of ids) {
      const said = await published(id);
      expect(said.block).to.equal(block);
      const found = recomputed.figures(id);
      expect(wrong(compareFigures(said.figures, found)), `recall ${id}`).to.deep.equal([]);
      const table = await fetch(`${shared.register.indexer().apiUrl}/v1/recalls/${id}/figures.csv`).then((response) => response.text());
      // As people read it: what a spreadsheet would run has a quote in front.
      const named = [...namedFigures(found)].map(([figure, value]) => [figure, value === null ? "" : `${value}`]);
      const rows = (parse(table) as string[][]).slice(1).map(([figure, value]) => [figure, value?.replace(/^'(?=[=+\-@])/, "")]);
      expect(rows, `table of recall ${id}`).to.deep.equal(named);
      seen.removed += found.counts.removed;
      seen.unreachable += found.counts.involved - found.counts.claimed;
      seen.acknowledged += found.counts.acknowledged;
      seen.replies += found.makers.filter(({ reply }) => reply).length;
      seen.ended += found.endedAt === null ? 0 : 1;
      seen.days += found.days.length;
      for (const word of ["owner", "repairer", "maker", "device"] as const) seen.remedied[word] += found.counts.remedied[word];
    }
    for (const [what, count] of Object.entries({ ...seen, ...seen.remedied, remedied: 1 })) expect(count, what).to.be.greaterThan(0);
  });

  it("gives what scorecards say of each case that one maker answers for alone", async function () {
    this.timeout(120_000);
    const { chain, deployment, feed } = shared.register;
    const makers = await allPages((paging) => feed.scorecards(paging));
    const cards = [];
    for (const { organization } of makers) cards.push(await countedScorecard(feed, organization.id));
    const found = await audit(chain, deployment, null, await readAuditBlock(chain, cards[0]?.asOf.number as number));
    const roles = { maker: 0, supplier: 0 };
    for (const { recall, role, involved, remedied, halfAt, ninetyAt } of cards.flatMap(({ cases }) => cases)) {
      const { counts, days } = found.figures(recallId(recall.id));
      if (role === "maker" && counts.brands > 1) continue;
      const milestones = [HALF, NINE_TENTHS].map((share) => heldSince(completionDays(days), share));
      expect([involved, remedied, halfAt, ninetyAt], `recall ${recall.id}`).to.deep.equal([
        ...[counts.involved, totalRemedied(counts.remedied)],
        ...milestones,
      ]);
      roles[role]++;
    }
    expect(roles.maker, "as maker").to.be.greaterThan(0);
    expect(roles.supplier, "as supplier").to.be.greaterThan(0);
  });

  it("gives the figures of an earlier block as they were then", async () => {
    const { chain, deployment } = shared.register;
    const id = Math.min(...(shared.lived as World).facts.cases.map((of) => of.id)) as RecallId;
    const { openedBlock, versions } = await shared.register.feed.recall(id);
    const then = await readAuditBlock(chain, openedBlock);
    const figures = (await audit(chain, deployment, [id], then)).figures(id);
    expect([figures.state, figures.endedAt, figures.versions.length, figures.days.length]).to.deep.equal(["open", null, 1, 1]);
    expect(versions.length).to.be.at.least(1);
    const now = (await audit(chain, deployment, [id], await readAuditBlock(chain, (await published(id)).block))).figures(id, then);
    expect(now).to.deep.equal(figures);
    const tooLate = await readAuditBlock(chain, 900_000_000).catch((error) => error);
    expect(tooLate).to.be.instanceOf(MusterError).with.property("code", "block-unknown");
  });

  it("names the figure that somebody altered in the indexer's table, with exit code 1", async function () {
    this.timeout(120_000);
    const { register } = shared;
    const of = [...ids].sort((a, b) => b - a);
    const summaries = await Promise.all(of.map((id) => register.feed.recall(id)));
    const target = summaries.find(
      ({ counts }) => counts.acknowledged > Object.values(counts.remedied).reduce((sum, count) => sum + count, 0),
    );
    if (!target) throw new Error("no recall has an acknowledgement beyond its remedies");
    const db = new pg.Client({ connectionString: register.database.url });
    await db.connect();
    try {
      // Without the indexer's own triggers, as whoever has the database can do it.
      await db.query("set session_replication_role = replica; set search_path = indexer");
      await db.query("update acknowledgement set epoch = epoch + 1000 where recall_id = $1", [target.id]);
      // One that has not counted yet: figures are counted anew where the chain has something new.
      const api = await register.startApi();
      const args = ["audit", `${target.id}`, "--compare", `${api.apiUrl}/v1/recalls/${target.id}`];
      const { code, stdout, stderr } = await muster(args, register.env).finally(() => api.stop());
      await db.query("update acknowledgement set epoch = epoch - 1000 where recall_id = $1", [target.id]);
      expect([code, stderr]).to.deep.equal([1, ""]);
      const { compared, block } = JSON.parse(stdout) as { compared: ComparedFigure[]; block: { hash: string } };
      const { published: said, recomputed } = wrong(compared)[0] ?? {};
      expect(wrong(compared).map(({ figure }) => figure)).to.deep.equal(["acknowledged"]);
      expect([said, recomputed].map(Number)).to.satisfy(([few, all]: number[]) => Number(few) < Number(all));
      expect(recomputed).to.equal(target.counts.acknowledged);
      expect(block.hash).to.equal((await register.chain.getBlock({ blockNumber: BigInt(target.asOf.number) })).hash);
    } finally {
      await db.end();
    }
  });

  it("runs as its page says, and compares only what is of one block", async function () {
    this.timeout(120_000);
    const { register } = shared;
    const api = register.indexer().apiUrl;
    const head = `${await register.chain.getBlockNumber({ cacheTime: 0 })}`;
    const commands = readFileSync("docs/audit.md", "utf8")
      .split("\n")
      .filter((line) => line.startsWith("muster audit"));
    expect(commands).to.have.length(4);
    const results = [];
    for (const command of commands) {
      const here = { "https://rpc.example": register.env.MUSTER_RPC_URL as string, "https://muster.example/api/feed": api, "1200": head };
      const args = command
        .split(" ")
        .slice(1)
        .map((word) => here[word as keyof typeof here] ?? word.replace("https://muster.example", api));
      results.push(await succeed<Record<string, unknown>>(args, { ...register.env }));
    }
    const [final, named, compared, all] = results;
    expect([final, named, compared].map((result) => result?.recallId)).to.deep.equal([2, 2, 2]);
    expect(named).to.have.nested.property("block.number", Number(head));
    expect(compared).to.deep.include({ differences: 0 }).and.to.have.property("notices").that.is.not.empty;
    expect(all).to.deep.include({ differing: [] }).and.to.have.property("recalls").with.property("length", ids.length);
    const other = await refuse(["audit", `${ids[0]}`, "--block", "2", "--compare", api], register.env);
    expect(other.code).to.equal("published-other-block");
  });
}
