import { readFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { ENDPOINT_KINDS, type EndpointKind } from "../../../lib/domain/endpoint.ts";
import { createGateway, type GatewayOptions } from "../../../notifier/outbound/gateway.ts";

const table = (name: string): Record<string, string[]> => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const spellings = table("./spellings.json");
const inside = table("./inside.json");

/** A name that each kind of endpoint may have. */
const NAMES: Record<EndpointKind, string> = { webhook: "https://hooks.example.org/in", push: "https://fcm.googleapis.com/fcm/send/x" };
const PUBLIC = "93.184.216.34";

/**
 * Every connection that the gateway opens ends at one listener on loopback, whatever address it is for, and the listener
 * counts: what reaches it would have reached the inside.
 */
describe("outbound gateway", () => {
  let listener: Server;
  let reached: number;
  let dialled: string[];
  const post = (kind: EndpointKind, endpoint: string, options: Partial<GatewayOptions> = {}): Promise<unknown> =>
    createGateway({
      loopback: [],
      pushHosts: [],
      userAgent: "test",
      resolve: async () => ["127.0.0.1"],
      dial: (address): Socket => {
        dialled.push(address);
        return connect({ host: "127.0.0.1", port: (listener.address() as { port: number }).port });
      },
      ...options,
    })
      .post(kind, endpoint, { headers: {}, body: Buffer.from("{}") })
      .catch((error: unknown) => error);
  /** Until what was dialled has come in at the listener. */
  const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  before((done) => {
    listener = createServer((socket) => {
      reached += 1;
      socket.destroy();
    }).listen(0, "127.0.0.1", done);
  });
  after((done) => void listener.close(done));
  beforeEach(() => {
    reached = 0;
    dialled = [];
  });

  for (const kind of ENDPOINT_KINDS) {
    for (const [group, texts] of Object.entries(spellings))
      it(`opens no connection for a ${kind} that is spelled as ${group} (${texts.length})`, async () => {
        for (const text of texts) {
          const { message } = (await post(kind, text)) as Error;
          expect(message, JSON.stringify(text)).to.match(/^Notices cannot be sent to this address: |private network; nothing was sent\.$/);
        }
        await arrived();
        expect({ reached, dialled }).to.deep.equal({ reached: 0, dialled: [] });
      });

    for (const [group, addresses] of Object.entries(inside))
      it(`opens no connection for a ${kind} whose name leads to ${group}, alone or beside a public address (${addresses.length})`, async () => {
        for (const address of addresses)
          for (const answer of [[address], [PUBLIC, address], [address, PUBLIC]]) {
            const failure = (await post(kind, NAMES[kind], { resolve: async () => answer })) as Error;
            expect(failure.message, answer.join()).to.equal("The endpoint's name leads into a private network; nothing was sent.");
          }
        await arrived();
        expect({ reached, dialled }).to.deep.equal({ reached: 0, dialled: [] });
      });

    it(`connects to the address that it checked, when the next answer for the name of a ${kind} is another`, async () => {
      const answers = [[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]];
      let asked = 0;
      const resolve = async (): Promise<string[]> => answers[asked++] ?? [];
      await post(kind, NAMES[kind], { resolve });
      await arrived();
      expect({ asked, dialled, reached }, "one look-up, and its address").to.deep.equal({ asked: 1, dialled: [PUBLIC], reached: 1 });
      const failure = (await post(kind, NAMES[kind], { resolve })) as Error;
      await arrived();
      expect({ asked, reached }).to.deep.equal({ asked: 2, reached: 1 });
      expect(failure.message).to.include("private network");
    });
  }

  it("holds these tables to what they claim", () => {
    const all = Object.values(spellings).flat();
    expect(new Set(all).size).to.equal(all.length).and.to.be.greaterThan(200);
  });

  it("reaches the listener for public addresses, so that the counts above count", async () => {
    for (const address of [PUBLIC, "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])
      await post("webhook", NAMES.webhook, { resolve: async () => [address] });
    await arrived();
    expect(reached).to.equal(6);
    expect(dialled).to.have.length(6);
  });

  it("sends pushes to push services only, to which the operator may add some", async () => {
    const elsewhere = [
      NAMES.webhook,
      "https://fcm.googleapis.com.example.org/",
      "https://evilfcm.googleapis.com/",
      "https://notify.windows.com/",
      "https://google.com/",
    ];
    for (const text of elsewhere) expect(await post("push", text), text).to.include({ code: "endpoint-refused" });
    expect(reached).to.equal(0);
    const resolve = async (): Promise<string[]> => [PUBLIC];
    for (const text of [
      NAMES.push,
      "https://updates.push.services.mozilla.com/wpush/v2/x",
      "https://web.push.apple.com/x",
      "https://wns2-par02p.notify.windows.com/w/?token=x%3d",
    ])
      await post("push", text, { resolve });
    await arrived();
    expect(reached).to.equal(4);
    const pushHosts = ["push.example.org", "*.up.example.net"];
    for (const text of ["https://push.example.org/x", "https://a.up.example.net/x"]) await post("push", text, { resolve, pushHosts });
    await arrived();
    expect(reached).to.equal(6);
    expect(await post("push", "https://up.example.net.example.org/x", { resolve, pushHosts })).to.include({ code: "endpoint-refused" });
  });

  it("asks no proxy that the environment names", async () => {
    const before = { ...process.env };
    const proxy = `http://127.0.0.1:${(listener.address() as { port: number }).port}`;
    Object.assign(process.env, { HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, ALL_PROXY: proxy, NODE_USE_ENV_PROXY: "1" });
    try {
      const dial = (address: string): Socket => {
        dialled.push(address);
        return connect({ host: "127.0.0.1", port: 9 });
      };
      await post("webhook", NAMES.webhook, { resolve: async () => [PUBLIC], dial });
      await arrived();
      expect({ reached, dialled }).to.deep.equal({ reached: 0, dialled: [PUBLIC] });
    } finally {
      process.env = before;
    }
  });
});
