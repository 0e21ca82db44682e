import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { type Hex, verifyMessage } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { parseSiweMessage } from "viem/siwe";
import { readSignIn, type SignInPlace } from "../../../app/api/_lib/sign-in.ts";
import type { MusterError } from "../../../lib/domain/errors.ts";

const REAL = new URL("../../../../shared/data/siwe/", import.meta.url);
const real = <Content>(name: string): Content => JSON.parse(readFileSync(new URL(name, REAL), "utf8")) as Content;

const account = privateKeyToAccount(generatePrivateKey());

type Fields = { domain: string; address: string; uri: string; version: string; chainId: number; nonce: string; issuedAt: string } & Partial<
  Record<"scheme" | "statement" | "expirationTime" | "notBefore", string>
>;

/** As the standard prints it; times stand as they are given. */
const print = ({ domain, address, statement, uri, version, chainId, nonce, issuedAt, expirationTime, notBefore }: Fields): string =>
  [
    `${domain} wants you to sign in with your Ethereum account:\n${address}\n`,
    ...(statement === undefined ? [] : [`${statement}\n`]),
    `URI: ${uri}\nVersion: ${version}\nChain ID: ${chainId}\nNonce: ${nonce}\nIssued At: ${issuedAt}`,
    ...(expirationTime ? [`Expiration Time: ${expirationTime}`] : []),
    ...(notBefore ? [`Not Before: ${notBefore}`] : []),
  ].join("\n");

const NOW = Date.parse("2026-03-01T12:00:00Z");
const place: SignInPlace = { publicUrl: "https://muster.example", chainId: 10, now: NOW };
const fields: Fields = {
  domain: "muster.example",
  address: account.address,
  statement: "Sign in to Muster.",
  uri: "https://muster.example/my/inbox",
  version: "1",
  chainId: 10,
  nonce: "0123456789abcdef",
  issuedAt: "2026-03-01T11:59:00.000Z",
  expirationTime: "2026-03-01T12:10:00.000Z",
};

/** What a changed message is refused for, null when it is accepted. */
function problem(change: Partial<Fields> = {}, at: SignInPlace = place): string | null {
  try {
    readSignIn(print({ ...fields, ...change }), at);
    return null;
  } catch (error) {
    return String((error as MusterError).details.problem);
  }
}

const SITE = "it was made for another site";
const ADDRESS = "it was made for another address";
const TIME = "it has expired, or a clock is wrong";

describe("a sign-in message", () => {
  it("is read whole, in the words of the standard", () => {
    expect(readSignIn(print(fields), place)).to.deep.include({
      address: account.address,
      nonce: fields.nonce,
      statement: fields.statement,
    });
    expect(problem({ statement: undefined })).to.equal(null);
    expect(problem({ issuedAt: "2026-03-01T11:59:00Z" }), "no fractions of a second").to.equal(null);
    expect(problem({ issuedAt: "2026-03-01T13:59:00+02:00" }), "another time zone").to.equal(null);
  });

  const cases: [what: string, change: Partial<Fields>, problem: string][] = [
    ["another site", { domain: "evil.example" }, SITE],
    ["a site with ours in its name", { domain: "muster.example.evil.example" }, SITE],
    ["our site behind a user's name", { domain: "muster.example@evil.example" }, SITE],
    ["our site with a user's name", { domain: "ada@muster.example" }, SITE],
    ["our site on another port", { domain: "muster.example:8443" }, SITE],
    ["our site in letters that look alike", { domain: "muѕter.example" }, SITE],
    ["an address elsewhere", { uri: "https://evil.example/?muster.example" }, ADDRESS],
    ["our address without encryption", { uri: "http://muster.example" }, ADDRESS],
    ["an address that is none", { uri: "muster.example" }, ADDRESS],
    ["another version", { version: "2" }, "it has another version"],
    ["another chain", { chainId: 1 }, "it was made for another chain"],
    ["no nonce", { nonce: "" }, "it is incomplete"],
    ["no end", { expirationTime: undefined }, TIME],
    ["an end that is past", { expirationTime: "2026-03-01T11:59:59.999Z" }, TIME],
    ["a beginning six minutes ago", { issuedAt: "2026-03-01T11:54:00Z" }, TIME],
    ["a beginning in six minutes", { issuedAt: "2026-03-01T12:06:00Z" }, TIME],
    ["a time before which it does not count", { notBefore: "2026-03-01T12:00:01Z" }, TIME],
    ["a day that does not exist", { issuedAt: "2026-02-30T99:00:00Z" }, TIME],
  ];
  for (const [what, change, expected] of cases)
    it(`is refused with ${what}`, () => {
      expect(problem(change)).to.equal(expected);
    });

  it("counts on each name of a machine's own loopback", () => {
    const local = { ...place, publicUrl: "http://127.0.0.1:3000" };
    expect(problem({ domain: "localhost:3000", uri: "http://localhost:3000" }, local)).to.equal(null);
    expect(problem({ domain: "localhost:3001", uri: "http://localhost:3000" }, local)).to.equal(SITE);
  });

  describe("of the standard's own cases", () => {
    before(function () {
      if (existsSync(REAL)) return;
      console.log("      skipped: ../shared/data/siwe is not there");
      this.skip();
    });

    it("is parsed as they say, but for sites with a user's name or an IPv6 address, which are refused", () => {
      const refused: string[] = [];
      for (const [name, { message, fields: expected }] of Object.entries(
        real<Record<string, { message: string; fields: Fields }>>("parsing_positive.json"),
      )) {
        const { issuedAt, ...parsed } = parseSiweMessage(message);
        const { issuedAt: expectedTime, scheme, ...rest } = expected;
        expect(issuedAt?.getTime(), name).to.equal(Date.parse(expectedTime));
        if (parsed.domain === undefined) refused.push(name);
        else expect(parsed, name).to.deep.equal({ ...rest, ...(scheme ? { scheme } : {}) });
        const at = { publicUrl: new URL(expected.uri).origin, chainId: expected.chainId, now: Date.parse(expectedTime) };
        expect(() => readSignIn(message, at), `${name}: none of them ends`).to.throw();
      }
      expect(refused).to.deep.equal([
        "domain is RFC 3986 authority with userinfo",
        "domain is RFC 3986 authority with userinfo and port",
        "domain ipv6",
      ]);
    });

    it("is verified as they say, and taken only while it is minutes old and has an end", async () => {
      const taken: string[] = [];
      type Case = Fields & { signature: Hex };
      for (const [name, { signature, ...given }] of Object.entries(real<Record<string, Case>>("verification_positive.json"))) {
        const message = print(given);
        expect(await verifyMessage({ address: given.address as Hex, message, signature }), name).to.equal(true);
        const at = { publicUrl: new URL(given.uri).origin, chainId: given.chainId, now: Date.parse(given.issuedAt) };
        try {
          readSignIn(message, at);
          taken.push(name);
        } catch (error) {
          expect((error as MusterError).code, name).to.equal("sign-in-failed");
        }
      }
      expect(taken).to.deep.equal(["example message"]);
    });
  });
});
