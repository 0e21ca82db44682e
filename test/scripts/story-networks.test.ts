import { expect } from "chai";
import { createPublicClient, http } from "viem";
import { networksAbi } from "../../lib/chain/abis.generated.ts";
import { castMember } from "../../lib/domain/cast.ts";
import { ADDRESS_FAMILIES, position, TEST_METHODS } from "../../lib/domain/kinds.ts";
import { deploy } from "../../scripts/deploy.ts";
import { type Chain, startChain } from "../../scripts/services/chain.ts";
import { anyPort } from "../../scripts/services/ports.ts";
import { FENNEL, observeNetworks } from "../../scripts/story/networks.ts";
import { openWorld } from "../../scripts/story/world.ts";

describe("The networks of the demonstration", function () {
  this.timeout(60_000);
  let chain: Chain;
  before(async () => {
    chain = await startChain({ port: await anyPort() });
  });
  after(() => chain.stop());

  it("are observed, answered for and assigned, by keys with that right alone", async () => {
    const record = await deploy({ network: "local", rpcUrl: chain.rpcUrl, governor: castMember("gus").address });
    const world = await openWorld(chain.rpcUrl, record);
    const body = { country: "NL" };
    const observer = await world.admit({
      ...{ ...body, kind: "observer", admin: "olga", name: "Open Route Watch", domain: "openroutewatch.example" },
      operators: { olga: ["networks"] },
    });
    const operator = await world.admit({
      ...{ ...body, kind: "network-operator", admin: "nora", name: "Fennel Net", domain: "fennel.example" },
      operators: { nora: ["networks"] },
    });
    await observeNetworks(world, observer, operator);

    const client = createPublicClient({ transport: http(chain.rpcUrl) });
    const networks = { address: record.contracts.Networks, abi: networksAbi } as const;
    expect(await client.readContract({ ...networks, functionName: "operatorOf", args: [FENNEL] })).to.equal(operator);
    const found = (family: "ipv4" | "ipv6", method: "client" | "forwarder") =>
      client.readContract({
        ...networks,
        functionName: "observed",
        args: [observer, FENNEL, position(ADDRESS_FAMILIES, family), position(TEST_METHODS, method)],
      });
    expect(await found("ipv4", "client")).to.include({ blocked: 6, received: 0 });
    expect(await found("ipv6", "client")).to.include({ blocked: 4, received: 0 });
    expect(await found("ipv6", "forwarder")).to.include({ blocked: 0, received: 2 });
    const events = async (eventName: "NetworkReplied" | "MembershipClaimed") =>
      (await client.getContractEvents({ ...networks, eventName, fromBlock: 0n })).map(({ args }) => args);
    expect((await events("NetworkReplied")).map(({ asn }) => asn)).to.deep.equal([FENNEL]);
    expect((await events("MembershipClaimed")).map(({ operator: by }) => by)).to.deep.equal([operator]);
  });
});
