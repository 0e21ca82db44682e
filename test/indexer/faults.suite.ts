import { expect } from "chai";
import * as calls from "../../lib/chain/calls.ts";
import { CAST } from "../../lib/domain/cast.ts";
import { batchId, deviceId, parseDeviceId } from "../../lib/domain/ids.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import { createFeed } from "../../lib/feed/client.ts";
import type { Scorecard } from "../../lib/feed/wire.ts";
import { deploy } from "../../scripts/deploy.ts";
import { startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { openWorld } from "../../scripts/story/world.ts";
import { testDatabase } from "../store/database.ts";
import { comparisons, expectAsAfresh } from "./comparisons.ts";
import { eventually, type Register, reorganise } from "./fixture.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

/** The indexer under what happens to it in the world; everything that it says must still follow from the chain alone. */
export function faultSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;

  before(async () => {
    ({ register, cast } = shared);
    await register.settle();
  });

  /** Every row of every table of an indexer. */
  const tables = async ({ schema } = register.indexer(), database = register.database): Promise<Record<string, string[]>> => {
    const names = await database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE' and table_name !~ '^_'",
      [schema],
    );
    const contents = names.map(async ({ name }): Promise<[string, string[]]> => {
      const rows = await database.query<{ row: string }>(`select to_jsonb(t)::text as row from ${schema}.${name} t order by 1`);
      return [name, rows.map(({ row }) => row)];
    });
    return Object.fromEntries(await Promise.all(contents));
  };

  /** Of `scorecards.suite.ts`. */
  const quillBatch = async () => {
    const quill = (await allPages((paging) => register.feed.organizations(paging))).find(({ name }) => name === "Quill Sensors");
    return batchId((await register.feed.batches({ org: quill?.id })).items[0]?.id as number);
  };

  const remediedOf = ({ organization, maker, supplier }: Scorecard) => [organization.id, maker.involved, maker.remedied, supplier.remedied];

  it("takes back what a reorganisation of the chain undoes", async function () {
    this.timeout(240_000);
    const { feed, deployment } = register;
    const { northgate, cobalt, otherBoard } = cast.batches;
    const order: calls.NewRecall = {
      ...{ issuer: cast.orgs.regulator, measure: "recall", severity: "high", minEvidence: "owner", notice: NOTICE, fixes: [] },
      scope: [{ kind: "component", batchId: otherBoard }],
    };
    const standing = await register.openRecall("rosa", order);
    await register.settle();
    const before = await tables();
    const { counts } = await feed.recall(standing);
    const toDo = (await feed.affectedDevices(standing)).items.find(({ remedied, acknowledgedAt }) => !remedied && acknowledgedAt === null);
    const owner = CAST.find(({ address }) => address === toDo?.owner)?.id;
    if (!toDo || !owner) throw new Error("nothing is left to do");
    const unit = `${cobalt}-3`;
    const lookedUp = await feed.device(unit);
    const compared = await comparisons(register.indexer().apiUrl);
    const head = await register.chain.getBlockNumber({ cacheTime: 0 });

    const id = await register.openRecall("rosa", order);
    await register.as("dora", calls.acknowledgeRecall(deployment, id, deviceId(cobalt, 3), "0x00"));
    await register.as(owner, calls.acknowledgeRecall(deployment, standing, parseDeviceId(toDo.deviceId), toDo.path));
    await register.as("ada", calls.stateRelease(deployment, deviceId(northgate, 36), 1));
    await register.as("ben", calls.stateRelease(deployment, deviceId(await quillBatch(), 1), 3)); // remedies one, under two recalls
    await register.settle();
    expect((await feed.recall(id)).counts).to.include({ acknowledged: 1 });
    expect((await feed.recall(standing)).counts).to.deep.equal({ ...counts, acknowledged: counts.acknowledged + 1 });
    expect((await feed.device(unit)).recalls.map(({ recall }) => recall.id)).to.include(id);
    const { cards } = await expectAsAfresh(register);
    expect(cards.map(remediedOf), "what an event changes").not.to.deep.equal(compared.cards.map(remediedOf));

    await reorganise(register, Number((await register.chain.getBlockNumber({ cacheTime: 0 })) - head));
    await eventually("the recall's disappearance", async () => (await feed.recall(id).catch(({ code }) => code)) === "RecallsUnknown");
    expect(await tables()).to.deep.equal(before);
    expect(await feed.device(unit)).to.deep.equal(lookedUp);
    expect((await feed.recall(standing)).counts, "of a recall that stays").to.deep.equal(counts);
    const left = await expectAsAfresh(register);
    expect(left.cards.map(remediedOf)).to.deep.equal(compared.cards.map(remediedOf));
    expect(left.curves.map(({ recalls }) => recalls)).to.deep.equal(compared.curves.map(({ recalls }) => recalls));
  });

  it("comes back from kill -9 without waiting for its own lock, and reads what it missed", async function () {
    this.timeout(120_000);
    const before = await tables();
    const { schema } = register.indexer();
    await register.crash(() => register.as("dora", calls.stateRelease(register.deployment, deviceId(cast.batches.cobalt, 3), 5)));
    await register.settle();
    expect(register.indexer().schema).to.equal(schema);
    expect(register.log()).not.to.include("Schema is locked");
    expect((await register.feed.device(`${cast.batches.cobalt}-3`)).release).to.equal(5);
    const after = await tables();
    const others = (all: typeof before) => ({ ...all, device: [], history: [] });
    expect(others(after)).to.deep.equal(others(before));
    expect(after.history).to.have.length((before.history?.length ?? 0) + 1);
  });

  it("says the same as an indexer that reads the chain from its beginning, and forgets a chain that was replaced", async function () {
    this.timeout(180_000);
    const database = await testDatabase();
    const second = await register.startAnother(database);
    try {
      const feed = createFeed(second.apiUrl);
      const { block } = await register.feed.health();
      await eventually("the second indexer's arrival", async () => (await feed.health()).block.number >= block.number);
      const ours = await tables();
      expect(await tables(second, database)).to.deep.equal(ours);
      expect(Object.entries(ours).filter(([, rows]) => rows.length === 0)).to.deep.equal([]);
    } finally {
      await second.stop();
    }

    // A chain begun anew has the same number, the same addresses and other events in blocks of the same numbers.
    const chain = await startChain({ port: await anyPort() });
    try {
      const deployment = await deploy({ network: "local", rpcUrl: chain.rpcUrl });
      const world = await openWorld(chain.rpcUrl, deployment);
      await world.admit({ kind: "observer", admin: "eli", name: "Watchers", domain: "w.example", country: "CH", operators: {} });
      const third = await register.startAnother(database, { rpcUrl: chain.rpcUrl, deployment });
      try {
        const feed = createFeed(third.apiUrl);
        await eventually("the new chain's body", async () => (await feed.organizations()).items.length > 0);
        expect((await feed.organizations()).items.map(({ name }) => name)).to.deep.equal(["Watchers"]);
      } finally {
        await third.stop();
      }
    } finally {
      await chain.stop();
      await database.close();
    }
  });
}
