import { expect } from "chai";
import hre from "hardhat";
import { errorsAbi } from "../../lib/chain/decode-error.ts";
import { CONTRACT_NAMES } from "../../lib/chain/deployments.ts";
import { ERRORS } from "../../lib/domain/error-table.ts";

type AbiError = { type: string; name: string; inputs: { name: string }[] };

/**
 * Errors of OpenZeppelin that cannot come out of a call to us: AccessManager alone causes them, code that we do not use,
 * or values that ours never have.
 */
const UNREACHABLE = new Set([
  "AccessManagedInvalidAuthority",
  "AccessManagedRequiredDelay",
  "CloneArgumentsTooLong",
  "Create2EmptyBytecode",
  "FailedDeployment",
  "InsufficientBalance",
  "InvalidAccountNonce",
  "InvalidShortString",
  "SignerP256InvalidPublicKey",
  "StringTooLong",
]);

async function errorsOfContracts(): Promise<AbiError[]> {
  const own = CONTRACT_NAMES.filter((name) => name !== "AccessManager");
  const abis = await Promise.all(own.map(async (name) => (await hre.artifacts.readArtifact(name)).abi as readonly AbiError[]));
  const errors = abis.flat().filter(({ type }) => type === "error");
  return [...new Map(errors.map((error) => [error.name, error])).values()];
}

describe("The error table", () => {
  it("explains every refusal of our contracts", async () => {
    const names = (await errorsOfContracts()).map(({ name }) => name);
    expect(names.length).to.be.greaterThan(30);
    expect(names.filter((name) => !UNREACHABLE.has(name) && !(name in ERRORS))).to.deep.equal([]);
  });

  it("uses only values that the contract's error carries", async () => {
    for (const { name, inputs } of await errorsOfContracts()) {
      const entry = ERRORS[name as keyof typeof ERRORS];
      if (!entry) continue;
      const used = `${entry.what} ${entry.why} ${entry.remedy}`.match(/(?<=\{)\w+(?=\})/g) ?? [];
      const carried = inputs.map((input) => input.name);
      expect(carried, name).to.include.members(used);
    }
  });

  it("explains nothing that no contract can say", async () => {
    const onChain = new Set(errorsAbi.map((item) => (item.type === "error" ? item.name : "")));
    const named = Object.keys(ERRORS).filter((code) => /^[A-Z]/.test(code));
    expect(named.filter((code) => !onChain.has(code))).to.deep.equal([]);
  });
});
