import { lexicographicSortSchema, printSchema } from "graphql";
import { answerGraphql } from "../../../lib/feed/graphql/run.ts";
import { graphqlSchema } from "../../../lib/feed/graphql/schema.ts";
import type { Asked, Route } from "../../../lib/feed/routes.ts";
import { routes } from "../../../lib/feed/wire.ts";
import { checkAsked, type Handlers } from "./serve.ts";

type Own = "POST /graphql" | "GET /graphql" | "GET /schema.graphql";

/** GraphQL over the routes themselves: what it answers is what they answer. */
export function graphql(handlers: Omit<Handlers, Own>): Pick<Handlers, Own> {
  const schema = graphqlSchema(async (route, path, query) => {
    const handler = handlers[route as Exclude<Route, Own>] as (asked: Asked<Route>) => unknown;
    return handler(checkAsked(routes[route], { path, query }));
  });
  const document = printSchema(lexicographicSortSchema(schema));
  return {
    "POST /graphql": ({ body }) => answerGraphql(schema, body),
    "GET /graphql": ({ query }) => answerGraphql(schema, query),
    "GET /schema.graphql": () => document,
  };
}
