import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { p256 } from "@noble/curves/nist.js";
import { expect } from "chai";
import { getAddress, hexToBytes } from "viem";
import { type Challenge, formatChallenge, parseAnswer, statementDigest } from "../../lib/domain/device-proof.ts";
import { formatRecoveryChallenge, parseRecoveryAnswer, recoveryDigest } from "../../lib/domain/device-recovery.ts";
import { batchId, deviceId } from "../../lib/domain/ids.ts";
import { agent, sha256, startAgent, unitFiles, unitKey } from "./unit.ts";

const devices = "0x00000000000000000000000000000000000000d5";
const verifier = "0x00000000000000000000000000000000000000b6";
const challenge: Challenge = {
  chainId: 31337,
  devices,
  deviceId: deviceId(batchId(7), 3),
  epoch: 2,
  stated: 512,
  deadline: 1_900_000_000n,
};
const { pem, signer } = unitKey(verifier);
const identity = {
  format: "muster-unit/1",
  chainId: 31337,
  devices,
  claimKey: `0x${"c1".repeat(20)}`,
  serialTag: `0x${"5e".repeat(32)}`,
  signer,
};
const installed = { sequence: 2, digest: sha256("firmware 2") };

describe("the agent on a unit", function () {
  this.timeout(20_000);
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), "muster-agent-"));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));
  const files = (changes: object = {}) => unitFiles(dir, { identity, installed, image: "firmware 2", pem, ...changes });

  it("answers with the release that it measured, signed with the lower s by the key of its leaf", async () => {
    for (let round = 0; round < 4; round++) {
      const { code, stdout, stderr } = await agent([...files(), formatChallenge({ ...challenge, stated: 256 * round })]);
      expect([code, stderr]).to.deep.equal([0, ""]);
      const answer = parseAnswer(stdout);
      expect(answer).to.deep.include({
        release: 2,
        digest: installed.digest,
        claimKey: identity.claimKey,
        serialTag: identity.serialTag,
        signer,
      });
      const digest = statementDigest(answer.challenge, 2);
      const key = Uint8Array.of(4, ...hexToBytes(signer).slice(20));
      expect(p256.verify(hexToBytes(answer.signature), digest, key, { prehash: false, lowS: true })).to.equal(true);
      expect(p256.verify(hexToBytes(answer.signature), statementDigest(answer.challenge, 1), key, { prehash: false })).to.equal(false);
    }
  });

  it("signs nothing for another register, a damaged challenge or an image that is not the installed release", async () => {
    const text = formatChallenge(challenge);
    const refused = async (args: string[]) => {
      const { code, stdout, stderr } = await agent(args);
      expect([code, stdout]).to.deep.equal([1, ""]);
      return stderr;
    };
    expect(await refused([...files(), formatChallenge({ ...challenge, chainId: 1 })])).to.contain("The challenge is of another register.");
    expect(await refused([...files(), formatChallenge({ ...challenge, devices: verifier })])).to.contain(
      "The challenge is of another register.",
    );
    expect(await refused([...files(), text.slice(0, -1)])).to.contain("This is not a whole muster-challenge-1 text");
    expect(await refused([...files({ image: "firmware 2 with a back door" }), text])).to.contain("The installed image is not release 2.");
    expect(await refused([...files({ installed: { sequence: 3, digest: sha256("firmware 3") } }), text])).to.contain(
      "The installed image is not release 3.",
    );
  });

  it("names a new owner while its button is held, and to nobody who merely reaches it", async () => {
    const claimant = `0x${"ca".repeat(20)}` as const;
    const text = formatRecoveryChallenge({ chainId: 31337, devices, deviceId: challenge.deviceId, epoch: 2, deadline: 9n, claimant });
    const silent = await agent([...files(), text]);
    expect([silent.code, silent.stdout]).to.deep.equal([1, ""]);
    expect(silent.stderr).to.contain("names no new owner while nobody holds its button").and.to.contain(getAddress(claimant));

    const { stdout, stderr } = await agent([...files(), "--button-held", text]);
    expect(stderr).to.equal("");
    const answer = parseRecoveryAnswer(stdout);
    const { claimKey, serialTag } = identity;
    expect(answer).to.deep.include({ claimKey, serialTag, signer });
    const key = Uint8Array.of(4, ...hexToBytes(signer).slice(20));
    const signed = (of: typeof answer.challenge) =>
      p256.verify(hexToBytes(answer.signature), recoveryDigest(of), key, { prehash: false, lowS: true });
    expect(signed(answer.challenge)).to.equal(true);
    expect(signed({ ...answer.challenge, claimant: verifier })).to.equal(false);

    const foreign = formatRecoveryChallenge({ ...answer.challenge, chainId: 1 });
    expect((await agent([...files(), "--button-held", foreign])).stderr).to.contain("The challenge is of another register.");
  });

  it("says which of its files cannot be used", async () => {
    const text = formatChallenge(challenge);
    expect((await agent([...files({ identity: { ...identity, signer: "0x12" } }), text])).stderr).to.match(
      /unit-unit cannot be used: signer/,
    );
    expect((await agent([...files({ installed: { sequence: 0, digest: "0x" } }), text])).stderr).to.match(
      /unit-installed cannot be used: sequence/,
    );
    expect((await agent([...files({ pem: "no key" }), text])).code).to.equal(1);
    expect((await agent([text])).stderr).to.contain("Name --unit");
    expect((await agent(files())).stderr).to.contain("Name one challenge");
  });

  it("answers on a page of its own, after an update with the new release, and ends when asked", async () => {
    const child = startAgent([...files(), "--register", "https://muster.example/", "--port", "0"]);
    const [ready] = (await once(child.stdout, "data")) as [Buffer];
    const url = /http:\S+/.exec(ready.toString())?.[0] ?? "";
    const ask = async (text: string): Promise<[number, string]> => {
      const response = await fetch(url, { method: "POST", body: new URLSearchParams({ challenge: text }) });
      return [response.status, await response.text()];
    };
    expect(await (await fetch(url)).text()).to.contain("Challenge from the register");
    const answerIn = (page: string): string => /https:\/\/muster\.example\/prove#(muster-answer-1:[0-9a-f]+)/.exec(page)?.[1] ?? "";
    expect(parseAnswer(answerIn((await ask(formatChallenge(challenge)))[1])).release).to.equal(2);

    files({ installed: { sequence: 3, digest: sha256("firmware 3") }, image: "firmware 3" });
    expect(parseAnswer(answerIn((await ask(formatChallenge(challenge)))[1])).release).to.equal(3);
    writeFileSync(join(dir, "unit-image"), "something else");
    expect((await ask(formatChallenge(challenge)))[0]).to.equal(400);
    const [status, hostile] = await ask("<script>alert(1)</script>");
    expect(status).to.equal(400);
    expect(hostile).to.not.contain("<script>");
    expect((await ask("0".repeat(10_000)))[0]).to.equal(413);
    expect((await fetch(url, { method: "PUT" })).status).to.equal(405);
    child.kill("SIGTERM");
    expect(((await once(child, "close")) as [number])[0]).to.equal(0);
  });
});
