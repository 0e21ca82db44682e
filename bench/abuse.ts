// Reports of abuse at scale: the route that takes them in, on the embedded PostgreSQL with its real tables, in one process. What the
// indexer's API would say of the operator and of recalls is at hand in memory, so this measures reading, hints, link, texts and table.
//   npm run bench:abuse                        a table: 100,000 reports of 10 operators, 16 at a time
//   npm run bench:abuse -- --reports 5000
//   npm run bench:abuse -- --json              the table, and its figures as one line of JSON, the last one printed
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import type { Services } from "../app/api/_lib/services.ts";
import { abuseReportsRoutes } from "../app/api/_routes/abuse-reports.ts";
import { asNumber, orgId } from "../lib/domain/ids.ts";
import { createFindRecalls } from "../lib/feed/abuse-recalls.ts";
import { abuseTags } from "../lib/store/abuse-tags.ts";
import { migrate } from "../lib/store/migrate.ts";
import { openStore } from "../lib/store/store.ts";
import { anyPort } from "../scripts/services/ports.ts";
import { startPostgres } from "../scripts/services/postgres.ts";

const { values } = parseArgs({
  options: {
    reports: { type: "string", default: "100000" },
    connections: { type: "string", default: "16" },
    json: { type: "boolean", default: false },
  },
});
const number = (name: "reports" | "connections"): number => {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} has to be a whole number from 1`);
  return value;
};
const [reports, connections] = [number("reports"), number("connections")];
/** So many that none reaches its limit. */
const OPERATORS = Math.max(1, Math.ceil(reports / 10_000));

/** Report n of the run: each kind in turn, some of 1 to 20 KiB of evidence. */
function reportOf(n: number): string {
  const kinds = [
    { category: "infrastructure", type: "botnet", malware_family: "Mirai", compromise_evidence: "It asked for orders." },
    { category: "connection", type: "port_scan", protocol: "tcp", first_seen: "2026-11-20T03:14:15Z", destination_port: 23 },
    { category: "vulnerability", type: "cve", service: "web", service_port: 80, cve_id: `CVE-2017-${10_000 + (n % 50)}` },
    { category: "vulnerability", type: "open_service", service: `Camera LF-${n % 50}` },
  ];
  const party = { org: "Response Team", contact: "team@cert.example", domain: "cert.example" };
  return JSON.stringify({
    ...{
      xarf_version: "4.2.0",
      report_id: `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`,
      timestamp: "2026-11-20T03:14:15Z",
    },
    ...{ reporter: party, sender: party, source_identifier: `192.0.2.${n % 256}`, source_port: 1_024 + (n % 60_000) },
    ...kinds[n % kinds.length],
    evidence: n % 4 === 0 ? [{ content_type: "text/plain", payload: "QUJD".repeat(256 * (1 + (n % 20))) }] : [],
  });
}

const dir = mkdtempSync(join(tmpdir(), "muster-bench-abuse-"));
const postgres = await startPostgres({ dir: join(dir, "postgres"), port: await anyPort() });
const store = openStore({ url: (await migrate(postgres.url)).web, connections });
try {
  const recall = (id: number) => ({ id, severity: "high" });
  const model = (n: number) => ({
    ...{ id: `3-0000000000${1_000 + n}`, gtin: `0000000000${1_000 + n}`, name: `Camera LF-${n}`, kind: "device", releases: [] },
    maker: { id: 3, name: "Maker", domain: "maker.example" },
  });
  const feed = {
    organization: async (id: number) => ({ id, kind: "network-operator", suspended: false, name: `Net ${id}` }),
    recalls: async ({ q }: { q?: string }) => ({ items: q === undefined ? [1, 2, 3, 4, 5, 6].map(recall) : [recall(7)], next: null }),
    models: async () => ({ items: Array.from({ length: 100 }, (_, n) => model(n)), next: null }),
  };
  const services = {
    ...{ publicUrl: "https://muster.example", store, feed },
    abuse: {
      tags: abuseTags(`0x${"55".repeat(32)}`),
      networks: { operatorOf: async (asn: number) => orgId(asn - 64_511), networksOf: async (org: number) => [asNumber(64_511 + org)] },
      findRecalls: createFindRecalls(feed as never),
    },
  } as unknown as Services;
  const { POST } = abuseReportsRoutes(async () => services);
  const keys: string[] = [];
  for (let org = 1; org <= OPERATORS; org++) keys.push((await store.abuse.createKey(orgId(org))).key);

  const send = async (n: number): Promise<{ status: number; ms: number; link: string }> => {
    const operator = n % OPERATORS;
    const headers = {
      authorization: `Bearer ${keys[operator]}`,
      "content-type": "application/json",
      "x-forwarded-for": `198.51.100.${operator}`,
    };
    const began = performance.now();
    const response = await POST(
      new Request("https://muster.example/api/abuse/reports", { method: "POST", headers, body: reportOf(n) }),
      undefined,
    );
    const { link } = (await response.json()) as { link: string };
    return { status: response.status, ms: performance.now() - began, link };
  };

  const millis: number[] = [];
  const links = new Map<number, string>();
  let [next, failed, memory] = [0, 0, 0];
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (next < reports) {
      const n = next++;
      const { status, ms, link } = await send(n);
      if (status !== 201) failed++;
      if (n % 1_000 === 0) {
        links.set(n, link);
        memory = Math.max(memory, process.memoryUsage().rss);
      }
      millis.push(ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - began) / 1000;

  // The same again: the same links, and no further row.
  for (const [n, link] of links) {
    const again = await send(n);
    if (again.status !== 200 || again.link !== link) throw new Error(`report ${n} got another link`);
  }
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ rows: number; bytes: number }>(
    "SELECT count(*)::int AS rows, pg_total_relation_size('abuse.report')::float8 AS bytes FROM abuse.report",
  );
  await client.end();
  const kept = rows[0] ?? { rows: 0, bytes: 0 };
  if (failed > 0 || kept.rows !== reports) throw new Error(`${failed} failed, ${kept.rows} rows of ${reports}`);

  millis.sort((a, b) => a - b);
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const figures = {
    reports,
    reportsPerSecond: Math.round(reports / seconds),
    medianMs: tenths(millis[Math.floor(millis.length / 2)] ?? 0),
    p99Ms: tenths(millis[Math.floor(millis.length * 0.99)] ?? 0),
    memoryMiB: Math.round(memory / 2 ** 20),
    bytesPerReport: Math.round(kept.bytes / reports),
  };
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  );
  console.table(figures);
  if (values.json) console.log(JSON.stringify(figures));
} finally {
  await store.close();
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}
