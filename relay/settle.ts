import type { Chain, PublicClient, TransactionReceipt, Transport } from "viem";
import { MusterError } from "../lib/domain/errors.ts";
import type { Attempt, Jobs, OpenJob } from "./jobs.ts";
import type { Judge } from "./judge.ts";
import type { Line } from "./lines.ts";

type Ground = { reader: PublicClient<Transport, Chain>; jobs: Jobs; judge: Judge };

/** Notes what has become of a job's transactions, and sends again what the node has forgotten. `line` is missing when its key was taken out. */
export async function settle({ reader, jobs, judge }: Ground, job: OpenJob, line: Line | undefined, final: bigint): Promise<void> {
  const nonce = job.nonce as number;
  const isPast = line === undefined || line.count > nonce;
  if (job.state === "included") {
    if (!isPast) await jobs.reopen(job.id);
    else if ((job.block as bigint) <= final) await ((await enteredOf(reader, job)) ? jobs.final(job.id) : jobs.reopen(job.id));
    return;
  }
  const entered = isPast ? await enteredOf(reader, job) : undefined;
  if (entered) return conclude({ jobs, judge }, job, entered);
  if (line && line.finalCount > nonce) await jobs.letGo(job.id);
  else if (!isPast) await announce(reader, job.attempts.at(-1) as Attempt);
}

type Entered = { attempt: Attempt; receipt: TransactionReceipt };

async function enteredOf(reader: Ground["reader"], { attempts }: OpenJob): Promise<Entered | undefined> {
  const receipts = await Promise.all(attempts.map(({ hash }) => reader.getTransactionReceipt({ hash }).catch(nothingIfUnknown)));
  const at = receipts.findIndex((receipt) => receipt !== undefined);
  return at < 0 ? undefined : { attempt: attempts[at] as Attempt, receipt: receipts[at] as TransactionReceipt };
}

function nothingIfUnknown(error: Error): undefined {
  if (error.name !== "TransactionReceiptNotFoundError" && error.name !== "TransactionNotFoundError") throw error;
}

async function conclude({ jobs, judge }: Pick<Ground, "jobs" | "judge">, job: OpenJob, { attempt, receipt }: Entered): Promise<void> {
  const { transactionHash: tx, blockNumber: block, gasUsed, effectiveGasPrice } = receipt;
  const spent = gasUsed * effectiveGasPrice;
  const paid = { tx, block, spent };
  if (attempt.cancels) await jobs.settle(job.id, job.reason, { ...paid });
  else if (receipt.status === "success") await jobs.included(job.id, tx, block, spent);
  else {
    // Somebody else may have carried the same act first; then the owner has what was asked for.
    const verdict = await judge(job.carried);
    const reason = verdict.is === "refused" ? verdict.reason : new MusterError("transaction-failed", { hash: tx });
    await jobs.settle(job.id, verdict.is === "done" ? null : reason.toJSON(), paid);
  }
}

/** Sends a transaction that was noted, if the node does not know it. Sending it once more changes nothing. */
export async function announce(reader: Ground["reader"], { hash, raw }: Pick<Attempt, "hash" | "raw">): Promise<void> {
  if (await reader.getTransaction({ hash }).catch(nothingIfUnknown)) return;
  await reader.sendRawTransaction({ serializedTransaction: raw });
}
