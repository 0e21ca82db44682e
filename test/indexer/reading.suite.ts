import { expect } from "chai";
import * as calls from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { formatModelId } from "../../lib/domain/ids.ts";
import type { Register } from "./fixture.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

/** The code of the refusal, and its status where it comes from the API itself. */
const refusal = async (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => "answered",
    (error: unknown) => (error instanceof MusterError ? error.code : String(error)),
  );

export function readingSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;
  const url = (path: string) => `${register.indexer().apiUrl}${path}`;

  before(async () => {
    ({ register, cast } = shared);
    await register.settle();
  });

  it("lists what changed in the order of the chain, in pages without a gap, and nothing of single units", async () => {
    const whole = await register.feed.changes({ limit: 1000 });
    expect(whole.more).to.equal(false);
    const names = new Set(whole.items.map(({ name }) => name));
    for (const name of ["OrganizationAdmitted", "ModelRegistered", "BatchRegistered", "RecallOpened"]) expect(names).to.include(name);
    for (const name of ["DeviceClaimed", "TitleMoved", "ReleaseStated", "RecallAcknowledged"]) expect(names).to.not.include(name);
    const order = whole.items.map(({ block, logIndex }) => block * 1e6 + logIndex);
    expect(order).to.deep.equal(order.toSorted((one, other) => one - other));

    const read: string[] = [];
    let since: string | undefined;
    for (let more = true; more; ) {
      const part = await register.feed.changes({ since, limit: 7 });
      read.push(...part.items.map(({ id }) => id));
      ({ more, next: since } = part);
    }
    expect(read).to.deep.equal(whole.items.map(({ id }) => id));
    expect(await register.feed.changes({ since })).to.deep.include({ items: [], next: since, more: false });
    expect((whole.settled ?? "") <= whole.next).to.equal(true);

    const recalls = await register.feed.changes({ about: "recalls", order: "newest", limit: 2 });
    const ofRecalls = whole.items.filter(({ args }) => args.recallId !== undefined);
    expect(recalls.items).to.deep.equal(ofRecalls.toReversed().slice(0, 2));
    for (const bad of ["since=x", "since=-1", "about=owners", "order=up", "limit=1001", "cursor=1"])
      expect((await fetch(url(`/v1/changes?${bad}`))).status, bad).to.equal(400);
  });

  it("counts the register as its lists do, devices only", async () => {
    const [figures, bodies, batches, recalls] = await Promise.all([
      register.feed.figures(),
      register.feed.organizations({ limit: 100 }),
      register.feed.batches({ limit: 100 }),
      register.feed.recalls({ state: "open", limit: 100 }),
    ]);
    const ofDevices = batches.items.filter(({ model }) => model.kind === "device");
    expect(ofDevices.length).to.be.below(batches.items.length);
    expect(figures).to.deep.equal({
      organizations: bodies.items.length,
      manufacturers: bodies.items.filter(({ kind }) => kind === "manufacturer").length,
      deviceBatches: ofDevices.length,
      devices: ofDevices.reduce((sum, { size }) => sum + size, 0),
      claimed: ofDevices.reduce((sum, { claimed }) => sum + claimed, 0),
      openRecalls: recalls.items.length,
    });
  });

  it("says how far it has read, also when blocks are empty", async () => {
    await register.chain.mine({ blocks: 2 });
    await register.settle();
    const head = await register.chain.getBlock();
    expect(await register.feed.health()).to.deep.equal({
      chainId: 31337,
      block: { number: Number(head.number), timestamp: Number(head.timestamp) },
    });
  });

  it("gives bodies with the keys that act for them", async () => {
    const extra = castMember("eli").address;
    await register.as("nadia", calls.setOperator(register.deployment, cast.orgs.northgate, extra, ["releases"]));
    await register.settle();
    const { name, domain, country, operators } = await register.feed.organization(cast.orgs.northgate);
    expect({ name, domain, country }).to.deep.equal({ name: "Northgate Cameras", domain: "northgate.example", country: "NO" });
    expect(operators.find(({ account }) => account === extra)).to.deep.equal({
      account: extra,
      permissions: ["releases"],
      releaseFrom: 0,
    });

    await register.as("nadia", calls.setOperator(register.deployment, cast.orgs.northgate, extra, []));
    await register.as("gus", calls.setSuspended(register.deployment, cast.orgs.petrel, true, "keys lost"));
    await register.as("gus", calls.setSuspended(register.deployment, cast.orgs.cobalt, true, "by mistake"));
    await register.as("gus", calls.setSuspended(register.deployment, cast.orgs.cobalt, false, "corrected"));
    await register.settle();
    const all = (await register.feed.organizations()).items;
    expect(all.filter(({ suspended }) => suspended).map(({ id }) => id)).to.deep.equal([cast.orgs.petrel]);
    expect(all.find(({ id }) => id === cast.orgs.northgate)?.operators.map(({ account }) => account)).not.to.include(extra);
    await register.as("gus", calls.setSuspended(register.deployment, cast.orgs.petrel, false, "keys replaced"));
  });

  it("turns pages without a gap or an overlap", async () => {
    const walk = async (read: (cursor?: string) => Promise<{ items: { id: number | string }[]; next: string | null }>) => {
      const ids: (number | string)[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const { items, next } = await read(cursor);
        ids.push(...items.map(({ id }) => id));
        more = next !== null;
        cursor = next ?? undefined;
      }
      return ids;
    };
    const { feed } = register;
    const owner = castMember("ada").address;
    const bodies = (await feed.organizations({ limit: 100 })).items.map(({ id }) => id);
    expect(bodies).to.include.members(Object.values(cast.orgs));
    expect(await walk((cursor) => feed.organizations({ cursor, limit: 2 }))).to.deep.equal(bodies);
    expect(await walk((cursor) => feed.models({ cursor, limit: 4 }))).to.deep.equal(Object.values(cast.models).map(formatModelId));
    expect(await walk((cursor) => feed.batches({ cursor, limit: 1, org: cast.orgs.lumen }))).to.deep.equal([1, 2, 3]);
    expect(await walk((cursor) => feed.devicesOf(owner, { cursor, limit: 1 }))).to.deep.equal(["4-12", "4-36"]);
  });

  it("shows a batch with its parts, its wholes and who has claimed", async () => {
    const northgate = await register.feed.batch(cast.batches.northgate);
    expect(northgate.claimed).to.equal(3);
    expect(northgate.parts.map(({ position, first, last, batch }) => [position, first, last, batch.id])).to.deep.equal([
      [0, 10, 29, cast.batches.board],
      [1, 25, 34, cast.batches.module],
      [2, 35, 39, cast.batches.otherBoard],
    ]);
    const otherBoard = await register.feed.batch(cast.batches.otherBoard);
    expect(otherBoard.wholes.map(({ first, last, batch }) => [first, last, batch.id])).to.deep.equal([
      [35, 39, cast.batches.northgate],
      [0, 19, cast.batches.cobalt],
    ]);
  });

  it("shows what one unit consists of, and not what its neighbours do", async () => {
    const lots = async (index: number) =>
      (await register.feed.device(`${cast.batches.northgate}-${index}`)).parts.map(({ batch, parts }) => [
        batch.lot,
        parts.map((below) => below.batch.lot),
      ]);
    expect(await lots(9)).to.deep.equal([]);
    expect(await lots(24)).to.deep.equal([["B-1", []]]);
    expect(await lots(27)).to.deep.equal([
      ["B-1", []],
      ["M-1", ["B-1"]],
    ]);
    expect(await lots(39)).to.deep.equal([["B-2", []]]);
  });

  it("knows units that nobody has claimed, and marks frozen ones", async () => {
    await register.as("nadia", calls.freezeUnits(register.deployment, cast.batches.northgate, 0, 3, "labels were copied"));
    await register.as("nadia", calls.freezeUnits(register.deployment, cast.batches.northgate, 8, 8, "this one too"));
    await register.settle();
    const [frozen, free, claimed] = await Promise.all(["4-3", "4-4", "4-12"].map((id) => register.feed.device(id)));
    expect([frozen?.frozen, free?.frozen]).to.deep.equal([true, false]);
    expect([frozen?.title, frozen?.release]).to.deep.equal([null, 1]);
    expect(claimed?.title).to.include({ owner: castMember("ada").address, epoch: 1 });
    expect(claimed?.history.map(({ name }) => name)).to.include("DeviceClaimed");
    expect((await register.feed.batch(cast.batches.northgate)).frozen).to.deep.equal([
      { first: 0, last: 3, reason: "labels were copied" },
      { first: 8, last: 8, reason: "this one too" },
    ]);
  });

  it("survives numbers and texts that only a hostile maker would choose", async () => {
    const gtin = "00614141000043";
    const odd = { orgId: cast.orgs.cobalt, gtin, kind: "device", supportEnd: 2 ** 32 - 1, name: "A\0B'; drop table model; --" } as const;
    const modelId = await register.registerModel("carla", odd);
    const size = Number.MAX_SAFE_INTEGER + 1;
    const release = { modelId, sequence: 2 ** 32 - 1, version: '<b>\u202e"', digest: NOTICE, size } as const;
    await register.as("carla", calls.publishRelease(register.deployment, release));
    await register.make("carla", modelId, { lot: "\0lot\n", size: 2 });
    await register.settle();
    const view = await register.feed.model(formatModelId(modelId));
    expect(view).to.include({ name: "AB'; drop table model; --", supportEnd: 2 ** 32 - 1 });
    expect(view.releases[0]).to.include({ sequence: 2 ** 32 - 1, version: '<b>\u202e"', size: Number.MAX_SAFE_INTEGER });
    const [batch] = (await register.feed.batches({ model: formatModelId(modelId) })).items;
    expect(batch?.lot).to.equal("lot\n");
  });

  it("refuses what does not exist or makes no sense, in a sentence", async () => {
    const { feed } = register;
    const expected: [() => Promise<unknown>, string][] = [
      [() => feed.organization(999), "OrganizationsUnknown"],
      [() => feed.organization(4_294_967_295), "OrganizationsUnknown"],
      [() => feed.organization("x"), "invalid-id"],
      [() => feed.model("1-00000000000000"), "CatalogUnknownModel"],
      [() => feed.batch(Number.MAX_SAFE_INTEGER), "BatchesUnknown"],
      [() => feed.batch("1e3"), "invalid-id"],
      [() => feed.device("4-40"), "unit-unknown"],
      [() => feed.device("9007199254740991-4294967295"), "BatchesUnknown"],
      [() => feed.device("4"), "invalid-id"],
      [() => feed.devicesOf("0x12"), "query-invalid"],
      [() => feed.recall(4_294_967_295), "RecallsUnknown"],
      [() => feed.affectedDevices(999), "RecallsUnknown"],
      [() => feed.recalls({ limit: 101 }), "query-invalid"],
      [() => feed.recalls({ limit: 0 }), "query-invalid"],
      [() => feed.recalls({ cursor: "' or 1=1" }), "invalid-id"],
      [() => feed.recalls({ state: "none" as "open" }), "query-invalid"],
      [() => feed.models({ model: "misspelt" } as object), "query-invalid"],
      [() => feed.models({ org: "x" }), "invalid-id"],
      [() => feed.batches({ model: "9-1" }), "invalid-id"],
    ];
    for (const [i, [answer, code]] of expected.entries()) expect(await refusal(answer()), `request ${i}`).to.equal(code);
    const response = await fetch(url("/v1/devices/4-40"));
    expect([response.status, await response.json()]).to.deep.equal([
      404,
      {
        code: "unit-unknown",
        message: "There is no unit 4-40.",
        why: "Its batch has 40 units, numbered from 0.",
        remedy: "Check the number, or look the unit up by its serial.",
      },
    ]);
  });

  it("offers no other way in", async () => {
    for (const path of ["/", "/graphql", "/sql/db", "/v1", "/v1/history", "/v1/organizations/1/"]) {
      const response = await fetch(url(path));
      const { code } = (await response.json()) as { code: string };
      expect([path, response.status, code]).to.deep.equal([path, 404, "route-unknown"]);
    }
    const posted = await fetch(url("/v1/recalls"), { method: "POST", body: "{}" });
    expect(posted.status).to.equal(404);
  });
}
