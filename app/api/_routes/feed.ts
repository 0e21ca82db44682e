import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const ID = "[0-9]+(-[0-9]+)?";
const PATHS = [
  "health",
  "figures",
  "organizations",
  `organizations/${ID}`,
  "models",
  `models/${ID}`,
  "batches",
  `batches/${ID}`,
  `devices/${ID}`,
  "owners/0x[0-9a-fA-F]{40}/devices",
  "recoveries",
  "recalls",
  "recalls\\.csv",
  `recalls/${ID}`,
  `recalls/${ID}/course`,
  "changes",
];

/**
 * What pages ask the register's API through us: it need not be on the open net, and browsers talk to one origin. Not on
 * the list are the affected units of a recall one by one: who has not patched yet is nobody's business but the owner's.
 */
const READABLE = new RegExp(`^v1/(${PATHS.join("|")})$`);
const PARAMETERS = [
  "org",
  "model",
  "q",
  "state",
  "measure",
  "severity",
  "issuer",
  "affects",
  "component",
  "from",
  "to",
  "sort",
  "since",
  "about",
  "order",
  "cursor",
  "limit",
];

const scopeSchema = z.strictObject({ scope: z.array(z.unknown()).max(64) });
const PREVIEW = "v1/preview";
const CSV = "v1/recalls.csv";
const TIMEOUT_MS = 10_000;

type Context = { params: Promise<{ path: string[] }> };

export function feedRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 120, perMinute: 240 });

  async function pass(path: string, query: URLSearchParams, body?: unknown): Promise<Response> {
    const { apiUrl } = await provide();
    const target = new URL(`${apiUrl.replace(/\/+$/, "")}/${path}`);
    for (const name of PARAMETERS) for (const value of query.getAll(name)) target.searchParams.append(name, value);
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(target, {
        method: body === undefined ? "GET" : "POST",
        headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "error",
        cache: "no-store",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await answer.text();
    } catch (cause) {
      // Visitors need not know at which address of our network the service stands.
      throw new MusterError("api-unreachable", { url: "/api/feed", reason: cause instanceof Error ? cause.name : "no answer" }, { cause });
    }
    return new Response(text, { status: answer.status, headers: { "content-type": "application/json", "cache-control": "no-store" } });
  }

  /** A list that may be of any length, handed on as it comes. */
  async function passList(query: URLSearchParams, signal: AbortSignal): Promise<Response> {
    const { apiUrl } = await provide();
    const target = new URL(`${apiUrl.replace(/\/+$/, "")}/${CSV}`);
    for (const name of PARAMETERS) for (const value of query.getAll(name)) target.searchParams.append(name, value);
    const answer = await fetch(target, { redirect: "error", cache: "no-store", signal }).catch((cause) => {
      throw new MusterError("api-unreachable", { url: "/api/feed", reason: cause instanceof Error ? cause.name : "no answer" }, { cause });
    });
    const headers = new Headers({
      "cache-control": "no-store",
      "content-type": answer.ok ? "text/csv; charset=utf-8; header=present" : "application/json",
    });
    if (answer.ok) headers.set("content-disposition", 'attachment; filename="recalls.csv"');
    return new Response(answer.body, { status: answer.status, headers });
  }

  return {
    GET: route<Context>(async (request, { params }) => {
      limit.take(visitorOf(request));
      const path = (await params).path.join("/");
      if (!READABLE.test(path)) throw new MusterError("route-unknown", { path: `/api/feed/${path}` });
      const { searchParams } = new URL(request.url);
      return path === CSV ? passList(searchParams, request.signal) : pass(path, searchParams);
    }),

    POST: route<Context>(async (request, { params }) => {
      const path = (await params).path.join("/");
      if (path !== PREVIEW) throw new MusterError("route-unknown", { path: `/api/feed/${path}` });
      requireOwnOrigin(request, (await provide()).publicUrl);
      limit.take(visitorOf(request));
      return pass(PREVIEW, new URLSearchParams(), await readJson(request, scopeSchema));
    }),
  };
}
