import { readFileSync } from "node:fs";
import { expect } from "chai";
import hre from "hardhat";
import * as kinds from "../../lib/domain/kinds.ts";

type Node = { nodeType: string; name: string; members?: Node[]; nodes?: Node[]; value?: { value: string } };

/** The declarations of contracts/types/Kinds.sol as the compiler understood them. */
async function declarations(): Promise<Node[]> {
  const id = await hre.artifacts.getBuildInfoId("contracts/Recalls.sol:Recalls");
  const path = id && (await hre.artifacts.getBuildInfoOutputPath(id));
  if (!path) throw new Error("compile first: npm run compile");
  return JSON.parse(readFileSync(path, "utf8")).output.sources["project/contracts/types/Kinds.sol"].ast.nodes;
}

/** `NetworkOperator` → `network-operator`. */
const word = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();

describe("The value lists of contracts/types/Kinds.sol", () => {
  const lists = {
    OrgKind: kinds.ORG_KINDS,
    ModelKind: kinds.MODEL_KINDS,
    Measure: kinds.MEASURES,
    Severity: kinds.SEVERITIES,
    Evidence: kinds.EVIDENCES,
    ScopeKind: kinds.SCOPE_KINDS,
    RecallState: kinds.RECALL_STATES,
    Remedy: kinds.REMEDIES,
    Reply: kinds.REPLIES,
    CredentialClass: kinds.CREDENTIAL_CLASSES,
    KeyClass: kinds.KEY_CLASSES,
    Basis: kinds.BASES,
    RecoveryState: kinds.RECOVERY_STATES,
    TitleCause: kinds.TITLE_CAUSES,
    DisclosureKind: kinds.DISCLOSURE_KINDS,
    Answer: kinds.ANSWERS,
    Verdict: kinds.VERDICTS,
    AddressFamily: kinds.ADDRESS_FAMILIES,
    TestMethod: kinds.TEST_METHODS,
  };

  it("have the same words in the same order off chain, every one of them", async () => {
    const enums = (await declarations()).filter(({ nodeType }) => nodeType === "EnumDefinition");
    const onChain = Object.fromEntries(enums.map(({ name, members = [] }) => [name, members.map((member) => word(member.name))]));
    expect(onChain).to.deep.equal(lists);
  });

  it("have the same permission bits off chain", async () => {
    const library = (await declarations()).find(({ name }) => name === "Permission");
    const constants = (library?.nodes ?? []).map(({ name, value }) => [name.replace("_", "-").toLowerCase(), Number(value?.value)]);
    expect(Object.fromEntries(constants)).to.deep.equal(kinds.PERMISSIONS);
  });

  it("begin with `none`, so that an empty slot never reads as a value", () => {
    for (const list of Object.values(lists)) expect(list[0]).to.equal("none");
  });
});
