import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import * as abis from "../../lib/chain/abis.generated.ts";

/** Events of standards, which say again what one of ours says, or nothing about the register. */
const OF_STANDARDS = ["Approval", "ApprovalForAll", "EIP712DomainChanged", "Locked", "Transfer", "Unlocked", "AuthorityUpdated"];

describe("handlers of the indexer", () => {
  it("are there for every event of the contracts, and each writes history", () => {
    const contracts = {
      Organizations: abis.organizationsAbi,
      Catalog: abis.catalogAbi,
      Batches: abis.batchesAbi,
      Devices: abis.devicesAbi,
      Recalls: abis.recallsAbi,
    };
    const emitted = Object.entries(contracts).flatMap(([name, abi]) =>
      abi.flatMap((item) => (item.type === "event" && !OF_STANDARDS.includes(item.name) ? [`${name}:${item.name}`] : [])),
    );
    const source = globSync("indexer/src/*.ts")
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const handled = [...source.matchAll(/ponder\.on\("(\w+:\w+)"/g)].map((match) => match[1]);
    const recorded = [...source.matchAll(/record\(\s*"(\w+)"/g)].map((match) => match[1]);
    expect(handled.toSorted()).to.deep.equal(emitted.toSorted());
    expect(recorded.toSorted()).to.deep.equal(emitted.map((name) => name.split(":")[1]).toSorted());
  });
});
