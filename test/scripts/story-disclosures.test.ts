import { expect } from "chai";
import { createPublicClient, http } from "viem";
import { disclosuresAbi } from "../../lib/chain/abis.generated.ts";
import * as calls from "../../lib/chain/calls.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { REVEAL_DELAY } from "../../lib/domain/disclosure.ts";
import { ANSWERS, position } from "../../lib/domain/kinds.ts";
import { deploy } from "../../scripts/deploy.ts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { discloseFindings } from "../../scripts/story/disclosures.ts";
import { openWorld } from "../../scripts/story/world.ts";

const now = (): number => Math.floor(Date.now() / 1000);

describe("The disclosures of the demonstration", function () {
  this.timeout(60_000);
  let chain: Chain;
  before(async () => {
    chain = await startChain({ port: await anyPort(), since: now() - REVEAL_DELAY });
  });
  after(() => chain.stop());

  it("are one that its maker answered and one that is only filed, and leave the chain at present", async () => {
    const record = await deploy({ network: "local", rpcUrl: chain.rpcUrl, governor: castMember("gus").address });
    const world = await openWorld(chain.rpcUrl, record);
    const orgId = await world.admit({
      ...{ kind: "manufacturer", admin: "nadia", name: "Northgate Cameras", domain: "northgate.example", country: "DE" },
      operators: { nadia: ["models", "releases", "recall-release"] },
    });
    const terms = { orgId, kind: "device", supportEnd: now() + 1_000_000 } as const;
    const northgate = await world.registerModel("nadia", { ...terms, gtin: "09506000134352", name: "Northgate Doorway 2" });
    const declaration = { modelId: northgate, credentials: "set-by-user", keys: "absent", digest: `0x${"11".repeat(32)}` } as const;
    for (let version = 1; version <= 2; version++) await world.as("nadia", calls.declareSecurity(record, declaration));
    await discloseFindings(world, { northgate, cobalt: northgate, petrel: northgate, board: northgate, newBoard: northgate });

    const client = createPublicClient({ transport: http(chain.rpcUrl) });
    const register = { address: record.contracts.Disclosures, abi: disclosuresAbi } as const;
    const found = await client.readContract({ ...register, functionName: "disclosure", args: [1] });
    expect(found).to.deep.include({ researcher: castMember("ben").address, declaration: 2, answer: position(ANSWERS, "acknowledged") });
    const filings = await client.getContractEvents({ ...register, eventName: "DisclosureFiled", fromBlock: 0n });
    expect(filings.map(({ args }) => args.researcher)).to.deep.equal([castMember("ben").address, castMember("dora").address]);
    expect((await client.getContractEvents({ ...register, eventName: "DisclosureRevealed", fromBlock: 0n })).length).to.equal(1);
    // Where npm has no anvil, a chain cannot begin in the past and is an hour ahead now.
    const hasAnvil = process.platform === "linux" && process.arch === "x64";
    expect(Number((await client.getBlock()).timestamp) - now() - (hasAnvil ? 0 : REVEAL_DELAY)).to.be.within(-60, 2);
  });
});
