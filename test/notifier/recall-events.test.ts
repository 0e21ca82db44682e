import { expect } from "chai";
import { Webhook } from "standardwebhooks";
import { createRecallSends } from "../../lib/store/recall-sends.ts";
import { openPool } from "../../lib/store/store.ts";
import type { Notifier } from "../../notifier/notifier.ts";
import { type Received, type Receiver, startReceiver } from "./receiver.ts";
import { owner } from "./register.ts";
import { eventually, type Ground, MASTER_KEY, prepareGround } from "./setup.ts";

type Body = { type: string; data: Record<string, unknown> };
const bodyOf = ({ body }: Received): Body => JSON.parse(body.toString("utf8")) as Body;

describe("webhooks of recalls", () => {
  let ground: Ground;
  let receiver: Receiver;
  let secret: string;
  beforeEach(async () => {
    receiver = await startReceiver();
    ground = await prepareGround([receiver.origin]);
    await ground.register.openRecall(1, ground.node);
    ({ secret } = await ground.store.endpoints.setWebhook(owner(1), `${receiver.origin}/shop`));
  });
  afterEach(async () => {
    await ground.close();
    await receiver.close();
  });

  const webhook = async () => {
    const [found] = await ground.store.endpoints.list(owner(1));
    return found?.kind === "webhook" ? found : undefined;
  };
  const events = (): Received[] => receiver.received.filter((one) => bodyOf(one).type !== "endpoint.test");
  const told = () => events().map((one) => `${bodyOf(one).type} ${bodyOf(one).data.block}`);
  const tellAll = (count: number) => eventually(`${count} events`, async () => events().length >= count);
  /** A webhook that passed its test and asked for recalls. */
  const listening = async (): Promise<Notifier> => {
    const notifier = await ground.notifier();
    await eventually("the end of a test", async () => (await webhook())?.state === "on");
    expect(await ground.store.endpoints.hearRecalls(owner(1), true)).to.equal(true);
    return notifier;
  };
  const happen = (name: Parameters<Ground["register"]["happen"]>[1], block: number, args = {}) =>
    ground.register.happen(ground.node, name, { block, args });
  const column = async (name: string): Promise<unknown> =>
    (await ground.database.query<Record<string, unknown>>(`SELECT ${name} FROM contacts.endpoint`))[0]?.[name];
  const dueAtOnce = () => ground.database.query("UPDATE contacts.endpoint SET recalls_due_at = now()");

  /** It comes some seconds after the last: by then events would have been told that may be told. */
  const anotherTest = async (): Promise<void> => {
    await ground.store.endpoints.askTest(owner(1), (await webhook())?.id ?? "");
    await eventually("another test", async () => (await webhook())?.isTesting === false);
  };

  it("tell what happens to every recall, signed, in the order of the chain, each once and from the wish on", async () => {
    await happen("RecallOpened", 10, { version: 1 });
    await listening();
    const opened = await happen("RecallOpened", 20, { version: 1, measure: "recall", severity: "high", scope: [] });
    await happen("RecallAmended", 21, { version: 2, measure: "recall", severity: "low", reason: "more is known" });
    await happen("FixOffered", 22, { modelId: "1-09506000134352", sequence: 2 });
    await happen("RecallClosed", 23, { reason: "all are fixed" });
    await happen("RecallWithdrawn", 24, { reason: "a mistake" });
    await tellAll(5);
    const names = ["recall.opened 20", "recall.amended 21", "recall.fix-named 22", "recall.closed 23", "recall.withdrawn 24"];
    expect(told()).to.deep.equal(names);
    for (const { body, headers } of events()) new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
    expect(new Set(events().map(({ headers }) => headers["webhook-id"])).size).to.equal(5);
    const [first, changed, fix, closed] = events().map((one) => bodyOf(one).data);
    expect(first).to.deep.equal({
      ...{ event: opened, at: "2026-09-21T14:13:40.000Z", recall: 1, block: 20, transaction: `0x${"eee014".padStart(64, "0")}` },
      issuer: { id: 9, name: "Market Surveillance Office", domain: "office.example" },
      ...{ version: 1, measure: "recall", severity: "high", reason: null, fix: null },
      ...{ link: "http://127.0.0.1:3000/recalls/1", api: "http://127.0.0.1:3000/api/feed/v1/recalls/1" },
    });
    expect([changed?.version, changed?.reason, fix?.fix, closed?.reason]).to.deep.equal([
      ...[2, "more is known", { model: "1-09506000134352", release: 2 }, "all are fixed"],
    ]);
    expect(await column("recalls_attempts")).to.equal(0);
  });

  it("wait until an event is final", async () => {
    await listening();
    await happen("RecallOpened", 101);
    await anotherTest();
    expect(told()).to.deep.equal([]);
    ground.node.finalized = 101;
    await tellAll(1);
    expect(told()).to.deep.equal(["recall.opened 101"]);
  });

  it("wait for the node's own word of an event", async () => {
    await listening();
    await happen("RecallOpened", 50);
    ground.node.opened.clear();
    await eventually("a look at what the node has not", async () => (await column("recalls_due_at")) !== null);
    await ground.database.query("DELETE FROM indexer.history WHERE block = 50");
    await happen("RecallClosed", 60);
    await dueAtOnce();
    await tellAll(1);
    expect(told()).to.deep.equal(["recall.closed 60"]);
  });

  it("repeat an event under its id until it is taken, later each time, and hold the next ones back meanwhile", async () => {
    let refusing = true;
    const notifier = await listening();
    receiver.answer = (response) => void response.writeHead(refusing ? 503 : 204).end();
    await happen("RecallOpened", 20);
    await happen("RecallClosed", 21);
    await eventually("a first attempt", async () => (await column("recalls_attempts")) === 1);
    await dueAtOnce();
    await eventually("a second attempt", async () => (await column("recalls_attempts")) === 2);
    const [{ pause } = { pause: 0 }] = await ground.database.query<{ pause: number }>(
      "SELECT extract(epoch FROM recalls_due_at - problem_at)::float8 AS pause FROM contacts.endpoint",
    );
    expect(pause, "twice the first").to.equal(4);
    expect((await webhook())?.problem).to.equal("The endpoint answered 503.");
    expect((await notifier.status()).recallWebhooks).to.deep.equal({ all: 1, failing: 1, retired: 0 });
    refusing = false;
    await dueAtOnce();
    await tellAll(4);
    expect(told()).to.deep.equal(["recall.opened 20", "recall.opened 20", "recall.opened 20", "recall.closed 21"]);
    expect(new Set(events().map(({ headers }) => headers["webhook-id"])).size).to.equal(2);
    await eventually("no problem", async () => (await webhook())?.problem === null);
    expect((await notifier.status()).recallWebhooks).to.deep.equal({ all: 1, failing: 0, retired: 0 });
  });

  it("end where the endpoint is gone, or takes nothing for five days, and go on from there when it is set again", async () => {
    await listening();
    receiver.answer = (response) => void response.writeHead(410).end();
    await happen("RecallOpened", 20);
    await eventually("its end", async () => (await webhook())?.state === "retired");
    receiver.answer = (response) => void response.writeHead(500).end();
    await ground.database.query("UPDATE contacts.endpoint SET state = 'on', recalls_failing_since = now() - interval '6 days'");
    await dueAtOnce();
    await eventually("its second end", async () => (await webhook())?.state === "retired");
    receiver.answer = (response) => void response.writeHead(204).end();
    await happen("RecallClosed", 21);
    const before = events().length;
    await ground.store.endpoints.setWebhook(owner(1), `${receiver.origin}/again`);
    await tellAll(before + 2);
    expect(told().slice(before)).to.deep.equal(["recall.opened 20", "recall.closed 21"]);
  });

  it("are told once by several notifiers, by none while sending is held, and not after the wish is taken back", async () => {
    await listening();
    await Promise.all([ground.notifier(), ground.notifier()]);
    await ground.database.query("INSERT INTO ledger.hold (reason) VALUES ('restored from a backup')");
    for (let block = 20; block < 40; block++) await happen("RecallAmended", block);
    await anotherTest();
    expect(told(), "while it is held").to.deep.equal([]);
    await ground.database.query("DELETE FROM ledger.hold");
    await tellAll(20);
    expect(told()).to.deep.equal(Array.from({ length: 20 }, (_, i) => `recall.amended ${20 + i}`));
    expect(await ground.store.endpoints.hearRecalls(owner(1), false)).to.equal(true);
    await happen("RecallClosed", 40);
    // One who still listens hears of it: by then the other would have.
    await ground.store.endpoints.setWebhook(owner(2), `${receiver.origin}/other`);
    await ground.database.query("UPDATE contacts.endpoint SET recalls_after = '0', state = 'on' WHERE address = $1", [owner(2)]);
    await eventually("the other", async () => events().some((one) => one.path === "/other" && bodyOf(one).data.block === 40));
    expect(events().filter((one) => one.path === "/shop")).to.have.length(20);
  });

  it("count no late word of a notifier that was frozen while another told the event", async () => {
    await listening();
    await ground.database.query("UPDATE contacts.endpoint SET recalls_after = '0'");
    const pool = openPool(ground.database.roles.notifier, 1);
    const sends = createRecallSends(pool, MASTER_KEY);
    const frozen = await sends.take("9");
    expect(await sends.take("9"), "held by one").to.equal(null);
    await dueAtOnce();
    const other = await sends.take("9");
    if (!frozen || !other) throw new Error("nobody was behind");
    await sends.took(other, "2");
    await sends.took(frozen, "1");
    await sends.missed(frozen, "too late");
    expect([await column("recalls_after"), await column("recalls_attempts")]).to.deep.equal(["2", 0]);
    await pool.end();
  });
});
