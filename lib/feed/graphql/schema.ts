import {
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from "graphql";
import { openApi } from "../openapi.ts";
import type { Route } from "../routes.ts";
import { type RouteShape, routes } from "../wire.ts";
import { fieldName, queryName, typeName } from "./names.ts";
import { createTypes, type Json, Whole } from "./types.ts";

/** Texts as they stand in an address. */
export type Texts = Record<string, string>;
/** Answers a route, as over HTTP. @throws MusterError The route's. */
export type Ask = (route: Route, path: Texts, query: Texts) => Promise<unknown>;

type Parameter = { name: string; in: "path" | "query"; required: boolean; description?: string; schema: Json };
type Operation = { parameters: Parameter[]; responses: Record<string, { content: Record<string, { schema: Json }> }> };

/** Formats of others, and what is about this API and not about the register. */
const LEFT_OUT = /^\/(openapi\.json|graphql|epcis\/|exports\/)/;

function isIn([route, { answer, isInside }]: [string, RouteShape]): boolean {
  const [method, path = ""] = route.split(" ");
  return method === "GET" && !("name" in answer) && !isInside && !LEFT_OUT.test(path);
}

function argumentsOf(parameters: readonly Parameter[]): GraphQLFieldConfigArgumentMap {
  return Object.fromEntries(
    parameters.map(({ name, required, description, schema }) => {
      const type = schema.type === "integer" ? Whole : GraphQLString;
      return [fieldName(name), { type: required ? new GraphQLNonNull(type) : type, description }];
    }),
  );
}

/** The register as a GraphQL schema: a field for each route that answers JSON, with the same arguments, refusals and figures. */
export function graphqlSchema(ask: Ask): GraphQLSchema {
  const { paths, components } = openApi() as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Json> };
  };
  const { typeOf } = createTypes(components.schemas);
  const fields: Record<string, GraphQLFieldConfig<unknown, unknown>> = {};
  for (const [route, shape] of Object.entries<RouteShape>(routes).filter(isIn)) {
    const path = route.slice("GET ".length);
    const operation = paths[path.replace(/:(\w+)/g, "{$1}")]?.get as Operation;
    const name = queryName(path);
    const answer = Object.values(operation.responses[200]?.content ?? {})[0]?.schema ?? {};
    const textsIn = (place: Parameter["in"], given: Json): Texts =>
      Object.fromEntries(
        operation.parameters.flatMap((parameter) => {
          const value = given[fieldName(parameter.name)];
          return parameter.in === place && value !== undefined && value !== null ? [[parameter.name, String(value)]] : [];
        }),
      );
    fields[name] = {
      type: typeOf(answer, typeName(name, "Answer")),
      description: shape.about,
      args: argumentsOf(operation.parameters),
      resolve: (_, given) => ask(route as Route, textsIn("path", given), textsIn("query", given)),
    };
  }
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields }) });
}
