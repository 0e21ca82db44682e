import { z } from "zod";
import { MusterError } from "../../../lib/domain/errors.ts";
import { pathForms } from "../../../lib/feed/wire/asked.ts";
import { type RouteShape, routes } from "../../../lib/feed/wire.ts";
import { requireOwnOrigin } from "../_lib/origin.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { readJson } from "../_lib/request.ts";
import { route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

type Passed = RouteShape & { matches: RegExp };

/**
 * What pages ask the register's API through us: it need not be on the open net, and browsers talk to one origin. Not on
 * the list are the affected units of a recall one by one: who has not patched yet is nobody's business but the owner's.
 */
const READABLE = Object.entries<RouteShape>(routes).flatMap(([name, shape]): Passed[] => {
  const path = /^GET \/(.*)$/.exec(name)?.[1];
  if (path === undefined || shape.isInside) return [];
  const form = path.replaceAll(".", "\\.").replace(/:(\w+)/g, (_, of: keyof typeof pathForms) => pathForms[of]);
  const matches = new RegExp(`^v1/${form}$`);
  return [{ ...shape, matches }];
});

const scopeSchema = z.strictObject({ scope: z.array(z.unknown()).max(64) });
const PREVIEW = "v1/preview";
const TIMEOUT_MS = 10_000;

type Context = { params: Promise<{ path: string[] }> };

export function feedRoutes(provide: Provide) {
  const limit = createRateLimit({ burst: 120, perMinute: 240 });

  const targetOf = async (path: string): Promise<URL> => new URL(`${(await provide()).apiUrl.replace(/\/+$/, "")}/${path}`);

  /** Only what the route can be asked is handed on. */
  async function readingOf(path: string, { query }: RouteShape, given: URLSearchParams): Promise<URL> {
    const target = await targetOf(path);
    for (const name of Object.keys(query?.shape ?? {})) for (const value of given.getAll(name)) target.searchParams.append(name, value);
    return target;
  }

  async function pass(target: URL, body?: unknown, media = "application/json"): Promise<Response> {
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
      throw unreachable(cause);
    }
    return new Response(text, {
      status: answer.status,
      headers: { "content-type": answer.ok ? media : "application/json", "cache-control": "no-store" },
    });
  }

  /** A file that may be of any length, handed on as it comes. */
  async function passFile(target: URL, { type, name }: { type: string; name: string }, signal: AbortSignal): Promise<Response> {
    const answer = await fetch(target, { redirect: "error", cache: "no-store", signal }).catch((cause) => {
      throw unreachable(cause);
    });
    const headers = new Headers({ "cache-control": "no-store", "content-type": answer.ok ? type : "application/json" });
    if (answer.ok) headers.set("content-disposition", `attachment; filename="${name}"`);
    return new Response(answer.body, { status: answer.status, headers });
  }

  return {
    GET: route<Context>(async (request, { params }) => {
      limit.take(visitorOf(request));
      const path = (await params).path.join("/");
      const shape = READABLE.find(({ matches }) => matches.test(path));
      if (!shape) throw new MusterError("route-unknown", { path: `/api/feed/${path}` });
      const target = await readingOf(path, shape, new URL(request.url).searchParams);
      return "name" in shape.answer ? passFile(target, shape.answer, request.signal) : pass(target, undefined, shape.media);
    }),

    POST: route<Context>(async (request, { params }) => {
      const path = (await params).path.join("/");
      if (path !== PREVIEW) throw new MusterError("route-unknown", { path: `/api/feed/${path}` });
      requireOwnOrigin(request, (await provide()).publicUrl);
      limit.take(visitorOf(request));
      return pass(await targetOf(PREVIEW), await readJson(request, scopeSchema));
    }),
  };
}

/** Visitors need not know at which address of our network the service stands. */
const unreachable = (cause: unknown): MusterError =>
  new MusterError("api-unreachable", { url: "/api/feed", reason: cause instanceof Error ? cause.name : "no answer" }, { cause });
