import { expect } from "chai";
import { publishedCounts } from "../../lib/domain/abuse-counts.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import { asNumber, batchId, deviceId, modelId, orgId } from "../../lib/domain/ids.ts";
import { weekOf } from "../../lib/domain/week.ts";
import { MAX_KEYS, type NewReport } from "../../lib/store/abuse.ts";
import { abuseTags } from "../../lib/store/abuse-tags.ts";
import { openPool, openStore, type Store } from "../../lib/store/store.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

const ORG = orgId(7);
const REPORT: NewReport = {
  org: ORG,
  asn: asNumber(64_500),
  category: "infrastructure",
  type: "botnet",
  classes: ["camera", "router"],
  recalls: [2],
};
const tags = abuseTags(`0x${"11".repeat(32)}`);
const MODEL = modelId(orgId(3), "09506000134352");
const device = (index: number) => {
  const id = deviceId(batchId(4), index);
  return { id, model: MODEL, tag: tags.ofDevice(id) };
};

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error) => (error instanceof MusterError ? error.code : String(error)),
  );

describe("reports of abuse in the store", () => {
  let database: TestDatabase;
  let store: Store;
  before(async () => {
    database = await testDatabase();
    store = openStore({ url: database.roles.web });
  });
  after(async () => {
    await store.close();
    await database.close();
  });
  const rows = () => database.query<Record<string, unknown>>("SELECT * FROM abuse.report");
  const late = (code: string, days: number) =>
    database.query("UPDATE abuse.report SET expires_at = expires_at - $1 * interval '1 day' WHERE asn = $2", [days, Number(code)]);

  it("gives the same link for the same report of the same operator, and counts it once", async () => {
    const code = tags.codeOf(ORG, "a");
    expect(code).to.match(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    expect((await store.abuse.keep(code, REPORT)).isNew).to.equal(true);
    expect((await store.abuse.keep(code, REPORT)).isNew).to.equal(false);
    const both = await Promise.all(Array.from({ length: 20 }, () => store.abuse.keep(tags.codeOf(ORG, "b"), REPORT)));
    expect(both.filter(({ isNew }) => isNew).length).to.equal(1);
    expect(new Set(both.map(({ until }) => until)).size).to.equal(1);
    expect(tags.codeOf(orgId(8), "a")).not.to.equal(code);
    expect(abuseTags(`0x${"22".repeat(32)}`).codeOf(ORG, "a")).not.to.equal(code);
    expect((await rows()).length).to.equal(2);
  });

  it("has no column for an address, a port or a text, and no row holds code or report id", async () => {
    const columns = Object.keys((await rows())[0] ?? {});
    expect(columns.sort()).to.deep.equal(
      "asn category claimed classes closed expires_at id model_id org_id recalls received state tag type".split(" "),
    );
    const all = JSON.stringify(await rows());
    expect(all).not.to.include(tags.codeOf(ORG, "a"));
  });

  it("finds what a link leads to for 30 days, and notes that it was opened", async () => {
    const code = tags.codeOf(ORG, "a");
    await store.abuse.opened(code);
    const found = await store.abuse.find(code);
    expect(found).to.deep.include({ ...REPORT, state: "opened", model: null, closed: null });
    expect((found?.until ?? 0) - Date.now() / 1000).to.be.within(29 * 86_400, 31 * 86_400);
    expect(await store.abuse.find(tags.codeOf(ORG, "never"))).to.equal(null);
    const old = tags.codeOf(ORG, "old");
    await store.abuse.keep(old, { ...REPORT, asn: asNumber(64_510) });
    await late("64510", 31);
    expect(await store.abuse.find(old)).to.equal(null);
    expect(await codeOf(store.abuse.tie(old, device(9)))).to.equal("abuse-link-over");
  });

  it("ties a report to one device, and a device to one report", async () => {
    const [a, b] = [tags.codeOf(ORG, "a"), tags.codeOf(ORG, "b")];
    await store.abuse.tie(a, device(1));
    await store.abuse.tie(a, device(1));
    expect(await codeOf(store.abuse.tie(a, device(2)))).to.equal("abuse-device-tied");
    expect(await codeOf(store.abuse.tie(b, device(1)))).to.equal("abuse-device-tied");
    expect(await codeOf(store.abuse.tie(tags.codeOf(ORG, "never"), device(3)))).to.equal("abuse-link-over");
    expect(await store.abuse.find(a)).to.deep.include({ state: "claimed", model: MODEL });
    const [row] = await database.query<{ tag: Buffer }>("SELECT tag FROM abuse.report WHERE state = 'claimed'");
    expect(row?.tag.equals(tags.ofDevice(device(1).id))).to.equal(true);
  });

  it("gives out keys that are kept as hashes only, and ends them", async () => {
    const { id, key } = await store.abuse.createKey(ORG);
    expect(key).to.match(/^muster-abuse-[A-Za-z0-9_-]{43}$/);
    expect(await store.abuse.holderOf(key)).to.equal(ORG);
    const kept = JSON.stringify(await database.query("SELECT * FROM abuse.api_key"));
    expect(kept).not.to.include(key.slice(13));
    await store.abuse.revokeKey(orgId(8), id);
    expect(await store.abuse.holderOf(key), "revoked by another").to.equal(ORG);
    await store.abuse.revokeKey(ORG, id);
    expect(await store.abuse.holderOf(key)).to.equal(null);
    for (const wrong of ["", "x", `${key}x`, key.replace("muster", "MUSTER"), "muster-abuse-'; --"])
      expect(await store.abuse.holderOf(wrong)).to.equal(null);
    for (let i = 0; i < MAX_KEYS; i++) await store.abuse.createKey(ORG);
    expect(await codeOf(store.abuse.createKey(ORG))).to.equal("abuse-keys-full");
    expect((await store.abuse.keys(ORG)).length).to.equal(MAX_KEYS);
  });

  it("counts a week by model: what came, what was claimed and what was fixed in it", async () => {
    const week = weekOf(Date.now() / 1000);
    const asn = asNumber(64_520);
    for (let i = 0; i < 12; i++) await store.abuse.keep(tags.codeOf(ORG, `w${i}`), { ...REPORT, asn });
    for (let i = 0; i < 7; i++) await store.abuse.tie(tags.codeOf(ORG, `w${i}`), device(100 + i));
    await database.query(
      `UPDATE abuse.report SET state = 'closed', closed = received
       WHERE id IN (SELECT id FROM abuse.report WHERE asn = ${asn} AND state = 'claimed' LIMIT 3)`,
    );
    await database.query(
      `UPDATE abuse.report SET received = received - 7 WHERE id IN (SELECT id FROM abuse.report WHERE asn = ${asn} AND tag IS NULL LIMIT 1)`,
    );
    const counts = await store.abuse.weekOf(asn, week);
    expect(counts.sort((a, b) => a.reported - b.reported)).to.deep.equal([
      { modelId: null, reported: 4, claimed: 0, remedied: 0 },
      { modelId: MODEL, reported: 7, claimed: 7, remedied: 3 },
    ]);
    expect(await store.abuse.weekOf(asn, week - 1)).to.deep.equal([{ modelId: null, reported: 1, claimed: 0, remedied: 0 }]);
    expect(await store.abuse.weekOf(asn, week + 1)).to.deep.equal([]);
    expect(publishedCounts(counts)).to.deep.equal([{ modelId: MODEL, reported: 7, claimed: 7, remedied: 0 }]);
  });

  it("lets each program do what its work needs, and no more", async () => {
    const refused = async (url: string, text: string): Promise<string> => {
      const pool = openPool(url, 1);
      const answer = await pool.query(text).then(
        () => "done",
        (error: Error) => error.message,
      );
      await pool.end();
      return answer;
    };
    const { web, notifier, indexer, relay } = database.roles;
    for (const [url, text] of [
      [web, "DELETE FROM abuse.report"],
      [web, "UPDATE abuse.report SET closed = current_date"],
      [web, "UPDATE abuse.report SET expires_at = now() + interval '1 year'"],
      [web, "DELETE FROM abuse.api_key"],
      [web, "UPDATE abuse.api_key SET org_id = 1"],
      [notifier, "SELECT FROM abuse.api_key"],
      [notifier, "SELECT org_id FROM abuse.report"],
      [notifier, "UPDATE abuse.report SET tag = NULL"],
      [notifier, "INSERT INTO abuse.report (id) VALUES ('')"],
      [indexer, "SELECT FROM abuse.report"],
      [relay, "SELECT FROM abuse.report"],
    ] as const)
      expect(await refused(url, text), text).to.match(/permission denied/);
    expect(await refused(notifier, "SELECT id, state, model_id, tag, received, expires_at FROM abuse.report LIMIT 1")).to.equal("done");
  });
});
