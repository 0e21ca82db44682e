import { expect } from "chai";
import { routeOf, webMetrics } from "../../../app/api/_lib/metrics.ts";
import type { Services } from "../../../app/api/_lib/services.ts";
import { healthRoutes, metricsRoutes, readyRoutes } from "../../../app/api/_routes/standing.ts";
import { createDurations } from "../../../lib/service/metrics.ts";
import { ask } from "./site.ts";

const TOKEN = "a token of a test";

describe("how a web server stands", () => {
  const working = async () => undefined;
  const failing = async () => {
    throw new Error("postgres://muster_web:secret@db/muster refused");
  };
  const ready = (ping: () => Promise<void>, health: () => Promise<unknown>) =>
    ask(readyRoutes(async () => ({ store: { ping }, feed: { health } }) as unknown as Services).GET);

  it("is healthy while it runs", async () => {
    expect(await ask(healthRoutes().GET)).to.deep.include({ status: 200, body: { healthy: true } });
  });

  it("is ready while its database and the register's API answer, and says which does not", async () => {
    expect(await ready(working, working)).to.deep.include({ status: 200, body: { ready: true, database: true, api: true } });
    expect(await ready(failing, working)).to.deep.include({ status: 503, body: { ready: false, database: false, api: true } });
    expect(await ready(working, failing)).to.deep.include({ status: 503, body: { ready: false, database: true, api: false } });
  });

  it("does not wait for ever for what is silent", async function () {
    this.timeout(20_000);
    expect((await ready(working, () => new Promise(() => undefined))).body).to.include({ api: false });
  });

  it("tells its figures to whoever knows the token, and to nobody else that there are any", async () => {
    const asked = async (token: string | undefined, authorization?: string) => {
      const headers = authorization ? { authorization } : undefined;
      const response = await metricsRoutes(() => token).GET(new Request("http://site/api/metrics", { headers }), undefined);
      return { status: response.status, text: await response.text() };
    };
    webMetrics().observe({ route: "/api/inbox", status: "200" }, 0.01);
    const told = await asked(TOKEN, `Bearer ${TOKEN}`);
    expect(told.status).to.equal(200);
    expect(told.text).to.match(/^muster_web_request_seconds_count\{route="\/api\/inbox",status="200"\} 1$/m);
    expect(told.text).to.match(/^process_resident_memory_bytes \d+$/m);
    const others = ["Bearer another", `Bearer ${TOKEN.slice(0, -1)}`, `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN].map((given) =>
      asked(TOKEN, given),
    );
    others.push(asked(TOKEN), asked(undefined, "Bearer undefined"), asked(undefined, "Bearer "));
    for (const { status, text } of await Promise.all(others)) {
      expect(status).to.equal(404);
      expect(text).to.not.include("muster_web");
    }
  });

  it("counts by the first two words of a path, never by what identifies somebody", () => {
    expect(routeOf("https://muster.example/api/unsubscribe/0123456789abcdef?language=de")).to.equal("/api/unsubscribe");
    expect(routeOf("https://muster.example/api/units/7-123/proof")).to.equal("/api/units");
  });

  it("escapes what a label could break", async () => {
    const durations = createDurations("muster_test_seconds", "For this test.");
    durations.observe({ route: 'a"b\nc', status: "200" }, 1);
    expect(await durations.text()).to.include('route="a\\"b\\nc"');
  });
});
