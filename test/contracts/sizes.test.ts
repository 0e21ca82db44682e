import { expect } from "chai";
import { dataLength } from "ethers";
import hre from "hardhat";
import { CONTRACT_NAMES } from "../../lib/chain/deployments.ts";

/** EIP-170. */
const MAX_CODE = 24_576;
/** EIP-3860, of the code that deploys; ours take no long arguments. */
const MAX_INIT_CODE = 2 * MAX_CODE;

describe("Contract sizes", () => {
  for (const name of CONTRACT_NAMES) {
    it(`let ${name} be deployed on any chain`, async function () {
      if (hre.globalOptions.coverage) this.skip(); // instrumented code is larger
      const { bytecode, deployedBytecode } = await hre.artifacts.readArtifact(name);
      expect(dataLength(deployedBytecode)).to.be.within(1, MAX_CODE);
      expect(dataLength(bytecode)).to.be.within(1, MAX_INIT_CODE);
    });
  }
});
