import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Address, bytesToHex, getAddress } from "viem";
import {
  formatRecoveryAnswer,
  formatRecoveryChallenge,
  isRecoveryAnswer,
  isRecoveryChallenge,
  parseRecoveryAnswer,
  parseRecoveryChallenge,
  type RecoveryAnswer,
  recoveryDigest,
} from "../../lib/domain/device-recovery.ts";
import { batchId, deviceId } from "../../lib/domain/ids.ts";

const devices: Address = "0x00000000000000000000000000000000000000d5";
const challenge = {
  chainId: 42161,
  devices,
  deviceId: deviceId(batchId(Number.MAX_SAFE_INTEGER), 0xffffffff),
  epoch: 65_535,
  deadline: 1_800_020_000n,
  claimant: getAddress(`0x${"ca".repeat(20)}`),
};
const answer: RecoveryAnswer = {
  challenge,
  claimKey: `0x${"c1".repeat(20)}`,
  serialTag: `0x${"5e".repeat(32)}`,
  signer: `0x${"ab".repeat(84)}`,
  signature: `0x${"51".repeat(64)}`,
};

describe("a device's naming of a new owner", () => {
  it("comes back from its texts as it was, at the widest values, and for keys of any length", () => {
    expect(parseRecoveryChallenge(formatRecoveryChallenge(challenge))).to.deep.equal(challenge);
    expect(parseRecoveryAnswer(formatRecoveryAnswer(answer))).to.deep.equal(answer);
    for (const [signer, signature] of [
      [devices, "0x"],
      [`0x${"ab".repeat(532)}`, `0x${"51".repeat(1_000)}`],
    ] as const)
      expect(parseRecoveryAnswer(formatRecoveryAnswer({ ...answer, signer, signature }))).to.deep.equal({ ...answer, signer, signature });
  });

  it("comes out as the golden vector, which firmware is held against as well", () => {
    const { asked, answered, ...expected } = JSON.parse(readFileSync(new URL("../vectors/device-recovery.json", import.meta.url), "utf8"));
    const { batch, index, deadline, ...rest } = asked;
    const question = { ...rest, deviceId: deviceId(batchId(batch), Number(index)), deadline: BigInt(deadline) };
    expect(formatRecoveryChallenge(question)).to.equal(expected.challenge);
    expect(bytesToHex(recoveryDigest(question))).to.equal(expected.signed);
    expect(formatRecoveryAnswer({ ...answered, challenge: question })).to.equal(expected.answer);
  });

  it("is told from what a device says of its release, and is refused where it was damaged or is of another kind", () => {
    const [asked, answered] = [formatRecoveryChallenge(challenge), formatRecoveryAnswer(answer)];
    expect([isRecoveryChallenge(` ${asked}`), isRecoveryAnswer(asked)]).to.deep.equal([true, false]);
    expect([isRecoveryChallenge(answered), isRecoveryAnswer(answered)]).to.deep.equal([false, true]);
    for (const [name, read] of [
      ["a changed answer", () => parseRecoveryAnswer(`${answered.slice(0, -1)}${answered.endsWith("0") ? "1" : "0"}`)],
      ["a cut challenge", () => parseRecoveryChallenge(asked.slice(0, -2))],
      ["an answer with the digits of a challenge", () => parseRecoveryAnswer(asked.replace("-1:", "-answer-1:"))],
      ["a challenge with the digits of an answer", () => parseRecoveryChallenge(answered.replace("-answer-1:", "-1:"))],
      ["nothing", () => parseRecoveryChallenge("")],
    ] as const)
      expect(read, name).to.throw().with.property("code", "device-text-invalid");
  });
});
