import type { z } from "zod";
import { isErrorCode, MusterError } from "../lib/domain/errors.ts";
import { errorSchema } from "../lib/feed/wire/basics.ts";
import { required, type Settings } from "./env.ts";

type Question = { query: Record<string, string | number | undefined>; body?: { type: string; bytes: Uint8Array<ArrayBuffer> } };

/** Asks the register's web server as the operator whose key is set. @throws MusterError The server's, or `api-unreachable`. */
export async function askAbuse<Schema extends z.ZodType>(
  settings: Settings,
  path: "reports" | "weeks",
  schema: Schema,
  { query, body }: Question,
): Promise<z.output<Schema>> {
  const key = required(settings, "MUSTER_ABUSE_API_KEY");
  const base = required(settings, "MUSTER_PUBLIC_URL").replace(/\/+$/, "");
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`] as [string, string]]));
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${base}/api/abuse/${path}?${new URLSearchParams(given)}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": body.type } : {}) },
      body: body?.bytes,
      signal: AbortSignal.timeout(30_000),
    });
    answer = await response.json();
  } catch (cause) {
    throw new MusterError("api-unreachable", { url: base, reason: "no usable answer" }, { cause });
  }
  if (!response.ok) {
    const { data } = errorSchema.safeParse(answer);
    throw data && isErrorCode(data.code)
      ? MusterError.fromJSON({ ...data, code: data.code })
      : new MusterError("api-unreachable", { url: base, reason: `status ${response.status}` });
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new MusterError("api-answer-invalid", { url: base }, { cause: parsed.error });
  return parsed.data;
}
