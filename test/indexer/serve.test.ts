import { expect } from "chai";
import { type Handlers, serve } from "../../indexer/src/api/serve.ts";
import { openApi } from "../../lib/feed/openapi.ts";
import { routes } from "../../lib/feed/wire.ts";

describe("the API that is made from the table of routes", () => {
  const handlers = Object.fromEntries(Object.keys(routes).map((route) => [route, () => ({})])) as unknown as Handlers;

  it("has the routes of its document and no others", () => {
    const served = serve(handlers).routes.flatMap(({ method, path }) =>
      method === "ALL" ? [] : [`${method} ${path.replace(/\{.*(\.\w+)\}/, "$1").replace("\\.", ".")}`],
    );
    const described = Object.entries(openApi().paths).flatMap(([path, operations]) =>
      Object.keys(operations as object).map((method) => `${method.toUpperCase()} /v1${path.replace(/\{(\w+)\}/g, ":$1")}`),
    );
    expect([...new Set(served)].sort()).to.deep.equal(described.sort());
  });

  it("tells files of one name by their kind, and knows no other", async () => {
    const told = { ...handlers, "GET /exports/nhtsa/:quarter.csv": ({ path }) => `csv ${path.quarter}` } satisfies Handlers;
    const get = async (path: string) => (await serve(told).request(`/v1/exports/nhtsa/${path}`)).text();
    expect(await get("2026Q3.csv")).to.equal("csv 2026Q3");
    for (const other of ["2026Q3.xml", "2026Q5.csv", "2026Q3", "2026Q3.csvx"]) expect(await get(other), other).to.include("route-unknown");
  });

  it("refuses what is larger or other than a body", async () => {
    const app = serve(handlers);
    const post = async (body: string) => (await app.request("/v1/preview", { method: "POST", body })).text();
    expect(await post("{")).to.include("the body is not JSON");
    expect(await post(`[${"1,".repeat(40_000)}1]`)).to.include("larger than");
  });
});
