import { createServer, type Server } from "node:http";
import { expect } from "chai";
import { relayJobRoutes, relayRoutes } from "../../../app/api/_routes/relay.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { createRelayClient } from "../../../lib/feed/relay.ts";
import { ask, openSite, type Site } from "./site.ts";

const ID = "3f0c1d2e-4b5a-4678-9abc-def012345678";
const job = { id: ID, state: "accepted", tx: null, block: null, reason: null };
const retire = { act: { verb: "Retire", deviceId: "4-7" }, signed: { deadline: "9007199254740993", signature: "0x01" } };

describe("/api/relay", () => {
  let site: Site;
  let server: Server;
  let asked: { method?: string; url?: string; body: string }[];
  let answer: { status: number; body: string };
  before(async () => {
    site = await openSite();
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      asked.push({ method: request.method, url: request.url, body });
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    site.services.relay = createRelayClient(`http://127.0.0.1:${(server.address() as { port: number }).port}/acts`);
  });
  after(async () => {
    server.close();
    await site.close();
  });
  beforeEach(() => {
    asked = [];
    answer = { status: 200, body: JSON.stringify(job) };
  });
  const post = (body: unknown, more: object = {}) => ask(relayRoutes(site.provide).POST, { method: "POST", body, ...more });
  const find = (id: string) => ask(relayJobRoutes(site.provide).GET, { params: { id } });

  it("passes an act on as it came, and says how it stands", async () => {
    expect(await post(retire)).to.deep.include({ status: 200, body: job });
    expect(asked).to.deep.equal([{ method: "POST", url: "/acts", body: JSON.stringify(retire) }]);
    expect(await find(ID)).to.deep.include({ status: 200, body: job });
    expect(asked[1]).to.include({ method: "GET", url: `/acts/${ID}` });
  });

  it("lets nothing through that is no act, has no signature, comes from another site, or is no id", async () => {
    for (const body of [{ ...retire, act: { ...retire.act, verb: "Burn" } }, { act: retire.act }, { to: "0x", data: "0x" }])
      expect((await post(body)).body).to.include({ code: "request-invalid" });
    expect(await post(retire, { origin: "https://evil.example" })).to.include({ status: 403 });
    expect((await find("../status")).status).to.equal(400);
    expect(asked).to.deep.equal([]);
  });

  it("slows down who posts in a loop", async () => {
    const { POST } = relayRoutes(site.provide);
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) statuses.push((await ask(POST, { method: "POST", body: retire })).status);
    expect(statuses).to.deep.equal([...Array(10).fill(200), 429, 429]);
  });

  it("hands on why the relay refuses", async () => {
    answer = { status: 400, body: JSON.stringify(new MusterError("relay-day-spent")) };
    expect((await post(retire)).body).to.include({ code: "relay-day-spent" });
  });

  it("says that the relay is away when it is, gives nonsense, or there is none", async () => {
    answer = { status: 502, body: "<html>" };
    expect(await post(retire)).to.deep.include({ status: 503 });
    answer = { status: 200, body: '{"id":7}' };
    expect((await post(retire)).body).to.include({ code: "relay-away" });
    const { relay } = site.services;
    site.services.relay = createRelayClient("http://127.0.0.1:1/acts");
    expect((await post(retire)).body).to.include({ code: "relay-away" });
    site.services.relay = null;
    expect((await post(retire)).body).to.include({ code: "relay-away" });
    site.services.relay = relay;
  });
});
