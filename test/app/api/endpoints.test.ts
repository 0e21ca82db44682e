import { createECDH, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "chai";
import { endpointsRoutes } from "../../../app/api/_routes/endpoints.ts";
import { personalRoutes } from "../../../app/api/_routes/personal.ts";
import { type Answer, ask, openSite, type Site } from "./site.ts";

const spellings: Record<string, string[]> = JSON.parse(
  readFileSync(new URL("../../notifier/outbound/spellings.json", import.meta.url), "utf8"),
);
const FCM = "https://fcm.googleapis.com/fcm/send/";

describe("one's own endpoints", () => {
  let site: Site;
  let routes: ReturnType<typeof endpointsRoutes>;
  let ada: Awaited<ReturnType<Site["person"]>>;
  let ben: Awaited<ReturnType<Site["person"]>>;
  let visitors = 0;
  beforeEach(async () => {
    site = await openSite();
    routes = endpointsRoutes(site.provide);
    [ada, ben] = [await site.person(), await site.person()];
  });
  afterEach(() => site.close());

  type Change = { cookie?: string; origin?: string | null; visitor?: string };
  /** Each from a connection of its own, so that the limit is met only by the test of it. */
  const change = (
    handler: Parameters<typeof ask>[0],
    method: string,
    body: unknown,
    by: Change = { cookie: ada.cookie },
  ): Promise<Answer> => ask(handler, { method, body, visitor: `2001:db8:${(visitors++).toString(16)}::1`, ...by });
  const setWebhook = (url: string, by?: Change) => change(routes.webhook.PUT, "PUT", { url }, by);
  const subscription = (endpoint = `${FCM}x`) => {
    const curve = createECDH("prime256v1");
    return {
      endpoint,
      keys: { p256dh: curve.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") },
      language: "de-AT",
    };
  };
  const list = async (cookie: string) => (await ask(routes.list.GET, { cookie })).body.endpoints as Record<string, unknown>[];

  it("are shown to nobody who is not signed in, and changed by no other site's page", async () => {
    const attempts = (by: Change): Promise<Answer[]> =>
      Promise.all([
        setWebhook("https://hooks.example.org/", by),
        change(routes.webhook.POST, "POST", {}, by),
        change(routes.recalls.PUT, "PUT", { wanted: true }, by),
        change(routes.push.POST, "POST", subscription(), by),
        change(routes.test.POST, "POST", { id: "x" }, by),
        change(routes.list.DELETE, "DELETE", { id: "x" }, by),
      ]);
    for (const { status, body } of [await ask(routes.list.GET), ...(await attempts({}))])
      expect([status, body.code]).to.deep.equal([401, "sign-in-needed"]);
    for (const { status, body } of await attempts({ cookie: ada.cookie, origin: "https://evil.example" }))
      expect([status, body.code]).to.deep.equal([403, "foreign-origin"]);
    expect(await list(ada.cookie)).to.deep.equal([]);
  });

  it("hear of every recall where their owner wants it, from the newest event on", async () => {
    await site.database.query("CREATE TABLE indexer.history (id text PRIMARY KEY)");
    await site.database.query("GRANT SELECT ON indexer.history TO muster_web");
    const hear = (wanted: unknown, by?: Change) => change(routes.recalls.PUT, "PUT", { wanted }, by);
    expect((await hear(true)).status, "without a webhook").to.equal(400);
    await setWebhook("https://hooks.example.org/");
    const heard = async () => {
      const [row] = await site.database.query<{ after: string | null }>("SELECT recalls_after AS after FROM contacts.endpoint");
      return [(await list(ada.cookie))[0]?.hearsRecalls, row?.after];
    };
    expect(await heard()).to.deep.equal([false, null]);
    await site.database.query("INSERT INTO indexer.history VALUES ('0017'), ('0018')");
    expect((await hear(true)).status).to.equal(204);
    expect(await heard()).to.deep.equal([true, "0018"]);
    await site.database.query("INSERT INTO indexer.history VALUES ('0019')");
    await hear(true);
    await setWebhook("https://hooks.example.net/");
    expect(await heard(), "asked again, and at another address").to.deep.equal([true, "0018"]);
    expect((await hear(true, { cookie: ben.cookie })).status, "another's").to.equal(400);
    expect((await hear("yes")).status).to.equal(400);
    await hear(false);
    expect(await heard()).to.deep.equal([false, null]);
  });

  it("are a webhook of which the secret is shown once, and that waits for its test", async () => {
    const { status, body } = await setWebhook("https://hooks.example.org/in?x=1");
    expect(status).to.equal(200);
    expect(body.secret).to.match(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [webhook] = await list(ada.cookie);
    expect(webhook).to.include({ kind: "webhook", url: "https://hooks.example.org/in?x=1", state: "untested", isTesting: true });
    expect(JSON.stringify(webhook)).to.not.include("whsec_");
    expect(await list(ben.cookie)).to.deep.equal([]);

    const second = await setWebhook("https://hooks.example.net/");
    expect(second.body.secret).to.not.equal(body.secret);
    expect(await list(ada.cookie), "one at a time").to.have.length(1);
    const rotated = await change(routes.webhook.POST, "POST", {});
    expect(rotated.body.secret)
      .to.match(/^whsec_/)
      .and.to.not.equal(second.body.secret);
    expect((await change(routes.webhook.POST, "POST", {}, { cookie: ben.cookie })).status, "nothing to renew").to.equal(400);
  });

  it("are browsers, of which each counts once", async () => {
    for (const name of ["phone", "laptop", "phone"])
      expect((await change(routes.push.POST, "POST", subscription(`${FCM}${name}`))).status).to.equal(204);
    const all = await list(ada.cookie);
    expect(all.map(({ endpoint, state }) => [endpoint, state])).to.deep.equal([
      [`${FCM}phone`, "on"],
      [`${FCM}laptop`, "on"],
    ]);
    expect((await change(routes.list.DELETE, "DELETE", { id: all[0]?.id }, { cookie: ben.cookie })).status, "not another's").to.equal(400);
    expect((await change(routes.test.POST, "POST", { id: all[0]?.id }, { cookie: ben.cookie })).status).to.equal(400);
    expect((await change(routes.test.POST, "POST", { id: all[0]?.id })).status).to.equal(204);
    expect((await list(ada.cookie))[0]).to.include({ isTesting: true });
    expect((await change(routes.list.DELETE, "DELETE", { id: all[0]?.id })).status).to.equal(204);
    expect(await list(ada.cookie)).to.have.length(1);
  });

  it("lead nowhere inside, however it is spelled, as webhook and as push", async () => {
    for (const text of Object.values(spellings).flat()) {
      // Where such a name leads is judged when it is resolved; the gateway's own test shows that it opens no connection.
      if (text.includes("//xn--")) continue;
      for (const answer of [await setWebhook(text), await change(routes.push.POST, "POST", subscription(text))])
        expect([answer.status, answer.body.code], JSON.stringify(text)).to.deep.equal([400, "endpoint-refused"]);
    }
    expect(await list(ada.cookie)).to.deep.equal([]);
  });

  it("are erased with all else by which the person is told", async () => {
    await setWebhook("https://hooks.example.org/");
    await change(routes.push.POST, "POST", subscription());
    await ask(personalRoutes(site.provide).DELETE, { method: "DELETE", cookie: ada.cookie });
    expect(await site.database.query("SELECT FROM contacts.endpoint")).to.deep.equal([]);
  });

  it("are changed so often and no more from one connection", async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 21; n++)
      statuses.push((await change(routes.test.POST, "POST", { id: "x" }, { cookie: ada.cookie, visitor: "192.0.2.9" })).status);
    expect(statuses.slice(0, 20)).to.deep.equal(Array(20).fill(400));
    expect(statuses[20]).to.equal(429);
  });
});
