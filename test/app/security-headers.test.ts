import { expect } from "chai";
import { contentSecurityPolicy, securityHeaders, WORKER_POLICY } from "../../app/_lib/security-headers.ts";

const policy = (development = false, walletRelay?: string) =>
  new Map(
    contentSecurityPolicy({ nonce: "n0nce", rpcUrl: "https://rpc.example:8545/key?x=1", walletRelay, development })
      .split("; ")
      .map((directive) => [directive.slice(0, directive.indexOf(" ")), directive.slice(directive.indexOf(" ") + 1)]),
  );

describe("app/_lib/security-headers", () => {
  it("runs no script without this request's nonce", () => {
    expect(policy().get("script-src")).to.equal("'self' 'nonce-n0nce' 'strict-dynamic'");
  });

  it("lets the browser talk to this site and the chain only, and keeps the chain's path to itself", () => {
    expect(policy().get("connect-src")).to.equal("'self' https://rpc.example:8545");
  });

  it("lets it talk to the relay of wallets on other devices where the operator set one", () => {
    expect(policy(false, "wss://relay.example/?x=1").get("connect-src")).to.equal("'self' https://rpc.example:8545 wss://relay.example");
  });

  it("allows what nobody has thought of: nothing", () => {
    expect(policy().get("default-src")).to.equal("'none'");
    expect(policy().get("frame-ancestors")).to.equal("'none'");
    expect(policy().get("base-uri")).to.equal("'none'");
  });

  it("eases scripts in development alone", () => {
    expect(policy(true).get("script-src")).to.include("'unsafe-eval'");
    expect([...policy().values()].join()).to.not.include("unsafe-eval");
  });

  it("starts workers from files of this site only, and lets them compile WebAssembly and reach nobody", () => {
    expect(policy().get("worker-src")).to.equal("'self'");
    expect(policy().get("script-src")).to.not.include("wasm");
    expect(WORKER_POLICY).to.equal("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'");
  });

  it("leaves the camera and passkeys to this site's own pages, and the rest to nobody", () => {
    const policies = new Map(securityHeaders({ secure: true })).get("permissions-policy")?.split(", ");
    const own = policies?.filter((each) => each.endsWith("=(self)")).map((each) => each.split("=")[0]);
    expect(own).to.deep.equal(["camera", "publickey-credentials-create", "publickey-credentials-get"]);
    for (const each of policies ?? []) expect(each).to.match(/=\((?:self)?\)$/);
  });

  it("asks for https where the site has it, and only there", () => {
    const names = (secure: boolean) => securityHeaders({ secure }).map(([name]) => name);
    expect(names(true)).to.include("strict-transport-security");
    expect(names(false)).to.not.include("strict-transport-security");
  });
});
