import { expect } from "chai";
import { openApi } from "../../lib/feed/openapi.ts";

type Schema = { readonly [key: string]: unknown };
type Document = {
  paths: Record<string, Record<string, { responses: Record<string, { content: Record<string, { schema: Schema }> }> }>>;
  components: { schemas: Record<string, Schema> };
};
const { paths, components } = openApi() as unknown as Document;

/** Answers of which a program reads the most, and whose figures are worth nothing without unit and denominator. */
const ROUTES = [
  "/figures",
  "/changes",
  "/recalls",
  "/recalls/{recallId}",
  "/recalls/{recallId}/ranges",
  "/recalls/{recallId}/course",
  "/recalls/{recallId}/comparison",
  "/devices/{deviceId}",
  "/owners/{address}/devices",
  "/recoveries",
  "/scorecards",
  "/organizations/{orgId}/scorecard",
];

const nameOf = ({ $ref }: Schema): string | undefined => /^#\/components\/schemas\/(\w+)$/.exec(String($ref))?.[1];
const isSaid = ({ description }: Schema): boolean => typeof description === "string" && /^[A-Z0-9`].{9,}\.$/s.test(description);

/** Every field below a schema, by the path to it; what is described by a name is looked into once. */
function fieldsOf(schema: Schema, at: string, seen: Set<string>): { at: string; field: Schema }[] {
  const name = nameOf(schema);
  if (name) {
    if (seen.has(name)) return [];
    seen.add(name);
    return fieldsOf(components.schemas[name] as Schema, name, seen);
  }
  const own = Object.entries((schema.properties ?? {}) as Record<string, Schema>).flatMap(([key, field]) => [
    { at: `${at}.${key}`, field },
    ...fieldsOf(field, `${at}.${key}`, seen),
  ]);
  const inside = [schema.items, schema.additionalProperties, ...((schema.anyOf ?? schema.oneOf ?? []) as unknown[])];
  return [...own, ...inside.flatMap((one) => (typeof one === "object" && one !== null ? fieldsOf(one as Schema, at, seen) : []))];
}

const answerOf = (path: string): Schema => paths[path]?.get?.responses[200]?.content["application/json"]?.schema as Schema;

describe("the document of the API", () => {
  it("says of every field of recalls, figures, scorecards, devices and changes what it is", () => {
    const seen = new Set<string>();
    const fields = ROUTES.flatMap((path) => fieldsOf(answerOf(path), path, seen));
    expect(fields.length).to.be.greaterThan(200);
    // What has a name is told of there too, and where it stands there may be nothing to add.
    const silent = fields.filter(({ field }) => !isSaid(field) && !isSaid(components.schemas[nameOf(field) ?? ""] ?? {}));
    expect(silent.map(({ at }) => at)).to.deep.equal([]);
    const times = fields.filter(({ at }) => /(At|[uU]ntil|since|timestamp|\.day|\.time|made(From|To)|supportEnd)$/.test(at));
    expect(times.length).to.be.greaterThan(20);
    for (const { at, field } of times) expect(field.description, at).to.match(/\bseconds?\b/i);
  });

  it("says a name's shape once, also where a field says what it is there", () => {
    const asOf = fieldsOf(answerOf("/recalls/{recallId}"), "", new Set()).find(({ at }) => at === "Recall.asOf");
    expect(asOf?.field).to.have.keys("$ref", "description");
    expect(asOf?.field.$ref).to.equal("#/components/schemas/Block");
  });
});
