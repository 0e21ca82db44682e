import { globSync, readFileSync } from "node:fs";
import { expect } from "chai";
import * as abis from "../../lib/chain/abis.generated.ts";

/** Events that need no handler, and why. */
const UNHANDLED: Record<string, string> = {
  Approval: "titles are never approved to anybody",
  ApprovalForAll: "titles are never approved to anybody",
  AuthorityUpdated: "who governs is for the AccessManager to say",
  BatchMetadataUpdate: "announces to wallets what RecallOpened and RecallAmended say",
  ContractURIUpdated: "is never emitted: the URI is a constant",
  EIP712DomainChanged: "is never emitted: the domain is a constant",
  Locked: "is never emitted: every title is locked from the start",
  MetadataUpdate: "is never emitted",
  Unlocked: "is never emitted",
};

/** Events that are recorded in another word than their own. */
const RECORDED_AS: Record<string, string> = { Transfer: "DeviceClaimed" };

describe("handlers of the indexer", () => {
  it("are there for every event of the contracts, and each writes history", () => {
    const contracts = {
      Organizations: abis.organizationsAbi,
      Catalog: abis.catalogAbi,
      Batches: abis.batchesAbi,
      Devices: abis.devicesAbi,
      Reports: abis.reportsAbi,
      Recalls: abis.recallsAbi,
      Disclosures: abis.disclosuresAbi,
      Networks: abis.networksAbi,
    };
    const emitted = Object.entries(contracts).flatMap(([name, abi]) =>
      abi.flatMap((item) => (item.type === "event" && !(item.name in UNHANDLED) ? [`${name}:${item.name}`] : [])),
    );
    const source = globSync("indexer/src/*.ts")
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    // What governance announces is in a table of its own; it becomes history by being done.
    const handled = [...source.matchAll(/ponder\.on\("(?!AccessManager:)(\w+:\w+)"/g)].map((match) => match[1]);
    const recorded = [...source.matchAll(/record\(\s*"(\w+)"/g)].map((match) => match[1]);
    expect(handled.toSorted()).to.deep.equal(emitted.toSorted());
    const names = emitted.map((event) => event.split(":")[1] as string);
    expect(recorded.toSorted()).to.deep.equal(names.map((name) => RECORDED_AS[name] ?? name).toSorted());
    const all = Object.values(contracts).flatMap((abi) => abi.flatMap((item) => (item.type === "event" ? [item.name] : [])));
    expect(Object.keys(UNHANDLED).filter((name) => !(all as string[]).includes(name))).to.deep.equal([]);
  });
});
