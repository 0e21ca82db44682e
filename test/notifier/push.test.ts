import { createHash } from "node:crypto";
import { expect } from "chai";
import { vapidOf } from "../../notifier/channels/push.ts";
import { PushBrowser, verifiedClaims } from "../fixtures/push-browser.ts";
import { scanDatabase } from "../store/scan.ts";
import { type Received, type Receiver, startReceiver } from "./receiver.ts";
import { owner } from "./register.ts";
import { eventually, type Ground, type LedgerRow, prepareGround, settled, VAPID_PRIVATE_KEY } from "./setup.ts";

describe("web push", () => {
  const { publicKey } = vapidOf(VAPID_PRIVATE_KEY, "notices@muster.example");
  let ground: Ground;
  let service: Receiver;
  beforeEach(async () => {
    service = await startReceiver();
    service.answer = (response) => void response.writeHead(201).end();
    ground = await prepareGround([service.origin]);
  });
  afterEach(async () => {
    await ground.close();
    await service.close();
  });

  const subscribe = async (name: string, n = 1): Promise<PushBrowser> => {
    const browser = new PushBrowser(`${service.origin}/${name}`);
    await ground.store.endpoints.addPush(owner(n), browser.subscription);
    return browser;
  };
  const recall = async (severity = "high"): Promise<void> => {
    await ground.register.claim(1, 1);
    await ground.register.openRecall(1, ground.node, { severity });
  };
  const pushRow = async (): Promise<LedgerRow | undefined> => (await ground.rows()).find(({ channel }) => channel === "push");
  const only = (): Received => {
    expect(service.received).to.have.length(1);
    return service.received[0] as Received;
  };

  it("tells a browser in words that it alone can read, as a sender whom its service can verify", async () => {
    const browser = await subscribe("phone");
    await recall();
    await ground.notifier();
    await settled(ground, 2);
    expect(await pushRow()).to.include({ state: "sent" });
    const message = only();
    expect(browser.decrypt(message.body)).to.deep.equal({ title: "Recall: View 2", path: "/my/inbox", tag: message.headers.topic });
    expect(message.headers).to.include({ ttl: "2419200", urgency: "high", "content-encoding": "aes128gcm" });
    const claims = verifiedClaims(message.headers, publicKey);
    expect(claims).to.include({ aud: service.origin, sub: "mailto:notices@muster.example" });
    expect(claims.exp).to.be.within(Date.now() / 1000, Date.now() / 1000 + 86_400);
    for (const word of ["View", "7-1", owner(1).slice(2)])
      expect(message.body.toString("latin1") + JSON.stringify(message.headers), word).to.not.include(word);
  });

  it("is read by no other browser", async () => {
    await subscribe("phone");
    await recall();
    await ground.notifier();
    await settled(ground, 2);
    expect(() => new PushBrowser("x").decrypt(only().body)).to.throw("unable to authenticate");
  });

  it("marks what is of one matter, so that the newer replaces the older, without telling the service which", async () => {
    await subscribe("phone");
    await recall("low");
    await ground.notifier();
    await settled(ground, 2);
    const { topic, urgency } = only().headers;
    expect(urgency).to.equal("normal");
    expect(topic).to.match(/^[\w-]{32}$/);
    expect(topic).to.not.equal(createHash("sha256").update("31337|1|7-1|1").digest("base64url").slice(0, 32));
    await ground.register.amend(1, ground.node);
    await settled(ground, 4);
    await ground.register.openRecall(2, ground.node);
    await settled(ground, 6);
    const topics = service.received.map(({ headers }) => headers.topic);
    expect(topics[1], "a new version").to.equal(topic);
    expect(topics[2], "another recall").to.not.equal(topic);
  });

  for (const status of [404, 410])
    it(`goes no more to a browser of which its service says ${status}, and to the owner's others`, async () => {
      const laptop = await subscribe("laptop");
      await subscribe("phone");
      service.answer = (response, { path }) => void response.writeHead(path === "/phone" ? status : 201).end();
      await recall();
      await ground.notifier();
      await settled(ground, 2);
      expect(await pushRow()).to.include({ state: "sent", attempts: 1 });
      const states = (await ground.store.endpoints.list(owner(1))).map(({ state, problem }) => [state, problem]);
      expect(states).to.deep.equal([
        ["on", null],
        ["retired", `The endpoint answered ${status}: it is gone.`],
      ]);
      await ground.register.amend(1, ground.node);
      await settled(ground, 4);
      expect(service.received.map(({ path }) => path).sort()).to.deep.equal(["/laptop", "/laptop", "/phone"]);
      const [last] = service.received.slice(-1) as [Received];
      expect(laptop.decrypt(last.body)).to.include({ title: "Recall: View 2" });
    });

  it("is owed again when every browser was gone and one is added", async () => {
    await subscribe("phone");
    service.answer = (response) => void response.writeHead(410).end();
    await recall();
    await ground.notifier();
    await settled(ground, 2);
    expect(await pushRow()).to.include({ state: "superseded" });
    service.answer = (response) => void response.writeHead(201).end();
    await subscribe("new-phone");
    await eventually("the notice", async () => (await pushRow())?.state === "sent");
  });

  it("is tried again while the service refuses for now, and is on record with the owner", async () => {
    await subscribe("phone");
    const answers = [503, 403];
    service.answer = (response) => void response.writeHead(answers.shift() ?? 201).end();
    await recall();
    await ground.notifier({ retry: { retryDelay: 1 } });
    await eventually("a problem", async () => (await ground.store.endpoints.list(owner(1)))[0]?.problem);
    await settled(ground, 2);
    expect(await pushRow()).to.include({ state: "sent", attempts: 3 });
  });

  it("sends a test when the owner asks for one, at most one every few seconds", async () => {
    const browser = await subscribe("phone");
    const [{ id } = { id: "" }] = await ground.store.endpoints.list(owner(1));
    await ground.notifier();
    const test = async (): Promise<void> => {
      expect(await ground.store.endpoints.askTest(owner(1), id)).to.equal(true);
      await eventually("its end", async () => !(await ground.store.endpoints.list(owner(1)))[0]?.isTesting);
    };
    expect(await ground.store.endpoints.askTest(owner(2), id), "not another's").to.equal(false);
    await test();
    expect(browser.decrypt(only().body)).to.include({ title: "Muster reaches this device", path: "/my/settings" });
    const started = Date.now();
    await test();
    expect(Date.now() - started).to.be.greaterThan(3_500);
  });

  it("tells the owner in the inbox by which channels word came, and when", async () => {
    await subscribe("phone");
    await ground.leaveAddresses(1, 1);
    await recall();
    await ground.notifier();
    await settled(ground, 3);
    const [entry] = await ground.store.inbox.list(owner(1));
    expect(entry?.told.map(({ channel }) => channel)).to.have.members(["mail", "push"]);
    for (const { at } of entry?.told ?? []) expect(Date.now() / 1000 - at).to.be.within(-1, 60);
  });

  it("keeps one row a browser and ten at most, unreadable, and none once erased", async () => {
    for (let n = 0; n < 12; n++) await subscribe(`phone-${n}`);
    await subscribe("phone-11");
    const all = await ground.store.endpoints.list(owner(1));
    expect(all).to.have.length(10);
    expect(await scanDatabase(ground.database, service.origin)).to.deep.equal([]);
    await ground.store.personal.erase(owner(1));
    expect(await scanDatabase(ground.database, owner(1))).to.deep.equal([]);
  });

  it("takes no subscription that is none, or that leads elsewhere than to a push service", async () => {
    const good = new PushBrowser(`${service.origin}/x`).subscription;
    const bad = [
      { ...good, endpoint: "https://hooks.example.org/" },
      { ...good, endpoint: "https://127.0.0.1/" },
      { ...good, keys: { ...good.keys, auth: "short" } },
      { ...good, keys: { ...good.keys, p256dh: good.keys.auth } },
      { ...good, keys: { ...good.keys, p256dh: Buffer.alloc(65, 4).toString("base64url") } },
    ];
    for (const subscription of bad) {
      const failure = await ground.store.endpoints.addPush(owner(1), subscription).catch((error: unknown) => error);
      expect(failure, JSON.stringify(subscription)).to.have.property("code").that.is.oneOf(["endpoint-refused", "contact-invalid"]);
    }
    expect(await ground.store.endpoints.list(owner(1))).to.deep.equal([]);
  });
});
