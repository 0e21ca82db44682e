import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Address, bytesToHex } from "viem";
import {
  type DeviceAnswer,
  formatAnswer,
  formatChallenge,
  parseAnswer,
  parseChallenge,
  statementDigest,
} from "../../lib/domain/device-proof.ts";
import { batchId, deviceId } from "../../lib/domain/ids.ts";

const devices: Address = "0x00000000000000000000000000000000000000d5";
const challenge = {
  chainId: 42161,
  devices,
  deviceId: deviceId(batchId(Number.MAX_SAFE_INTEGER), 0xffffffff),
  epoch: 65_535,
  stated: 1_800_000_000 - (1_800_000_000 % 256),
  deadline: 1_800_020_000n,
};
const answer: DeviceAnswer = {
  challenge,
  release: 0xffffffff,
  digest: `0x${"d1".repeat(32)}`,
  claimKey: `0x${"c1".repeat(20)}`,
  serialTag: `0x${"5e".repeat(32)}`,
  signer: `0x${"ab".repeat(84)}`,
  signature: `0x${"51".repeat(64)}`,
};

const problem = (read: () => unknown): string => {
  try {
    return `accepted: ${JSON.stringify(read(), (_, value) => (typeof value === "bigint" ? `${value}` : value))}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a device's challenge and answer", () => {
  it("come back from their texts as they were, at the widest values", () => {
    expect(parseChallenge(formatChallenge(challenge))).to.deep.equal(challenge);
    expect(parseAnswer(formatAnswer(answer))).to.deep.equal(answer);
  });

  it("come back for keys and signatures of any length, also none", () => {
    for (const [signer, signature] of [
      [devices, "0x"],
      [`0x${"ab".repeat(532)}`, `0x${"51".repeat(1_000)}`],
      [devices, `0x${"51".repeat(65)}`],
    ] as const)
      expect(parseAnswer(formatAnswer({ ...answer, signer, signature }))).to.deep.equal({ ...answer, signer, signature });
  });

  it("are read as people copy them: broken into lines, in capitals", () => {
    const [name, digits] = formatChallenge(challenge).split(":") as [string, string];
    expect(parseChallenge(` ${name}:${digits.toUpperCase().replace(/.{40}/g, "$&\r\n")} `)).to.deep.equal(challenge);
  });

  it("come out as the golden vector, which firmware is held against as well", () => {
    const { asked, answered, ...expected } = JSON.parse(readFileSync(new URL("../vectors/device-proof.json", import.meta.url), "utf8"));
    const { batch, index, deadline, ...rest } = asked;
    const question = { ...rest, deviceId: deviceId(batchId(batch), Number(index)), deadline: BigInt(deadline) };
    expect(formatChallenge(question)).to.equal(expected.challenge);
    expect(bytesToHex(statementDigest(question, answered.release))).to.equal(expected.signed);
    expect(formatAnswer({ ...answered, challenge: question })).to.equal(expected.answer);
  });

  it("fit a QR code and a link", () => {
    expect(formatChallenge(challenge).length).to.be.lessThan(150);
    expect(formatAnswer(answer).length).to.be.lessThan(700);
  });

  it("are refused with any one character changed, left out or doubled", () => {
    for (const [text, read] of [
      [formatChallenge(challenge), parseChallenge],
      [formatAnswer(answer), parseAnswer],
    ] as const)
      for (let at = 0; at < text.length; at++) {
        const before = text.slice(0, at);
        const after = text.slice(at + 1);
        for (const changed of [
          `${before}${text[at] === "0" ? "1" : "0"}${after}`,
          `${before}${after}`,
          `${before}${text[at]}${text[at]}${after}`,
        ])
          expect(
            problem(() => read(changed)),
            `at ${at}`,
          ).to.equal("device-text-invalid");
      }
  });

  it("are refused when they are of another kind, empty, endless or nothing of the sort", () => {
    expect(problem(() => parseAnswer(formatChallenge(challenge)))).to.equal("device-text-invalid");
    expect(problem(() => parseChallenge(formatAnswer(answer)))).to.equal("device-text-invalid");
    expect(
      problem(() => parseChallenge(formatAnswer(answer).replace("answer", "challenge"))),
      "with an honest checksum",
    ).to.equal("device-text-invalid");
    expect(problem(() => parseAnswer(formatChallenge(challenge).replace("challenge", "answer")))).to.equal("device-text-invalid");
    for (const text of [
      "",
      "muster-challenge-1:",
      "muster-challenge-1:00000000",
      `muster-challenge-1:${"0".repeat(100_000)}`,
      "muster-challenge-1:xyz",
      "https://x",
    ])
      expect(
        problem(() => parseChallenge(text)),
        text.slice(0, 40),
      ).to.equal("device-text-invalid");
  });
});
