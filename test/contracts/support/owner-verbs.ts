import type { BaseContract, ContractTransactionResponse } from "ethers";
import { concat, type Hex } from "viem";
import type { DeviceId } from "../../../lib/domain/ids.ts";
import type { IOwnerSigned } from "../../../types/ethers-contracts/contracts/Devices.ts";
import { chainId, ethers, networkHelpers, type Signer } from "../fixture.ts";
import { CHIP, codeRecovery, type Fleet, give, LATER } from "./fleet.ts";
import { addRecall, UNSIGNED } from "./recalls.ts";
import { digestOf, type Message } from "./typed-data.ts";

type Signed = IOwnerSigned.SignedStruct;
type Scene = { fleet: Fleet; id: DeviceId; owner: string };

type Verb = {
  contract: "devices" | "reports" | "recalls";
  event: string;
  /** The verb's own arguments, in the order of the message. */
  terms(scene: Scene): unknown[];
  /** Acts of the owner and of others that come before. */
  prepare?(scene: Scene, act: Signer): Promise<unknown>;
  send(scene: Scene, carrier: Signer, signed: Signed, gasLimit?: number): Promise<ContractTransactionResponse>;
};

const KEY = "0x00000000000000000000000000000000000000A1";
const RELEASE = 7;
const RECALL = 1;
const REPLACED = 1;

const offer = ({ fleet, id }: Scene, by: Signer, key: string) => fleet.devices.connect(by).offerHandover(id, key, LATER, UNSIGNED);

/** Every verb that an owner can sign, with the one act that the tests sign. */
export const VERBS: Partial<Record<Message, Verb>> = {
  StateRelease: {
    contract: "devices",
    event: "ReleaseStated",
    terms: () => [RELEASE],
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.devices.connect(by).stateRelease(id, RELEASE, signed, { gasLimit }),
  },
  SetStolen: {
    contract: "devices",
    event: "StolenSet",
    terms: () => [true],
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.devices.connect(by).setStolen(id, true, signed, { gasLimit }),
  },
  Retire: {
    contract: "devices",
    event: "DeviceRetired",
    terms: () => [],
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.devices.connect(by).retire(id, signed, { gasLimit }),
  },
  OfferHandover: {
    contract: "devices",
    event: "HandoverOffered",
    terms: () => [KEY, LATER],
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.devices.connect(by).offerHandover(id, KEY, LATER, signed, { gasLimit }),
  },
  TakeBackHandover: {
    contract: "devices",
    event: "HandoverTakenBack",
    terms: () => [],
    prepare: (scene, act) => offer(scene, act, KEY),
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.devices.connect(by).takeBackHandover(id, signed, { gasLimit }),
  },
  /** The one who signs is the recipient; the unit is Alice's. */
  AcceptHandover: {
    contract: "devices",
    event: "TitleMoved",
    terms: ({ owner }) => [owner],
    prepare: (scene) => offer(scene, scene.fleet.alice, scene.owner),
    send: ({ fleet, id, owner }, by, signed, gasLimit) => fleet.devices.connect(by).acceptHandover(id, owner, "0x", signed, { gasLimit }),
  },
  VetoRecovery: {
    contract: "devices",
    event: "RecoveryVetoed",
    terms: () => [],
    prepare: async ({ fleet }) => fleet.devices.startRecovery(await codeRecovery(fleet, CHIP, fleet.bob.address)),
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.devices.connect(by).vetoRecovery(id, signed, { gasLimit }),
  },
  SwapPart: {
    contract: "reports",
    event: "PartSwapped",
    terms: ({ fleet }) => [0, fleet.boards],
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.reports.connect(by).swapPart(id, 0, fleet.boards, signed, { gasLimit }),
  },
  Acknowledge: {
    contract: "recalls",
    event: "RecallAcknowledged",
    terms: () => [RECALL],
    prepare: ({ fleet }) => addRecall(fleet),
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.recalls.connect(by).acknowledge(RECALL, id, "0x", signed, { gasLimit }),
  },
  StateRemedy: {
    contract: "recalls",
    event: "RemedyRecorded",
    terms: () => [RECALL, REPLACED],
    prepare: ({ fleet }) => addRecall(fleet),
    send: ({ fleet, id }, by, signed, gasLimit) => fleet.recalls.connect(by).stateRemedy(RECALL, id, "0x", REPLACED, signed, { gasLimit }),
  },
};

const DOMAINS = { devices: "Muster Devices", reports: "Muster Reports", recalls: "Muster Recalls" };

/** What a signature is over, part by part, for tests to change. */
export type Terms = {
  message: Message;
  name: string;
  version: string;
  chainId: bigint;
  verifyingContract: string;
  deviceId: bigint;
  terms: unknown[];
  epoch: bigint;
  nonce: bigint;
  deadline: bigint;
};

export const hashOf = ({
  message,
  name,
  version,
  chainId: chain,
  verifyingContract,
  deviceId,
  terms,
  epoch,
  nonce,
  deadline,
}: Terms): Hex => digestOf({ name, version, chainId: chain, verifyingContract }, message, [deviceId, ...terms, epoch, nonce, deadline]);

/** Somebody who sends from an account without having its key. */
export async function actAs(owner: string): Promise<Signer> {
  await networkHelpers.setBalance(owner, 10n ** 20n);
  return ethers.getImpersonatedSigner(owner);
}

/** All that stands before an owner's act, and what is right to sign for it. */
export async function prepare(fleet: Fleet, message: Message, owner: string) {
  const verb = VERBS[message];
  if (!verb) throw new RangeError(`owners do not sign ${message}`);
  const id = await give(fleet, CHIP, message === "AcceptHandover" ? fleet.alice.address : owner);
  const scene = { fleet, id, owner };
  await verb.prepare?.(scene, await actAs(owner));
  const contract: BaseContract & { nonces(owner: string): Promise<bigint> } = fleet[verb.contract];
  const right: Terms = {
    message,
    name: DOMAINS[verb.contract],
    version: "1",
    chainId,
    verifyingContract: await contract.getAddress(),
    deviceId: id,
    terms: verb.terms(scene),
    epoch: 1n,
    nonce: await contract.nonces(owner),
    deadline: LATER,
  };
  const send = (
    signature: string,
    { deadline = LATER, carrier = fleet.mallory, gasLimit }: { deadline?: bigint; carrier?: Signer; gasLimit?: number } = {},
  ) => verb.send(scene, carrier, { deadline, signature }, gasLimit);
  return { id, contract, event: verb.event, right, send };
}

/** Makes an account delegate to code (EIP-7702). */
export const delegate = (account: string, code: string): Promise<void> =>
  networkHelpers.setCode(account, concat(["0xef0100", code as Hex]));
