import type { At } from "../../lib/chain/calls.ts";
import type { Sender } from "../../lib/chain/send.ts";
import { signAct } from "../../lib/chain/sign-act.ts";
import { type CarriedAct, isOwners } from "../../lib/domain/carried-acts.ts";
import { MusterError } from "../../lib/domain/errors.ts";
import type { DeviceId } from "../../lib/domain/ids.ts";
import type { PasskeyKey } from "../../lib/domain/passkey.ts";
import { type RelayJob, reasonOf } from "../../lib/domain/relay-wire.ts";
import { createRelayClient } from "../../lib/feed/relay.ts";
import type { Entry, Tell } from "./send-state.ts";

const relay = createRelayClient("/api/relay");
const PATIENCE_MS = 10 * 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Has the relay enter an act: an owner's once the wallet has signed it, one that brings its own proof as it is.
 * @param senderOf Of the visitor's wallet.
 * @throws MusterError why it was refused, or `relay-away`.
 */
export async function carryAct(
  senderOf: () => Promise<Sender>,
  register: At<"Devices" | "Reports" | "Recalls" | "PasskeyAccounts">,
  act: CarriedAct,
  tell: Tell,
): Promise<Entry> {
  const sender = await senderOf();
  const carried = isOwners(act) ? { act, signed: await signAct(sender, register, act, () => tell({ step: "signing" })) } : { act };
  const taken = await relay.carry(carried);
  tell({ step: "carried" });
  const { tx, block } = await entered(taken);
  // What somebody else has entered stands in some block up to the newest.
  return { hash: tx, block: block === null ? await sender.public.getBlockNumber({ cacheTime: 0 }) : BigInt(block) };
}

/** Has the relay make the account of a passkey, which is to sign for a unit. @throws MusterError why not. */
export async function carryAccount(deviceId: DeviceId, key: PasskeyKey): Promise<void> {
  await entered(await relay.carry({ act: { verb: "CreateAccount", deviceId, ...key } }));
}

/** Waits until an act is entered. The relay may be restarted meanwhile. */
async function entered(taken: RelayJob): Promise<RelayJob> {
  const until = Date.now() + PATIENCE_MS;
  let job = taken;
  for (let wait = 200; job.state === "accepted" || job.state === "sent"; wait = Math.min(wait * 1.5, 3_000)) {
    if (Date.now() > until) throw new MusterError("relay-away", { reason: "it has taken this and not entered it yet" });
    await pause(wait);
    job = await relay.find(job.id as string).catch((error) => {
      if (error instanceof MusterError && error.retryable) return job;
      throw error;
    });
  }
  if (job.reason) throw reasonOf(job.reason);
  return job;
}
