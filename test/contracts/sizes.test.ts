import { expect } from "chai";
import { dataLength } from "ethers";
import hre from "hardhat";
import { CONTRACT_NAMES } from "../../lib/chain/deployments.ts";

/** EIP-170. */
const MAX_CODE = 24_576;
/** EIP-3860, of the code that deploys; ours take no long arguments. */
const MAX_INIT_CODE = 2 * MAX_CODE;

const network = hre.config.networks.default;
const isUnlimited = network?.type === "edr-simulated" && network.allowUnlimitedContractSize;

describe("Contract sizes", () => {
  for (const name of CONTRACT_NAMES) {
    it(`let ${name} be deployed on any chain`, async function () {
      if (hre.globalOptions.coverage || isUnlimited) this.skip(); // the code under test is larger than what is deployed
      const { bytecode, deployedBytecode } = await hre.artifacts.readArtifact(name);
      expect(dataLength(deployedBytecode)).to.be.within(1, MAX_CODE);
      expect(dataLength(bytecode)).to.be.within(1, MAX_INIT_CODE);
    });
  }
});
