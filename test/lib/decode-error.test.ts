import { expect } from "chai";
import { ContractFunctionRevertedError, encodeErrorResult, UnknownRpcError } from "viem";
import { decodeError, errorsAbi } from "../../lib/chain/decode-error.ts";
import { MusterError } from "../../lib/domain/errors.ts";

const SOMEONE = "0x00000000000000000000000000000000000000A1";
const DRAFT = `0x${"d1".repeat(32)}`;

/** What a person reads when a contract refuses. */
function told(errorName: string, ...args: unknown[]): MusterError {
  const data = encodeErrorResult({ abi: errorsAbi, errorName, args });
  const error = decodeError(new ContractFunctionRevertedError({ abi: errorsAbi, data, functionName: "any" }));
  if (!(error instanceof MusterError)) throw error;
  return error;
}

describe("The refusals of the contracts", () => {
  it("come with numbers, times and words as people know them", () => {
    expect(told("RecallsDraftTooYoung", DRAFT, 1_893_456_000n).message).to.equal("The draft can be released from 2030-01-01 00:00 UTC on.");
    const notPermitted = told("OrganizationsNotPermitted", 3, SOMEONE, 16);
    expect([notPermitted.message, notPermitted.why]).to.deep.equal([
      `${SOMEONE} may not do this for organisation 3.`,
      "The key lacks the permission recall-release, or its rights over recalls have not begun: they do so three days after they were granted.",
    ]);
    expect(told("DevicesNotTransferable", (7n << 32n) | 123n, 9).why).to.match(/^It is: provisional, contested\. /);
    expect(told("DevicesWeakerEvidence", (7n << 32n) | 123n, 4).message).to.contain("unit 7-123");
    expect(told("DevicesWeakerEvidence", (7n << 32n) | 123n, 4).why).to.contain("The evidence on record is: device.");
    expect(told("CatalogNoSuchRelease", (3n << 64n) | 9506000134352n, 2).message).to.equal(
      "Model 3-09506000134352 has no release 2 that counts.",
    );
  });

  it("come through from a wallet that is ours", () => {
    const own = new MusterError("passkey-sends-nothing");
    expect(decodeError(new UnknownRpcError(own))).to.equal(own);
  });

  it("stand as they are where a number names nothing", () => {
    expect(told("DevicesRetired", 0n).message).to.equal("Unit 0 is out of use already.");
    expect(told("DevicesProofExpired", 2n ** 255n).why).to.contain("the end of time");
  });
});
