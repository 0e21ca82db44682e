import type { Hex } from "viem";
import type { MusterError } from "../../lib/domain/errors.ts";

/** The life of one act, in the order in which a person lives it. */
export type SendState =
  | { step: "idle" }
  /** Asking the contract whether it would accept. */
  | { step: "checking" }
  /** Waiting for the wallet. */
  | { step: "signing" }
  /** The relay has taken it; which transaction it will be is not settled yet. */
  | { step: "carried" }
  | { step: "sent"; hash: Hex }
  /** In a block; the register's tables are still to follow. */
  | ({ step: "included" } & Entry)
  /** Everything on the page can show it. `isFinal`: no reorganisation of the chain can take it back any more. */
  | ({ step: "done"; isFinal: boolean } & Entry)
  | { step: "failed"; error: MusterError };

/** Where an act was entered. */
export type Entry = { /** Null when somebody else's transaction did the same first. */ hash: Hex | null; block: bigint };

/** Takes word of each step. */
export type Tell = (state: SendState) => void;
