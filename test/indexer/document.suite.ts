import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import { expect } from "chai";
import { buildSchema } from "graphql";
import * as calls from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { asNumber, formatModelId } from "../../lib/domain/ids.ts";
import { weekOf } from "../../lib/domain/week.ts";
import type { Route } from "../../lib/feed/routes.ts";
import { type RouteShape, routes } from "../../lib/feed/wire.ts";
import type { Register } from "./fixture.ts";
import { asGraphql, questionOf } from "./graphql-questions.ts";
import { type Cast, NOTICE, type Shared } from "./world.ts";

type Response = { content: Record<string, { schema: AnySchema }> };
type Operation = { responses: Record<string, Response> };
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, AnySchema> } };

/** The quarter of the newest block. */
export async function quarterNow({ feed }: Register): Promise<string> {
  const now = new Date((await feed.health()).block.timestamp * 1000);
  return `${now.getUTCFullYear()}Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
}

/** A network of which everything is said that can be. */
async function describedNetwork({ deployment, as, admit, chain }: Register, { models }: Cast): Promise<void> {
  const asn = asNumber(64_496);
  const at = Number((await chain.getBlock()).timestamp);
  const body = (kind: "observer" | "network-operator", admin: "olga" | "nora", name: string) =>
    admit({ kind, admin, name, domain: "n.example", country: "FI", operators: { [admin]: ["networks"] } });
  const [observer, operator] = [await body("observer", "olga", "Watch"), await body("network-operator", "nora", "Net")];
  await as("gus", calls.assignNetwork(deployment, asn, operator, "by the registry"));
  const times = { first: at - 10, last: at - 5, expiresAt: at + 10 * 86_400 };
  const found = { asn, family: "ipv4", method: "client", blocked: 2, received: 1, evidence: NOTICE, ...times } as const;
  await as("olga", calls.recordObservations(deployment, observer, [found, { ...found, method: "loop" }]));
  await as("olga", calls.withdrawObservation(deployment, observer, { asn, family: "ipv4", method: "loop" }, "wrong"));
  await as("nora", calls.replyForNetwork(deployment, { asn, wantsRetest: true, text: "soon" }));
  await as("nora", calls.claimMembership(deployment, { asn, programme: "MANRS", since: null, link: "https://manrs.example" }));
  const counts = [null, models.northgate].map((modelId) => ({ modelId, reported: 5, claimed: 0, remedied: 0 }));
  await as("nora", calls.countAbuse(deployment, asn, weekOf(at) - 100, counts));
}

/** The API's document of itself, held against what the API does. */
export function documentSuite(shared: Shared): void {
  let register: Register;
  let cast: Cast;
  let document: Document;
  let examples: Record<Route, [path: string, body?: unknown]>;
  const ask = ([path, body]: [path: string, body?: unknown]) =>
    fetch(`${register.indexer().apiUrl}/v1${path}`, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });

  before(async () => {
    ({ register, cast } = shared);
    const recall = await register.openRecall("nadia", {
      issuer: cast.orgs.northgate,
      measure: "safety-warning",
      severity: "low",
      minEvidence: "owner",
      notice: NOTICE,
      scope: [{ kind: "batch", batchId: cast.batches.northgate, first: 0, last: 15 }],
      fixes: [{ modelId: cast.models.northgate, sequence: 2 }],
    });
    const finding = { modelId: cast.models.northgate, kind: "vulnerability", declaration: 0, subject: "", digest: NOTICE } as const;
    const disclosure = await register.disclose("eli", finding);
    await describedNetwork(register, cast);
    await register.settle();
    const quarter = await quarterNow(register);
    const model = formatModelId(cast.models.northgate);
    const scope = [{ kind: "component", excluded: false, subject: `${cast.batches.board}`, first: 0, last: 0 }];
    examples = {
      "GET /openapi.json": ["/openapi.json"],
      "GET /health": ["/health"],
      "GET /figures": ["/figures"],
      "GET /organizations": ["/organizations"],
      "GET /organizations/:orgId": [`/organizations/${cast.orgs.northgate}`],
      "GET /organizations/:orgId/scorecard": [`/organizations/${cast.orgs.northgate}/scorecard`],
      "GET /scorecards": ["/scorecards?sort=half"],
      "GET /models": [`/models?org=${cast.orgs.lumen}`],
      "GET /models/:modelId": [`/models/${model}`],
      "GET /models/:modelId/declarations": [`/models/${model}/declarations`],
      "GET /batches": [`/batches?org=${cast.orgs.northgate}&model=${model}`],
      "GET /batches/:batchId": [`/batches/${cast.batches.northgate}`],
      "GET /devices/:deviceId": [`/devices/${cast.batches.northgate}-12`],
      "GET /owners/:address/devices": [`/owners/${castMember("ada").address}/devices`],
      "GET /recoveries": [`/recoveries?org=${cast.orgs.northgate}`],
      "GET /recalls": ["/recalls"],
      "GET /recalls.csv": ["/recalls.csv"],
      "GET /recalls/:recallId": [`/recalls/${recall}`],
      "GET /recalls/:recallId/ranges": [`/recalls/${recall}/ranges`],
      "GET /recalls/:recallId/course": [`/recalls/${recall}/course`],
      "GET /recalls/:recallId/affected": [`/recalls/${recall}/affected`],
      "GET /disclosures": ["/disclosures?kind=vulnerability"],
      "GET /disclosures/:disclosureId": [`/disclosures/${disclosure}`],
      "GET /clocks": ["/clocks"],
      "GET /networks": ["/networks?family=ipv4"],
      "GET /networks/:asn": ["/networks/64496"],
      "GET /networks.csv": ["/networks.csv"],
      "GET /networks/:asn/facts.csv": ["/networks/64496/facts.csv"],
      "GET /attacks": [`/attacks?model=${model}`],
      "GET /attacks.csv": ["/attacks.csv?network=64496"],
      "GET /recalls/:recallId/comparison": [`/recalls/${recall}/comparison`],
      "GET /recalls/:recallId/comparison.csv": [`/recalls/${recall}/comparison.csv`],
      "GET /trend": ["/trend?measure=recall"],
      "GET /trend.csv": ["/trend.csv"],
      "GET /organizations.csv": ["/organizations.csv"],
      "GET /organizations/:orgId/facts.csv": [`/organizations/${cast.orgs.northgate}/facts.csv`],
      "GET /scorecards.csv": ["/scorecards.csv"],
      "GET /organizations/:orgId/scorecard.csv": [`/organizations/${cast.orgs.northgate}/scorecard.csv`],
      "GET /organizations/:orgId/cases.csv": [`/organizations/${cast.orgs.northgate}/cases.csv`],
      "GET /models/:modelId/facts.csv": [`/models/${model}/facts.csv`],
      "GET /batches/:batchId/facts.csv": [`/batches/${cast.batches.northgate}/facts.csv`],
      "GET /devices/:deviceId/facts.csv": [`/devices/${cast.batches.northgate}-12/facts.csv`],
      "GET /disclosures.csv": ["/disclosures.csv"],
      "GET /disclosures/:disclosureId/facts.csv": [`/disclosures/${disclosure}/facts.csv`],
      "GET /recalls/:recallId/figures.csv": [`/recalls/${recall}/figures.csv`],
      "GET /recalls/:recallId/course.csv": [`/recalls/${recall}/course.csv`],
      "GET /recalls/:recallId/ranges.csv": [`/recalls/${recall}/ranges.csv`],
      "GET /recalls/:recallId/replies.csv": [`/recalls/${recall}/replies.csv`],
      "GET /recalls/:recallId/versions.csv": [`/recalls/${recall}/versions.csv`],
      "GET /governance": ["/governance"],
      "GET /changes": ["/changes?limit=1000"],
      "GET /epcis/events": ["/epcis/events?limit=50"],
      "GET /exports/nhtsa/:quarter.txt": [`/exports/nhtsa/${quarter}.txt`],
      "GET /exports/nhtsa/:quarter.csv": [`/exports/nhtsa/${quarter}.csv`],
      "GET /exports/cpsc.json": ["/exports/cpsc.json"],
      "POST /preview": ["/preview", { scope }],
      "POST /graphql": [
        "/graphql",
        { query: "query Northgate($id: String!) { organization(orgId: $id) { name } }", variables: { id: `${cast.orgs.northgate}` } },
      ],
      "GET /graphql": [`/graphql?query=${encodeURIComponent("{ health { chainId } }")}`],
      "GET /schema.graphql": ["/schema.graphql"],
    };
    document = (await register.feed.document()) as unknown as Document;
  });

  /** What the document says of an answer. */
  const described = (route: string, status: number): Response | undefined => {
    const [method, path] = route.split(" ") as [string, string];
    return document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()]?.responses[status];
  };

  /** Why a value is not what the document describes; empty when it is. */
  const faultsOf = (schema: AnySchema, value: unknown): unknown => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = ajv.compile({ ...(schema as object), components: document.components });
    return validate(value) ? [] : validate.errors;
  };

  it("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(document);
    expect(errors ?? []).to.deep.equal([]);
    expect(valid).to.equal(true);
  });

  it("describes every answer exactly as the tables of the contract do", async () => {
    for (const [route, example] of Object.entries(examples)) {
      const response = await ask(example);
      expect(response.status, route).to.equal(200);
      const content = described(route, 200)?.content ?? {};
      const type = response.headers.get("content-type") ?? "";
      const { answer: shape }: RouteShape = routes[route as Route];
      if ("name" in shape) {
        expect(Object.keys(content), route).to.deep.equal([type]);
        continue;
      }
      const answer = await response.json();
      // The parsed answer lacks whatever the schema does not name, so this also shows that nothing else gets out.
      expect(shape.parse(answer), route).to.deep.equal(answer);
      expect(faultsOf(content[type]?.schema ?? false, answer), route).to.deep.equal([]);
    }
  });

  it("is answered in GraphQL with the same figures, field by field, by every route that is in it", async () => {
    const schema = buildSchema(await register.feed.graphqlDocument());
    const asked: string[] = [];
    for (const [route, [path]] of Object.entries(examples)) {
      const question = questionOf(schema, route, path);
      if (!question) continue;
      const { name, query, variables } = question;
      const { data, errors } = await register.feed.graphql({ query, variables });
      expect(errors, `${route}: ${query}`).to.equal(undefined);
      const answer = (await (await ask([path])).json()) as unknown;
      expect(asGraphql(data?.[name]), route).to.deep.equal(asGraphql(answer));
      asked.push(name);
    }
    expect(asked.toSorted()).to.deep.equal(Object.keys(schema.getQueryType()?.getFields() ?? {}).toSorted());
    expect(asked).to.include.members(["recall", "recallCourse", "device", "scorecards", "ownerDevices"]);
  });

  it("describes every refusal: its status, its form and its code", async () => {
    const { northgate } = cast.batches;
    const refused: [Route, path: string, status: number, code: string, body?: unknown][] = [
      ["GET /organizations/:orgId", "/organizations/999", 404, "OrganizationsUnknown"],
      ["GET /organizations/:orgId", "/organizations/x", 400, "invalid-id"],
      ["GET /organizations", "/organizations?cursor=4294967295", 404, "OrganizationsUnknown"],
      ["GET /organizations/:orgId/scorecard", "/organizations/999/scorecard", 404, "OrganizationsUnknown"],
      ["GET /scorecards", "/scorecards?cursor=4294967295", 404, "OrganizationsUnknown"],
      ["GET /recalls/:recallId/comparison", "/recalls/999999/comparison", 404, "RecallsUnknown"],
      ["GET /trend", "/trend?sort=oldest", 400, "query-invalid"],
      ["GET /recalls/:recallId/figures.csv", "/recalls/999999/figures.csv", 404, "RecallsUnknown"],
      ["GET /devices/:deviceId/facts.csv", `/devices/${northgate}-40/facts.csv`, 404, "unit-unknown"],
      ["GET /models/:modelId", "/models/1-00000000000000", 404, "CatalogUnknownModel"],
      ["GET /models/:modelId/declarations", "/models/1-00000000000000/declarations", 404, "CatalogUnknownModel"],
      ["GET /models", "/models?gtin=1", 400, "query-invalid"],
      ["GET /models", "/models?org=x", 400, "invalid-id"],
      ["GET /models", "/models?misspelt=1", 400, "query-invalid"],
      ["GET /batches/:batchId", "/batches/9007199254740991", 404, "BatchesUnknown"],
      ["GET /batches", "/batches?org=4294967295", 404, "OrganizationsUnknown"],
      ["GET /devices/:deviceId", `/devices/${northgate}-40`, 404, "unit-unknown"],
      ["GET /devices/:deviceId", "/devices/9007199254740991-0", 404, "BatchesUnknown"],
      ["GET /owners/:address/devices", "/owners/0x12/devices", 400, "query-invalid"],
      ["GET /recoveries", "/recoveries?cursor=1", 400, "invalid-id"],
      ["GET /recalls", "/recalls?limit=101", 400, "query-invalid"],
      ["GET /recalls", "/recalls?cursor=4294967295", 404, "RecallsUnknown"],
      ["GET /recalls.csv", "/recalls.csv?limit=1", 400, "query-invalid"],
      ["GET /exports/cpsc.json", "/exports/cpsc.json?limit=201", 400, "query-invalid"],
      ["GET /recalls/:recallId", "/recalls/999", 404, "RecallsUnknown"],
      ["GET /recalls/:recallId/course", "/recalls/999/course", 404, "RecallsUnknown"],
      ["GET /recalls/:recallId/affected", "/recalls/999/affected", 404, "RecallsUnknown"],
      ["GET /networks/:asn", "/networks/4294967295", 404, "network-unknown"],
      ["GET /networks/:asn", "/networks/4294967296", 400, "invalid-id"],
      ["GET /networks", "/networks?country=se", 400, "query-invalid"],
      ["GET /networks/:asn/facts.csv", "/networks/65551/facts.csv", 404, "network-unknown"],
      ["GET /attacks", "/attacks?cursor=x", 400, "query-invalid"],
      ["GET /attacks.csv", "/attacks.csv?model=x", 400, "invalid-id"],
      ["GET /changes", "/changes?since=x", 400, "query-invalid"],
      ["POST /preview", "/preview", 400, "query-invalid", { scope: [] }],
      [
        "POST /preview",
        "/preview",
        422,
        "RecallsInvalidScope",
        { scope: [{ kind: "component", excluded: false, subject: "999", first: 0, last: 0 }] },
      ],
    ];
    for (const [route, path, status, code, body] of refused) {
      const response = await ask([path, body]);
      const answer = (await response.json()) as { code: string };
      expect([response.status, answer.code], path).to.deep.equal([status, code]);
      expect(faultsOf(described(route, status)?.content["application/json"]?.schema ?? false, answer), path).to.deep.equal([]);
    }
  });

  it("answers the question in GraphQL that docs/feeds.md shows", async () => {
    const query = /```graphql\n([\s\S]*?)```/.exec(readFileSync("docs/feeds.md", "utf8"))?.[1] ?? "";
    const { data, errors } = await register.feed.graphql({ query });
    expect(errors).to.equal(undefined);
    expect((data as { recalls: { items: unknown[] } }).recalls.items.length).to.be.greaterThan(0);
  });

  it("is read by the client as docs/feeds.md shows", () => {
    const example = /```ts\n([\s\S]*?)```/.exec(readFileSync("docs/feeds.md", "utf8"))?.[1] ?? "";
    const input = example.replace(/http:[^"]+/, register.indexer().apiUrl);
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module-typescript"], { input, encoding: "utf8" });
    expect(stderr).to.equal("");
    expect(stdout).to.match(/^\d+ Northgate Cameras: 16 devices$/m);
  });
}
