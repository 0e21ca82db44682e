import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import type { Services } from "../../../app/api/_lib/services.ts";
import { feedRoutes } from "../../../app/api/_routes/feed.ts";
import type { pathForms } from "../../../lib/feed/wire/asked.ts";
import { type RouteShape, routes } from "../../../lib/feed/wire.ts";
import { ask, ORIGIN } from "./site.ts";

const OWNER = "0x00000000000000000000000000000000000000A1";

describe("the register's API as pages reach it", () => {
  let upstream: Server;
  let apiUrl: string;
  let asked: { method: string; url: string; body: string; cookie: string | undefined }[];
  before(async () => {
    upstream = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        asked.push({ method: request.method ?? "", url: request.url ?? "", body, cookie: request.headers.cookie });
        response.writeHead(request.url?.includes("999") ? 404 : 200, { "content-type": "application/json" }).end('{"from":"upstream"}');
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, "127.0.0.1", resolve));
    apiUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
  });
  after(() => new Promise((resolve) => upstream.close(resolve)));

  const feed = (url = apiUrl) => feedRoutes(async () => ({ publicUrl: ORIGIN, apiUrl: url }) as Services);
  const get = (path: string, query = "") =>
    ask(feed().GET, { path: `/api/feed/${path}${query}`, params: { path: path.split("/") }, cookie: "muster=secret", origin: null });
  const preview = (body: unknown, origin?: string) =>
    ask(feed().POST, { method: "POST", path: "/api/feed/v1/preview", params: { path: ["v1", "preview"] }, body, origin });

  it("hands on every public route with its filters, and no cookie", async () => {
    const ids: Record<keyof typeof pathForms, string> = {
      orgId: "1",
      modelId: "1-09506000134352",
      batchId: "3",
      deviceId: "3-17",
      address: OWNER,
      recallId: "2",
      disclosureId: "2",
      asn: "64500",
      quarter: "2026Q3",
    };
    const readable = Object.entries<RouteShape>(routes).flatMap(([route, { answer }]) =>
      route.startsWith("GET ") && !route.endsWith("/affected") && !("name" in answer) ? [route] : [],
    );
    for (const route of readable) {
      const path = `v1${route.slice(4).replace(/:(\w+)/g, (_, name: keyof typeof ids) => ids[name])}`;
      expect((await get(path)).body, path).to.deep.equal({ from: "upstream" });
      expect(asked.at(-1)).to.deep.equal({ method: "GET", url: `/${path}`, body: "", cookie: undefined });
    }
    await get("v1/recalls", "?state=open&affects=2&limit=5&secret=1");
    expect(asked.at(-1)?.url).to.equal("/v1/recalls?state=open&affects=2&limit=5");
  });

  it("hands on the list of recalls as a table, and a refusal of it as what it is", async () => {
    const table = (query: string) =>
      feed().GET(new Request(`${ORIGIN}/api/feed/v1/recalls.csv${query}`), { params: Promise.resolve({ path: ["v1", "recalls.csv"] }) });
    const answer = await table("?q=100%25&from=2026-03-04&secret=1");
    expect(asked.at(-1)?.url).to.equal("/v1/recalls.csv?q=100%25&from=2026-03-04");
    expect([answer.status, answer.headers.get("content-type")]).to.deep.equal([200, "text/csv; charset=utf-8; header=present"]);
    expect(await answer.text()).to.equal('{"from":"upstream"}');
    const refused = await table("?issuer=999");
    expect([refused.status, refused.headers.get("content-type")]).to.deep.equal([404, "application/json"]);
  });

  it("keeps the status of the answer", async () => {
    expect((await get("v1/batches/999")).status).to.equal(404);
  });

  it("asks for nothing that is not on the list", async () => {
    for (const path of [
      "v1/recalls/2/affected",
      "v1/owners",
      "v1/../metrics",
      "metrics",
      "graphql",
      "sql/live",
      "v2/health",
      "v1/devices/3-17/",
      "v1/devices/3-17?x",
      "v1/owners/0x12/devices",
      "",
    ]) {
      const { status, body } = await get(path);
      expect([status, body.code], path).to.deep.equal([404, "route-unknown"]);
    }
    const { status } = await ask(feed().POST, { method: "POST", params: { path: ["v1", "recalls"] }, body: { scope: [] } });
    expect(status).to.equal(404);
    expect(asked).to.deep.equal([]);
  });

  it("previews a scope for its own pages", async () => {
    const scope = [{ kind: "component", subject: "1", first: 0, last: 0 }];
    expect((await preview({ scope })).body).to.deep.equal({ from: "upstream" });
    expect(asked.at(-1)).to.include({ method: "POST", url: "/v1/preview", body: JSON.stringify({ scope }) });
    expect((await preview({ scope }, "https://evil.example")).status).to.equal(403);
    expect((await preview({ scope, more: 1 })).status).to.equal(400);
    expect((await preview({ scope: Array.from({ length: 65 }, () => scope[0]) })).status).to.equal(400);
    expect(asked).to.have.length(1);
  });

  it("says so when the register does not answer, without naming machines", async () => {
    const { status, body } = await ask(feed("http://127.0.0.1:9").GET, { params: { path: ["v1", "health"] } });
    expect([status, body.code]).to.deep.equal([503, "api-unreachable"]);
    expect(JSON.stringify(body)).to.not.include("127.0.0.1");
  });
});
