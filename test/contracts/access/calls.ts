import type { BaseContract } from "ethers";
import { deviceId } from "../../../lib/domain/ids.ts";
import { claimPrivateKey } from "../../../lib/domain/unit.ts";
import { chainId, networkHelpers, SUPPORT_END } from "../fixture.ts";
import { registration, rootNumber } from "../support/batches.ts";
import { onChain } from "../support/disclosures.ts";
import { LATER } from "../support/fleet.ts";
import { ASN, observationOf } from "../support/networks.ts";
import { executionBy, passkey } from "../support/passkey.ts";
import { draftOf, opening, UNSIGNED } from "../support/recalls.ts";
import { digestOf, signWith } from "../support/typed-data.ts";
import { type CodedUnit, claimOf, proofOf } from "../support/units.ts";
import { type Actor, OWNER_PASSKEY, proofBy, type Stage, UNITS } from "./stage.ts";

type Arguments = (stage: Stage, actor: Actor) => unknown[] | Promise<unknown[]>;

const DIGEST = rootNumber(9);
const MODEL = 1;
const CREDENTIALS = 2;
const HELD_KEYS = 2;
const BOARD = 0;

/** Valid arguments for every function that writes, so that only the sender decides. Its own body, where it has one. */
export const CALLS: Record<string, Arguments> = {
  "Organizations.admit": ({ mallory }) => [1, mallory.address, "Name", "name.example", "FR"],
  "Organizations.setSuspended": ({ orgs }) => [orgs.brand, true, "reason"],
  "Organizations.replaceAdmin": ({ orgs, mallory }) => [orgs.brand, mallory.address, "reason"],
  "Organizations.setAuthority": async ({ recalls }) => [await recalls.getAddress()], // any contract
  "Organizations.setOperator": ({ orgs, mallory }) => [orgs.brand, mallory.address, 1],
  "Organizations.offerAdmin": ({ orgs, mallory }) => [orgs.brand, mallory.address],
  "Organizations.acceptAdmin": ({ orgs }) => [orgs.brand],

  "Catalog.registerModel": ({ orgs }, { org = orgs.brand }) => [org, "09506000149301", MODEL, SUPPORT_END, "Two"],
  "Catalog.extendSupport": ({ models }) => [models.camera, SUPPORT_END + 1n],
  "Catalog.publishRelease": ({ models }) => [models.camera, 2, "2", DIGEST, 1],
  "Catalog.revokeRelease": ({ models }) => [models.camera, 1, "reason"],
  "Catalog.declareSecurity": ({ models }) => [models.camera, CREDENTIALS, HELD_KEYS, DIGEST],
  "Catalog.certify": ({ models, orgs }, { org = orgs.laboratory }) => [org, models.camera, 1, SUPPORT_END, DIGEST],
  "Catalog.revokeCertificate": ({ models, orgs }) => [orgs.laboratory, models.camera, "reason"],

  "Batches.registerBatch": (stage) => [registration(stage, { root: DIGEST })],
  "Batches.freeze": ({ batch }) => [batch, 0, 0, "reason"],

  "Devices.bindRecalls": ({ mallory }) => [mallory.address],
  "Devices.announce": ({ unit }) => [unit.owned, unit.awarded],
  "Devices.claim": async ({ batch, devices, mallory }) => [
    await claimOf(UNITS, { batch, index: 0, owner: mallory.address, devices: await devices.getAddress() }),
  ],
  "Devices.claimByDevice": async (stage) => {
    const [id, owner] = [stage.unit.unclaimed, stage.mallory.address];
    return [id, owner, LATER, await proofBy(stage, "unclaimed", "DeviceClaim", [id, owner, 0, LATER])];
  },
  "Devices.setStolen": ({ unit }) => [unit.owned, true, UNSIGNED],
  "Devices.retire": ({ unit }) => [unit.owned, UNSIGNED],
  "Devices.offerHandover": ({ unit, mallory }) => [unit.owned, mallory.address, Number(LATER), UNSIGNED],
  "Devices.takeBackHandover": ({ unit }) => [unit.offered, UNSIGNED],
  "Devices.acceptHandover": ({ unit, actors }) => [unit.offered, actors.recipient.address, "0x", UNSIGNED],
  "Devices.startRecovery": async ({ devices, unit, batch, mallory }) => {
    const { code, deviceSignerHash, serialTag } = UNITS.units[1] as CodedUnit;
    const domain = { name: "Muster Devices", version: "1", chainId, verifyingContract: await devices.getAddress() };
    const signature = signWith(claimPrivateKey(code), digestOf(domain, "Recovery", [unit.owned, mallory.address, 2, LATER]));
    const proof = await proofOf(UNITS, 1);
    return [{ deviceId: deviceId(batch, 1), owner: mallory.address, deadline: LATER, deviceSignerHash, serialTag, proof, signature }];
  },
  "Devices.startRecoveryByDevice": async (stage) => {
    const [id, claimant] = [stage.unit.owned, stage.mallory.address];
    return [id, claimant, LATER, await proofBy(stage, "owned", "Recovery", [id, claimant, 2, LATER])];
  },
  "Devices.vetoRecovery": ({ unit }) => [unit.contested, UNSIGNED],
  "Devices.awardTitle": ({ unit }) => [unit.vetoed, "reason"],
  "Devices.takeBackAward": ({ unit }) => [unit.awarded, "reason"],
  "Devices.completeRecovery": ({ unit }) => [unit.contested],
  "Devices.stateRelease": ({ unit }) => [unit.owned, 1, UNSIGNED],
  "Devices.stateReleaseFor": ({ unit, orgs }, { org = orgs.repairer }) => [unit.owned, 1, org],
  "Devices.proveRelease": async (stage) => {
    const [id, deadline] = [stage.unit.owned, (await networkHelpers.time.latest()) + 3600];
    return [id, 1, deadline, await proofBy(stage, "owned", "DeviceStatement", [id, 1, 2, 0, deadline])];
  },

  "Reports.reportReleases": ({ batch }) => [batch, 1, 0, 1, "0x"],
  "Reports.revokeReport": () => [1, "reason"],
  "Reports.swapPart": ({ unit, boards }) => [unit.owned, BOARD, boards, UNSIGNED],
  "Reports.swapPartFor": ({ unit, boards, orgs }, { org = orgs.repairer }) => [unit.owned, BOARD, boards, org],

  "Recalls.draft": ({ orgs }, { org = orgs.brand }) => [org, DIGEST],
  "Recalls.discardDraft": (stage, { org = stage.orgs.brand }) => [org, draftOf(stage, "open", [opening(stage, { issuer: org })])],
  "Recalls.open": (stage, { org = stage.orgs.brand }) => [opening(stage, { issuer: org })],
  "Recalls.amend": ({ steps }) => [...steps.amend],
  "Recalls.close": ({ steps }) => [...steps.close],
  "Recalls.withdraw": ({ steps }) => [...steps.withdraw],
  "Recalls.offerFix": ({ recall, models }) => [recall, models.camera, 1],
  "Recalls.replyAsMaker": ({ recall, unit }) => [recall, unit.owned, "0x", 1, DIGEST],
  "Recalls.acknowledge": ({ recall, unit }) => [recall, unit.owned, "0x", UNSIGNED],
  "Recalls.stateRemedy": ({ recall, unit }) => [recall, unit.owned, "0x", 1, UNSIGNED],
  "Recalls.recordRemedy": ({ recall, unit, orgs }, { org = orgs.repairer }) => [recall, unit.owned, "0x", 1, org],

  "Disclosures.file": () => [rootNumber(8)],
  "Disclosures.reveal": ({ finding }) => [onChain(finding)],
  "Disclosures.withdraw": () => [1, "reason"],
  "Disclosures.answer": () => [1, 1, 0, DIGEST],
  "Disclosures.judge": (stage, { org = stage.orgs.regulator }) => [org, 1, 1, "reason"],
  "Disclosures.demandAnswer": (stage, { org = stage.orgs.regulator }) => [org, 1, 2n ** 39n, "reason"],

  "Networks.assignNetwork": ({ operator }) => [ASN, operator, "reason"],
  "Networks.setAuthority": async ({ recalls }) => [await recalls.getAddress()],
  "Networks.recordObservations": async ({ orgs }, { org = orgs.observer }) => [org, [await observationOf()]],
  "Networks.withdrawObservation": ({ orgs }, { org = orgs.observer }) => [org, ASN, 1, 1, "reason"],
  "Networks.reply": () => [ASN, 0, true, "text"],
  "Networks.claimMembership": () => [ASN, "MANRS", 1n, "https://manrs.example/members"],
  "Networks.countAbuse": () => [ASN, 1, []],

  "PasskeyAccount.execute": async ({ account, devices, unit }) => {
    const [target, data] = [await devices.getAddress(), devices.interface.encodeFunctionData("locked", [unit.owned])];
    return [target, data, LATER, await executionBy(account, OWNER_PASSKEY.ask, { target, data, deadline: LATER })];
  },

  "PasskeyAccounts.create": () => {
    const { x, y } = passkey("another").key;
    return [x, y];
  },
};

/** The contracts of a stage by the names in the table. */
export const contractsOf = (stage: Stage) => ({
  Organizations: stage.organizations,
  Catalog: stage.catalog,
  Batches: stage.batches,
  Devices: stage.devices,
  Reports: stage.reports,
  Recalls: stage.recalls,
  Disclosures: stage.disclosures,
  Networks: stage.networks,
  PasskeyAccount: stage.account.contract,
  PasskeyAccounts: stage.passkeyAccounts,
});

/** The contract and the data of a call. */
export async function callOf(stage: Stage, verb: string, actor: Actor): Promise<{ to: string; data: string }> {
  const [name, method] = verb.split(".") as [keyof ReturnType<typeof contractsOf>, string];
  const { target, interface: abi } = contractsOf(stage)[name] as BaseContract;
  const args = await CALLS[verb]?.(stage, actor);
  return { to: String(target), data: abi.encodeFunctionData(method, args) };
}
