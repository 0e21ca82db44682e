import { lookup } from "node:dns/promises";
import { type ClientRequest, type IncomingMessage, request as send } from "node:http";
import { connect, type Socket } from "node:net";
import { connect as secure } from "node:tls";
import { type EndpointKind, type EndpointPolicy, readEndpoint } from "../../lib/domain/endpoint.ts";
import { DeliveryError } from "../channels/channel.ts";
import { isBlocked } from "./addresses.ts";
import { createTurns, retryAfterSeconds } from "./turns.ts";

/**
 * The one door through which the notifier sends HTTP requests to addresses that owners name. It resolves a name once, checks
 * every address that comes back, and connects to the checked address itself: there is no second look-up that could say
 * something else. It follows no redirect, knows no proxy, waits for an answer no longer than `DEADLINE_MS`, and reads no more
 * than `READ_CAP` of it.
 */
export type Gateway = {
  /** @throws DeliveryError when no answer came; its message names no address. */
  post(kind: EndpointKind, endpoint: string, message: Message): Promise<Answer>;
};

type Message = { headers: Record<string, string>; body: Uint8Array };
/** Of an answer only its head counts. When it asks for time (429 or 503 with `Retry-After`), the gateway gives it that. */
export type Answer = { status: number };

export type GatewayOptions = EndpointPolicy & {
  userAgent: string;
  /** Requests to one host at the same time at most. */
  perHost?: number;
  deadlineMs?: number;
  /** Addresses of a name. */
  resolve?: (host: string) => Promise<string[]>;
  /** A connection to an address that was checked. */
  dial?: (address: string, port: number) => Socket;
};

const DEADLINE_MS = 10_000;
/** For one of several addresses of a name. */
const CONNECT_MS = 3_000;
/** For what comes after the answer's head: long enough to let an honest server finish. */
const REST_MS = 500;
/** For which a host is left alone that did not answer in time. */
const SILENT_SECONDS = 30;
const READ_CAP = 65_536;
const MAX_HEAD = 16_384;

/** The dot at the end keeps this machine's search list out of it: the name is asked for as it is. */
const resolveName = async (host: string): Promise<string[]> =>
  (await lookup(`${host}.`, { all: true, order: "verbatim" })).map(({ address }) => address);

const failure = (message: string, cause?: unknown): DeliveryError => new DeliveryError(message, { retryable: true, cause });
const codeOf = (error: unknown): string => (error as { code?: string }).code ?? "unknown";

export function createGateway(options: GatewayOptions): Gateway {
  const {
    userAgent,
    perHost = 4,
    deadlineMs = DEADLINE_MS,
    resolve = resolveName,
    dial = (address, port) => connect({ host: address, port }),
  } = options;
  const turns = createTurns(perHost);

  /** The addresses of an endpoint's host, each of them checked. */
  async function addressesOf(url: URL, signal: AbortSignal): Promise<string[]> {
    // What the reader of addresses let pass without https or with a port is an origin that the operator named.
    const isNamed = options.loopback.includes(url.origin);
    if (isNamed) return [url.hostname.replace(/^\[|\]$/g, "")];
    const addresses = await orEnd(resolve(url.hostname), signal).catch((error: unknown) => {
      throw error instanceof DeliveryError ? error : failure(`The endpoint's name cannot be resolved (${codeOf(error)}).`, error);
    });
    if (addresses.length === 0) throw failure("The endpoint's name has no address.");
    // One bad address among good ones is no mistake that honest names make.
    if (addresses.some(isBlocked)) throw failure("The endpoint's name leads into a private network; nothing was sent.");
    return addresses;
  }

  async function connectTo(url: URL, signal: AbortSignal): Promise<Socket> {
    const port = Number(url.port || "443");
    let last: unknown;
    for (const address of await addressesOf(url, signal)) {
      const socket = dial(address, port);
      try {
        await opened(socket, "connect", signal, CONNECT_MS);
        if (url.protocol === "http:") return socket;
        const isName = /[a-z]$/.test(url.hostname);
        const tls = secure({ socket, rejectUnauthorized: true, minVersion: "TLSv1.2", ...(isName ? { servername: url.hostname } : {}) });
        await opened(tls, "secureConnect", signal, CONNECT_MS);
        return tls;
      } catch (error) {
        socket.destroy();
        if (signal.aborted) throw error;
        last = error;
      }
    }
    throw failure(`The endpoint could not be reached, or its certificate is not good (${codeOf(last)}).`, last);
  }

  return {
    async post(kind, endpoint, { headers, body }) {
      const url = readEndpoint(kind, endpoint, options);
      const done = turns.take(url.host, [url.host, url.href]);
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(failure(`The endpoint did not answer within ${deadlineMs / 1000} s.`)), deadlineMs);
      let socket: Socket | undefined;
      try {
        socket = await connectTo(url, deadline.signal);
        const connection = socket;
        const request = send({
          createConnection: () => connection,
          method: "POST",
          host: url.hostname,
          path: `${url.pathname}${url.search}`,
          headers: { ...headers, host: url.host, "user-agent": userAgent, "content-length": body.length, connection: "close" },
          maxHeaderSize: MAX_HEAD,
        });
        request.end(body);
        const response = await headOf(request, deadline.signal);
        await drained(response, deadline.signal);
        const status = response.statusCode ?? 0;
        if (status === 429 || status === 503) turns.rest(url.href, retryAfterSeconds(response.headers["retry-after"], Date.now()));
        return { status };
      } catch (error) {
        if (deadline.signal.aborted) turns.rest(url.host, SILENT_SECONDS);
        if (error instanceof DeliveryError) throw error;
        throw failure(`The endpoint broke off, or its answer is not HTTP (${codeOf(error)}).`, error);
      } finally {
        clearTimeout(timer);
        socket?.destroy();
        done();
      }
    },
  };
}

/** Rejects when the signal comes first. */
const orEnd = <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason);
    if (signal.aborted) return end();
    signal.addEventListener("abort", end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });

function opened(socket: Socket, event: "connect" | "secureConnect", signal: AbortSignal, withinMs: number): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(Object.assign(new Error("late"), { code: "ETIMEDOUT" })), withinMs);
  const open = new Promise<void>((resolve, reject) => {
    socket.once(event, resolve);
    // Stays: a connection may break at any later moment, and the request then says so.
    socket.on("error", reject);
    socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
  });
  return orEnd(open, AbortSignal.any([signal, late.signal])).finally(() => clearTimeout(timer));
}

const headOf = (request: ClientRequest, signal: AbortSignal): Promise<IncomingMessage> =>
  orEnd(
    new Promise((resolve, reject) => {
      request.once("response", resolve);
      request.on("error", reject);
    }),
    signal,
  );

/** Reads the rest of an answer up to the cap and not for long; what it says is of no use here. */
function drained(response: IncomingMessage, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let length = 0;
    const timer = setTimeout(resolve, REST_MS);
    signal.addEventListener("abort", () => resolve(), { once: true });
    response.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > READ_CAP) {
        response.pause();
        resolve();
      }
    });
    for (const event of ["end", "error", "close"]) response.once(event, () => resolve());
    response.once("close", () => clearTimeout(timer));
  });
}
