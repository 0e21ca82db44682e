import { expect } from "chai";
import { type Abi, type Address, encodeFunctionData, zeroAddress, zeroHash } from "viem";
import {
  accessManagerAbi,
  batchesAbi,
  catalogAbi,
  devicesAbi,
  disclosuresAbi,
  networksAbi,
  organizationsAbi,
  passkeyAccountsAbi,
  recallsAbi,
  reportsAbi,
} from "../../lib/chain/abis.generated.ts";
import * as calls from "../../lib/chain/calls.ts";
import { asNumber, batchId, deviceId, disclosureId, modelId, orgId, recallId } from "../../lib/domain/ids.ts";

const at = (address: number) => `0x${address.toString(16).padStart(40, "0")}` as Address;
const CONTRACTS = {
  ...{ Organizations: at(1), Catalog: at(2), Batches: at(3), Devices: at(4), Reports: at(5), Recalls: at(6) },
  PasskeyAccounts: at(7),
  Disclosures: at(8),
  Networks: at(11),
  AccessManager: at(10),
};
const register = { contracts: CONTRACTS };

/** What only a contract or the deployer calls, and what titles refuse to do. */
const NOT_VERBS = new Set([
  ...["setAuthority", "bindRecalls", "announce"],
  // who holds which role stays as deployed; governance moves it with its own tools
  ...["consumeScheduledOp", "grantRole", "labelRole", "multicall", "renounceRole", "revokeRole", "setGrantDelay", "setRoleAdmin"],
  ...["setRoleGuardian", "setTargetAdminDelay", "setTargetClosed", "setTargetFunctionRole", "updateAuthority"],
  ...["approve", "setApprovalForAll", "safeTransferFrom", "transferFrom"],
]);

const org = orgId(3);
const model = modelId(org, "09506000134352");
const batch = batchId(7);
const unit = deviceId(batch, 1);
const recall = recallId(2);
const disclosure = disclosureId(4);
const asn = asNumber(64_496);
const owner = at(9);
const claim = {
  deviceId: unit,
  owner,
  deadline: 1n,
  deviceSignerHash: zeroHash,
  serialTag: zeroHash,
  proof: [zeroHash],
  signature: "0x01",
} as const;
const proof = { claimKey: zeroAddress, serialTag: zeroHash, proof: [zeroHash], signer: "0x02", signature: "0x03" } as const;
const gravity = { measure: "recall", severity: "high", notice: zeroHash } as const;

/** Each verb once. A type names all of them, so that none can be left out. */
const EXAMPLES: Record<keyof typeof calls, calls.Call> = {
  createAccount: calls.createAccount(register, { x: zeroHash, y: zeroHash }),
  admit: calls.admit(register, { kind: "laboratory", admin: owner, name: "n", domain: "d.example", country: "DE" }),
  setSuspended: calls.setSuspended(register, org, true, "why"),
  replaceAdmin: calls.replaceAdmin(register, org, owner, "why"),
  setOperator: calls.setOperator(register, org, owner, ["models", "titles"]),
  offerAdmin: calls.offerAdmin(register, org, owner),
  acceptAdmin: calls.acceptAdmin(register, org),
  registerModel: calls.registerModel(register, { orgId: org, gtin: "09506000134352", kind: "device", supportEnd: 1, name: "n" }),
  extendSupport: calls.extendSupport(register, model, 2),
  publishRelease: calls.publishRelease(register, { modelId: model, sequence: 1, version: "1", digest: zeroHash, size: 1 }),
  revokeRelease: calls.revokeRelease(register, model, 1, "why"),
  declareSecurity: calls.declareSecurity(register, { modelId: model, credentials: "shared", keys: "absent", digest: zeroHash }),
  certifyModel: calls.certifyModel(register, { laboratory: org, modelId: model, version: 1, validUntil: 2, report: zeroHash }),
  revokeCertificate: calls.revokeCertificate(register, org, model, "why"),
  registerBatch: calls.registerBatch(register, {
    ...{ modelId: model, root: zeroHash, size: 2, madeFrom: 1, madeTo: 2, factoryRelease: 0, manifest: zeroHash, lot: "L" },
    parts: [{ batchId: batch, first: 0, last: 1 }],
  }),
  freezeUnits: calls.freezeUnits(register, batch, 0, 1, "why"),
  claimDevice: calls.claimDevice(register, { ...claim, proof: [...claim.proof] }),
  claimByDevice: calls.claimByDevice(register, unit, owner, 1n, { ...proof, proof: [...proof.proof] }),
  offerHandover: calls.offerHandover(register, unit, owner, 1),
  takeBackHandover: calls.takeBackHandover(register, unit),
  acceptHandover: calls.acceptHandover(register, unit, owner, "0x"),
  startRecovery: calls.startRecovery(register, { ...claim, proof: [...claim.proof] }),
  startRecoveryByDevice: calls.startRecoveryByDevice(register, unit, owner, 1n, { ...proof, proof: [...proof.proof] }),
  vetoRecovery: calls.vetoRecovery(register, unit),
  awardTitle: calls.awardTitle(register, unit, "why"),
  takeBackAward: calls.takeBackAward(register, unit, "why"),
  completeRecovery: calls.completeRecovery(register, unit),
  setStolen: calls.setStolen(register, unit, true),
  retireDevice: calls.retireDevice(register, unit),
  stateRelease: calls.stateRelease(register, unit, 2, { deadline: 5n, signature: "0x04" }),
  stateReleaseFor: calls.stateReleaseFor(register, unit, 2, org),
  proveRelease: calls.proveRelease(register, unit, 2, 1n, { ...proof, proof: [...proof.proof] }),
  reportReleases: calls.reportReleases(register, { batchId: batch, sequence: 2, first: 0, last: 9, units: "0x" }),
  revokeReport: calls.revokeReport(register, 1, "why"),
  swapPart: calls.swapPart(register, unit, 0, null),
  swapPartFor: calls.swapPartFor(register, unit, 0, batch, org),
  draftStep: calls.draftStep(register, org, zeroHash),
  discardDraft: calls.discardDraft(register, org, zeroHash),
  openRecall: calls.openRecall(register, {
    issuer: org,
    ...gravity,
    minEvidence: "owner",
    scope: [],
    fixes: [{ modelId: model, sequence: 2 }],
  }),
  amendRecall: calls.amendRecall(register, {
    recallId: recall,
    version: 2,
    ...gravity,
    added: [{ kind: "model", modelId: model, excluded: true }],
    reason: "why",
  }),
  closeRecall: calls.closeRecall(register, recall, "why"),
  withdrawRecall: calls.withdrawRecall(register, recall, "why"),
  offerFix: calls.offerFix(register, recall, model, 2),
  replyAsMaker: calls.replyAsMaker(register, recall, unit, "0x00", "investigating", zeroHash),
  acknowledgeRecall: calls.acknowledgeRecall(register, recall, unit, "0x00"),
  stateRemedy: calls.stateRemedy(register, recall, unit, "0x00", "refunded"),
  recordRemedy: calls.recordRemedy(register, recall, unit, "0x00", "destroyed", org),
  fileDisclosure: calls.fileDisclosure(register, zeroHash),
  revealDisclosure: calls.revealDisclosure(register, {
    ...{ modelId: model, kind: "breach", declaration: 1, subject: "5.1-1", digest: zeroHash, salt: zeroHash },
  }),
  withdrawDisclosure: calls.withdrawDisclosure(register, disclosure, "why"),
  answerDisclosure: calls.answerDisclosure(register, { id: disclosure, says: "fixed", release: 2 }),
  judgeDisclosure: calls.judgeDisclosure(register, org, disclosure, "confirmed", "why"),
  assignNetwork: calls.assignNetwork(register, asn, null, "why"),
  recordObservations: calls.recordObservations(register, org, [
    { asn, family: "ipv6", method: "loop", blocked: 1, received: 2, first: 3, last: 4, expiresAt: 5, evidence: zeroHash },
  ]),
  withdrawObservation: calls.withdrawObservation(register, org, { asn, family: "ipv6", method: "loop" }, "why"),
  replyForNetwork: calls.replyForNetwork(register, { asn, wantsRetest: true, text: "it is fixed" }),
  claimMembership: calls.claimMembership(register, { asn, programme: "MANRS", since: null, link: "https://manrs.example" }),
  countAbuse: calls.countAbuse(register, asn, 2_800, [{ modelId: null, reported: 5, claimed: 0, remedied: 0 }]),
  announceAct: calls.announceAct(register, calls.setSuspended(register, org, true, "why")),
  executeAct: calls.executeAct(register, owner, "0x01"),
  cancelAct: calls.cancelAct(register, owner, owner, "0x01"),
  demandAnswer: calls.demandAnswer(register, org, disclosure, 2, "why"),
};

const ABIS: Record<keyof typeof CONTRACTS, Abi> = {
  Organizations: organizationsAbi,
  Catalog: catalogAbi,
  Batches: batchesAbi,
  Devices: devicesAbi,
  Reports: reportsAbi,
  Recalls: recallsAbi,
  Disclosures: disclosuresAbi,
  Networks: networksAbi,
  AccessManager: accessManagerAbi,
  PasskeyAccounts: passkeyAccountsAbi,
};

describe("The calls", () => {
  for (const contract of Object.keys(CONTRACTS) as (keyof typeof CONTRACTS)[]) {
    const abi = ABIS[contract];
    it(`have one for each verb of ${contract}, at its address, in the form that its ABI takes`, () => {
      const verbs = abi.filter((item) => item.type === "function" && /payable/.test(item.stateMutability)) as {
        name: string;
      }[];
      const own = Object.values(EXAMPLES).filter((call) => call.address === CONTRACTS[contract]);
      expect(own.map(({ functionName }) => functionName).sort()).to.deep.equal(
        verbs
          .map(({ name }) => name)
          .filter((name) => !NOT_VERBS.has(name))
          .sort(),
      );
      for (const call of own) expect(encodeFunctionData({ ...call, abi }), call.functionName).to.match(/^0x[0-9a-f]{8,}$/);
    });
  }

  it("join the permissions of an operator as bits", () => {
    expect(EXAMPLES.setOperator.args).to.deep.equal([3, owner, 1 + 128]);
  });

  it("write nothing and nobody as zero", () => {
    expect(EXAMPLES.assignNetwork.args[1]).to.equal(0);
    expect(EXAMPLES.replyForNetwork.args[1]).to.equal(0);
    expect(EXAMPLES.claimMembership.args[2]).to.equal(0);
    expect(EXAMPLES.countAbuse.args[2]).to.deep.equal([{ modelId: 0n, reported: 5, claimed: 0, remedied: 0 }]);
  });

  it("say what was observed in the numbers of the contract", () => {
    expect(EXAMPLES.recordObservations.args[1]).to.deep.equal([
      { asn, family: 2, method: 3, blocked: 1, received: 2, first: 3, last: 4, expiresAt: 5, evidence: zeroHash },
    ]);
    expect(EXAMPLES.withdrawObservation.args.slice(2, 4)).to.deep.equal([2, 3]);
  });

  it("let the owner speak for itself unless there is a signature", () => {
    expect(EXAMPLES.retireDevice.args.at(-1)).to.deep.equal({ deadline: 0n, signature: "0x" });
    expect(EXAMPLES.stateRelease.args.at(-1)).to.deep.equal({ deadline: 5n, signature: "0x04" });
  });
});
