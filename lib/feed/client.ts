import type { z } from "zod";
import { isErrorCode, MusterError } from "../domain/errors.ts";
import type { Measure, RecallState, Severity } from "../domain/kinds.ts";
import { errorSchema, routes, type ScopeItemView } from "./wire.ts";

type Routes = typeof routes;
type Route = keyof Routes;
type Answer<R extends Route> = Promise<z.infer<Routes[R]>>;

/** An id in its text form, or the number where that is the text form. */
type Id = string | number;
type Paging = { cursor?: string; limit?: number };
type Query = Record<string, string | number | undefined>;

export type RecallFilter = {
  /** Words that its issuer, brands or models go by, or a GTIN; each has to fit. */
  q?: string;
  state?: RecallState;
  measure?: Measure;
  severity?: Severity;
  issuer?: Id;
  affects?: Id;
  /** Model of the component that is recalled. */
  component?: Id;
  /** Days of UTC, as `2026-03-04`; both are within. */
  from?: string;
  to?: string;
  sort?: "newest" | "oldest";
};

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

  async function call<R extends Route>(route: R, ids: Id[] = [], query: Query = {}, body?: unknown): Answer<R> {
    const url = `${base}${pathOf(route, ids, query)}`;
    const request: RequestInit = {
      method: route.slice(0, route.indexOf(" ")),
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
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
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      answer = undefined;
    }
    if (!response.ok) throw refusal(base, response.status, answer);
    const parsed = routes[route].safeParse(answer);
    if (!parsed.success) throw new MusterError("api-answer-invalid", { url }, { cause: parsed.error });
    return parsed.data as z.infer<Routes[R]>;
  }

  return {
    health: () => call("GET /health"),
    figures: () => call("GET /figures"),
    organizations: (paging: Paging = {}) => call("GET /organizations", [], paging),
    organization: (orgId: Id) => call("GET /organizations/:orgId", [orgId]),
    models: (query: Paging & { org?: Id } = {}) => call("GET /models", [], query),
    model: (modelId: Id) => call("GET /models/:modelId", [modelId]),
    batches: (query: Paging & { org?: Id; model?: Id } = {}) => call("GET /batches", [], query),
    batch: (batchId: Id) => call("GET /batches/:batchId", [batchId]),
    device: (deviceId: Id) => call("GET /devices/:deviceId", [deviceId]),
    devicesOf: (owner: string, paging: Paging = {}) => call("GET /owners/:address/devices", [owner], paging),
    recoveries: (query: Paging & { org?: Id } = {}) => call("GET /recoveries", [], query),
    changes: (query: { since?: string; about?: "recalls"; order?: "oldest" | "newest"; limit?: number } = {}) =>
      call("GET /changes", [], query),
    recalls: (query: Paging & RecallFilter = {}) => call("GET /recalls", [], query),
    recall: (recallId: Id) => call("GET /recalls/:recallId", [recallId]),
    course: (recallId: Id) => call("GET /recalls/:recallId/course", [recallId]),
    affectedDevices: (recallId: Id, paging: Paging = {}) => call("GET /recalls/:recallId/affected", [recallId], paging),
    preview: (scope: ScopeItemView[]) => call("POST /preview", [], {}, { scope }),
  };
}

export type Feed = ReturnType<typeof createFeed>;
