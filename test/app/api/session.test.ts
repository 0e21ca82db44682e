import { expect } from "chai";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { SiweMessage } from "viem/siwe";
import { nonceRoutes, sessionRoutes } from "../../../app/api/_routes/session.ts";
import { ask, cookieOf, ORIGIN, openSite, type Site } from "./site.ts";

const ada = privateKeyToAccount(generatePrivateKey());
const eve = privateKeyToAccount(generatePrivateKey());

describe("signing in", () => {
  let site: Site;
  let routes: ReturnType<typeof sessionRoutes>;
  before(async () => {
    site = await openSite();
  });
  beforeEach(() => {
    routes = sessionRoutes(site.provide);
  });
  after(() => site.close());

  const post = (body: unknown, question: object = {}) => ask(routes.POST, { method: "POST", body, ...question });
  const whoIs = async (cookie?: string) => (await ask(routes.GET, { cookie })).body.address;

  it("knows nobody without a session", async () => {
    expect(await whoIs()).to.equal(null);
    expect(await whoIs("muster=made-up")).to.equal(null);
  });

  it("takes a signed message and remembers who it was, in a cookie that scripts cannot read", async () => {
    const { status, body, headers } = await post(await site.signIn(ada));
    expect(status).to.equal(200);
    expect(body.address).to.equal(ada.address);
    expect(headers.get("set-cookie")).to.match(/^muster=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    expect(await whoIs(cookieOf(headers))).to.equal(ada.address);
  });

  it("takes each message once", async () => {
    const message = await site.signIn(ada);
    expect((await post(message)).status).to.equal(200);
    const again = await post(message);
    expect(again.status).to.equal(401);
    expect(again.body.code).to.equal("sign-in-failed");
    expect(again.headers.has("set-cookie")).to.equal(false);
  });

  const changes: [what: string, change: Partial<SiweMessage>][] = [
    ["another site", { domain: "evil.example" }],
    ["another port", { domain: "127.0.0.1:4000" }],
    ["another address of the web", { uri: "https://evil.example" }],
    ["another chain", { chainId: 1 }],
    ["a nonce that was never given out", { nonce: "a".repeat(32) }],
    ["an end in the past", { expirationTime: new Date(Date.now() - 1_000) }],
    ["no end", { expirationTime: undefined }],
    ["a beginning ten minutes ago", { issuedAt: new Date(Date.now() - 600_000) }],
    ["a beginning in ten minutes", { issuedAt: new Date(Date.now() + 600_000) }],
    ["a time before which it does not count", { notBefore: new Date(Date.now() + 60_000) }],
  ];
  for (const [what, change] of changes) {
    it(`refuses a message with ${what}`, async () => {
      const { status, body, headers } = await post(await site.signIn(ada, change));
      expect([status, body.code]).to.deep.equal([401, "sign-in-failed"]);
      expect(headers.has("set-cookie")).to.equal(false);
    });
  }

  it("refuses a message that somebody else signed, and does not take it from its owner afterwards either", async () => {
    const { message } = await site.signIn(ada);
    expect((await post({ message, signature: await eve.signMessage({ message }) })).body.code).to.equal("sign-in-failed");
    expect((await post({ message, signature: await ada.signMessage({ message }) })).body.code).to.equal("sign-in-failed");
  });

  it("refuses a message that was changed after it was signed", async () => {
    const { message, signature } = await site.signIn(ada);
    expect((await post({ message: message.replace(ada.address, eve.address), signature })).status).to.equal(401);
  });

  it("refuses text that is no such message", async () => {
    const { message: whole } = await site.signIn(ada);
    for (const message of ["", "hello", whole.split("\n").slice(0, 2).join("\n"), whole.replace(/Nonce: .*/, "")])
      expect((await post({ message, signature: await ada.signMessage({ message }) })).status, message).to.equal(401);
  });

  it("is on the other name of this machine's loopback as well", async () => {
    const localhost = { domain: "localhost:3000", uri: "http://localhost:3000" };
    expect((await post(await site.signIn(ada, localhost), { origin: "http://localhost:3000" })).status).to.equal(200);
  });

  it("gives a new session each time and ends the one that was brought along", async () => {
    const first = cookieOf((await post(await site.signIn(ada))).headers);
    const second = cookieOf((await post(await site.signIn(ada), { cookie: first })).headers);
    expect(second).to.not.equal(first);
    expect(await whoIs(first)).to.equal(null);
    expect(await whoIs(second)).to.equal(ada.address);
    const fixed = cookieOf((await post(await site.signIn(ada), { cookie: "muster=chosen-by-somebody" })).headers);
    expect(fixed).to.not.include("chosen-by-somebody");
  });

  it("ends on signing out, on the server too", async () => {
    const cookie = cookieOf((await post(await site.signIn(ada))).headers);
    const { status, headers } = await ask(routes.DELETE, { method: "DELETE", cookie });
    expect(status).to.equal(204);
    expect(headers.get("set-cookie")).to.include("Max-Age=0");
    expect(await whoIs(cookie)).to.equal(null);
  });

  it("takes nothing that another site's page sends", async () => {
    const message = await site.signIn(ada);
    const cookie = cookieOf((await post(await site.signIn(ada))).headers);
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:3001", `${ORIGIN}.evil.example`, null]) {
      expect((await post(message, { origin })).body.code, `${origin}`).to.equal("foreign-origin");
      expect((await ask(routes.DELETE, { method: "DELETE", cookie, origin })).status, `${origin}`).to.equal(403);
      expect((await ask(nonceRoutes(site.provide).POST, { method: "POST", origin })).status, `${origin}`).to.equal(403);
    }
    expect(await whoIs(cookie)).to.equal(ada.address);
  });

  it("slows down who tries again and again", async () => {
    const statuses = [];
    for (let i = 0; i < 25; i++) statuses.push((await post({ message: "", signature: "0x00" })).status);
    expect(statuses.at(0)).to.equal(401);
    expect(statuses.at(-1)).to.equal(429);
    expect((await post({ message: "", signature: "0x00" }, { visitor: "192.0.2.99" })).status).to.equal(401);
  });

  it("binds the cookie to host and https where the site has https", async () => {
    const secure = await openSite({ publicUrl: "https://muster.example" });
    const { headers } = await ask(sessionRoutes(secure.provide).POST, {
      method: "POST",
      origin: "https://muster.example",
      body: await secure.signIn(ada),
    });
    expect(headers.get("set-cookie")).to.match(/^__Host-muster=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
    await secure.close();
  });
});
