import { z } from "zod";
import type { Answer, Route } from "./routes.ts";
import { apiErrors } from "./wire/api-errors.ts";
import { pathForms, pathParameters } from "./wire/asked.ts";
import { attackTotalsSchema } from "./wire/attacks.ts";
import { blockSchema, errorSchema, historyEntrySchema } from "./wire/basics.ts";
import { comparisonSchema } from "./wire/comparison.ts";
import { deviceRecallSchema, deviceSchema, titleSchema } from "./wire/devices.ts";
import { disclosureSchema, disclosureViewSchema } from "./wire/disclosures.ts";
import { announcedSchema, governanceSchema } from "./wire/governance.ts";
import {
  attackCountSchema,
  discountSchema,
  membershipSchema,
  networkReplySchema,
  networkSchema,
  networkStandingSchema,
  networkViewSchema,
  observationSchema,
  operatorRefSchema,
  verdictCountsSchema,
} from "./wire/networks.ts";
import { bodyRefSchema, organizationSchema } from "./wire/organizations.ts";
import {
  batchRefSchema,
  batchSchema,
  certificateSchema,
  declarationSchema,
  modelRefSchema,
  modelSchema,
  provenanceSchema,
  releaseSchema,
} from "./wire/products.ts";
import {
  affectedDeviceSchema,
  affectedRangeSchema,
  countsSchema,
  courseSchema,
  makerReplySchema,
  recallRefSchema,
  recallSchema,
  recallSummarySchema,
  recallVersionSchema,
  scopeItemSchema,
} from "./wire/recalls.ts";
import { figuresSchema, healthSchema } from "./wire/register.ts";
import { scorecardCaseSchema, scorecardDetailSchema, scorecardSchema, timingSchema } from "./wire/scorecards.ts";
import { standingCountsSchema } from "./wire/standings.ts";
import { openedSchema, trendSchema } from "./wire/trend.ts";
import { type RouteShape, routes } from "./wire.ts";

/** What stands in many answers is described once, by these names. */
const NAMED = {
  AffectedDevice: affectedDeviceSchema,
  AffectedRange: affectedRangeSchema,
  Announcement: announcedSchema,
  AttackCount: attackCountSchema,
  AttackTotals: attackTotalsSchema,
  Batch: batchSchema,
  BatchRef: batchRefSchema,
  Block: blockSchema,
  BodyRef: bodyRefSchema,
  Certificate: certificateSchema,
  Comparison: comparisonSchema,
  Counts: countsSchema,
  Course: courseSchema,
  Declaration: declarationSchema,
  Device: deviceSchema,
  DeviceRecall: deviceRecallSchema,
  Discount: discountSchema,
  Disclosure: disclosureSchema,
  DisclosureDetail: disclosureViewSchema,
  Error: errorSchema,
  FamilyStanding: networkStandingSchema,
  Figures: figuresSchema,
  Governance: governanceSchema,
  Health: healthSchema,
  HistoryEntry: historyEntrySchema,
  MakerReply: makerReplySchema,
  Membership: membershipSchema,
  Model: modelSchema,
  ModelRef: modelRefSchema,
  Network: networkSchema,
  NetworkDetail: networkViewSchema,
  NetworkReply: networkReplySchema,
  Observation: observationSchema,
  Opened: openedSchema,
  OperatorRef: operatorRefSchema,
  Organization: organizationSchema,
  Provenance: provenanceSchema,
  Recall: recallSchema,
  RecallRef: recallRefSchema,
  RecallSummary: recallSummarySchema,
  RecallVersion: recallVersionSchema,
  Release: releaseSchema,
  ScopeItem: scopeItemSchema,
  Scorecard: scorecardSchema,
  ScorecardCase: scorecardCaseSchema,
  ScorecardDetail: scorecardDetailSchema,
  StandingCounts: standingCountsSchema,
  Timing: timingSchema,
  Title: titleSchema,
  Trend: trendSchema,
  VerdictCounts: verdictCountsSchema,
};

for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it over. */
type Json = Record<string, unknown>;
type Definitions = Record<string, Json>;

/** A shape as JSON Schema. What it names goes to `shared`. @param io `input` is what somebody sends, before it is parsed. */
function jsonOf(schema: z.ZodType, shared: Definitions, io: "input" | "output" = "output"): Json {
  const { $schema, $defs, ...json } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      // Every whole number of zod has these bounds: they say nothing.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const moved = JSON.parse(JSON.stringify({ json, $defs }).replaceAll('"#/$defs/', '"#/components/schemas/')) as {
    json: Json;
    $defs?: Definitions;
  };
  Object.assign(shared, moved.$defs);
  return moved.json;
}

const namesIn = (path: string): (keyof typeof pathForms)[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as keyof typeof pathForms);

function parametersOf(path: string, { query }: RouteShape, shared: Definitions): Json[] {
  const inPath = namesIn(path).map((name) => ({
    name,
    in: "path",
    required: true,
    description: pathParameters[name].description,
    schema: { type: "string", pattern: `^${pathForms[name]}$` },
  }));
  const { properties = {}, required = [] } = query ? jsonOf(query, shared, "input") : {};
  const inQuery = Object.entries(properties as Definitions).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: (required as string[]).includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
  }));
  return [...inPath, ...inQuery];
}

/** Refusals by status. */
function refusalsOf(path: string, { query, body, errors = [] }: RouteShape): Map<number, string[]> {
  const ofForm = [
    ...(namesIn(path).length > 0 || query ? ["invalid-id"] : []),
    ...(query || body || path.includes(":") ? ["query-invalid"] : []),
  ];
  const codes = [...ofForm, ...errors] as (keyof typeof apiErrors)[];
  const byStatus = Map.groupBy(codes, (code): number => apiErrors[code]);
  return new Map([...byStatus, [500, ["api-failed"]]]);
}

const refusal = (codes: readonly string[]): Json => ({
  description: `Refused: ${codes.join(", ")}`,
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error", properties: { code: { enum: codes } } } } },
});

/** `GET /recalls/:recallId/course` is `getRecallsRecallIdCourse`. */
const operationId = (method: string, path: string): string =>
  method.toLowerCase() + path.replace(/[^A-Za-z]+([A-Za-z])/g, (_, letter: string) => letter.toUpperCase());

function operationOf(method: string, path: string, shape: RouteShape, shared: Definitions): Json {
  const { about, body, answer, media = "application/json" } = shape;
  const content = "name" in answer ? { [answer.type]: { schema: { type: "string" } } } : { [media]: { schema: jsonOf(answer, shared) } };
  return {
    operationId: operationId(method, path),
    summary: about,
    tags: [path.split(/[/.]/)[1]],
    parameters: parametersOf(path, shape, shared),
    ...(body && { requestBody: { required: true, content: { "application/json": { schema: jsonOf(body, shared, "input") } } } }),
    responses: {
      200: { description: about, content },
      ...Object.fromEntries([...refusalsOf(path, shape)].map(([status, codes]) => [status, refusal(codes)])),
    },
  };
}

/** The document of the API (OpenAPI 3.1), made from the table of routes that the server is made from. */
export function openApi(): Answer<"GET /openapi.json"> {
  const shared: Definitions = {};
  const paths: Record<string, Json> = {};
  jsonOf(errorSchema, shared);
  for (const route of Object.keys(routes) as Route[]) {
    const [method, path] = route.split(" ") as [string, string];
    const template = path.replace(/:(\w+)/g, "{$1}");
    paths[template] = { ...paths[template], [method.toLowerCase()]: operationOf(method, path, routes[route], shared) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Muster register",
      version: "1",
      description: "A public register of connected devices and their recalls. Times are Unix seconds, digests 0x and lower-case hex.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: ".", description: "Where this document is" }],
    paths,
    components: { schemas: shared },
  };
}
