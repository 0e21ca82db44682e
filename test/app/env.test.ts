import { expect } from "chai";
import { parseEnv } from "../../app/_lib/env.ts";

const SECRET = `0x${"5e".repeat(32)}`;
const complete = {
  MUSTER_RPC_URL: "http://127.0.0.1:8545",
  MUSTER_API_URL: "http://127.0.0.1:42069",
  MUSTER_PUBLIC_URL: "https://muster.example",
  MUSTER_DOCUMENTS: "/var/lib/muster/documents",
  MUSTER_MASTER_KEY: SECRET,
  MUSTER_RESOLVER_KEY: SECRET,
  DATABASE_URL: "postgres://muster_web@127.0.0.1:5432/muster",
};

describe("app/_lib/env", () => {
  it("reads a complete environment, without demo wallets unless they are asked for", () => {
    expect(parseEnv(complete)).to.include({ MUSTER_CHAIN_ID: 31337, MUSTER_DEMO: "0" });
  });

  it("says in a line each what is missing and what is wrong", () => {
    const { MUSTER_API_URL, ...rest } = complete;
    expect(() => parseEnv({ ...rest, MUSTER_PUBLIC_URL: "javascript:alert(1)" })).to.throw(
      "MUSTER_API_URL is missing. It must be the address of the indexer's API, for example http://127.0.0.1:42069.\n" +
        "MUSTER_PUBLIC_URL is wrong: it must be the address under which visitors reach this site, for example http://127.0.0.1:3000.",
    );
  });

  it("repeats no secret in its complaint", () => {
    const cut = SECRET.slice(0, 40);
    expect(() => parseEnv({ ...complete, MUSTER_MASTER_KEY: cut }))
      .to.throw("MUSTER_MASTER_KEY is wrong")
      .with.property("message")
      .that.does.not.include(cut);
  });
});
