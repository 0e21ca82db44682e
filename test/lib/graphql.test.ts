import { expect } from "chai";
import { GraphQLObjectType, GraphQLSchema, printSchema } from "graphql";
import { MusterError } from "../../lib/domain/errors.ts";
import { fieldName, queryName, typeName } from "../../lib/feed/graphql/names.ts";
import { answerGraphql } from "../../lib/feed/graphql/run.ts";
import { type Ask, graphqlSchema } from "../../lib/feed/graphql/schema.ts";
import { createTypes } from "../../lib/feed/graphql/types.ts";

const HEALTH = { chainId: 31337, block: { number: 7, timestamp: 1_790_000_000 } };

describe("GraphQL", () => {
  let asked: Parameters<Ask>[] = [];
  const schema = graphqlSchema(async (...question) => {
    asked.push(question);
    const [route, path] = question;
    if (route === "GET /recalls/:recallId") throw new MusterError("RecallsUnknown", { recallId: path.recallId ?? "" });
    if (route === "GET /figures") throw new Error("postgres://indexer:secret@10.0.0.7 refuses");
    return HEALTH;
  });
  const ask = (query: string, variables?: Record<string, unknown>) => answerGraphql(schema, { query, variables });
  const refusals = async (query: string): Promise<string[]> => ((await ask(query)).errors ?? []).map(({ message }) => message);
  beforeEach(() => {
    asked = [];
  });

  it("has names that follow from the routes'", () => {
    const paths = [
      "/recalls",
      "/recalls/:recallId",
      "/recalls/:recallId/course",
      "/batches/:batchId",
      "/owners/:address/devices",
      "/recoveries",
    ];
    expect(paths.map(queryName)).to.deep.equal(["recalls", "recall", "recallCourse", "batch", "ownerDevices", "recoveries"]);
    expect(fieldName("safety-warning")).to.equal("safetyWarning");
    expect(typeName("recall", "byMeasure")).to.equal("RecallByMeasure");
  });

  it("asks the route for what a field asks, with what was given alone", async () => {
    const query = 'query Some($cursor: String) { health { block { number } } recalls(limit: 3, state: "open", cursor: $cursor) { next } }';
    await ask(query);
    expect(asked).to.deep.equal([
      ["GET /health", {}, {}],
      ["GET /recalls", {}, { state: "open", limit: "3" }],
    ]);
    expect((await ask("{ health { chainId block { timestamp } } }")).data).to.deep.equal({
      health: { chainId: 31337, block: { timestamp: 1_790_000_000 } },
    });
  });

  it("tells a refusal by its code beside what was answered, and nothing of what failed inside", async () => {
    const { data, errors } = await ask('{ health { chainId } recall(recallId: "9") { id } figures { devices } }');
    expect(asked.find(([route]) => route === "GET /recalls/:recallId")).to.deep.equal(["GET /recalls/:recallId", { recallId: "9" }, {}]);
    expect(data).to.deep.equal({ health: { chainId: 31337 }, recall: null, figures: null });
    const codes = errors?.map(({ path, extensions }) => [path, (extensions as { code: string }).code]);
    expect(codes).to.deep.equal([
      [["recall"], "RecallsUnknown"],
      [["figures"], "api-failed"],
    ]);
    expect(JSON.stringify(errors)).to.not.include("secret");
  });

  it("refuses what asks for too much, before a route is asked", async () => {
    const nine = Array.from({ length: 9 }, (_, at) => `f${at}: health { chainId }`).join(" ");
    expect(await refusals(`{ ${nine} }`)).to.deep.equal(["Asks for 9 fields of Query; at most 8 are answered at once."]);
    const five = Array.from({ length: 5 }, (_, at) => `f${at}: health { chainId }`).join(" ");
    const hidden = `query { ...a ... on Query { g: health { chainId } } } fragment a on Query { ...b h: health { chainId } ...b } fragment b on Query { ${five} }`;
    expect(await refusals(hidden)).to.deep.equal(["Asks for 12 fields of Query; at most 8 are answered at once."]);
    expect((await refusals("query { ...a } fragment a on Query { ...a health { chainId } }"))[0]).to.include("Cannot spread fragment");
    expect((await refusals(`{ health { ${"chainId ".repeat(1_000)} } }`))[0]).to.include("1000 tokens");
    expect((await refusals("{ __schema { types { name } } }"))[0]).to.include("introspection");
    expect((await refusals("{ health { secret } }"))[0]).to.include("secret");
    expect((await refusals("{"))[0]).to.include("Syntax Error");
    expect(asked).to.deep.equal([]);
  });

  it("gives no two shapes one name", () => {
    const inner = (type: string) => ({
      type: "object",
      properties: { b: { type: "object", properties: { c: { type } } } },
      required: ["b"],
    });
    const { typeOf } = createTypes({ A: inner("string"), AB: { type: "object", properties: { d: { type: "string" } } } });
    const query = new GraphQLObjectType({
      name: "Query",
      fields: {
        a: { type: typeOf({ $ref: "#/components/schemas/A" }, "") },
        ab: { type: typeOf({ $ref: "#/components/schemas/AB" }, "") },
      },
    });
    expect(() => new GraphQLSchema({ query })).to.throw("two shapes would be called AB");
  });

  it("leaves out who has not patched, files and formats of others", () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(fields).to.include.members(
      ["recalls", "recall", "organizations", "scorecards", "trend", "changes"].filter((name) => name !== "devices"),
    );
    expect(fields.filter((name) => /affected|csv|epcis|nhtsa|cpsc|openapi|graphql/i.test(name))).to.deep.equal([]);
    const document = printSchema(schema);
    for (const line of [
      '"""One recall"""',
      "  next: String\n",
      "  items: [RecallSummary!]!",
      "  safetyWarning: Opened!",
      "  evidence: String!",
      "recallId: String!",
    ])
      expect(document).to.include(line);
  });
});
