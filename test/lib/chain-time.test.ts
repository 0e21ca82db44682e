import { expect } from "chai";
import { createPublicClient, createTestClient, http } from "viem";
import { chainTime } from "../../lib/chain/chain-time.ts";
import { chainOf } from "../../lib/chain/send.ts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";

describe("the chain's time", () => {
  let chain: Chain;

  before(async () => {
    chain = await startChain({ port: await anyPort() });
  });

  after(() => chain?.stop());

  it("is that of the block to come, where nobody has done anything for hours", async () => {
    const reader = createPublicClient({ chain: chainOf(chain.chainId, chain.rpcUrl), transport: http(chain.rpcUrl) });
    await createTestClient({ mode: "anvil", transport: http(chain.rpcUrl) }).increaseTime({ seconds: 7_200 });
    const { timestamp } = await reader.getBlock();
    expect(Number(await chainTime(reader))).to.be.at.least(Number(timestamp) + 7_200);
  });
});
