import { expect } from "chai";
import type { BaseContract } from "ethers";
import { ACCESS, type Role } from "../../../scripts/access/matrix.ts";
import { ethers, networkHelpers } from "../fixture.ts";
import { callOf, contractsOf } from "./calls.ts";
import { actAs, loadStage, type Stage } from "./stage.ts";

/** Events that the ABIs have and that nothing makes, with the reason. */
const NEVER: Record<string, string> = {
  "Devices.Approval": "titles do not move by approval; ERC-721 demands the event",
  "Devices.ApprovalForAll": "titles do not move by approval; ERC-721 demands the event",
  "Devices.MetadataUpdate": "recalls speak of ranges; ERC-4906 has both events",
  "Devices.Locked": "titles are locked from the first; ERC-5192 demands the event",
  "Devices.Unlocked": "titles are locked for good; ERC-5192 demands the event",
  "Devices.ContractURIUpdated": "the collection's description is in the code; ERC-7572 demands the event",
  "Devices.EIP712DomainChanged": "the domain is in the code; ERC-5267 demands the event",
  "Reports.EIP712DomainChanged": "the domain is in the code; ERC-5267 demands the event",
  "Recalls.EIP712DomainChanged": "the domain is in the code; ERC-5267 demands the event",
  "PasskeyAccount.EIP712DomainChanged": "the domain is in the code; ERC-5267 demands the event",
};

describe("Events (I11)", () => {
  let stage: Stage;
  const seen = new Set<string>();

  const nameOf = async ({ address, topics, data }: { address: string; topics: readonly string[]; data: string }) => {
    for (const [name, contract] of Object.entries(contractsOf(stage)) as [string, BaseContract][])
      if (contract.target === address) return `${name}.${contract.interface.parseLog({ topics, data })?.name}`;
    return "another contract";
  };

  before(async () => {
    stage = await loadStage();
    for (const log of await ethers.provider.getLogs({ fromBlock: 0 })) seen.add(await nameOf(log));
  });

  for (const [verb, { may = [], inGoodStanding = [] }] of Object.entries(ACCESS)) {
    const roles: readonly Role[] = may === "anyone" ? ["stranger"] : [...may, ...inGoodStanding];
    if (roles.length === 0) continue; // bindRecalls: the deployment did it, and its event is among those seen before

    it(`are made by ${verb}, whoever may send it`, async () => {
      for (const role of roles) {
        const before = await networkHelpers.takeSnapshot();
        const call = await callOf(stage, verb, stage.actors[role]);
        const sender = await actAs(stage.actors[role].address);
        const receipt = await (await sender.sendTransaction(call)).wait();
        const names = await Promise.all((receipt?.logs ?? []).map(nameOf));
        expect(
          names.some((name) => name.startsWith(verb.split(".")[0] as string)),
          `${role}: ${names}`,
        ).to.equal(true);
        for (const name of names) seen.add(name);
        await before.restore();
      }
    });
  }

  it("are all made by something, but for those that a standard demands", () => {
    const declared = Object.entries(contractsOf(stage)).flatMap(([name, { interface: abi }]) => {
      const found: string[] = [];
      abi.forEachEvent((event) => found.push(`${name}.${event.name}`));
      return found;
    });
    expect(declared.filter((event) => !seen.has(event)).sort()).to.deep.equal(Object.keys(NEVER).sort());
  });
});
