import {
  type Abi,
  BaseError,
  ContractFunctionRevertedError,
  HttpRequestError,
  InsufficientFundsError,
  TimeoutError,
  UserRejectedRequestError,
} from "viem";
import { type ErrorDetails, isErrorCode, MusterError } from "../domain/errors.ts";
import { accessManagerAbi, batchesAbi, catalogAbi, devicesAbi, organizationsAbi, recallsAbi } from "./abis.generated.ts";

/** Every error a call can end in: one contract's revert comes out of a call to another. */
export const errorsAbi: Abi = [...organizationsAbi, ...catalogAbi, ...batchesAbi, ...devicesAbi, ...recallsAbi, ...accessManagerAbi].filter(
  (item) => item.type === "error",
);

function fromRevert(reverted: ContractFunctionRevertedError): MusterError {
  const { data } = reverted;
  if (!data || !isErrorCode(data.errorName)) {
    return new MusterError(
      "contract-refused",
      { reason: data?.errorName ?? reverted.reason ?? reverted.signature ?? "no reason" },
      { cause: reverted },
    );
  }
  const definition = errorsAbi.find((item) => item.type === "error" && item.name === data.errorName);
  const inputs = definition?.type === "error" ? definition.inputs : [];
  const details = Object.fromEntries(inputs.map(({ name }, i) => [name ?? i, data.args?.[i] as string | number | bigint]));
  return new MusterError(data.errorName, details as ErrorDetails, { cause: reverted });
}

/** What a failed call means, in the words of the error table. Unknown failures come back as they are. */
export function decodeError(error: unknown): unknown {
  if (!(error instanceof BaseError)) return error;
  const find = <Kind extends BaseError>(kind: abstract new (...args: never[]) => Kind): Kind | undefined =>
    (error.walk((inner) => inner instanceof kind) as Kind | null) ?? undefined;

  const reverted = find(ContractFunctionRevertedError);
  if (reverted) return fromRevert(reverted);
  if (find(UserRejectedRequestError)) return new MusterError("transaction-rejected", {}, { cause: error });
  if (find(InsufficientFundsError)) return new MusterError("insufficient-funds", {}, { cause: error });
  const unreachable = find(HttpRequestError) ?? find(TimeoutError);
  if (unreachable) return new MusterError("chain-unreachable", { reason: unreachable.shortMessage }, { cause: error });
  return error;
}
