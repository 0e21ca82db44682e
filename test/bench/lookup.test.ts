import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { sha256, toHex } from "viem";
import { prepareStand, type Stand } from "../../bench/lookup/stand.ts";
import type { BatchId, ModelId } from "../../lib/domain/ids.ts";
import { countUnits } from "../../lib/domain/remedied.ts";
import { type Batch, reachedRanges, type ScopeItem, unionSize } from "../../lib/domain/scope.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import { createFeed } from "../../lib/feed/client.ts";

const SIZE = { titles: 400, batches: 40, recalls: 12, seed: 7 };

describe("bench of the look-up", function () {
  this.timeout(240_000);

  describe("its register, at a size at which all of it can be compared", () => {
    let stand: Stand;
    before(async () => {
      stand = await prepareStand({ size: SIZE, apis: 2, notices: Array.from({ length: SIZE.recalls }, (_, n) => sha256(toHex(`${n}`))) });
    });
    after(() => stand?.close());

    it("reaches by its recalls what the rule says, row by row", async () => {
      const table = async <Row>(name: string) => (await stand.client.query(`SELECT * FROM ${stand.schema}.${name}`)).rows as Row[];
      const parts = await table<{ whole_id: string; position: number; part_id: string; first: string; last: string }>(
        "part ORDER BY whole_id, position",
      );
      const batches = (await table<{ id: string; model_id: string; size: string }>("batch")).map(
        (row): Batch => ({
          id: Number(row.id) as BatchId,
          modelId: BigInt(row.model_id) as ModelId,
          size: Number(row.size),
          ...{ madeFrom: 0, madeTo: 0, factoryRelease: 1 },
          parts: parts
            .filter(({ whole_id }) => whole_id === row.id)
            .map(({ part_id, first, last }) => ({ batchId: Number(part_id) as BatchId, first: Number(first), last: Number(last) })),
        }),
      );
      type Item = { recall_id: number; kind: string; model_id: string | null; batch_id: string | null; first: string; last: string };
      const ruled = (await table<Item>("scope_item")).flatMap(({ recall_id, kind, model_id, batch_id, first, last }) => {
        const subject = model_id === null ? { batchId: Number(batch_id) } : { modelId: BigInt(model_id) };
        const item = { kind, ...subject, first: Number(first), last: Number(last), excluded: false } as unknown as ScopeItem;
        return reachedRanges([item], batches).map(
          (range) => `${recall_id} ${range.batchId} ${range.first}-${range.last} ${range.path} ${range.via} ${range.component}`,
        );
      });
      type Reached = {
        recall_id: number;
        batch_id: string;
        first: string;
        last: string;
        path: string;
        via: string[];
        component: string | null;
      };
      const seeded = (await table<Reached>("reached_range")).map(
        (row) => `${row.recall_id} ${row.batch_id} ${row.first}-${row.last} ${row.path} ${row.via} ${row.component}`,
      );
      expect(seeded.length).to.be.greaterThan(60);
      expect(seeded.toSorted()).to.deep.equal(ruled.toSorted());
    });

    it("is counted batch by batch as unit by unit, by every API on it", async () => {
      const [feed, other] = stand.apis.map((url) => createFeed(url)) as [ReturnType<typeof createFeed>, ReturnType<typeof createFeed>];
      const summaries = await allPages(feed.recalls);
      expect(summaries.map(({ id }) => id)).to.deep.equal(Array.from({ length: SIZE.recalls }, (_, n) => SIZE.recalls - n));
      expect(await allPages(other.recalls)).to.deep.equal(summaries);
      for (const { id, counts } of summaries) {
        const units = await allPages((paging) => feed.affectedDevices(id, paging));
        const { claimed, acknowledged, remedied, removed, involved } = counts;
        const counted = countUnits(units.map((unit) => ({ ...unit, acknowledged: unit.acknowledgedAt !== null, isGone: false })));
        expect({ claimed, acknowledged, remedied, removed }, `recall ${id}`).to.deep.equal(counted);
        const ranges = (await feed.recall(id)).affected.filter(({ batch }) => batch.model.kind === "device");
        const byBatch = Map.groupBy(ranges, ({ batch }) => batch.id);
        expect(involved, `recall ${id}`).to.equal([...byBatch.values()].reduce((sum, list) => sum + unionSize(list), 0));
        expect(counts.batches, `recall ${id}`).to.equal(byBatch.size);
      }
      expect(summaries.some(({ counts }) => counts.acknowledged > 0 && counts.remedied.maker > 0)).to.equal(true);
    });
  });

  it("ends with its figures", () => {
    const args = [
      "bench/lookup.ts",
      "--titles",
      "400",
      "--batches",
      "40",
      "--recalls",
      "12",
      "--seconds",
      "1",
      "--connections",
      "4",
      "--json",
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(status, stderr).to.equal(0);
    expect(stdout).to.match(/failed\W+0\D/);
    const figures = JSON.parse(stdout.trimEnd().split("\n").at(-1) as string) as Record<string, number>;
    expect(Object.keys(figures)).to.deep.equal([
      "titles",
      "requestsPerSecond",
      "p99Ms",
      "historyP99Ms",
      "affectedSeconds",
      "scorecardsSeconds",
    ]);
    expect(figures.titles).to.equal(400);
    for (const value of Object.values(figures)) expect(value).to.be.greaterThan(0);
  });
});
