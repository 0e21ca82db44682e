import type { CarriedAct } from "../domain/carried-acts.ts";
import { type Signed, UNSIGNED } from "../domain/owner-signed.ts";
import {
  type At,
  acceptHandover,
  acknowledgeRecall,
  type Call,
  claimByDevice,
  claimDevice,
  completeRecovery,
  createAccount,
  offerHandover,
  proveRelease,
  retireDevice,
  setStolen,
  startRecovery,
  startRecoveryByDevice,
  stateRelease,
  stateRemedy,
  swapPart,
  takeBackHandover,
  vetoRecovery,
} from "./calls.ts";

type Register = At<"Devices" | "Reports" | "Recalls" | "PasskeyAccounts">;
type Row<Verb> = (register: Register, act: Extract<CarriedAct, { verb: Verb }>, signed: Signed) => Call;

/**
 * One row for each act: the call that it is. Nothing else can be made from an act, so that whoever carries acts of others
 * can be asked for these calls only.
 */
const CALLS: { [Verb in CarriedAct["verb"]]: Row<Verb> } = {
  StateRelease: (register, { deviceId, release }, signed) => stateRelease(register, deviceId, release, signed),
  SetStolen: (register, { deviceId, stolen }, signed) => setStolen(register, deviceId, stolen, signed),
  Retire: (register, { deviceId }, signed) => retireDevice(register, deviceId, signed),
  OfferHandover: (register, { deviceId, key, until }, signed) => offerHandover(register, deviceId, key, until, signed),
  TakeBackHandover: (register, { deviceId }, signed) => takeBackHandover(register, deviceId, signed),
  AcceptHandover: (register, { deviceId, recipient, keySignature }, signed) =>
    acceptHandover(register, deviceId, recipient, keySignature, signed),
  VetoRecovery: (register, { deviceId }, signed) => vetoRecovery(register, deviceId, signed),
  SwapPart: (register, { deviceId, position, batchId }, signed) => swapPart(register, deviceId, position, batchId, signed),
  Acknowledge: (register, { deviceId, recallId, path }, signed) => acknowledgeRecall(register, recallId, deviceId, path, signed),
  StateRemedy: (register, { deviceId, recallId, path, remedy }, signed) => stateRemedy(register, recallId, deviceId, path, remedy, signed),
  Claim: (register, { verb: _, ...claim }) => claimDevice(register, claim),
  ClaimByDevice: (register, { deviceId, owner, deadline, proof }) => claimByDevice(register, deviceId, owner, deadline, proof),
  StartRecovery: (register, { verb: _, ...claim }) => startRecovery(register, claim),
  StartRecoveryByDevice: (register, { deviceId, claimant, deadline, proof }) =>
    startRecoveryByDevice(register, deviceId, claimant, deadline, proof),
  CompleteRecovery: (register, { deviceId }) => completeRecovery(register, deviceId),
  CreateAccount: (register, { x, y }) => createAccount(register, { x, y }),
  ProveRelease: (register, { deviceId, release, deadline, proof }) => proveRelease(register, deviceId, release, deadline, proof),
};

/** @param signed Left out where the owner itself sends, and for acts that bring their own proof. */
export const callOf = (register: Register, act: CarriedAct, signed: Signed = UNSIGNED): Call =>
  (CALLS[act.verb] as Row<CarriedAct["verb"]>)(register, act, signed);
