import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createPublicClient, type Hex, http, sha256 } from "viem";
import { networksAbi } from "../../lib/chain/abis.generated.ts";
import type { Deployment } from "../../lib/chain/deployments.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { ADDRESS_FAMILIES, type AddressFamily, position, TEST_METHODS, type TestMethod } from "../../lib/domain/kinds.ts";
import type { Observation } from "../../lib/domain/observation.ts";
import type { LeftOut } from "../../lib/domain/spoofer-sessions.ts";
import { deploy } from "../../scripts/deploy.ts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { openWorld } from "../../scripts/story/world.ts";
import { type Environment, refuse, succeed } from "./muster.ts";

const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);
const ago = (days: number): string => new Date((now - days * DAY) * 1000).toISOString();
const isoDay = (days: number): string => ago(days).slice(0, 10);

type Result = { sessions: number; evidence: Hex; observations: Observation[]; leftOut: LeftOut; recorded?: number; txs?: Hex[] };

/** A test over IPv4 from one of 250 homes. */
const session = (client: number, changes: object = {}) => ({
  ...{ session: client, timestamp: ago(10), client4: `10.0.${client}.0/24`, client6: null, asn4: "64500", asn6: null, country: "irl" },
  ...{ nat4: false, nat6: null, routedspoof: "blocked", privatespoof: "blocked", routedspoof6: null, privatespoof6: null, ...changes },
});

describe("muster network", function () {
  this.timeout(180_000);
  let dir: string;
  let chain: Chain;
  let deployment: Deployment;
  let env: Environment;
  let server: Server;
  let origin: string;
  /** What the server has at each path: text, or where it sends on to. */
  const pages = new Map<string, string | { location: string }>();

  const file = (name: string, content: unknown): string => {
    const path = join(dir, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  };
  const preview = (...args: string[]) => succeed<Result>(["network", "import", ...args], {});
  const run = <Answer = Record<string, unknown>>(who: string, ...args: string[]) => succeed<Answer>(["network", ...args, "--as", who], env);
  const fail = async (who: string, ...args: string[]) => (await refuse(["network", ...args, "--as", who], env)).code;
  const observed = (asn: number, family: AddressFamily = "ipv4", method: TestMethod = "client") =>
    createPublicClient({ transport: http(chain.rpcUrl) }).readContract({
      ...{ address: deployment.contracts.Networks, abi: networksAbi, functionName: "observed" },
      args: [1, asn, position(ADDRESS_FAMILIES, family), position(TEST_METHODS, method)],
    } as const);

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "muster-network-"));
    chain = await startChain({ port: await anyPort() });
    deployment = await deploy({ network: "local", rpcUrl: chain.rpcUrl, governor: castMember("gus").address });
    file(`${deployment.chainId}.json`, deployment);
    env = { MUSTER_RPC_URL: chain.rpcUrl, MUSTER_DEPLOYMENTS: dir };
    const world = await openWorld(chain.rpcUrl, deployment);
    const watch = { kind: "observer", admin: "olga", name: "Open Route Watch", domain: "watch.example", country: "NL" } as const;
    await world.admit({ ...watch, operators: { olga: ["networks"] } });
    const fennel = { kind: "network-operator", admin: "nora", name: "Fennel Net", domain: "fennel.example", country: "IE" } as const;
    await world.admit({ ...fennel, operators: { nora: ["networks"] } });

    server = createServer((request, response) => {
      const page = pages.get(request.url ?? "");
      if (page === undefined) response.writeHead(404).end();
      else if (typeof page === "string") response.writeHead(200, { "content-type": "application/ld+json" }).end(page);
      else response.writeHead(302, page).end();
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  after(async () => {
    server?.close();
    await chain?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it("shows what tests come to, without a chain or a key, and hashes what was read", async () => {
    const path = file("sessions.json", [session(1), session(2, { routedspoof: "received" }), session(3, { nat4: true })]);
    const { observations, leftOut, evidence, sessions } = await preview(path);
    expect(observations.map(({ asn, blocked, received }) => [asn, blocked, received])).to.deep.equal([[64_500, 1, 1]]);
    expect([sessions, leftOut["behind-translation"], evidence]).to.deep.equal([3, 1, sha256(readFileSync(path))]);
    expect(JSON.stringify(observations), "no address, no country").not.to.match(/10\.0\.|irl/);
    const halves = [file("1.ndjson", `${JSON.stringify(session(1))}\n`), file("2.json", { "hydra:member": [session(2)] })];
    expect((await preview(...halves)).evidence).to.equal(sha256(Buffer.concat(halves.map((half) => readFileSync(half)))));
    expect((await preview(path, "--days", "9")).leftOut["too-old"]).to.equal(2);
  });

  it("names the place of what it cannot read, and the page", async () => {
    const bad = file("bad.json", { "hydra:member": [session(1), session(2), session(3), session(4, { asn4: "many" })] });
    const { code, message } = await refuse(["network", "import", bad]);
    expect([code, message]).to.deep.equal([
      "spoofer-invalid",
      "The tests cannot be read: hydra:member[3].asn4 is not one number of a network.",
    ]);
    expect((await refuse(["network", "import", file("good.json", [session(1)]), bad])).message).to.contain(`${bad}: hydra:member[3].asn4`);
    expect((await refuse(["network", "import", bad, "--days", "181"], {}, 2)).code).to.equal("usage");
  });

  it("follows pages on the same server and nowhere else", async () => {
    const page = (member: object, next?: string) =>
      JSON.stringify({ "hydra:member": [member], "hydra:view": next === undefined ? {} : { "hydra:next": next } });
    pages.set("/sessions", page(session(1), "/sessions?page=2"));
    pages.set("/sessions?page=2", page(session(2), `${origin}/sessions?page=3`));
    pages.set("/sessions?page=3", page(session(3)));
    const { sessions, observations } = await preview(`${origin}/sessions`);
    expect([sessions, observations[0]?.blocked]).to.deep.equal([3, 3]);

    const refusal = async (path: string) => (await refuse(["network", "import", `${origin}${path}`])).code;
    for (const next of ["http://localhost:9/sessions", "//example.org/x", "file:///etc/passwd", "http://"]) {
      pages.set("/elsewhere", page(session(1), next));
      expect(await refusal("/elsewhere"), next).to.equal("spoofer-elsewhere");
    }
    pages.set("/moved", { location: `${origin}/sessions` });
    pages.set("/circle", page(session(1), "/circle"));
    expect(await refusal("/moved")).to.equal("spoofer-unreachable");
    expect(await refusal("/missing")).to.equal("spoofer-unreachable");
    expect(await refusal("/circle")).to.equal("spoofer-invalid");
    pages.set("/large", " ".repeat(17 * 1024 * 1024));
    expect(await refusal("/large")).to.equal("spoofer-unreachable");
  });

  it("records what is news, a hundred networks at a time, and nothing twice", async () => {
    const path = file(
      "many.json",
      Array.from({ length: 120 }, (_, i) => session(i, { asn4: `${65_000 + i}` })),
    );
    const first = await run<Result>("olga", "import", path, "--send");
    expect([first.recorded, first.txs?.length]).to.deep.equal([120, 2]);
    expect((await observed(65_119)).blocked).to.equal(1);
    const again = await run<Result>("olga", "import", path, "--send");
    expect([again.recorded, again.txs]).to.deep.equal([0, []]);
    const older = file("older.json", [session(1, { asn4: "65000", timestamp: ago(20) }), session(2, { asn4: "65001", timestamp: ago(5) })]);
    expect((await run<Result>("olga", "import", older, "--send")).recorded, "only the newer").to.equal(1);
    const news = file("news.json", [session(1, { timestamp: ago(1) })]);
    expect(await fail("nora", "import", news, "--send", "--observer", "1")).to.equal("OrganizationsNotPermitted");
  });

  it("records a report of one's own, and takes it back", async () => {
    const report = file("report.txt", "forwarders");
    const what = ["AS64500", "--family", "ipv6", "--method", "forwarder"];
    const times = ["--first", isoDay(9), "--last", isoDay(3), "--report", report];
    expect(await run("olga", "record", ...what, "--received", "2", ...times)).to.include({
      asn: 64_500,
      received: 2,
      evidence: sha256(readFileSync(report)),
    });
    expect(await observed(64_500, "ipv6", "forwarder")).to.include({ received: 2, blocked: 0 });
    expect(await fail("olga", "record", ...what, ...times)).to.equal("NetworksInvalidObservation");
    expect(await run("olga", "withdraw", ...what, "--reason", "a mistake")).to.include({ reason: "a mistake" });
    expect((await observed(64_500, "ipv6", "forwarder")).recordedAt).to.equal(0);
    expect(await fail("olga", "withdraw", ...what, "--reason", "again")).to.equal("NetworksNotObserved");
  });

  it("assigns a network, and its operator replies and claims memberships", async () => {
    const reply = ["reply", "64500", "--text", "It is fixed", "--retest"];
    expect(await fail("nora", ...reply)).to.equal("NetworksNoOperator");
    expect(await fail("nora", "assign", "AS64500", "--operator", "2", "--reason", "mine")).to.equal("AccessManagedUnauthorized");
    await run("gus", "assign", "AS64500", "--operator", "2", "--reason", "as the registry says");
    expect(await run("nora", ...reply)).to.include({ asn: 64_500, family: null, wantsRetest: true });
    const member = ["member", "AS64500", "--programme", "MANRS", "--link", "https://manrs.example/members"];
    expect(await run("nora", ...member, "--since", "2024-05-01")).to.include({ since: Date.parse("2024-05-01") / 1000 });
    expect(await run("nora", ...member, "--left")).to.include({ since: null });
    expect((await refuse(["network", ...member, "--as", "nora"], env, 2)).code).to.equal("usage");
    await run("gus", "assign", "AS64500", "--nobody", "--reason", "given back");
    expect(await fail("nora", ...reply)).to.equal("NetworksNoOperator");
  });
});
