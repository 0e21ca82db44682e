import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { MusterError } from "../../lib/domain/errors.ts";
import { createFeed } from "../../lib/feed/client.ts";

const HEALTH = { chainId: 31337, block: { number: 7, timestamp: 1_700_000_000 } };

describe("feed client", () => {
  let server: Server;
  let answer: RequestListener;
  let url: string;
  const asked: string[] = [];

  before((done) => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(request, response);
    }).listen(0, "127.0.0.1", () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });

  const say =
    (status: number, body: unknown): RequestListener =>
    (_, response) =>
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  const failure = async (promise: Promise<unknown>): Promise<MusterError> =>
    promise.then(
      () => expect.fail("it answered"),
      (error: unknown) => (error instanceof MusterError ? error : expect.fail(String(error))),
    );

  it("builds the addresses of the contract, and escapes what it puts in", async () => {
    answer = say(404, {});
    const feed = createFeed(`${url}/`);
    await failure(feed.device("7-123"));
    await failure(feed.model("../recalls?x"));
    await failure(feed.recalls({ state: "open", issuer: 3, cursor: undefined, limit: 5 }));
    await failure(feed.preview([]));
    expect(asked).to.deep.equal([
      "GET /v1/devices/7-123",
      "GET /v1/models/..%2Frecalls%3Fx",
      "GET /v1/recalls?state=open&issuer=3&limit=5",
      "POST /v1/preview",
    ]);
  });

  it("gives what the schema describes", async () => {
    answer = say(200, { ...HEALTH, more: "than was asked" });
    expect(await createFeed(url).health()).to.deep.equal(HEALTH);
  });

  it("passes the server's own refusals on, word for word", async () => {
    const refusal = { code: "unit-unknown", message: "There is no unit 4-40.", why: "Its batch has 40 units.", remedy: "Check it." };
    answer = say(404, refusal);
    const error = await failure(createFeed(url).device("4-40"));
    expect(error.toJSON()).to.deep.equal(refusal);
    expect(error.retryable).to.equal(false);
  });

  it("has a sentence for every other way to fail", async () => {
    const feed = createFeed(url, { timeoutMs: 200 });
    const codeFor = async (listener: RequestListener) => {
      answer = listener;
      return (await failure(feed.health())).code;
    };
    expect(await codeFor(say(200, { ...HEALTH, chainId: "31337" }))).to.equal("api-answer-invalid");
    expect(await codeFor(say(200, "<html>"))).to.equal("api-answer-invalid");
    expect(await codeFor(say(404, { code: "newer-than-we-know", message: "", why: "", remedy: "" }))).to.equal("api-answer-invalid");
    expect(await codeFor(say(502, "<html>Bad gateway</html>"))).to.equal("api-unreachable");
    expect(await codeFor((_, response) => response.destroy())).to.equal("api-unreachable");
    expect(await codeFor(() => undefined)).to.equal("api-unreachable");
    const slowBody: RequestListener = (_, response) => response.writeHead(200).write("{");
    expect(await codeFor(slowBody)).to.equal("api-unreachable");
  });

  it("says why it was not reached, and that trying again may help", async () => {
    const error = await failure(createFeed("http://127.0.0.1:1").health());
    expect(error.code).to.equal("api-unreachable");
    expect(error.why).to.match(/127\.0\.0\.1:1 does not answer: .*(ECONNREFUSED|bad port)/);
    expect(error.retryable).to.equal(true);
  });
});
