import { setTimeout as sleep } from "node:timers/promises";
import { composeConfirmation, confirmationId } from "../lib/domain/confirmation.ts";
import type { ModelId } from "../lib/domain/ids.ts";
import { preferredLanguage } from "../lib/domain/language.ts";
import { CONFIRMATION_LEASE_SECONDS, type ConfirmationMails, type HeldConfirmation } from "../lib/store/confirmation-mails.ts";
import { DeliveryError } from "./channels/channel.ts";
import type { Mailer } from "./channels/mailer.ts";
import type { ModelName } from "./model-names.ts";

type Options = {
  mails: ConfirmationMails;
  mailer: Mailer;
  /** Null while the index does not have it: its mail waits. */
  nameOf(model: ModelId): Promise<ModelName | null>;
  /** Address of this register, without a slash at the end. */
  publicUrl: string;
  /** Pause when none is due. */
  intervalMs: number;
  onError(error: Error): void;
};

/**
 * Sends the mails by which people confirm an address, one after the other: take up, send, note. A crash loses none, and
 * doubles at most the one that was under way, under the same message id. It does not stand in the way of notices.
 * @returns Ends it, when what is under way is finished.
 */
export function startConfirmations({ mails, mailer, nameOf, publicUrl, intervalMs, onError }: Options): () => Promise<void> {
  const stopping = new AbortController();

  const named = async (model: ModelId): Promise<ModelName> => {
    const name = await nameOf(model);
    if (!name) throw new DeliveryError("The index does not have its model at the moment.", { retryable: true });
    return name;
  };

  const send = async (held: HeldConfirmation): Promise<void> => {
    const renewal = setInterval(() => mails.renew(held).catch(() => undefined), (CONFIRMATION_LEASE_SECONDS * 1000) / 3);
    try {
      const { email, language, token } = mails.open(held);
      const about = held.model === null ? null : { model: held.model, ...(await named(held.model)) };
      const mail = composeConfirmation({ publicUrl, token, askedAt: held.askedAt, about }, preferredLanguage([language]));
      await mailer.send({ ...mail, to: email, messageId: confirmationId(held, mailer.domain) });
      await mails.settle(held, "sent");
    } catch (error) {
      if (error instanceof DeliveryError && !error.retryable) await mails.settle(held, "failed");
      else {
        await mails.release(held);
        throw error;
      }
    } finally {
      clearInterval(renewal);
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const held = await mails.claim();
        if (held) {
          await send(held);
          continue;
        }
        await mails.forget();
      } catch (error) {
        onError(error as Error);
      }
      await sleep(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();

  return async () => {
    stopping.abort();
    await running;
  };
}
