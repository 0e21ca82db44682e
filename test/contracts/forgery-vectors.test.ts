import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { concat, type Hex, sha256 } from "viem";
import { foldP256 } from "../../lib/domain/owner-signed.ts";
import { ethers, load, type Register } from "./fixture.ts";
import { P256_ORDER } from "./support/p256.ts";

/** Project Wycheproof's cases of P-256 signatures, where they are at hand; see SOURCE.md beside them. */
const FILE = new URL("../../../shared/data/device-signatures/ecdsa_secp256r1_sha256_p1363_test.json", import.meta.url);
const PRECOMPILE = "0x0000000000000000000000000000000000000100";
const ACCEPTED = "0x024ad318"; // IERC7913SignatureVerifier.verify.selector

type Vectors = {
  testGroups: { publicKey: { uncompressed: string }; tests: { tcId: number; msg: string; sig: string; result: string }[] }[];
};

const sOf = (signature: Hex): bigint => BigInt(`0x${signature.slice(66, 130) || "0"}`);

describe("The P-256 cases of Project Wycheproof", () => {
  let register: Register;
  let cases: { name: string; key: Hex; digest: Hex; signature: Hex; valid: boolean }[];
  before(function () {
    if (!existsSync(FILE)) {
      console.log("      skipped: ../shared/data/device-signatures is not there");
      this.skip();
    }
    const { testGroups } = JSON.parse(readFileSync(FILE, "utf8")) as Vectors;
    cases = testGroups.flatMap(({ publicKey, tests }) =>
      tests.map(({ tcId, msg, sig, result }) => ({
        name: `case ${tcId}`,
        key: `0x${publicKey.uncompressed.slice(2)}`,
        digest: sha256(`0x${msg}`),
        signature: `0x${sig}`,
        valid: result === "valid",
      })),
    );
  });
  beforeEach(async () => {
    register = await load();
  });

  const verify = async (key: Hex, digest: Hex, signature: Hex) =>
    (await register.p256Verifier.getFunction("verify").staticCall(key, digest, signature)) === ACCEPTED;
  /** Where r and s are of their full length, so that s can be folded. */
  const whole = (signature: Hex) => signature.length === 130;

  it("are there, valid and invalid ones, with low s and with high", () => {
    const valid = cases.filter((each) => each.valid);
    expect(valid.length).to.be.within(1, cases.length - 1);
    expect(valid.some(({ signature }) => sOf(signature) > P256_ORDER / 2n)).to.equal(true);
    expect(valid.some(({ signature }) => sOf(signature) <= P256_ORDER / 2n)).to.equal(true);
  });

  it("are never accepted when they are invalid, folded or not", async () => {
    for (const { name, key, digest, signature, valid } of cases) {
      if (valid) continue;
      expect(await verify(key, digest, signature), name).to.equal(false);
      const foldable = whole(signature) && sOf(signature) < P256_ORDER;
      if (foldable) expect(await verify(key, digest, foldP256(signature)), `${name}, folded`).to.equal(false);
    }
  });

  it("are accepted when they are valid with a low s, refused by choice with a high one, and accepted once that is folded", async () => {
    for (const { name, key, digest, signature, valid } of cases) {
      if (!valid) continue;
      expect(await verify(key, digest, signature), name).to.equal(sOf(signature) <= P256_ORDER / 2n);
      expect(await verify(key, digest, foldP256(signature)), `${name}, folded`).to.equal(true);
    }
  });

  it("get the same answer from the precompile and a low s, which is how Devices asks first", async () => {
    for (const { name, key, digest, signature } of cases) {
      if (!whole(signature)) continue;
      const answer = await ethers.provider.call({ to: PRECOMPILE, data: concat([digest, signature, key]) });
      const accepted = answer !== "0x" && BigInt(answer) === 1n && sOf(signature) <= P256_ORDER / 2n;
      expect(accepted, name).to.equal(await verify(key, digest, signature));
    }
  });
});
