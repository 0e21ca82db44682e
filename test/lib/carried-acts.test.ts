import { expect } from "chai";
import { type Address, encodeFunctionData, zeroHash } from "viem";
import { z } from "zod";
import * as calls from "../../lib/chain/calls.ts";
import { callOf } from "../../lib/chain/carried-acts.ts";
import { type CarriedAct, carriedSchema, isOwners } from "../../lib/domain/carried-acts.ts";
import { batchId, deviceId, recallId } from "../../lib/domain/ids.ts";
import { ownerMessage } from "../../lib/domain/owner-signed.ts";

const at = (address: number) => `0x${address.toString(16).padStart(40, "0")}` as Address;
const contracts = { Devices: at(4), Reports: at(5), Recalls: at(6), PasskeyAccounts: at(7) };
const register = { contracts };

const unit = deviceId(batchId(7), 1);
const recall = recallId(2);
const owner = at(9);
const deadline = 2n ** 63n;
const signed = { deadline, signature: "0x0102" } as const;
const byCode = {
  deviceId: unit,
  owner,
  deadline,
  deviceSignerHash: zeroHash,
  serialTag: zeroHash,
  proof: [zeroHash],
  signature: "0x01",
} as const;
const code = { ...byCode, proof: [...byCode.proof] };
const proof = { claimKey: at(0), serialTag: zeroHash, proof: [zeroHash, zeroHash], signer: at(8), signature: "0x03" } as const;
const device = { ...proof, proof: [...proof.proof] };
const path = "0x0001";

/** Each act, with the call that it is. */
const EXAMPLES: { [Verb in CarriedAct["verb"]]: [Extract<CarriedAct, { verb: Verb }>, calls.Call] } = {
  StateRelease: [{ verb: "StateRelease", deviceId: unit, release: 3 }, calls.stateRelease(register, unit, 3, signed)],
  SetStolen: [{ verb: "SetStolen", deviceId: unit, stolen: true }, calls.setStolen(register, unit, true, signed)],
  Retire: [{ verb: "Retire", deviceId: unit }, calls.retireDevice(register, unit, signed)],
  OfferHandover: [{ verb: "OfferHandover", deviceId: unit, key: owner, until: 9 }, calls.offerHandover(register, unit, owner, 9, signed)],
  TakeBackHandover: [{ verb: "TakeBackHandover", deviceId: unit }, calls.takeBackHandover(register, unit, signed)],
  AcceptHandover: [
    { verb: "AcceptHandover", deviceId: unit, recipient: owner, keySignature: "0x" },
    calls.acceptHandover(register, unit, owner, "0x", signed),
  ],
  VetoRecovery: [{ verb: "VetoRecovery", deviceId: unit }, calls.vetoRecovery(register, unit, signed)],
  SwapPart: [{ verb: "SwapPart", deviceId: unit, position: 3, batchId: batchId(9) }, calls.swapPart(register, unit, 3, batchId(9), signed)],
  Acknowledge: [
    { verb: "Acknowledge", deviceId: unit, recallId: recall, path },
    calls.acknowledgeRecall(register, recall, unit, path, signed),
  ],
  StateRemedy: [
    { verb: "StateRemedy", deviceId: unit, recallId: recall, path, remedy: "replaced" },
    calls.stateRemedy(register, recall, unit, path, "replaced", signed),
  ],
  Claim: [{ verb: "Claim", ...code }, calls.claimDevice(register, code)],
  ClaimByDevice: [
    { verb: "ClaimByDevice", deviceId: unit, owner, deadline, proof: device },
    calls.claimByDevice(register, unit, owner, deadline, device),
  ],
  StartRecovery: [{ verb: "StartRecovery", ...code }, calls.startRecovery(register, code)],
  StartRecoveryByDevice: [
    { verb: "StartRecoveryByDevice", deviceId: unit, claimant: owner, deadline, proof: device },
    calls.startRecoveryByDevice(register, unit, owner, deadline, device),
  ],
  CompleteRecovery: [{ verb: "CompleteRecovery", deviceId: unit, claimant: owner }, calls.completeRecovery(register, unit)],
  CreateAccount: [
    { verb: "CreateAccount", deviceId: unit, x: zeroHash, y: zeroHash },
    calls.createAccount(register, { x: zeroHash, y: zeroHash }),
  ],
  ProveRelease: [
    { verb: "ProveRelease", deviceId: unit, release: 3, deadline, proof: device },
    calls.proveRelease(register, unit, 3, deadline, device),
  ],
};

const carried = (act: CarriedAct) => (isOwners(act) ? { act, signed } : { act });
const acrossTheWire = (act: CarriedAct): unknown => JSON.parse(JSON.stringify(z.encode(carriedSchema, carried(act))));

describe("Acts as data", () => {
  for (const [act, call] of Object.values(EXAMPLES)) {
    it(`${act.verb} makes its call, and comes over a wire as it was`, () => {
      expect(encodeFunctionData(callOf(register, act, signed))).to.equal(encodeFunctionData(call));
      expect(callOf(register, act, signed).address).to.equal(call.address);
      expect(carriedSchema.parse(acrossTheWire(act))).to.deep.equal(carried(act));
    });
  }

  it("carry a part that was removed as none", () => {
    const removed = { verb: "SwapPart", deviceId: unit, position: 3, batchId: null } as const;
    expect(encodeFunctionData(callOf(register, removed, signed))).to.equal(
      encodeFunctionData(calls.swapPart(register, unit, 3, null, signed)),
    );
    expect(carriedSchema.parse(acrossTheWire(removed))).to.deep.equal(carried(removed));
  });

  it("of an owner are signed without what only the call needs", () => {
    const terms = { deviceId: unit, epoch: 1, nonce: 0n, deadline };
    const { message } = ownerMessage(31337, contracts, EXAMPLES.Acknowledge[0], terms);
    expect(message).to.deep.equal({ ...terms, recallId: recall });
  });

  it("of an owner are not carried without a signature", () => {
    for (const [act] of Object.values(EXAMPLES).filter(([act]) => isOwners(act))) {
      const sent = acrossTheWire(act) as { act: object; signed: object };
      expect(carriedSchema.safeParse({ act: sent.act }).success, act.verb).to.equal(false);
      expect(carriedSchema.safeParse({ ...sent, signed: { ...sent.signed, signature: "0x" } }).success, act.verb).to.equal(false);
    }
  });

  it("are nothing else than what the table has", () => {
    const sent = acrossTheWire(EXAMPLES.Retire[0]) as { act: object };
    for (const act of [{ ...sent.act, verb: "Transfer" }, { ...sent.act, data: "0x00" }, { ...sent.act, deviceId: 7 }, { verb: "Retire" }])
      expect(carriedSchema.safeParse({ ...sent, act }).success, JSON.stringify(act)).to.equal(false);
    const proofs = acrossTheWire(EXAMPLES.Claim[0]) as { act: object };
    const tooDeep = { ...proofs, act: { ...proofs.act, proof: Array(33).fill(zeroHash) } };
    expect(carriedSchema.safeParse(tooDeep).success).to.equal(false);
  });
});
