import { type ErrorCode, MusterError } from "../../../lib/domain/errors.ts";
import { routeOf, webMetrics } from "./metrics.ts";

/** Status of each error that this API raises itself; everything else that a visitor can cause is a 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  "sign-in-needed": 401,
  "sign-in-failed": 401,
  "foreign-origin": 403,
  "abuse-key-refused": 401,
  "not-operator": 403,
  "abuse-body-refused": 403,
  "abuse-network-refused": 403,
  "abuse-device-other": 403,
  "abuse-link-over": 404,
  "abuse-device-tied": 409,
  "abuse-keys-full": 409,
  "abuse-not-device": 422,
  "abuse-off": 503,
  "route-unknown": 404,
  "relay-job-unknown": 404,
  "unit-unknown": 404,
  "lookup-empty": 404,
  "proof-missing": 404,
  "document-unknown": 404,
  OrganizationsUnknown: 404,
  CatalogUnknownModel: 404,
  "product-unknown": 404,
  "link-type-unknown": 404,
  BatchesUnknown: 404,
  RecallsUnknown: 404,
  "request-too-large": 413,
  "too-many-requests": 429,
  "confirmations-used-up": 429,
  "document-altered": 500,
  "document-not-kept": 500,
  unexpected: 500,
  "api-failed": 502,
  "api-answer-invalid": 502,
  "api-unreachable": 503,
  "chain-unreachable": 503,
  "relay-away": 503,
  "relay-without-funds": 503,
};

/** Nothing here may be kept by anybody: answers are personal, or true for a moment only. */
export const json = (value: unknown, init: ResponseInit = {}): Response =>
  Response.json(value, { ...init, headers: { "cache-control": "no-store", ...init.headers } });

export const empty = (init: ResponseInit = {}): Response =>
  new Response(null, { ...init, status: 204, headers: { "cache-control": "no-store", ...init.headers } });

/** The one form in which errors leave. What is not in the table is logged and said without detail: it may hold secrets. */
export function errorResponse(error: unknown): Response {
  const known = error instanceof MusterError ? error : unexpected(error);
  const seconds = known.code === "too-many-requests" ? known.details.seconds : undefined;
  return json(known, {
    status: STATUS[known.code] ?? 400,
    headers: seconds === undefined ? {} : { "retry-after": String(seconds) },
  });
}

function unexpected(cause: unknown): MusterError {
  console.error("web:", cause);
  return new MusterError("unexpected", { reason: "The server's log has the cause." });
}

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** Every route handler stands inside this. */
export const route =
  <Context = unknown>(handler: Handler<Context>): Handler<Context> =>
  async (request, context) => {
    const began = performance.now();
    const response = await handler(request, context).catch(errorResponse);
    webMetrics().observe({ route: routeOf(request.url), status: `${response.status}` }, (performance.now() - began) / 1000);
    return response;
  };
