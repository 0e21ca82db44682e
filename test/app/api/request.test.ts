import { expect } from "chai";
import { z } from "zod";
import { createRateLimit, visitorOf } from "../../../app/api/_lib/rate-limit.ts";
import { readJson } from "../../../app/api/_lib/request.ts";
import { errorResponse, route } from "../../../app/api/_lib/respond.ts";
import { MusterError } from "../../../lib/domain/errors.ts";

const schema = z.strictObject({ name: z.string().max(10) });

const post = (body: string | Uint8Array | ReadableStream<Uint8Array>, type = "application/json"): Request =>
  new Request("http://site.example/", { method: "POST", headers: { "content-type": type }, body, duplex: "half" } as RequestInit);

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "none",
    (error) => (error instanceof MusterError ? error.code : `not ours: ${error}`),
  );

describe("bodies of requests", () => {
  it("are read in the form that the address accepts", async () => {
    expect(await readJson(post('{"name":"Ada"}'), schema)).to.deep.equal({ name: "Ada" });
    expect(await readJson(post('{"name":"Ada"}', "application/json; charset=utf-8"), schema)).to.deep.equal({ name: "Ada" });
  });

  it("are refused when they are not JSON, or say that they are something else", async () => {
    for (const body of ["", "{", "name=Ada", "[1", "\u0000"])
      expect(await codeOf(readJson(post(body), schema)), body).to.equal("request-invalid");
    expect(await codeOf(readJson(post(new Uint8Array([0x22, 0xff, 0x22])), schema))).to.equal("request-invalid");
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])
      expect(await codeOf(readJson(post('{"name":"Ada"}', type), schema)), type).to.equal("request-invalid");
  });

  it("are refused with fields that nobody asked for", async () => {
    for (const body of ['{"name":"Ada","admin":true}', '{"name":"Ada","__proto__":{"admin":true}}', '{"name":["Ada"]}', '"Ada"', "null"])
      expect(await codeOf(readJson(post(body), schema)), body).to.equal("request-invalid");
    expect(({} as { admin?: boolean }).admin).to.equal(undefined);
  });

  it("are refused beyond the limit, whatever length they announce", async () => {
    const long = JSON.stringify({ name: "x".repeat(100) });
    expect(await codeOf(readJson(post(long), schema, { maxBytes: 50 }))).to.equal("request-too-large");
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++;
        controller.enqueue(new Uint8Array(1_000));
      },
    });
    expect(await codeOf(readJson(post(endless), schema, { maxBytes: 5_000 }))).to.equal("request-too-large");
    expect(sent).to.be.lessThan(20);
  });

  it("are refused when they are nested too deeply, also inside of strings that look it", async () => {
    expect(await codeOf(readJson(post(`${"[".repeat(5_000)}${"]".repeat(5_000)}`), z.unknown()))).to.equal("request-invalid");
    const brackets = `{"name":"${"[".repeat(9)}\\""}`;
    expect(await readJson(post(brackets), schema)).to.deep.equal({ name: `${"[".repeat(9)}"` });
  });
});

describe("counting requests", () => {
  it("lets a burst through, then a few each minute", () => {
    let now = 0;
    const limit = createRateLimit({ burst: 3, perMinute: 6 }, () => now);
    const isOpen = (visitor = "a"): boolean => {
      try {
        limit.take(visitor);
        return true;
      } catch {
        return false;
      }
    };
    expect([isOpen(), isOpen(), isOpen(), isOpen()]).to.deep.equal([true, true, true, false]);
    expect(isOpen("b")).to.equal(true);
    now += 10_000;
    expect([isOpen(), isOpen()]).to.deep.equal([true, false]);
    now += 3_600_000;
    expect([isOpen(), isOpen(), isOpen(), isOpen()]).to.deep.equal([true, true, true, false]);
  });

  it("takes the address that the nearest server has seen, and a whole /64 as one", () => {
    const from = (seen: string) => visitorOf(new Request("http://site.example", { headers: { "x-forwarded-for": seen } }));
    expect(from("192.0.2.7")).to.equal("192.0.2.7");
    expect(from("10.0.0.1, 192.0.2.7")).to.equal("192.0.2.7");
    expect(from("::ffff:192.0.2.7")).to.equal("::ffff:192.0.2.7");
    expect(from("2001:db8:1:2:3:4:5:6")).to.equal(from("2001:db8:1:2::1"));
    expect(from("2001:db8:1:2::1")).to.not.equal(from("2001:db8:1:3::1"));
    expect(from("2001:db8::1")).to.equal(from("2001:db8::2"));
    expect(from("::1")).to.equal("0:0:0:0::/64");
  });
});

describe("errors on their way out", () => {
  it("have the status that says whose turn it is", async () => {
    const status = (...arguments_: ConstructorParameters<typeof MusterError>) => errorResponse(new MusterError(...arguments_)).status;
    expect(status("sign-in-needed")).to.equal(401);
    expect(status("not-operator", { account: "0x", orgId: 1 })).to.equal(403);
    expect(status("RecallsUnknown", { recallId: 9 })).to.equal(404);
    expect(status("api-unreachable", { url: "x", reason: "y" })).to.equal(503);
    expect(status("claim-code-mistyped")).to.equal(400);
  });

  it("say nothing of what went wrong inside", async () => {
    const logged: unknown[] = [];
    const original = console.error;
    console.error = (...values: unknown[]) => logged.push(values);
    try {
      const handler = route(async () => {
        throw new Error("password hunter2 at postgres://muster_web:hunter2@10.0.0.5/muster");
      });
      const response = await handler(new Request("http://site.example"), undefined);
      expect(response.status).to.equal(500);
      const text = await response.text();
      expect(text).to.not.match(/hunter2|postgres|10\.0\.0\.5|at .*\.ts/);
      expect(JSON.parse(text)).to.have.keys("code", "message", "why", "remedy");
    } finally {
      console.error = original;
    }
    expect(logged).to.have.length(1);
  });
});
