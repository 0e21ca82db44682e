import { createServer, type IncomingMessage } from "node:http";
import { carriedSchema } from "../lib/domain/carried-acts.ts";
import { MusterError } from "../lib/domain/errors.ts";
import { type Listening, listen, type Place } from "../lib/service/listen.ts";
import { METRICS_TYPE, metricsText } from "../lib/service/metrics.ts";
import type { Relay } from "./relay.ts";
import { figuresOf, isAble } from "./status.ts";

const MAX_BYTES = 65_536;
const ID = /^\/acts\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

type Answer = { status: number; type?: string; body: string };
const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > MAX_BYTES) throw new MusterError("request-too-large", { limit: MAX_BYTES });
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    throw new MusterError("request-invalid", { problem: "the body is not JSON" }, { cause });
  }
}

async function take(request: IncomingMessage, relay: Relay): Promise<Answer> {
  const parsed = carriedSchema.safeParse(await readBody(request));
  if (!parsed.success) throw new MusterError("request-invalid", { problem: "it is no act that is carried, or its signature is missing" });
  return json(await relay.carry(parsed.data));
}

async function answer(request: IncomingMessage, relay: Relay): Promise<Answer> {
  const { method, url = "" } = request;
  if (method === "POST" && url === "/acts") return take(request, relay);
  const id = ID.exec(url)?.[1];
  if (method === "GET" && id) return json(await relay.find(id));
  if (method !== "GET" || !["/health", "/ready", "/status", "/metrics"].includes(url))
    throw new MusterError("route-unknown", { path: url });
  if (url === "/health") return json({ healthy: true });
  if (url === "/ready") {
    const ready = isAble(relay.lastLook());
    return json({ ready, ...relay.lastLook() }, ready ? 200 : 503);
  }
  const status = await relay.status();
  return url === "/status" ? json(status) : { status: 200, type: METRICS_TYPE, body: await metricsText(figuresOf(status)) };
}

function refusal(error: unknown): Answer {
  if (!(error instanceof MusterError)) {
    console.error("relay:", error);
    return json(new MusterError("unexpected", { reason: "The relay's log has the cause." }), 500);
  }
  const status = { "route-unknown": 404, "relay-job-unknown": 404, "chain-unreachable": 503, "relay-without-funds": 503 };
  return json(error, status[error.code as keyof typeof status] ?? 400);
}

/** Takes acts from the web server, and tells operators how it stands. */
export function serve(relay: Relay, place: Place): Promise<Listening> {
  const server = createServer(async (request, response) => {
    const { status, type = "application/json", body } = await answer(request, relay).catch(refusal);
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  });
  return listen(server, place);
}
