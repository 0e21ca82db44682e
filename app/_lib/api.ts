import { isErrorCode, MusterError } from "../../lib/domain/errors.ts";
import { createFeed } from "../../lib/feed/client.ts";
import { errorSchema } from "../../lib/feed/wire/basics.ts";

/** The register, as pages in the browser read it: through our own server. */
export const browserFeed = createFeed("/api/feed");

type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * Asks this site's own API.
 * @param body Sent as JSON; a file as it is.
 * @throws MusterError The server's, or `api-unreachable`.
 */
export async function callApi<Answer = void>(method: Method, path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`/api/${path}`, {
      method,
      headers: body === undefined ? {} : { "content-type": body instanceof Blob ? body.type : "application/json" },
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
      cache: "no-store",
    });
    text = await response.text();
  } catch (cause) {
    throw new MusterError("api-unreachable", { url: "/api", reason: "the connection failed" }, { cause });
  }
  const answer: unknown = text ? JSON.parse(text) : undefined;
  if (response.ok) return answer as Answer;
  const { success, data } = errorSchema.safeParse(answer);
  throw success && isErrorCode(data.code)
    ? MusterError.fromJSON({ ...data, code: data.code })
    : new MusterError("api-unreachable", { url: "/api", reason: `status ${response.status}` });
}
