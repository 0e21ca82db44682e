import { expect } from "chai";
import { abuseKeysRoutes } from "../../../app/api/_routes/abuse-keys.ts";
import { abuseLinksRoutes } from "../../../app/api/_routes/abuse-links.ts";
import { abuseReportsRoutes } from "../../../app/api/_routes/abuse-reports.ts";
import { abuseWeeksRoutes } from "../../../app/api/_routes/abuse-weeks.ts";
import { type Asn, asNumber, type OrgId } from "../../../lib/domain/ids.ts";
import { weekOf } from "../../../lib/domain/week.ts";
import { createFindRecalls } from "../../../lib/feed/abuse-recalls.ts";
import type { DeviceView, ModelView, OrganizationView, RecallSummary } from "../../../lib/feed/wire.ts";
import { abuseTags } from "../../../lib/store/abuse-tags.ts";
import { xarf3, xarf4 } from "../../fixtures/xarf.ts";
import { scanDatabase, scanFiles } from "../../store/scan.ts";
import { ask, openSite, organization, type Site } from "./site.ts";

const operator = (id: number, operators: Parameters<typeof organization>[1], change: Partial<OrganizationView> = {}): OrganizationView => ({
  ...organization(id, operators),
  kind: "network-operator",
  name: `Net ${id}`,
  ...change,
});
const recall = (id: number, severity: RecallSummary["severity"], words: string): RecallSummary & { words: string } =>
  ({ id, severity, words }) as unknown as RecallSummary & { words: string };

const model = {
  id: "3-09506000134352",
  gtin: "09506000134352",
  name: "LF-210 Porch Camera",
  kind: "device",
  releases: [],
  maker: { id: 3, name: "Lumen Forge", domain: "lumenforge.example" },
};
const RECALLS = [
  recall(1, "high", "CVE-2017-17215"),
  recall(2, "critical", "09506000134352"),
  recall(3, "low", ""),
  recall(4, "medium", ""),
];

describe("reports of abuse over HTTP", () => {
  let site: Site;
  let reports: ReturnType<typeof abuseReportsRoutes>;
  let keys: ReturnType<typeof abuseKeysRoutes>;
  let links: ReturnType<typeof abuseLinksRoutes>;
  let weeks: ReturnType<typeof abuseWeeksRoutes>;
  const people: Record<string, Awaited<ReturnType<Site["person"]>>> = {};
  let key: string;
  const networks: Record<number, Asn[]> = { 1: [asNumber(64_500)], 2: [asNumber(64_501), asNumber(64_502)], 3: [] };

  before(async () => {
    site = await openSite();
    for (const name of ["nora", "drafter", "admin2", "suspended", "maker", "owner", "other"]) people[name] = await site.person();
    const right = (name: string, ...rights: OrganizationView["operators"][number]["permissions"]) =>
      [[people[name]?.account.address as `0x${string}`, rights]] as Parameters<typeof organization>[1];
    site.register.organizations.push(
      operator(1, [...right("nora", "networks"), ...right("drafter", "recall-draft")]),
      operator(2, right("admin2", "networks")),
      operator(3, right("suspended", "networks"), { suspended: true }),
      organization(4, right("maker", "networks")),
    );
    const feed = {
      recalls: async ({ q }: { q?: string }) => ({
        items: RECALLS.filter(({ words }) => q === undefined || words.includes(q)),
        next: null,
      }),
      models: async () => ({ items: [model as unknown as ModelView], next: null }),
    };
    site.services.abuse = {
      tags: abuseTags(`0x${"33".repeat(32)}`),
      networks: {
        operatorOf: async (asn) =>
          (Number(Object.entries(networks).find(([, own]) => own.includes(asn))?.[0] ?? 0) || null) as OrgId | null,
        networksOf: async (org) => networks[org] ?? [],
      },
      findRecalls: createFindRecalls(feed as never, { keptMs: 0 }),
    };
    reports = abuseReportsRoutes(site.provide);
    keys = abuseKeysRoutes(site.provide);
    links = abuseLinksRoutes(site.provide);
    weeks = abuseWeeksRoutes(site.provide);
    key = await keyOf("nora", 1);
  });
  after(() => site.close());

  const make = (name: string | null, org: number) =>
    ask(keys.POST, { method: "POST", cookie: name ? people[name]?.cookie : undefined, body: { orgId: org } });
  const keyOf = async (name: string, org: number): Promise<string> => (await make(name, org)).body.key as string;
  type Sent = { authorization?: string; type?: string; query?: string; visitor?: string };
  const send = (body: unknown, { authorization = `Bearer ${key}`, type = "application/json", query = "", visitor }: Sent = {}) =>
    ask(reports.POST, {
      method: "POST",
      origin: null,
      path: `/api/abuse/reports${query}`,
      bytes: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)) as Uint8Array<ArrayBuffer>,
      headers: { authorization, "content-type": type },
      visitor,
    });
  const mailWith = (...files: string[]): string =>
    [
      "From: team@cert.example",
      "Subject: abuse",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="x"',
      "",
      "--x",
      "Content-Type: text/plain",
      "",
      "See the file.",
      ...files.flatMap((file) => [
        "--x",
        'Content-Type: application/json; name="xarf.json"',
        "Content-Transfer-Encoding: base64",
        "",
        Buffer.from(file).toString("base64"),
      ]),
      "--x--",
      "",
    ].join("\r\n");

  it("gives keys to whoever speaks for the networks of an operator, and to nobody else", async () => {
    const refused: [string | null, number, number][] = [
      [null, 1, 401],
      ["drafter", 1, 403],
      ["admin2", 1, 403],
      ["suspended", 3, 403],
      ["maker", 4, 403],
    ];
    for (const [name, org, status] of refused) expect((await make(name, org)).status, `${name}`).to.equal(status);
    const foreign = await ask(keys.POST, {
      method: "POST",
      cookie: people.nora?.cookie,
      body: { orgId: 1 },
      origin: "https://evil.example",
    });
    expect(foreign.status).to.equal(403);
  });

  it("answers a report with link, texts, likely devices and recalls, and the same report with the same link", async () => {
    const first = await send(xarf4());
    expect(first.status).to.equal(201);
    expect(first.headers.get("cache-control")).to.equal("no-store");
    const { link, code, asn, expiresAt } = first.body;
    const { likely, recalls, texts } = first.body as {
      likely: { classes: string[] };
      recalls: { id: number; because: string }[];
      texts: Record<string, string>;
    };
    expect(link).to.equal(`http://127.0.0.1:3000/fix/${code}`);
    expect(asn).to.equal(64_500);
    expect(Number(expiresAt) - Date.now() / 1000).to.be.within(29 * 86_400, 31 * 86_400);
    expect(likely.classes).to.deep.equal(["camera", "recorder", "router"]);
    expect(recalls.map(({ id, because }) => [id, because])).to.deep.equal([
      [2, "open"],
      [1, "open"],
      [4, "open"],
      [3, "open"],
    ]);
    expect(Object.keys(texts)).to.deep.equal(["en", "de", "fr", "es"]);
    expect(texts.de).to.include("2026-11-20 03:14:15 UTC").and.include("40123").and.include("Net 1");
    const again = await send(xarf4());
    expect([again.status, again.body.code]).to.deep.equal([200, code]);
    expect((await send(xarf4({ report_id: "9ac39cd1-85f3-4c31-ae87-a0a95f3ebc84" }))).body.code).not.to.equal(code);
  });

  it("names the recalls that fit by the hole or by what the device calls itself", async () => {
    const fits = async (change: Record<string, unknown>) => {
      const { body } = await send(
        xarf4({ report_id: crypto.randomUUID(), malware_family: undefined, category: "vulnerability", ...change }),
      );
      return (body.recalls as { id: number; because: string }[]).filter(({ because }) => because !== "open");
    };
    expect(
      (await fits({ type: "cve", service: "web", service_port: 80, cve_id: "CVE-2017-17215" })).map(({ id, because }) => [id, because]),
    ).to.deep.equal([[1, "cve"]]);
    expect((await fits({ type: "open_service", service: "LF-210 web server" })).map(({ id, because }) => [id, because])).to.deep.equal([
      [2, "product"],
    ]);
    expect(await fits({ type: "open_service", service: "http" })).to.deep.equal([]);
    const kept = await site.database.query<{ recalls: string[] }>(
      "SELECT recalls FROM abuse.report WHERE recalls <> '{}' ORDER BY recalls",
    );
    expect(kept.map(({ recalls }) => recalls.map(Number))).to.deep.equal([[1], [2]]);
  });

  it("reads version 3, and mails that carry one report", async () => {
    expect((await send(xarf3())).status).to.equal(201);
    const mail = mailWith(JSON.stringify(xarf3()));
    expect((await send(mail, { type: "message/rfc822" })).status, "the same by mail").to.equal(200);
    for (const [wrong, code] of [
      [mailWith(), "abuse-mail-invalid"],
      [mailWith("{}", "{}"), "abuse-mail-invalid"],
      [mailWith("{}"), "xarf-invalid"],
      ["", "abuse-mail-invalid"],
      [mailWith("\u0000".repeat(10)), "xarf-invalid"],
    ] as const)
      expect((await send(wrong, { type: "message/rfc822" })).body.code).to.equal(code);
  });

  it("says the path of a fault, and what is not about a device", async () => {
    const wrong = await send(xarf4({ source_port: 0 }));
    expect([wrong.status, wrong.body.code]).to.deep.equal([400, "xarf-invalid"]);
    expect(String(wrong.body.message)).to.include("source_port");
    for (const other of [
      xarf4({ category: "messaging", type: "spam", protocol: "smtp", smtp_from: "a@b.example" }),
      xarf4({ category: "connection", type: "infected_host", protocol: "tcp", bot_type: "malicious", first_seen: "2026-11-20T03:14:15Z" }),
      xarf4({ source_identifier: "host.example" }),
    ]) {
      const answer = await send(other);
      expect([answer.status, answer.body.code]).to.deep.equal([422, "abuse-not-device"]);
    }
    expect((await send("x", { type: "text/plain" })).status).to.equal(400);
    expect((await send(`"${"x".repeat(1_100_000)}"`)).status).to.equal(413);
    expect((await send("[".repeat(100_000))).body.code).to.equal("xarf-invalid");
  });

  it("takes nothing without a key that is in force, and slows down who tries some", async () => {
    for (const authorization of ["", "Bearer", `Basic ${key}`, `Bearer ${key}x`, "Bearer muster-abuse-"])
      expect((await send(xarf4(), { authorization, visitor: "198.51.100.1" })).status, authorization).to.equal(401);
    const many = await Promise.all(Array.from({ length: 40 }, () => send(xarf4(), { authorization: "Bearer x", visitor: "198.51.100.2" })));
    expect(many.some(({ status }) => status === 429)).to.equal(true);
    expect((await send(xarf4(), { visitor: "198.51.100.3" })).status).to.equal(200);
    const fresh = await make("nora", 1);
    await ask(keys.DELETE, { method: "DELETE", path: `/?org=1&id=${fresh.body.id}`, cookie: people.nora?.cookie });
    expect((await send(xarf4(), { authorization: `Bearer ${fresh.body.key}` })).status).to.equal(401);
    const { items } = (await ask(keys.GET, { path: "/?org=1", cookie: people.nora?.cookie })).body as { items: object[] };
    expect(items.length).to.equal(1);
    expect(JSON.stringify(items)).not.to.include(key);
  });

  it("counts only for networks that the operator runs", async () => {
    expect((await send(xarf4(), { query: "?asn=64501" })).body.code).to.equal("abuse-network-refused");
    expect((await send(xarf4(), { query: "?asn=x" })).body.code).to.equal("invalid-id");
    expect((await send(xarf4(), { query: "?asn=AS64500" })).status).to.equal(200);
    const second = `Bearer ${await keyOf("admin2", 2)}`;
    expect((await send(xarf4(), { authorization: second })).body.code).to.equal("abuse-network-needed");
    expect((await send(xarf4(), { authorization: second, query: "?asn=64502" })).body.asn).to.equal(64_502);
    const body = site.register.organizations[1] as OrganizationView;
    body.suspended = true;
    expect((await send(xarf4(), { authorization: second, query: "?asn=64502" })).body.code).to.equal("abuse-body-refused");
  });

  it("ties a report to a device of whoever is signed in", async () => {
    const code = (await send(xarf4())).body.code as string;
    const title = { owner: people.owner?.account.address };
    site.register.devices.push(
      { id: "4-1", title, batch: { model } } as unknown as DeviceView,
      { id: "4-2", title: null, batch: { model } } as unknown as DeviceView,
    );
    const tie = (name: string | null, deviceId: string, of = code) =>
      ask(links.PUT, {
        method: "PUT",
        cookie: name ? people[name]?.cookie : undefined,
        params: { code: of },
        body: { deviceId },
        visitor: crypto.randomUUID(),
      });
    expect((await tie(null, "4-1")).status).to.equal(401);
    expect((await tie("other", "4-1")).body.code).to.equal("abuse-device-other");
    expect((await tie("owner", "4-2")).body.code).to.equal("abuse-device-other");
    expect((await tie("owner", "4-9")).status).to.equal(404);
    expect((await tie("owner", "4-1", "0000-0000-0000-0000")).body.code).to.equal("abuse-link-over");
    expect((await tie("owner", "4-1", "nothing")).body.code).to.equal("abuse-link-over");
    expect((await tie("owner", "4-1", code.toLowerCase())).status).to.equal(204);
    const second = (await send(xarf3())).body.code as string;
    expect((await tie("owner", "4-1", second)).body.code).to.equal("abuse-device-tied");
  });

  it("shows an operator its own weeks, without small numbers", async () => {
    for (let i = 0; i < 6; i++) await send(xarf4({ report_id: crypto.randomUUID() }));
    const week = weekOf(Date.now() / 1000);
    const of = (name: string | null, query: string, headers?: Record<string, string>) =>
      ask(weeks.GET, { path: `/?${query}`, cookie: name ? people[name]?.cookie : undefined, headers, visitor: crypto.randomUUID() });
    const own = await of("nora", `org=1&week=${week}`);
    expect(own.body.counts).to.have.length(1);
    expect((own.body.counts as { modelId: string | null; reported: number; claimed: number }[])[0]).to.include({
      modelId: null,
      claimed: 0,
    });
    expect((await of(null, `week=${week}`, { authorization: `Bearer ${key}` })).body).to.deep.equal(own.body);
    expect((await of("admin2", `org=1&week=${week}`)).status).to.equal(403);
    expect((await of(null, `org=1&week=${week}`)).status).to.equal(401);
    expect((await of("nora", "org=1&week=-1")).body.code).to.equal("abuse-week-invalid");
  });

  it("is off where no key is set, and says so", async () => {
    const { abuse } = site.services;
    site.services.abuse = null;
    expect((await send(xarf4())).body.code).to.equal("abuse-off");
    expect((await send(xarf4())).status).to.equal(503);
    site.services.abuse = abuse;
  });

  it("keeps nothing of address, port, reporter and evidence, in no table and no file of the database", async function () {
    this.timeout(60_000);
    const { source_identifier, reporter } = xarf4() as { source_identifier: string; reporter: { domain: string } };
    for (const needle of [
      source_identifier,
      "192.0.2.55",
      reporter.domain,
      "Response Team",
      "command server",
      "reports@example.com",
      "40123",
      "54321",
    ])
      expect(await scanDatabase(site.database, needle), needle).to.deep.equal([]);
    for (const needle of [source_identifier, "192.0.2.55", reporter.domain, key])
      expect(await scanFiles(site.database, needle), needle).to.deep.equal([]);
    const [{ id } = { id: "" }] = await site.database.query<{ id: string }>("SELECT id::text FROM abuse.api_key LIMIT 1");
    expect(await scanDatabase(site.database, id), "the scan looks").to.include("abuse.api_key");
  });
});
