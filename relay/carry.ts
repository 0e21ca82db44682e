import type { Chain, PublicClient, Transport } from "viem";
import type { Deployment } from "../lib/chain/deployments.ts";
import { type Fees, nextNonce, replacementFees } from "../lib/domain/relay.ts";
import type { Attempt, Jobs, OpenJob } from "./jobs.ts";
import { carriedCall, encode, type Judge } from "./judge.ts";
import { type Line, sign } from "./lines.ts";
import { announce } from "./settle.ts";

type Ground = {
  reader: PublicClient<Transport, Chain>;
  deployment: Deployment;
  jobs: Jobs;
  judge: Judge;
  /** Wei per unit of gas. */
  ceiling: bigint;
  report(text: string): void;
};

/** Acts under way of one key at most; nodes forget long lines. */
const UNDER_WAY = 16;
const CANCEL_GAS = 21_000n;

const heldBy = (open: OpenJob[], { account }: Line): OpenJob[] => open.filter(({ key }) => key === account.address);

/** The key with the fewest acts under way that can pay for one more. */
export function chooseLine(lines: Line[], open: OpenJob[], cost: bigint): Line | undefined {
  const loads = lines.map((line) => {
    const held = heldBy(open, line);
    const free = line.balance - held.reduce((sum, { reserved }) => sum + reserved, 0n);
    return { line, count: held.length, canPay: !line.isShort && free >= cost };
  });
  return loads.filter(({ count, canPay }) => canPay && count < UNDER_WAY).toSorted((a, b) => a.count - b.count)[0]?.line;
}

/** Sends a job for the first time. What is sent is noted before, so that it is known by its hash whatever happens then. */
export async function begin(ground: Ground, job: OpenJob, lines: Line[], open: OpenJob[], fees: Fees): Promise<void> {
  const { deployment, jobs, judge, reader } = ground;
  const verdict = await judge(job.carried);
  if (verdict.is !== "good") {
    await jobs.settle(job.id, verdict.is === "done" ? null : verdict.reason.toJSON(), null);
    return;
  }
  const line = chooseLine(lines, open, job.reserved);
  if (!line) return;
  const { account } = line;
  const nonce = nextNonce(line.count, new Set(heldBy(open, line).map((held) => held.nonce as number)));
  const call = carriedCall(deployment, job.carried);
  const unsigned = { chainId: deployment.chainId, nonce, to: call.address, data: encode(call), gas: job.gas, fees };
  const signed = { ...(await sign(account, unsigned)), fees, cancels: false };
  if (!(await jobs.assign(job.id, account.address, nonce, signed))) return;
  Object.assign(job, { state: "sent", key: account.address, nonce });
  await announce(reader, signed);
}

/**
 * Replaces the transaction at the head of a line by one that pays more. An act that would fail by now gives way to one
 * that does nothing, which costs least and frees the line.
 */
export async function replace(ground: Ground, job: OpenJob, { account }: Line, market: Fees): Promise<void> {
  const { deployment, jobs, judge, reader, ceiling, report } = ground;
  const stuck = job.attempts.at(-1) as Attempt;
  const fees = replacementFees(stuck.fees, market, ceiling);
  if (!fees) return report(`The act ${job.id} waits: the network's price is above what the relay pays.`);
  const nonce = job.nonce as number;
  const verdict = stuck.cancels ? undefined : await judge(job.carried);
  const cancels = verdict?.is !== "good";
  const call = carriedCall(deployment, job.carried);
  const target = cancels
    ? ({ to: account.address, data: "0x", gas: CANCEL_GAS } as const)
    : { to: call.address, data: encode(call), gas: job.gas };
  const signed = { ...(await sign(account, { chainId: deployment.chainId, nonce, ...target, fees })), fees, cancels };
  const reason = !cancels ? null : verdict === undefined ? job.reason : verdict.is === "refused" ? verdict.reason.toJSON() : null;
  // A cancellation costs less than what was set aside; it must not fail for want of budget.
  if (!(await jobs.replace(job, signed, target.gas * fees.maxFeePerGas, reason)))
    return report(`The act ${job.id} waits: today's budget does not hold a higher price.`);
  await announce(reader, signed);
}
