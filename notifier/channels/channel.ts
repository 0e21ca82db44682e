import type { NoticeFacts } from "../../lib/domain/notice.ts";
import type { Obligation } from "../ledger.ts";

/** A way to reach an owner. Telling twice must be recognisable as one, because a crash may make us tell twice. */
export type ChannelAdapter = {
  /** @returns `no-address` when the owner took the address back. @throws DeliveryError */
  deliver(held: Obligation, facts: NoticeFacts): Promise<"delivered" | "no-address">;
};

/** A delivery that did not happen. `message` is kept in the ledger and shown to operators: it never holds an address. */
export class DeliveryError extends Error {
  override readonly name = "DeliveryError";
  /** Whether the same message may get through later. */
  readonly retryable: boolean;

  constructor(message: string, { retryable, cause }: { retryable: boolean; cause?: unknown }) {
    super(message, { cause });
    this.retryable = retryable;
  }
}
