import { expect } from "chai";
import type pg from "pg";
import { asNumber, deviceIdFromChain, orgId } from "../../lib/domain/ids.ts";
import { abuseTags } from "../../lib/store/abuse-tags.ts";
import { openPool, openStore, type Store } from "../../lib/store/store.ts";
import { closeFixedReports } from "../../notifier/fixed-reports.ts";
import { type TestDatabase, testDatabase } from "../store/database.ts";
import { type FakeNode, startNode } from "./node.ts";
import { deviceId, MODEL, type Register, standInRegister } from "./register.ts";

const ORG = orgId(7);
const tags = abuseTags(`0x${"44".repeat(32)}`);
const NOW = Math.floor(Date.now() / 1000);

describe("reports whose device was fixed", () => {
  let database: TestDatabase;
  let register: Register;
  let node: FakeNode;
  let store: Store;
  let pool: pg.Pool;
  let events = 0;

  before(async () => {
    database = await testDatabase();
    register = await standInRegister(database);
    node = await startNode();
    store = openStore({ url: database.roles.web });
    pool = openPool(database.roles.notifier, 2);
    await register.claim(1, 40);
    await register.openRecall(1, node);
  });
  after(async () => {
    await pool.end();
    await store.close();
    await node.close();
    await database.close();
  });

  const unit = (index: number) => deviceIdFromChain(deviceId(7, index));
  const tie = async (index: number): Promise<string> => {
    const code = tags.codeOf(ORG, `report ${index}`);
    await store.abuse.keep(code, { org: ORG, asn: asNumber(64_500), category: "infrastructure", type: "botnet", classes: [], recalls: [] });
    await store.abuse.tie(code, { id: unit(index), model: MODEL, tag: tags.ofDevice(unit(index)) });
    return code;
  };
  const event = (index: number, { name = "ReleaseStated", block = 100, time = NOW, batch = false } = {}) =>
    database.query("INSERT INTO indexer.history (id, name, block, tx, time, device_id, batch_id) VALUES ($1, $2, $3, '0x', $4, $5, 7)", [
      `${++events}`,
      name,
      block,
      time,
      batch ? null : unit(index),
    ]);
  const stateOf = async (code: string) => (await store.abuse.find(code))?.state;
  const close = (upTo = 100) => closeFixedReports(pool, tags, upTo);

  it("close once the fix is final, with the day, and only they", async () => {
    const [fixed, waiting] = [await tie(1), await tie(2)];
    expect(await close()).to.equal(0);
    await register.patch(1);
    await event(1, { block: 101 });
    expect(await close(100), "not final yet").to.equal(0);
    expect(await close(101)).to.equal(1);
    expect(await close(101), "once").to.equal(0);
    expect(await stateOf(waiting)).to.equal("claimed");
    const found = await store.abuse.find(fixed);
    expect(found?.state).to.equal("closed");
    expect(found?.closed).to.equal(found?.received);
  });

  it("stay open for a fix of before the report: a device that attacks after it is not fixed", async () => {
    const code = await tie(3);
    await register.patch(3);
    await event(3, { time: NOW - 3 * 86_400 });
    expect(await close()).to.equal(0);
    await event(3);
    expect(await close()).to.equal(1);
    expect(await stateOf(code)).to.equal("closed");
  });

  it("stay open while something newer about the unit is not final", async () => {
    await tie(4);
    await register.patch(4);
    await event(4);
    await event(4, { block: 150 });
    expect(await close(120)).to.equal(0);
    expect(await close(150)).to.equal(1);
  });

  it("stay open while one of several recalls is not met, unless that was withdrawn", async () => {
    await tie(5);
    await register.patch(5);
    await event(5);
    await register.openRecall(2, node, { first: 5, last: 5 });
    await database.query("DELETE FROM indexer.fix WHERE recall_id = 2");
    expect(await close()).to.equal(0);
    await database.query("UPDATE indexer.recall SET state = 'withdrawn' WHERE id = 2");
    expect(await close()).to.equal(1);
  });

  it("close by what a maker reported of the whole batch", async () => {
    await tie(6);
    await register.patch(6);
    expect(await close()).to.equal(0);
    await event(6, { name: "ReleasesReported", batch: true });
    expect(await close()).to.equal(1);
  });

  it("are not found with another key, and dropped half a year after their links", async () => {
    const code = await tie(7);
    await register.patch(7);
    await event(7);
    expect(await closeFixedReports(pool, abuseTags(`0x${"45".repeat(32)}`), 100)).to.equal(0);
    await database.query(
      "UPDATE abuse.report SET expires_at = expires_at - interval '211 days' WHERE model_id IS NOT NULL AND state = 'claimed'",
    );
    await close();
    expect(await stateOf(code)).to.equal(undefined);
    const [left] = await database.query<{ count: number }>("SELECT count(*)::int FROM abuse.report");
    expect(left?.count).to.equal(5);
  });
});
