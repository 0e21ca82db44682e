import { decodeError } from "../../lib/chain/decode-error.ts";
import { MusterError } from "../../lib/domain/errors.ts";

/** Any failure as an error that a person can read. What is not in the table is said to be unexpected, never hidden. */
export function toProblem(error: unknown): MusterError {
  const decoded = decodeError(error);
  if (decoded instanceof MusterError) return decoded;
  const reason = decoded instanceof Error ? ((decoded as { shortMessage?: string }).shortMessage ?? decoded.message) : String(decoded);
  return new MusterError("unexpected", { reason }, { cause: error });
}
