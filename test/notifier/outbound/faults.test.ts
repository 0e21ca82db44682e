import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createRawServer, type Server as RawServer, type Socket } from "node:net";
import { expect } from "chai";
import type { DeliveryError } from "../../../notifier/channels/channel.ts";
import { type Answer, createGateway, type GatewayOptions } from "../../../notifier/outbound/gateway.ts";

type Result = Answer | DeliveryError;

describe("outbound gateway, with endpoints that misbehave", () => {
  const open: (Server | RawServer)[] = [];
  const sockets = new Set<Socket>();
  const listen = (server: Server | RawServer): Promise<string> => {
    open.push(server);
    server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
    });
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as { port: number }).port}`));
    });
  };
  const http = (handler: RequestListener): Promise<string> => listen(createServer(handler));
  const raw = (handler: (socket: Socket) => void): Promise<string> => listen(createRawServer({ allowHalfOpen: true }, handler));
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of open.splice(0)) server.close();
    sockets.clear();
  });

  const gatewayTo = (origin: string, options: Partial<GatewayOptions> = {}) =>
    createGateway({ loopback: [origin], pushHosts: [], userAgent: "Muster (+https://muster.example)", deadlineMs: 400, ...options });
  const post = async (origin: string, options: Partial<GatewayOptions> = {}): Promise<{ result: Result; ms: number }> => {
    const started = Date.now();
    const result = await gatewayTo(origin, options)
      .post("webhook", `${origin}/in?a=1`, { headers: { "content-type": "application/json" }, body: Buffer.from('{"a":"ü"}') })
      .catch((error: DeliveryError) => error);
    return { result, ms: Date.now() - started };
  };

  it("sends what it is given, and says who asks", async () => {
    let seen: { request: IncomingMessage; body: string } | undefined;
    const origin = await http(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      seen = { request, body };
      response.writeHead(202).end("thanks");
    });
    expect((await post(origin)).result).to.deep.equal({ status: 202 });
    expect(seen?.body).to.equal('{"a":"ü"}');
    expect(seen?.request).to.include({ method: "POST", url: "/in?a=1" });
    expect(seen?.request.headers).to.deep.equal({
      host: new URL(origin).host,
      "user-agent": "Muster (+https://muster.example)",
      "content-type": "application/json",
      "content-length": "10",
      connection: "close",
    });
  });

  it("follows no redirect, whatever its kind and wherever it leads", async () => {
    let reached = 0;
    const inside = await http((_request, response) => {
      reached += 1;
      response.end();
    });
    for (const status of [300, 301, 302, 303, 307, 308])
      for (const location of [
        inside,
        `${inside}/x`,
        "http://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "//127.0.0.1",
        "file:///etc/passwd",
      ]) {
        const origin = await http((_request, response) => response.writeHead(status, { location }).end());
        expect((await post(origin)).result, `${status} ${location}`).to.deep.equal({ status });
      }
    const refreshing = await http((_request, response) => response.writeHead(200, { refresh: `0;url=${inside}` }).end());
    await post(refreshing);
    expect(reached).to.equal(0);
  });

  it("ends at the deadline when no answer comes, or only drops of it", async () => {
    const drops = (socket: Socket): void => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x-drop: 1\r\n"), 20);
      socket.on("close", () => clearInterval(timer));
    };
    const silent: [string, Promise<string>][] = [
      ["accepts and is silent", raw(() => undefined)],
      ["gives its head by drops", raw(drops)],
      ["never ends its head", http(() => undefined)],
    ];
    for (const [what, server] of silent) {
      const { result, ms } = await post(await server);
      expect(result, what).to.include({ message: "The endpoint did not answer within 0.4 s.", retryable: true });
      expect(ms, what).to.be.within(390, 900);
    }
  });

  it("counts the deadline from the look-up of the name", async () => {
    const gateway = gatewayTo("http://127.0.0.1:9", { resolve: () => new Promise(() => undefined) });
    const failure = await gateway
      .post("webhook", "https://hooks.example.org/", { headers: {}, body: Buffer.alloc(0) })
      .catch((error: unknown) => error);
    expect(failure).to.include({ message: "The endpoint did not answer within 0.4 s.", retryable: true });
  });

  it("takes the answer for given once its head is there, and reads little of an endless rest", async () => {
    let sent = 0;
    const endless = await http((_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(16_384);
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        sent += chunk.length;
      };
      response.on("drain", more);
      more();
    });
    const dripping = await http((_request, response) => {
      response.writeHead(200).write("x");
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    });
    expect((await post(endless, { deadlineMs: 5_000 })).result).to.include({ status: 200 });
    // Of what the kernel buffers on both sides we know nothing; without the cap it would be hundreds of megabytes.
    expect(sent).to.be.lessThan(16_000_000);
    const { result, ms } = await post(dripping, { deadlineMs: 5_000 });
    expect(result).to.include({ status: 200 });
    expect(ms).to.be.lessThan(1_500);
  });

  const broken: [what: string, handler: (socket: Socket) => void, message: RegExp][] = [
    ["closes at once", (socket) => socket.destroy(), /broke off, or its answer is not HTTP|could not be reached/],
    ["closes its half at once", (socket) => socket.end(), /broke off, or its answer is not HTTP/],
    ["closes in the middle of its head", (socket) => socket.end("HTTP/1.1 200 OK\r\nx-a"), /broke off/],
    ["answers garbage", (socket) => socket.end(Buffer.from([0, 1, 2, 255, 254, 13, 10])), /not HTTP/],
    ["answers as another protocol", (socket) => socket.end("220 mail.example.org ESMTP\r\n"), /not HTTP/],
    ["has a head without end", (socket) => socket.write(`HTTP/1.1 200 OK\r\n${"x-a: 1\r\n".repeat(5_000)}`), /not HTTP/],
    [
      "contradicts itself on its length",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0"),
      /not HTTP/,
    ],
    [
      "changes the protocol",
      (socket) => socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
      /broke off|did not answer/,
    ],
  ];
  for (const [what, handler, message] of broken)
    it(`has no answer from one that ${what}`, async () => {
      const { result } = await post(await raw(handler));
      expect((result as Error).message).to.match(message);
      expect(result).to.include({ retryable: true });
    });

  it("takes an answer of which the rest is cut off for given", async () => {
    const origin = await raw((socket) => socket.end("HTTP/1.1 204 No Content\r\ncontent-length: 100\r\n\r\nab"));
    expect((await post(origin)).result).to.include({ status: 204 });
  });

  it("sends nothing where TLS fails", async () => {
    let text = "";
    const plain = await raw((socket) => {
      socket.on("data", (chunk) => (text += chunk.toString("latin1")));
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    });
    const { result } = await post(plain.replace("http:", "https:"));
    expect((result as Error).message).to.match(/could not be reached, or its certificate is not good/);
    expect(text).to.not.include("POST");
  });

  it("leaves a host alone for a while that let the deadline pass, and no other", async () => {
    let asked = 0;
    const silent = await http(() => {
      asked += 1;
    });
    const good = await http((_request, response) => response.end());
    const gateway = createGateway({ loopback: [silent, good], pushHosts: [], userAgent: "test", deadlineMs: 100 });
    const send = (origin: string): Promise<Result> =>
      gateway.post("webhook", origin, { headers: {}, body: Buffer.alloc(0) }).catch((error: DeliveryError) => error);
    await send(silent);
    expect(((await send(silent)) as Error).message).to.include("did not answer just now");
    expect(asked).to.equal(1);
    expect(await send(good)).to.include({ status: 200 });
  });

  it("asks an endpoint that wants time again only after it, and others of the same host at once", async () => {
    let answer: [status: number, retryAfter: string] = [429, "1"];
    let asked = 0;
    const origin = await http((_request, response) => {
      asked += 1;
      response.writeHead(answer[0], { "retry-after": answer[1] }).end();
    });
    const gateway = createGateway({ loopback: [origin], pushHosts: [], userAgent: "test" });
    const send = (path: string): Promise<Result> =>
      gateway.post("webhook", `${origin}${path}`, { headers: {}, body: Buffer.alloc(0) }).catch((error: DeliveryError) => error);
    expect(await send("/a")).to.include({ status: 429 });
    expect(((await send("/a")) as Error).message).to.include("asked for time");
    expect(await send("/b")).to.include({ status: 429 });
    expect(asked).to.equal(2);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    answer = [503, new Date(Date.now() + 60_000).toUTCString()];
    expect(await send("/a")).to.include({ status: 503 });
    expect(((await send("/a")) as Error).message).to.include("asked for time");
    answer = [200, "60"];
    expect(await send("/c")).to.include({ status: 200 });
    expect(await send("/c"), "only those two statuses ask for time").to.include({ status: 200 });
  });

  it("has so many requests to one host under way and no more, while others go on", async () => {
    let under = 0;
    const slow = await http((_request, response) => {
      under += 1;
      setTimeout(() => response.end(), 150);
    });
    const good = await http((_request, response) => response.end());
    const gateway = createGateway({ loopback: [slow, good], pushHosts: [], userAgent: "test", perHost: 2 });
    const send = (origin: string): Promise<Result> =>
      gateway.post("webhook", origin, { headers: {}, body: Buffer.alloc(0) }).catch((error: DeliveryError) => error);
    const all = [send(slow), send(slow), send(slow)];
    expect(((await all[2]) as Error).message).to.include("as many requests under way");
    expect(await send(good)).to.include({ status: 200 });
    await Promise.all(all);
    expect(under).to.equal(2);
    expect(await send(slow), "free again").to.include({ status: 200 });
  });
});
