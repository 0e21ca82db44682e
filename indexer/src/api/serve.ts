import { type Context, Hono, type Handler as HonoHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import type { Texts } from "../../../lib/feed/graphql/schema.ts";
import type { Answer, Asked, Route } from "../../../lib/feed/routes.ts";
import { pathForms, pathParameters } from "../../../lib/feed/wire/asked.ts";
import { type RouteShape, routes } from "../../../lib/feed/wire.ts";
import { answerError } from "./errors.ts";

/** What answers each route of the table. */
export type Handlers = { [R in Route]: (asked: Asked<R>) => Answer<R> | Promise<Answer<R>> };

const MAX_BODY_BYTES = 64 * 1024;

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new MusterError("query-invalid", { problem: `the body is larger than ${MAX_BODY_BYTES} bytes` });
  },
});

/** What strangers send, checked. @throws MusterError `query-invalid`, and those of ids. */
function check(schema: z.ZodType, input: unknown): unknown {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const problem = error.issues.map(({ path, message }) => [...path, message].join(": ")).join("; ");
  throw new MusterError("query-invalid", { problem });
}

const readJson = (context: Context): Promise<unknown> =>
  context.req.json().catch(() => {
    throw new MusterError("query-invalid", { problem: "the body is not JSON" });
  });

/** A path as Hono has it: of names with the kind of a file behind them only those match that have their form. */
const honoPath = (path: string): string =>
  path.replace(/:(\w+)(\.\w+)$/, (_, name: keyof typeof pathForms, kind: string) => `:${name}{${pathForms[name]}\\${kind}}`);

/** What is asked of a route in texts, as they stand in an address. @throws MusterError `query-invalid`, and those of ids. */
export function checkAsked({ query, body }: RouteShape, given: { path: Texts; query: Texts; body?: unknown }): Asked<Route> {
  const named = Object.entries(given.path).map(([name, text]) => [name, check(pathParameters[name as keyof typeof pathParameters], text)]);
  return {
    path: Object.fromEntries(named),
    query: query && check(query, given.query),
    body: body && check(body, given.body),
  } as Asked<Route>;
}

async function readAsked(path: string, shape: RouteShape, context: Context): Promise<Asked<Route>> {
  const kind = /:\w+(\.\w+)$/.exec(path)?.[1] ?? "";
  const named = Object.entries(context.req.param()).map(([name, text]) => [name, text.slice(0, text.length - kind.length)]);
  const body = shape.body && (await readJson(context));
  return checkAsked(shape, { path: Object.fromEntries(named), query: context.req.query(), body });
}

function handle(route: Route, path: string, handlers: Handlers): HonoHandler {
  const shape: RouteShape = routes[route];
  const handler = handlers[route] as (asked: Asked<Route>) => unknown;
  const { answer } = shape;
  return async (context) => {
    const found = await handler(await readAsked(path, shape, context));
    if (!("name" in answer)) return context.json(found as object, 200, { "content-type": shape.media ?? "application/json" });
    return context.body(found as string | ReadableStream<Uint8Array>, 200, {
      "content-type": answer.type,
      "content-disposition": `attachment; filename="${answer.name}"`,
    });
  };
}

/**
 * The register over HTTP: reading only, exactly the routes of lib/feed/wire.ts. Ponder's own SQL and GraphQL end points
 * are not mounted, because nobody can bound what a stranger asks there, and their tables are not what this API promises.
 */
export function serve(handlers: Handlers): Hono {
  const app = new Hono();
  app.onError(answerError);
  for (const route of Object.keys(routes) as Route[]) {
    const [method, path] = route.split(" ") as [string, string];
    app.on(method, `/v1${honoPath(path)}`, limitBody, handle(route, path, handlers));
  }
  app.all("*", (context) => {
    throw new MusterError("route-unknown", { path: context.req.path });
  });
  return app;
}
