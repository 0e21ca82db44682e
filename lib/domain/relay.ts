import { type Address, isAddressEqual } from "viem";
import type { CarriedAct } from "./carried-acts.ts";
import type { BatchId } from "./ids.ts";
import type { Evidence, RecoveryState, Remedy } from "./kinds.ts";

/** What the relay decides: what it pays for, when it stops paying, how it replaces what is stuck, what counts as done. */

type Sponsored = {
  /** Gas that one may use at most; a claim in a full tree and a contract wallet without precompile stay below. */
  gas: bigint;
  /** Paid for once in the life of a unit. */
  once?: true;
};

/** One row for each act that is paid for. What is not here is not carried. */
export const SPONSORED: Record<CarriedAct["verb"], Sponsored> = {
  Claim: { gas: 300_000n, once: true },
  ClaimByDevice: { gas: 700_000n, once: true },
  StartRecovery: { gas: 300_000n },
  StartRecoveryByDevice: { gas: 700_000n },
  CompleteRecovery: { gas: 300_000n },
  CreateAccount: { gas: 150_000n },
  ProveRelease: { gas: 700_000n },
  StateRelease: { gas: 500_000n },
  SetStolen: { gas: 500_000n },
  Retire: { gas: 500_000n },
  OfferHandover: { gas: 500_000n },
  TakeBackHandover: { gas: 500_000n },
  AcceptHandover: { gas: 500_000n },
  VetoRecovery: { gas: 500_000n },
  SwapPart: { gas: 500_000n },
  Acknowledge: { gas: 600_000n },
  StateRemedy: { gas: 600_000n },
};

/** Room above what a simulation used: the state may be another one when the act is entered. */
export const gasLimit = (verb: CarriedAct["verb"], simulated: bigint): bigint => {
  const { gas } = SPONSORED[verb];
  const roomy = (simulated * 5n) / 4n;
  return roomy < gas ? roomy : gas;
};

// ---- budgets ----

/** Wei a day (UTC). */
export type Budgets = { all: bigint /** For the devices of one maker. */; maker: bigint };

/** What has gone today: what was paid, and what is set aside for acts under way. */
export type Spending = { all: bigint; maker: bigint /** Acts for the unit in question. */; acts: number };

/** Enough for every use; an owner who signs in a loop ends here. */
export const ACTS_A_DAY = 12;

/** Why an act of a certain cost is not paid for, undefined when it is. */
export function budgetFault(budgets: Budgets, spending: Spending, cost: bigint) {
  if (spending.acts >= ACTS_A_DAY) return "relay-unit-often";
  if (spending.all + cost > budgets.all) return "relay-day-spent";
  if (spending.maker + cost > budgets.maker) return "relay-maker-spent";
  return undefined;
}

// ---- transactions ----

/** Wei per unit of gas, as EIP-1559 has them. */
export type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The least that every client takes as a replacement: an eighth more of both, rounded up. */
const raised = (wei: bigint): bigint => wei + wei / 8n + 1n;

/** Fees by which a transaction of the same number takes the place of one that is stuck; null when they pass the ceiling. */
export function replacementFees(stuck: Fees, market: Fees, ceiling: bigint): Fees | null {
  const fees = {
    maxFeePerGas: larger(raised(stuck.maxFeePerGas), market.maxFeePerGas),
    maxPriorityFeePerGas: larger(raised(stuck.maxPriorityFeePerGas), market.maxPriorityFeePerGas),
  };
  return fees.maxFeePerGas > ceiling ? null : fees;
}

/**
 * The number of a key's next transaction: the first that the chain has not seen and that no act under way holds.
 * @param count Of the key's transactions in the newest block.
 */
export function nextNonce(count: number, held: ReadonlySet<number>): number {
  let nonce = count;
  while (held.has(nonce)) nonce++;
  return nonce;
}

// ---- what is done already ----

/** How a unit stands on the chain, as far as it shows whether an act has happened. */
export type UnitFacts = {
  /** Zero when unclaimed. */
  owner: Address;
  release: number;
  evidence: Evidence;
  stolen: boolean;
  retired: boolean;
  /** All zero when there is none. */
  offer: { key: Address; until: number };
  recovery: { claimant: Address; state: RecoveryState | "none" };
  /** What was put in place of the part that the act names; null where it names none, and for a part that was never swapped. */
  swap: { /** Null when the part was removed. */ batchId: BatchId | null } | null;
  /** Under the present title, in the recall that the act names. */
  acknowledged: boolean;
  remedy: Remedy | "none";
  /** Of the passkey that the act names; null where it names none. */
  account: { address: Address; isMade: boolean } | null;
};

type Judge<Verb> = (act: Extract<CarriedAct, { verb: Verb }>, unit: UnitFacts) => boolean;
const isOwner = (unit: UnitFacts, address: Address): boolean => isAddressEqual(unit.owner, address);
const recovers = ({ recovery }: UnitFacts, claimant: Address): boolean =>
  recovery.state !== "none" && isAddressEqual(recovery.claimant, claimant);

/** What an act leaves behind, whoever sent it: a copy that came first, or an earlier attempt. */
const LEFT_BEHIND: { [Verb in CarriedAct["verb"]]: Judge<Verb> } = {
  Claim: ({ owner }, unit) => isOwner(unit, owner),
  ClaimByDevice: ({ owner }, unit) => isOwner(unit, owner),
  StartRecovery: ({ owner }, unit) => recovers(unit, owner),
  StartRecoveryByDevice: ({ claimant }, unit) => recovers(unit, claimant),
  CompleteRecovery: ({ claimant }, unit) => isOwner(unit, claimant),
  CreateAccount: (_, { account }) => account?.isMade ?? false,
  ProveRelease: ({ release }, unit) => unit.release === release && unit.evidence === "device",
  StateRelease: ({ release }, unit) => unit.release === release,
  SetStolen: ({ stolen }, unit) => unit.stolen === stolen,
  Retire: (_, unit) => unit.retired,
  OfferHandover: ({ key, until }, { offer }) => isAddressEqual(offer.key, key) && offer.until === until,
  TakeBackHandover: (_, { offer }) => offer.until === 0,
  AcceptHandover: ({ recipient }, unit) => isOwner(unit, recipient),
  VetoRecovery: (_, { recovery }) => recovery.state === "vetoed",
  SwapPart: ({ batchId }, { swap }) => swap !== null && swap.batchId === batchId,
  Acknowledge: (_, unit) => unit.acknowledged,
  StateRemedy: ({ remedy }, unit) => unit.remedy === remedy,
};

/** Whether the chain shows what an act that the contract refuses would have done. Then nothing is left to do or to pay. */
export const isDone = (act: CarriedAct, unit: UnitFacts): boolean => (LEFT_BEHIND[act.verb] as Judge<CarriedAct["verb"]>)(act, unit);

/** Whether the account of a passkey is paid for: it owns the unit, or may be the one to whom the unit is offered. */
export const isAccountWanted = (unit: UnitFacts): boolean =>
  unit.account !== null && (isOwner(unit, unit.account.address) || unit.offer.until > 0);
