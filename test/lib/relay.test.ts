import { expect } from "chai";
import { type Address, zeroAddress, zeroHash } from "viem";
import type { CarriedAct } from "../../lib/domain/carried-acts.ts";
import { batchId, deviceId, recallId } from "../../lib/domain/ids.ts";
import {
  ACTS_A_DAY,
  budgetFault,
  gasLimit,
  isAccountWanted,
  isDone,
  nextNonce,
  replacementFees,
  SPONSORED,
  type UnitFacts,
} from "../../lib/domain/relay.ts";
import { reasonOf } from "../../lib/domain/relay-wire.ts";

const at = (address: number) => `0x${address.toString(16).padStart(40, "0")}` as Address;
const [alice, bob] = [at(1), at(2)];
const unit = deviceId(batchId(7), 1);
const untouched: UnitFacts = {
  ...{ owner: zeroAddress, release: 0, evidence: "none", stolen: false, retired: false },
  ...{ offer: { key: zeroAddress, until: 0 }, recovery: { claimant: zeroAddress, state: "none" } },
  ...{ swap: null, acknowledged: false, remedy: "none", account: null },
};
const code = {
  deviceId: unit,
  owner: alice,
  deadline: 1n,
  deviceSignerHash: zeroHash,
  serialTag: zeroHash,
  proof: [],
  signature: "0x01",
} as const;
const claim = { ...code, proof: [] };
const proof = { claimKey: alice, serialTag: zeroHash, proof: [], signer: at(3), signature: "0x01" } as const;
const device = { ...proof, proof: [] };

/** Each act, what it leaves behind, and what looks like it and is not. */
const CASES: { [Verb in CarriedAct["verb"]]: [Extract<CarriedAct, { verb: Verb }>, Partial<UnitFacts>, Partial<UnitFacts>] } = {
  Claim: [{ verb: "Claim", ...claim }, { owner: alice }, { owner: bob }],
  ClaimByDevice: [{ verb: "ClaimByDevice", deviceId: unit, owner: alice, deadline: 1n, proof: device }, { owner: alice }, { owner: bob }],
  StartRecovery: [
    { verb: "StartRecovery", ...claim },
    { recovery: { claimant: alice, state: "pending" } },
    { recovery: { claimant: bob, state: "pending" } },
  ],
  StartRecoveryByDevice: [
    { verb: "StartRecoveryByDevice", deviceId: unit, claimant: alice, deadline: 1n, proof: device },
    { recovery: { claimant: alice, state: "vetoed" } },
    { recovery: { claimant: alice, state: "none" } },
  ],
  CompleteRecovery: [{ verb: "CompleteRecovery", deviceId: unit, claimant: alice }, { owner: alice }, { owner: bob }],
  ProveRelease: [
    { verb: "ProveRelease", deviceId: unit, release: 3, deadline: 1n, proof: device },
    { release: 3, evidence: "device" },
    { release: 3, evidence: "owner" },
  ],
  CreateAccount: [
    { verb: "CreateAccount", deviceId: unit, x: zeroHash, y: zeroHash },
    { account: { address: alice, isMade: true } },
    { account: { address: alice, isMade: false } },
  ],
  StateRelease: [{ verb: "StateRelease", deviceId: unit, release: 3 }, { release: 3 }, { release: 4 }],
  SetStolen: [{ verb: "SetStolen", deviceId: unit, stolen: true }, { stolen: true }, { stolen: false }],
  Retire: [{ verb: "Retire", deviceId: unit }, { retired: true }, { stolen: true }],
  OfferHandover: [
    { verb: "OfferHandover", deviceId: unit, key: alice, until: 9 },
    { offer: { key: alice, until: 9 } },
    { offer: { key: alice, until: 8 } },
  ],
  TakeBackHandover: [{ verb: "TakeBackHandover", deviceId: unit }, {}, { offer: { key: alice, until: 9 } }],
  AcceptHandover: [{ verb: "AcceptHandover", deviceId: unit, recipient: bob, keySignature: "0x" }, { owner: bob }, { owner: alice }],
  VetoRecovery: [
    { verb: "VetoRecovery", deviceId: unit },
    { recovery: { claimant: bob, state: "vetoed" } },
    { recovery: { claimant: bob, state: "pending" } },
  ],
  SwapPart: [
    { verb: "SwapPart", deviceId: unit, position: 3, batchId: null },
    { swap: { batchId: null } },
    { swap: { batchId: batchId(9) } },
  ],
  Acknowledge: [{ verb: "Acknowledge", deviceId: unit, recallId: recallId(2), path: "0x" }, { acknowledged: true }, {}],
  StateRemedy: [
    { verb: "StateRemedy", deviceId: unit, recallId: recallId(2), path: "0x", remedy: "returned" },
    { remedy: "returned" },
    { remedy: "destroyed" },
  ],
};

describe("What the relay decides", () => {
  for (const [act, left, other] of Object.values(CASES))
    it(`takes ${act.verb} for done by what it leaves behind, and by nothing else`, () => {
      expect(isDone(act, { ...untouched, ...left })).to.equal(true);
      expect(isDone(act, { ...untouched, ...other })).to.equal(false);
    });

  it("pays up to the budgets, not a wei more, and a dozen times a day for a unit", () => {
    const budgets = { all: 100n, maker: 50n };
    const none = { all: 0n, maker: 0n, acts: 0 };
    expect(budgetFault(budgets, none, 50n)).to.equal(undefined);
    expect(budgetFault(budgets, none, 51n)).to.equal("relay-maker-spent");
    expect(budgetFault(budgets, { ...none, all: 99n }, 1n)).to.equal(undefined);
    expect(budgetFault(budgets, { ...none, all: 100n }, 1n)).to.equal("relay-day-spent");
    expect(budgetFault(budgets, { ...none, acts: ACTS_A_DAY - 1 }, 1n)).to.equal(undefined);
    expect(budgetFault(budgets, { ...none, acts: ACTS_A_DAY }, 1n)).to.equal("relay-unit-often");
  });

  it("pays for the account of a passkey that owns the unit, or to which it may be offered", () => {
    const account = { address: alice, isMade: false };
    const offer = { key: bob, until: 9 };
    expect(isAccountWanted({ ...untouched, owner: alice, account })).to.equal(true);
    expect(isAccountWanted({ ...untouched, owner: bob, offer, account })).to.equal(true);
    expect(isAccountWanted({ ...untouched, owner: bob, account })).to.equal(false);
    expect(isAccountWanted({ ...untouched, owner: alice, offer })).to.equal(false);
  });

  it("leaves room above a simulation, and never more than an act may use", () => {
    expect(gasLimit("Claim", 100_000n)).to.equal(125_000n);
    expect(gasLimit("Claim", SPONSORED.Claim.gas)).to.equal(SPONSORED.Claim.gas);
  });

  it("replaces by an eighth more of both fees at least, by the market's where that is more, and not above the ceiling", () => {
    const market = { maxFeePerGas: 10n, maxPriorityFeePerGas: 1n };
    for (const wei of [1n, 7n, 8n, 1_000_000_007n]) {
      const fees = replacementFees(
        { maxFeePerGas: wei, maxPriorityFeePerGas: wei },
        { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
        10n ** 18n,
      );
      for (const fee of Object.values(fees ?? { none: 0n }))
        expect(fee * 8n >= wei * 9n && fee <= (wei * 9n) / 8n + 1n, `${fee}`).to.equal(true);
    }
    expect(replacementFees({ maxFeePerGas: 2n, maxPriorityFeePerGas: 0n }, market, 10n)).to.deep.equal(market);
    expect(replacementFees({ maxFeePerGas: 80n, maxPriorityFeePerGas: 0n }, market, 91n)?.maxFeePerGas).to.equal(91n);
    expect(replacementFees({ maxFeePerGas: 80n, maxPriorityFeePerGas: 0n }, market, 90n)).to.equal(null);
  });

  it("gives each act of a key the first number that is free, gaps first", () => {
    expect(nextNonce(5, new Set())).to.equal(5);
    expect(nextNonce(5, new Set([5, 6, 8]))).to.equal(7);
    expect(nextNonce(5, new Set([3, 4]))).to.equal(5);
  });

  it("hands on reasons of a later version of Muster as they are", () => {
    const reason = { message: "No.", why: "Because.", remedy: "Wait." };
    expect(reasonOf({ ...reason, code: "relay-once" })).to.include({ ...reason, code: "relay-once" });
    expect(reasonOf({ ...reason, code: "relay-of-tomorrow" })).to.include({ code: "unexpected", why: "No." });
  });
});
