import { expect } from "chai";
import { type Abi, type Hex, zeroHash } from "viem";
import { recallsAbi } from "../../lib/chain/abis.generated.ts";
import * as calls from "../../lib/chain/calls.ts";
import type { CastId } from "../../lib/domain/cast.ts";
import { type BatchId, deviceId, formatModelId, parseDeviceId, type RecallId } from "../../lib/domain/ids.ts";
import { countUnits } from "../../lib/domain/remedied.ts";
import type { ScopeItem } from "../../lib/domain/scope.ts";
import { allPages } from "../../lib/feed/all-pages.ts";
import type { RecallView, ScopeItemView } from "../../lib/feed/wire.ts";
import type { Register } from "./fixture.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

/** What the contract is shown when there is nothing to show. */
const NO_WITNESS = { path: "0x", reportId: 0, word: zeroHash, proof: [] };

export function recallSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;

  before(async () => {
    ({ register, cast } = shared);
  });

  const open = async (scope: ScopeItem[], more: Partial<calls.NewRecall> = {}, by: CastId = "rosa"): Promise<RecallId> => {
    const issuer = cast.orgs.regulator;
    const notice = NOTICE;
    const id = await register.openRecall(by, {
      ...{ issuer, measure: "recall", severity: "high", minEvidence: "owner", notice, fixes: [] },
      ...more,
      scope,
    });
    await register.settle();
    return id;
  };
  const component = (id: BatchId): ScopeItemView => ({ kind: "component", excluded: false, subject: `${id}`, first: 0, last: 0 });
  const ofBatch = ({ affected }: RecallView, id: BatchId) =>
    affected.filter(({ batch }) => batch.id === id).map(({ first, last, path, via }) => [first, last, path, via.map((step) => step.id)]);
  const read = async (functionName: "affects" | "remedied", args: readonly unknown[]): Promise<boolean> => {
    const call = { address: register.deployment.contracts.Recalls, abi: recallsAbi as Abi, functionName, args };
    return (await register.chain.readContract(call)) as boolean;
  };
  const state = async (owner: CastId, unit: string, release: number): Promise<void> => {
    await register.as(owner, calls.stateRelease(register.deployment, parseDeviceId(unit), release));
    await register.settle();
  };

  it("reach every whole over two levels, and show beforehand what they will reach", async () => {
    const preview = await register.feed.preview([component(cast.batches.board)]);
    const recall = await register.feed.recall(await open([{ kind: "component", batchId: cast.batches.board }]));
    const { board, module, northgate, petrel, cobalt } = cast.batches;
    expect(ofBatch(recall, board)).to.deep.equal([[0, 49, "0x", []]]);
    expect(ofBatch(recall, module)).to.deep.equal([[0, 9, "0x00", [board]]]);
    expect(ofBatch(recall, northgate)).to.deep.equal([
      [10, 29, "0x00", [board]],
      [25, 34, "0x0100", [module, board]],
    ]);
    expect(ofBatch(recall, petrel)).to.deep.equal([[5, 9, "0x0000", [module, board]]]);
    expect(ofBatch(recall, cobalt)).to.deep.equal([]);
    expect(recall.counts).to.deep.equal({ ...countUnits([]), involved: 30, claimed: 3, brands: 2, batches: 2 });
    expect({ counts: preview.counts, affected: preview.affected }).to.deep.equal({ counts: recall.counts, affected: recall.affected });
    expect(preview.brands).to.deep.equal([
      { id: cast.orgs.northgate, name: "Northgate Cameras", devices: 25, claimed: 2 },
      { id: cast.orgs.petrel, name: "Petrel Home", devices: 5, claimed: 1 },
    ]);
  });

  it("hand out what they reach piece by piece, every range once and in one order", async () => {
    const id = await open([{ kind: "component", batchId: cast.batches.board }]);
    const whole = await register.feed.recall(id);
    expect(whole.affected.length).to.equal(5);
    expect(whole.affectedNext).to.equal(null);
    const answerOf = async (path: string) => (await fetch(`${register.indexer().apiUrl}/v1/recalls/${id}${path}`)).json();
    for (const many of [1, 2, 4, 5]) {
      const first = (await answerOf(`?ranges=${many}`)) as RecallView;
      expect(first.affected, `the first ${many}`).to.deep.equal(whole.affected.slice(0, many));
      expect(first.affectedNext === null, `more than ${many}`).to.equal(many === 5);
      const read = (paging: { cursor?: string }) => register.feed.recallRanges(id, { ...paging, limit: many });
      expect(await allPages(read), `${many} at a time`).to.deep.equal(whole.affected);
      expect((await register.feed.recall(id, many)).affected, `whole, ${many} at a time`).to.deep.equal(whole.affected);
    }
    expect(await answerOf("/ranges?cursor=1-0-board")).to.have.property("code", "query-invalid");
    expect(await answerOf("/ranges?limit=1001")).to.have.property("code", "query-invalid");
    expect(await (await fetch(`${register.indexer().apiUrl}/v1/recalls/999999/ranges`)).json()).to.have.property("code", "RecallsUnknown");
  });

  it("mean the same units as the contract, unit by unit", async () => {
    const { northgate, module } = cast.batches;
    const id = await open([
      { kind: "component", batchId: module },
      { kind: "batch", batchId: northgate, first: 20, last: 26 },
      { kind: "batch", batchId: northgate, first: 2, last: 2 },
      { kind: "model", modelId: cast.models.cobalt },
    ]);
    const { affected, counts } = await register.feed.recall(id);
    const paths: Hex[] = ["0x", "0x00", "0x01", "0x02", "0x0000", "0x0100"];
    let devices = 0;
    for (const batch of Object.values(cast.batches)) {
      const { size, model } = await register.feed.batch(batch);
      for (let index = 0; index < size; index++) {
        const ranges = affected.filter((range) => range.batch.id === batch && range.first <= index && index <= range.last);
        const onChain = await Promise.all(paths.map((path) => read("affects", [id, deviceId(batch, index), path])));
        expect(onChain.includes(true), `unit ${batch}-${index}`).to.equal(ranges.length > 0);
        for (const { path } of ranges) expect(onChain[paths.indexOf(path)], `witness ${path} of ${batch}-${index}`).to.equal(true);
        if (model.kind === "device" && ranges.length > 0) devices++;
      }
    }
    expect(counts.involved).to.equal(devices);
    expect(devices).to.equal(1 + 15 + 5 + 20);
  });

  it("reach wholes and units of models that are registered afterwards", async () => {
    const parts = await open([{ kind: "component", batchId: cast.batches.otherBoard }]);
    const models = await open([{ kind: "model", modelId: cast.models.petrel }]);
    const before = await Promise.all([parts, models].map((id) => register.feed.recall(id)));
    const late = await register.make("piet", cast.models.petrel, {
      lot: "PT-2",
      size: 8,
      parts: [
        { batchId: cast.batches.board, first: 0, last: 7 },
        { batchId: cast.batches.otherBoard, first: 2, last: 3 },
      ],
    });
    const later = await register.make("piet", cast.models.petrel, { lot: "PT-3", size: 4, parts: [{ batchId: late, first: 1, last: 1 }] });
    await register.settle();
    const [ofParts, ofModels] = await Promise.all([parts, models].map((id) => register.feed.recall(id)));
    expect(ofBatch(ofParts as RecallView, late)).to.deep.equal([[2, 3, "0x01", [cast.batches.otherBoard]]]);
    expect(ofBatch(ofParts as RecallView, later)).to.deep.equal([[1, 1, "0x0001", [late, cast.batches.otherBoard]]]);
    expect(ofBatch(ofModels as RecallView, later)).to.deep.equal([[0, 3, "0x", []]]);
    expect([ofParts, ofModels].map((recall, i) => (recall?.counts.involved ?? 0) - (before[i]?.counts.involved ?? 0))).to.deep.equal([
      3, 12,
    ]);
    const preview = await register.feed.preview([component(cast.batches.otherBoard)]);
    expect({ counts: preview.counts, affected: preview.affected }).to.deep.equal({ counts: ofParts?.counts, affected: ofParts?.affected });
  });

  it("count an acknowledgement once, and a patch as acknowledged, until a downgrade", async () => {
    const { deployment } = register;
    const id = await open([{ kind: "component", batchId: cast.batches.board }]);
    const counts = async () => {
      const { acknowledged, remedied } = (await register.feed.recall(id)).counts;
      return { acknowledged, remedied: remedied.owner };
    };
    await register.as("nadia", calls.offerFix(deployment, id, cast.models.northgate, 2));
    for (let twice = 0; twice < 2; twice++) {
      await register.as("chen", calls.acknowledgeRecall(deployment, id, deviceId(cast.batches.petrel, 7), "0x0000"));
    }
    await register.settle();
    expect(await counts()).to.deep.equal({ acknowledged: 1, remedied: 0 });
    await state("ada", "4-12", 2);
    expect(await counts()).to.deep.equal({ acknowledged: 2, remedied: 1 });
    await state("ada", "4-12", 1);
    expect(await counts()).to.deep.equal({ acknowledged: 1, remedied: 0 });
    await state("ada", "4-12", 7); // not published
    expect(await counts()).to.deep.equal({ acknowledged: 1, remedied: 0 });
    const release = { modelId: cast.models.northgate, sequence: 7, version: "2.0", digest: NOTICE, size: 1 };
    await register.as("nadia", calls.publishRelease(deployment, release));
    await register.settle();
    expect(await counts()).to.deep.equal({ acknowledged: 2, remedied: 1 });

    const [mine] = (await register.feed.device("4-12")).recalls.filter(({ recall }) => recall.id === id);
    expect(mine).to.deep.include({ remedied: true, path: "0x00", acknowledgedAt: null });
    expect(mine?.fix?.sequence).to.equal(2);
    const { fixes, history } = await register.feed.recall(id);
    expect(fixes.map(({ model, release: fix }) => [model.id, fix.version])).to.deep.equal([[formatModelId(cast.models.northgate), "1.2"]]);
    expect(history.map(({ name }) => name)).to.deep.equal(["RecallOpened", "FixOffered"]);
  });

  it("call the same units remedied as the contract and the domain do", async () => {
    const fixes = [{ modelId: cast.models.northgate, sequence: 2 }];
    const northgate = [{ kind: "batch", batchId: cast.batches.northgate, first: 0, last: 39 }] as const;
    const issuer = cast.orgs.northgate;
    const weak = await open([...northgate], { issuer, fixes }, "nadia");
    const strict = await open([...northgate], { issuer, fixes, minEvidence: "maker" }, "nadia");
    await state("ada", "4-36", 2);
    await state("ben", "4-27", 1);
    for (const id of [weak, strict]) {
      const { items } = await register.feed.affectedDevices(id);
      expect(items.map((item) => item.deviceId)).to.deep.equal(["4-12", "4-27", "4-36"]);
      for (const item of items) {
        expect(item.remedied, item.deviceId).to.equal(await read("remedied", [id, parseDeviceId(item.deviceId), NO_WITNESS]));
        const seen = (await register.feed.device(item.deviceId)).recalls.find(({ recall }) => recall.id === id);
        expect(seen?.remedied, item.deviceId).to.equal(item.remedied);
      }
      const { claimed, acknowledged, remedied, removed } = (await register.feed.recall(id)).counts;
      const units = items.map((item) => ({ ...item, acknowledged: item.acknowledgedAt !== null, isGone: false }));
      expect({ claimed, acknowledged, remedied, removed }).to.deep.equal(countUnits(units));
    }
    expect((await register.feed.affectedDevices(weak)).items.map(({ remedied }) => remedied)).to.deep.equal([true, false, true]);
    const page = await register.feed.affectedDevices(weak, { limit: 2 });
    expect((await register.feed.affectedDevices(weak, { cursor: page.next ?? "" })).items.map((item) => item.deviceId)).to.deep.equal([
      "4-36",
    ]);
  });

  it("are found by what they are, who issued them and whom they reach, newest first", async () => {
    const id = await open([{ kind: "component", batchId: cast.batches.module }], { measure: "withdrawal", severity: "critical" });
    const step = { step: "close", issuer: cast.orgs.regulator, recallId: id, reason: "all units are back" } as const;
    await register.draft("ravi", step);
    await register.later(86_400);
    await register.release("rosa", step);
    await register.settle();
    const { feed } = register;
    const found = async (filter: Parameters<typeof feed.recalls>[0]) => (await feed.recalls(filter)).items.map((recall) => recall.id);
    expect(await found({ state: "closed", measure: "withdrawal", severity: "critical" })).to.deep.equal([id]);
    expect(await found({ state: "open" })).not.to.include(id);
    expect(await found({ issuer: cast.orgs.northgate })).not.to.include(id);
    expect(await found({ affects: cast.orgs.petrel, measure: "withdrawal" })).to.deep.equal([id]);
    expect(await found({ affects: cast.orgs.lumen, measure: "withdrawal" })).to.deep.equal([id]);
    expect(await found({ affects: cast.orgs.cobalt, measure: "withdrawal" })).to.deep.equal([]);
    const all = await found({ limit: 100 });
    expect(all).to.deep.equal(all.toSorted((a, b) => b - a));
    expect((await feed.recalls({ limit: 1, cursor: `${all[1]}` })).items[0]?.id).to.equal(all[2]);

    const closed = await feed.recall(id);
    expect(closed.endedAt).to.be.greaterThanOrEqual(closed.openedAt);
    expect(closed.history.at(-1)).to.deep.include({
      name: "RecallClosed",
      args: { recallId: id, author: closed.author, reason: "all units are back" },
    });
    const { recalls } = await feed.device(`${cast.batches.petrel}-7`);
    expect(recalls.at(-1)?.recall).to.include({ id, state: "closed" });
  });

  it("are not previewed over nothing", async () => {
    const refuse = (scope: unknown[]) =>
      register.feed.preview(scope as ScopeItemView[]).then(String, ({ code, message }) => [code, message]);
    const invalid = (position: number) => ["RecallsInvalidScope", `Scope item number ${position} covers no units.`];
    const { board, northgate } = cast.batches;
    const lonely = await register.make("dana", cast.models.board, { lot: "B-9", size: 1 });
    await register.settle();
    expect(await refuse([component(lonely)])).to.deep.equal(["scope-without-devices", "This scope reaches no devices."]);
    expect(await refuse([component(board), component(999 as BatchId)])).to.deep.equal(invalid(1));
    expect(await refuse([{ kind: "batch", excluded: false, subject: `${northgate}`, first: 0, last: 40 }])).to.deep.equal(invalid(0));
    expect(await refuse([{ kind: "batch", excluded: false, subject: `${northgate}`, first: 9, last: 8 }])).to.deep.equal(invalid(0));
    expect(await refuse([{ kind: "batch", excluded: false, subject: `${board}`, first: 0, last: 1 }])).to.deep.equal(invalid(0));
    expect(await refuse([{ kind: "model", excluded: false, subject: formatModelId(cast.models.board), first: 0, last: 0 }])).to.deep.equal(
      invalid(0),
    );
    for (const scope of [
      [],
      Array(65).fill(component(board)),
      [{ kind: "batch", excluded: false, subject: "1", first: -1, last: 0 }],
      [{ kind: "unit" }],
    ])
      expect((await refuse(scope))[0]).to.equal("query-invalid");
  });
}
