import { expect } from "chai";
import { createPublicClient, createTestClient, http } from "viem";
import { createConfig } from "wagmi";
import { chainTime } from "../../app/_lib/chain-time.ts";
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
    const of = chainOf(chain.chainId, chain.rpcUrl);
    const wagmi = createConfig({ chains: [of], transports: { [of.id]: http(chain.rpcUrl) } });
    await createTestClient({ mode: "anvil", transport: http(chain.rpcUrl) }).increaseTime({ seconds: 7_200 });
    const { timestamp } = await createPublicClient({ transport: http(chain.rpcUrl) }).getBlock();
    expect(await chainTime(wagmi, chain.chainId)).to.be.at.least(Number(timestamp) + 7_200);
  });
});
