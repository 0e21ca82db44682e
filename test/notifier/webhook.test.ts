import { expect } from "chai";
import { Webhook } from "standardwebhooks";
import { openPool } from "../../lib/store/store.ts";
import { postWebhook } from "../../notifier/channels/webhook.ts";
import { enterObligations } from "../../notifier/obligations.ts";
import type { Gateway } from "../../notifier/outbound/gateway.ts";
import { scanDatabase } from "../store/scan.ts";
import { type Received, type Receiver, startReceiver } from "./receiver.ts";
import { opened, owner } from "./register.ts";
import { eventually, type Ground, type LedgerRow, prepareGround, settled } from "./setup.ts";

type Body = { type: string; timestamp: string; data: Record<string, unknown> };
const headersOf = ({ headers }: Received): Record<string, string> => headers as Record<string, string>;
const bodyOf = ({ body }: Received): Body => JSON.parse(body.toString("utf8")) as Body;

describe("webhooks", () => {
  let ground: Ground;
  let receiver: Receiver;
  let url: string;
  beforeEach(async () => {
    receiver = await startReceiver();
    url = `${receiver.origin}/in`;
    ground = await prepareGround([receiver.origin]);
  });
  afterEach(async () => {
    await ground.close();
    await receiver.close();
  });

  const state = async (n = 1) => (await ground.store.endpoints.list(owner(n)))[0];
  const tested = (n = 1) => eventually("the end of a test", async () => (await state(n))?.isTesting === false && state(n));
  const notices = (): Received[] => receiver.received.filter((one) => bodyOf(one).type === "recall.notice");
  const rowOf = async (channel: string): Promise<LedgerRow | undefined> => (await ground.rows()).find((row) => row.channel === channel);
  /** A webhook of owner 1 that passed its test. */
  const proven = async (options: Parameters<Ground["notifier"]>[0] = { retry: { retryDelay: 1 } }): Promise<string> => {
    const { secret } = await ground.store.endpoints.setWebhook(owner(1), url);
    await ground.notifier(options);
    expect(await tested()).to.include({ state: "on", problem: null });
    return secret;
  };
  const recall = async (): Promise<void> => {
    await ground.register.claim(1, 1);
    await ground.register.openRecall(1, ground.node);
  };

  it("count from the test on that the endpoint answered with 2xx, and are asked for nothing before", async () => {
    receiver.answer = (response) => void response.writeHead(500).end();
    const { secret } = await ground.store.endpoints.setWebhook(owner(1), url);
    await recall();
    await ground.notifier();
    expect(await tested()).to.include({ kind: "webhook", url, state: "untested", problem: "The endpoint answered 500." });
    await settled(ground, 1);
    receiver.answer = (response) => void response.writeHead(200).end();
    await ground.database.query("UPDATE contacts.endpoint SET tested_at = NULL");
    await ground.store.endpoints.askTest(owner(1), (await state())?.id ?? "");
    expect(await tested()).to.include({ state: "on", problem: null });
    const rows = await settled(ground, 2);
    expect(rows.map((row) => `${row.channel} ${row.state}`)).to.deep.equal(["inbox sent", "webhook sent"]);
    const tests = receiver.received.filter((one) => bodyOf(one).type === "endpoint.test");
    expect(tests.map((one) => bodyOf(one).data)).to.deep.equal([{}, {}]);
    for (const one of tests) new Webhook(secret).verify(one.body.toString(), headersOf(one));
  });

  it("tell what is recalled by Standard Webhooks, which another's implementation verifies, and nothing of the owner", async () => {
    const secret = await proven();
    await recall();
    await settled(ground, 2);
    const [notice] = notices();
    if (!notice) throw new Error("no notice");
    const verifier = new Webhook(secret);
    const body = verifier.verify(notice.body.toString(), headersOf(notice)) as Body;
    expect(body.data).to.deep.equal({
      recall: 1,
      version: 1,
      measure: "recall",
      severity: "high",
      unit: "7-1",
      model: "View 2",
      title: null,
      link: "http://127.0.0.1:3000/recalls/1",
      reminder: 0,
      final: true,
    });
    expect(notice.headers["webhook-id"]).to.equal("recall-1_1_unit-7-1_1_chain-31337");
    expect(notice.body.toString() + JSON.stringify(notice.headers)).to.not.include(owner(1).slice(2));

    const forged = notice.body.toString().replace("7-1", "7-2");
    expect(() => verifier.verify(forged, headersOf(notice)), "altered").to.throw("No matching signature found");
    const later = { ...headersOf(notice), "webhook-timestamp": `${Number(notice.headers["webhook-timestamp"]) + 1}` };
    expect(() => verifier.verify(notice.body.toString(), later), "its time moved").to.throw("No matching signature found");
    const old = { ...headersOf(notice), "webhook-timestamp": `${Math.floor(Date.now() / 1000) - 360}` };
    expect(() => verifier.verify(notice.body.toString(), old), "six minutes later").to.throw("too old");
  });

  it("are signed with the former secret as well for a day after a new one was made, and no longer", async () => {
    const former = await proven();
    const rotated = await ground.store.endpoints.rotateSecret(owner(1));
    const secret = rotated?.secret ?? "";
    expect(secret)
      .to.match(/^whsec_[A-Za-z0-9+/]{43}=$/)
      .and.to.not.equal(former);
    await recall();
    await settled(ground, 2);
    const [notice] = notices() as [Received];
    for (const key of [former, secret]) new Webhook(key).verify(notice.body.toString(), headersOf(notice));
    expect(await state())
      .to.have.property("formerUntil")
      .that.is.within(Date.now() / 1000 + 86_340, Date.now() / 1000 + 86_460);

    const signaturesWith = async (until: number): Promise<string[]> => {
      let signatures: string[] = [];
      const post: Gateway["post"] = async (_kind, _endpoint, { headers }) => {
        signatures = headers["webhook-signature"]?.split(" ") ?? [];
        return { status: 204 };
      };
      const details = { url, secret, former: { secret: former, until } };
      await postWebhook({ post }, { id: "", fence: Buffer.alloc(0), kind: "webhook", details }, "x", "endpoint.test", {});
      return signatures;
    };
    expect(await signaturesWith(Date.now() / 1000 + 5)).to.have.length(2);
    expect(await signaturesWith(Date.now() / 1000 - 5)).to.have.length(1);
  });

  it("are tried again after 500 with the same id, as the queue tries everything", async () => {
    await proven();
    const answers = [500, 404, 302, 204];
    receiver.answer = (response) => void response.writeHead(answers.shift() ?? 204, { location: `${receiver.origin}/other` }).end();
    await recall();
    await eventually("a failure on record", async () => (await state())?.problem === "The endpoint answered 500.");
    await settled(ground, 2);
    expect(await rowOf("webhook")).to.include({ state: "sent", attempts: 4 });
    expect(notices().map(({ path }) => path)).to.deep.equal(["/in", "/in", "/in", "/in"]);
    expect(new Set(notices().map(({ headers }) => headers["webhook-id"])).size).to.equal(1);
    expect(await state(), "all is well").to.include({ state: "on", problem: null, problemAt: null });
  });

  it("are not asked again before the time that 429 names", async () => {
    await proven({ retry: { retryDelay: 1 } });
    const answers: [number, Record<string, string>][] = [[429, { "retry-after": "4" }]];
    receiver.answer = (response) => void response.writeHead(...(answers.shift() ?? [204, {}])).end();
    await recall();
    await settled(ground, 2);
    const [first, second] = notices() as [Received, Received];
    expect(notices()).to.have.length(2);
    expect(second.at - first.at).to.be.greaterThan(3_900);
  });

  it("are retired by 410, which the owner sees, and owed again once there is another", async () => {
    await proven();
    receiver.answer = (response) => void response.writeHead(410).end();
    await recall();
    await settled(ground, 2);
    expect(await rowOf("webhook")).to.include({ state: "superseded" });
    expect(await state()).to.include({ state: "retired", problem: "The endpoint answered 410: it is gone." });
    expect(notices()).to.have.length(1);
    expect(await ground.store.endpoints.askTest(owner(1), (await state())?.id ?? ""), "nothing more goes there").to.equal(false);

    receiver.answer = (response) => void response.writeHead(204).end();
    await ground.database.query("UPDATE contacts.endpoint SET tested_at = NULL");
    await ground.store.endpoints.setWebhook(owner(1), url);
    await eventually("the notice", async () => (await rowOf("webhook"))?.state === "sent");
    expect(notices()).to.have.length(2);
  });

  it("are told of a recall once, however they are crashed between the answer and the note", async () => {
    await proven();
    await recall();
    await settled(ground, 2);
    // As a crash leaves it: sent, and not noted.
    await ground.database.query(
      "UPDATE ledger.obligation SET state = 'due', queued_at = NULL, id = gen_random_uuid() WHERE channel = 'webhook'",
    );
    await settled(ground, 2);
    const [first, again] = notices() as [Received, Received];
    expect(again.headers["webhook-id"]).to.equal(first.headers["webhook-id"]);
  });

  it("hold up nobody else when they never answer, or never end to", async () => {
    await proven();
    receiver.answer = (response, { path }) => {
      if (path !== "/in") return;
      response.writeHead(200);
      const timer = setInterval(() => response.write("x"), 50);
      response.on("close", () => clearInterval(timer));
    };
    await ground.store.endpoints.setWebhook(owner(2), `${receiver.origin}/silent`);
    await ground.database.query("UPDATE contacts.endpoint SET state = 'on', test_wanted_at = NULL WHERE address = $1", [owner(2)]);
    await ground.register.claim(1, 40);
    await ground.leaveAddresses(1, 40);
    await ground.register.openRecall(1, ground.node);
    const started = Date.now();
    await eventually("all mails and the endless endpoint", async () => {
      const rows = await ground.rows();
      return ground.mails().length === 40 && rows.some((row) => row.channel === "webhook" && row.state === "sent");
    });
    expect(Date.now() - started).to.be.lessThan(25_000);
    expect((await ground.rows()).find((row) => row.channel === "webhook" && row.owner === owner(2))).to.include({ state: "due" });
  });

  it("leave no readable address or secret behind, and nothing once removed", async () => {
    const secret = await proven();
    expect(await scanDatabase(ground.database, receiver.origin)).to.deep.equal([]);
    expect(await scanDatabase(ground.database, secret)).to.deep.equal([]);
    expect(await ground.store.endpoints.remove(owner(2), (await state())?.id ?? ""), "not another's").to.equal(false);
    expect(await ground.store.endpoints.remove(owner(1), (await state())?.id ?? "")).to.equal(true);
    expect(await scanDatabase(ground.database, owner(1))).to.deep.equal([]);
  });

  it("change nothing by the end of a test of what the owner has replaced meanwhile", async () => {
    const held: (() => void)[] = [];
    receiver.answer = (response, { path }) => {
      if (path === "/in") held.push(() => response.writeHead(204).end());
      else response.writeHead(500).end();
    };
    await ground.store.endpoints.setWebhook(owner(1), url);
    await ground.notifier();
    await eventually("the test of the first", async () => held.length > 0);
    await ground.store.endpoints.setWebhook(owner(1), `${receiver.origin}/second`);
    for (const release of held) release();
    expect(await tested()).to.include({ state: "untested", url: `${receiver.origin}/second`, problem: "The endpoint answered 500." });
  });

  it("add a row to the ledger only where they are on", async () => {
    const pool = openPool(ground.database.roles.notifier, 2);
    await ground.store.endpoints.setWebhook(owner(1), url);
    await recall();
    await enterObligations(pool, 31337, 100n, [opened(1)]);
    expect((await ground.rows()).map(({ channel }) => channel)).to.deep.equal(["inbox"]);
    await pool.end();
  });
});
