import { z } from "zod";
import type { carriedSchema } from "./carried-acts.ts";
import { isErrorCode, MusterError } from "./errors.ts";

/** An act in the form in which anybody can send it. */
export type Carried = z.output<typeof carriedSchema>;

const reasonSchema = z.object({ code: z.string(), message: z.string(), why: z.string(), remedy: z.string() });

/** How an act stands that the relay has taken. */
export const relayJobSchema = z.object({
  /** Null for what was done before it came: nothing had to be entered. */
  id: z.uuid().nullable(),
  /** Included: in a block that could still be undone. */
  state: z.enum(["accepted", "sent", "included", "done", "refused"]),
  /** Transaction by which it was entered; null before, and when somebody else's did it. */
  tx: z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]).nullable(),
  block: z.number().int().nonnegative().nullable(),
  /** Why it was refused; null otherwise. */
  reason: reasonSchema.nullable(),
});

export type RelayJob = z.infer<typeof relayJobSchema>;

/** A reason as the error that it was. */
export const reasonOf = (reason: z.infer<typeof reasonSchema>): MusterError =>
  isErrorCode(reason.code)
    ? MusterError.fromJSON({ ...reason, code: reason.code })
    : new MusterError("unexpected", { reason: reason.message });
