import type { z } from "zod";
import { isErrorCode, MusterError } from "../domain/errors.ts";
import type { BodyOf, Given, QueryOf, Route } from "./routes.ts";
import { errorSchema } from "./wire/basics.ts";
import { MAX_RANGES } from "./wire/recalls.ts";
import { type RouteShape, routes } from "./wire.ts";

/** An id in its text form, or the number where that is the text form. */
type Id = string | number;
type Query = Record<string, string | number | undefined>;

type Options = {
  /** How long one answer may take. */
  timeoutMs?: number;
};

/** The path of a route with its `:names` filled in and its query behind it. */
function pathOf(route: Route, ids: Id[], query: Query): string {
  const left = [...ids];
  const path = route.slice(route.indexOf(" ") + 1).replace(/:\w+/g, () => encodeURIComponent(String(left.shift())));
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return `/v1${path}${given.size > 0 ? `?${given}` : ""}`;
}

/** The message at the bottom of an error: fetch itself only says that it failed. */
const reasonOf = (error: unknown): string => {
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The server's own refusal, or a sentence of ours when it has none that we know. */
function refusal(url: string, status: number, body: unknown): MusterError {
  const { success, data } = errorSchema.safeParse(body);
  if (success && isErrorCode(data.code)) return MusterError.fromJSON({ ...data, code: data.code });
  return status >= 500
    ? new MusterError("api-unreachable", { url, reason: `status ${status}` })
    : new MusterError("api-answer-invalid", { url });
}

/**
 * Reads the register through the indexer's API: one method for each route of `wire.ts`. Whatever comes back has been
 * checked against its schema.
 * @param apiUrl Base address, without `/v1`.
 * @throws MusterError from every method: the server's own, `api-unreachable` or `api-answer-invalid`.
 */
export function createFeed(apiUrl: string, { timeoutMs = 10_000 }: Options = {}) {
  const base = apiUrl.replace(/\/+$/, "");

  async function call<R extends Route>(route: R, ids: Id[] = [], query: Query = {}, body?: BodyOf<R>): Promise<Given<R>> {
    const { answer: shape }: RouteShape = routes[route];
    const isFile = "name" in shape;
    const url = `${base}${pathOf(route, ids, query)}`;
    const request: RequestInit = {
      method: route.slice(0, route.indexOf(" ")),
      headers: { accept: isFile ? "*/*" : "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    };
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, request);
      text = await response.text();
    } catch (cause) {
      throw new MusterError("api-unreachable", { url: base, reason: reasonOf(cause) }, { cause });
    }
    if (response.ok && isFile) return text as Given<R>;
    const answer = parseJson(text);
    if (!response.ok) throw refusal(base, response.status, answer);
    const parsed = (shape as z.ZodType).safeParse(answer);
    if (!parsed.success) throw new MusterError("api-answer-invalid", { url }, { cause: parsed.error });
    return parsed.data as Given<R>;
  }

  return {
    document: () => call("GET /openapi.json"),
    health: () => call("GET /health"),
    figures: () => call("GET /figures"),
    organizations: (query: QueryOf<"GET /organizations"> = {}) => call("GET /organizations", [], query),
    organization: (orgId: Id) => call("GET /organizations/:orgId", [orgId]),
    scorecards: (query: QueryOf<"GET /scorecards"> = {}) => call("GET /scorecards", [], query),
    scorecard: (orgId: Id) => call("GET /organizations/:orgId/scorecard", [orgId]),
    models: (query: QueryOf<"GET /models"> = {}) => call("GET /models", [], query),
    model: (modelId: Id) => call("GET /models/:modelId", [modelId]),
    declarations: (modelId: Id, query: QueryOf<"GET /models/:modelId/declarations"> = {}) =>
      call("GET /models/:modelId/declarations", [modelId], query),
    batches: (query: QueryOf<"GET /batches"> = {}) => call("GET /batches", [], query),
    batch: (batchId: Id) => call("GET /batches/:batchId", [batchId]),
    device: (deviceId: Id) => call("GET /devices/:deviceId", [deviceId]),
    devicesOf: (owner: string, query: QueryOf<"GET /owners/:address/devices"> = {}) => call("GET /owners/:address/devices", [owner], query),
    recoveries: (query: QueryOf<"GET /recoveries"> = {}) => call("GET /recoveries", [], query),
    changes: (query: QueryOf<"GET /changes"> = {}) => call("GET /changes", [], query),
    epcisEvents: (query: QueryOf<"GET /epcis/events"> = {}) => call("GET /epcis/events", [], query),
    /** @param quarter As `2026Q3`. */
    nhtsaQuarter: (quarter: string, form: "txt" | "csv" = "txt") => call(`GET /exports/nhtsa/:quarter.${form}`, [quarter]),
    cpscRecalls: (query: QueryOf<"GET /exports/cpsc.json"> = {}) => call("GET /exports/cpsc.json", [], query),
    recalls: (query: QueryOf<"GET /recalls"> = {}) => call("GET /recalls", [], query),
    /** The same list whole, as CSV. */
    recallsTable: (query: QueryOf<"GET /recalls.csv"> = {}) => call("GET /recalls.csv", [], query),
    /** With all that it affects. What is read behind the first ranges may be of a later block. @param atOnce Ranges of one answer. */
    async recall(recallId: Id, atOnce?: number): Promise<Given<"GET /recalls/:recallId">> {
      const recall = await call("GET /recalls/:recallId", [recallId], { ranges: atOnce });
      const affected = [...recall.affected];
      for (let cursor = recall.affectedNext; cursor !== null; ) {
        const { items, next } = await call("GET /recalls/:recallId/ranges", [recallId], { cursor, limit: atOnce ?? MAX_RANGES });
        affected.push(...items);
        cursor = next;
      }
      return { ...recall, affected, affectedNext: null };
    },
    recallRanges: (recallId: Id, query: QueryOf<"GET /recalls/:recallId/ranges"> = {}) =>
      call("GET /recalls/:recallId/ranges", [recallId], query),
    course: (recallId: Id) => call("GET /recalls/:recallId/course", [recallId]),
    comparison: (recallId: Id) => call("GET /recalls/:recallId/comparison", [recallId]),
    trend: (query: QueryOf<"GET /trend"> = {}) => call("GET /trend", [], query),
    affectedDevices: (recallId: Id, query: QueryOf<"GET /recalls/:recallId/affected"> = {}) =>
      call("GET /recalls/:recallId/affected", [recallId], query),
    disclosures: (query: QueryOf<"GET /disclosures"> = {}) => call("GET /disclosures", [], query),
    disclosure: (disclosureId: Id) => call("GET /disclosures/:disclosureId", [disclosureId]),
    clocks: (query: QueryOf<"GET /clocks"> = {}) => call("GET /clocks", [], query),
    networks: (query: QueryOf<"GET /networks"> = {}) => call("GET /networks", [], query),
    /** @param asn Number of the autonomous system. */
    network: (asn: Id) => call("GET /networks/:asn", [asn]),
    attacks: (query: QueryOf<"GET /attacks"> = {}) => call("GET /attacks", [], query),
    governance: () => call("GET /governance"),
    /** Refusals are in its `errors`; only what is no question at all is thrown. */
    graphql: (question: BodyOf<"POST /graphql">) => call("POST /graphql", [], {}, question),
    graphqlDocument: () => call("GET /schema.graphql"),
    preview: (scope: BodyOf<"POST /preview">["scope"]) => call("POST /preview", [], {}, { scope }),
  };
}

export type Feed = ReturnType<typeof createFeed>;
