import { type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType } from "graphql";
import { fieldName, queryName } from "../../lib/feed/graphql/names.ts";

/** Lists inside of lists of the same type that are asked for; the world of the tests has fewer levels. */
const LEVELS = 5;

/** Every field of a type, and of what stands in it. */
function everything(type: GraphQLNamedType, above: readonly string[] = []): string {
  if (!isObjectType(type)) return "";
  const fields = Object.values(type.getFields()).flatMap(({ name, type: of }) => {
    const inner = getNamedType(of);
    if (above.filter((one) => one === inner.name).length >= LEVELS) return [];
    return [`${name} ${everything(inner, [...above, inner.name])}`];
  });
  return `{ ${fields.join(" ")} }`;
}

/** The question that asks for all that a route answers, with what its example asks for; null where GraphQL leaves the route out. */
export function questionOf(schema: GraphQLSchema, route: string, example: string) {
  const path = route.slice("GET ".length);
  const name = queryName(path);
  const field = (schema.getQueryType() as GraphQLObjectType).getFields()[name];
  if (!route.startsWith("GET ") || !field) return null;
  const address = new URL(example, "http://register");
  const named = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`).exec(address.pathname)?.groups ?? {};
  const variables = { ...named, ...Object.fromEntries(address.searchParams) };
  const given = field.args.filter((arg) => arg.name in variables);
  const declared = given.map((arg) => `$${arg.name}: ${arg.type}`).join(", ");
  const passed = given.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const query = `query All${declared && `(${declared})`} { ${name}${passed && `(${passed})`} ${everything(getNamedType(field.type), [])} }`;
  const numbers = given.filter((arg) => getNamedType(arg.type).name === "Whole").map((arg) => arg.name);
  return {
    name,
    query,
    variables: Object.fromEntries(Object.entries(variables).map(([key, text]) => [key, numbers.includes(key) ? Number(text) : text])),
  };
}

/** An answer with names as GraphQL has them, and without what is null there and absent here. */
export function asGraphql(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asGraphql);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[fieldName(key), asGraphql(inner)]])));
}
